"""T5: a power cut. What the program's own driver wrote is recorded, and disks are made as a cut may leave them.

Everything that was synced is there. Of the rest each sector of 512 bytes is there or not, by chance; files that were
made, removed or cut since come and go in their order, as a journalling file system has it.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.storage import driver
from app.storage.opening import open_passport
from app.storage.passport import Passport
from faults.acts import BASE, after_saves, make_pupils, numbers, save_on
from faults.children import Say, child
from faults.sqlite_files import DELETE, OPEN, SYNC, TRUNCATE, WRITE, watch
from faults.tally import Tally
from faults.whole import check_pages, check_whole

SECTOR = 512  # bytes: what a disk writes wholly or not at all
OURS: dict[str, Any] = {}  # no setting of the program is altered
_FOLD = 100  # pages in the log before it is folded in, so that this happens too while it is recorded

Event = tuple[str, str, int, bytes]
"""What, the file's name, offset or size or sync of the folder, the bytes; or a step that was confirmed, by number."""
CONFIRMED = "confirmed"


def record(say: Say, folder: Path, saves: int, altered: dict[str, Any]) -> None:
    """Work of a child: save under altered settings, and tell every call that changed a file of SQLite."""
    driver._SETTINGS = tuple((name, altered.get(name, value)) for name, value in driver._SETTINGS)
    events: list[Event] = []

    def told(what: str, path: str, place: int, content: bytes) -> int:
        events.append((what, Path(path).name, place, content))
        return 0

    def heard(word: Any) -> None:
        if isinstance(word, int):
            events.append((CONFIRMED, "", word, b""))

    def opened(path: Path) -> Passport:
        passport = open_passport(path)
        passport._connection.execute(f"PRAGMA wal_autocheckpoint = {_FOLD}")
        return passport

    watch(told)
    save_on(heard, folder, saves, opened)
    say(events)


@dataclass
class _Disk:
    """What is surely there by name, and what is on its way, in its order."""

    there: dict[str, bytearray]
    waiting: list[Event] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """One call of the program."""
        what, name, place, _ = event
        if what == SYNC:  # the file, and that it is there, is brought to the disk
            for one in self.waiting:
                if one[1] == name:
                    _carry_out(self.there, one, whole=True)
            self.waiting = [one for one in self.waiting if one[1] != name]
        elif what == DELETE and place:
            self.there.pop(name, None)
            self.waiting = [one for one in self.waiting if one[1] != name]
        else:
            self.waiting.append(event)

    def after_cut(self, source: random.Random) -> dict[str, bytearray]:
        """The files that a power cut at this moment may leave."""
        found = {name: bytearray(content) for name, content in self.there.items()}
        share = source.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        names_kept = True
        for event in self.waiting:
            if event[0] == WRITE:
                _carry_out(found, event, whole=False, source=source, share=share)
                continue
            names_kept = names_kept and source.random() < share
            if names_kept:
                _carry_out(found, event, whole=True)
        return found


def _carry_out(
    files: dict[str, bytearray], event: Event, *, whole: bool, source: random.Random | None = None, share: float = 1
) -> None:
    what, name, place, content = event
    if what == OPEN:
        files.setdefault(name, bytearray())
    elif what == DELETE:
        files.pop(name, None)
    elif name in files and what == TRUNCATE:
        del files[name][place:]
    elif name in files and what == WRITE:
        for start in range(0, len(content), SECTOR):
            if whole or (source and source.random() < share):
                _put(files[name], place + start, content[start : start + SECTOR])


def _put(file: bytearray, place: int, content: bytes) -> None:
    if len(file) < place:
        file.extend(bytes(place - len(file)))
    file[place : place + len(content)] = content


def states(before: bytes, events: Sequence[Event], many: int, seed: int) -> Iterator[tuple[int, dict[str, bytearray]]]:
    """So many disks, each with the number confirmed by the cut, which is at any moment or just after an answer."""
    source = random.Random(seed)
    answers = [place + 1 for place, event in enumerate(events) if event[0] == CONFIRMED]
    anywhere = range(len(events) + 1)
    cuts = sorted(source.choice(source.choice((anywhere, answers))) for _ in range(many))
    disk, confirmed, done = _Disk({BASE: bytearray(before)}), 0, 0
    for cut in cuts:
        for event in events[done:cut]:
            if event[0] == CONFIRMED:
                confirmed = event[2]
            else:
                disk.take(event)
        done = cut
        yield confirmed, disk.after_cut(source)


def cut_power(name: str, altered: dict[str, Any], room: Path, *, many: int, saves: int, seed: int) -> Tally:
    """Try so many cuts during so many saves under the program's settings, some of them altered."""
    ready = room / "ready"
    ready.mkdir(parents=True)
    make_pupils(ready)
    before = (ready / BASE).read_bytes()
    with child(record, ready, saves, altered) as one:
        one.wait()
    (events,) = one.said
    tally = Tally(f"power cut, {name}")
    for place, (confirmed, files) in enumerate(states(before, events, many, seed)):
        folder = room / "cut"
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for file, content in files.items():
            (folder / file).write_bytes(content)
        with tally.trial(f"state {place}"), open_passport(folder / BASE) as passport:
            (check_whole if place % 10 == 0 else check_pages)(passport)  # the chain of the history takes its time
            found = numbers(passport)
            assert found in (after_saves(confirmed), after_saves(confirmed + 1)), f"confirmed {confirmed}: {found}"
    return tally
