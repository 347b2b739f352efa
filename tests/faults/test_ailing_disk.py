"""A disk that is full, does not read, does not write or does not confirm: told, never acknowledged, and got over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.opening import new_passport, open_passport
from data.talking import Talking, fill, may_trace, small_disk

ILL = pytest.mark.skipif(not may_trace(), reason="no strace, or no right to trace")
NAME = "МБОУ «СОШ № 1»"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "school.passport"
    new_passport(path, year="2019-20", kind="school", code="700101", name=NAME).close()
    return path


def name_in(base: Path) -> str:
    from app.services.school import school_card

    with open_passport(base) as passport:
        return school_card(passport).texts["short_name"]


@ILL
@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (["pwrite64:error=ENOSPC"], "Не хватает места на диске, где лежит school.passport (свободно"),
        (["pwrite64:error=EIO"], "не читается или не пишется; изменение не сохранено"),
        (["fdatasync:error=EIO", "fsync:error=EIO"], "не читается или не пишется; изменение не сохранено"),
    ],
    ids=["full", "no write", "no sync"],
)
@pytest.mark.parametrize("first", [True, False], ids=["first save", "later save"])
def test_a_refused_save_is_told_and_succeeds_when_the_disk_is_well(
    base: Path, rules: list[str], told: str, first: bool
) -> None:
    with Talking(base) as one:
        if not first:
            assert one.ask("save Раньше") == {"name": "Раньше"}
        before = one.ask("read")["name"]
        with one.ill(*rules):
            for _ in range(3):
                answer = one.ask("save Позже")
                assert told in answer["text"]
                assert answer["kind"] == "Refused"
                assert "поврежд" not in answer["text"]
        assert one.ask("read")["name"] == before, "what was not confirmed does not stand there"
        assert one.ask("save Позже") == {"name": "Позже"}, "the same save, without a restart"
        assert one.ask("read-all") == {"whole": "ok"}
        one.process.kill()  # nothing is left to a good end
        one.process.wait()
    assert name_in(base) == "Позже"


@ILL
def test_a_disk_that_does_not_read_is_not_called_damage(base: Path) -> None:
    with Talking(base) as one:
        with one.ill("pread64:error=EIO"):
            answer = one.ask("read-all")
            assert "не читается" in answer["text"]
            assert "поврежд" not in str(answer)
        assert one.ask("read-all") == {"whole": "ok"}
        assert one.ask("save Теперь") == {"name": "Теперь"}


@ILL
def test_after_a_failed_sync_the_base_is_opened_again_before_the_next_save(base: Path) -> None:
    with Talking(base) as one:
        one.ask("save Раньше")
        with one.ill("fdatasync:error=EIO", "fsync:error=EIO"):
            assert "kind" in one.ask("save Позже")
        with one.ill("openat:error=EACCES"):
            assert "kind" in one.ask("save Позже"), "it wants to open the file anew"
        assert one.ask("save Теперь") == {"name": "Теперь"}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "малый диск"
    folder.mkdir()
    with small_disk(folder) as there:
        if not there:
            pytest.skip("no right to mount a small disk")
        yield folder


def test_a_full_disk_refuses_and_takes_the_same_save_when_there_is_room(disk: Path) -> None:
    base = disk / "school.passport"
    new_passport(base, year="2019-20", kind="school", code="700101", name=NAME).close()
    with Talking(base) as one:
        assert one.ask("save Раньше") == {"name": "Раньше"}
        filler = disk / "фильм"
        fill(filler)
        answer: dict[str, str] = {}
        for number in range(400):  # the log has room of its own for a while
            answer = one.ask(f"save Имя {number}")
            if "kind" in answer:
                break
        assert "Не хватает места на диске" in answer["text"]
        assert str(disk) in answer["text"]
        assert "свободно 0 КБ" in answer["text"]
        assert one.ask("read")["name"] == (f"Имя {number - 1}" if number else "Раньше")
        filler.unlink()
        assert one.ask(f"save Имя {number}") == {"name": f"Имя {number}"}
        assert one.ask("read-all") == {"whole": "ok"}
        assert one.ask("close") == {"aside": ""}
    assert name_in(base) == f"Имя {number}"
