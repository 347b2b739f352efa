"""Every fault of the table below has its tests, or the reason why it has none.

F1  Killed during a save — test_kills.py, test_points.py; the draft that is offered: tests/ui/test_drafts_window.py
F2  Killed during a bulk edit or a load — test_kills.py, test_points.py, tests/services/test_import_undo.py
F3  Killed while typing — tests/ui/test_drafts_window.py
F4  Power cut — test_power_cut.py, test_syncs.py
F5  Disk full at every write of a save — test_points.py, test_small_disk.py; the card keeps its text:
    tests/ui/test_card_window.py
F6  Disk full during a copy — test_small_disk.py, test_points.py (also the copy before an upgrade)
F7  Disk full during an export, a PDF, the log — test_small_disk.py, test_points.py, tests/services/test_disk.py
F8  Error on read or write — test_points.py
F9  A sync that fails — test_points.py (it is one of the calls)
F10 Damaged base — test_damage.py
F11 Damaged or cut log — test_damage.py
F12 Older copy put beside a log — tests/storage/test_unclean.py
F13 Damaged newest copy — tests/storage/test_backups.py, tests/services/test_backups_kept.py
F14 Upgrade broken off — test_versions.py at every statement, test_points.py at calls that write, test_kills.py
F15 Base of a newer program — test_versions.py
F16 Base of every released schema — test_versions.py, tests/storage/test_schema.py
F17 Killed during a change of password — test_kills.py, test_points.py
F18 Second start — test_one_writer.py, tests/storage/test_opening.py
F19 Two machines on a share — tests/storage/test_whereabouts.py
F20 Folder of a cloud — tests/storage/test_whereabouts.py, tests/storage/test_conflicts.py
F21 Base changed behind the program — test_changed_behind.py
F22 Read-only file, folder, medium — test_bad_places.py
F23 Clock set wrong — test_clock.py
F24 Killed during a restore — test_kills.py, test_points.py, tests/storage/test_restoring.py
F25 Killed during an export — test_kills.py, test_points.py, tests/services/test_export_faults.py; a stick that is
    pulled out answers every call with an error: test_points.py, «unreadable from there on»
F26 The same package twice, older over newer — tests/services/test_accepting.py, tests/services/test_two_copies.py
F27 A package with far fewer people — tests/services/test_accepting.py
F28 Bad paths — test_bad_places.py, tests/services/test_places.py
F29 Out of memory, a job that fails — tests/exchange/test_hostile_memory.py, tests/ui/test_open_window.py
F30 Shutdown in the middle of work — tests/ui/test_second_start.py
"""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = 30


def table() -> dict[int, str]:
    """What the table says of each fault."""
    found = re.findall(r"^F(\d+) +(.+?)(?=^F\d|\Z)", __doc__ or "", re.M | re.S)
    return {int(number): " ".join(text.split()) for number, text in found}


def test_no_fault_is_left_out() -> None:
    assert sorted(table()) == list(range(1, CASES + 1))


@pytest.mark.parametrize("number", range(1, CASES + 1))
def test_what_is_named_is_there(number: int) -> None:
    _, told, tests = table()[number].partition(" — ")
    assert told
    named = re.findall(r"[\w/]*test_\w+\.py", tests)
    assert named or tests.startswith("none: ")
    for one in named:
        assert ((HERE if "/" not in one else ROOT) / one).is_file(), one
