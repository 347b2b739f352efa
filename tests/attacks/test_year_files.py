"""S33: year files that are too large, doubled, unknown or impossible are refused whole, in a sentence."""

from pathlib import Path

import pytest

from app.errors import AppError
from app.paths import resources
from app.services.year_file import read_year_file
from data.work import calls

WHOLE = resources("years", "2026-27.toml").read_text(encoding="utf-8")
FIRST = 'name = "2026-27"'
HOSTILE = {
    "of 100 MB": "#" + "x" * 100_000_000,
    "of many lines": "a = 1\n" * 1_000_000,
    "with a key twice": f"{FIRST}\n{WHOLE}",
    "with an unknown key": f'unknown_key = "x"\n{WHOLE}',
    "with 31.02": WHOLE.replace("2027-05-", "2027-02-31 #", 1),
    "nested deep": "a = " + "[" * 100_000 + "]" * 100_000,
    "of nothing": "",
    "of bytes": "\ufffd\x00\x01",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_year_file_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (path := tmp_path / "2026-27.toml").write_text(HOSTILE[name], encoding="utf-8")
    told: list[str] = []

    def try_to_read() -> None:
        with pytest.raises(AppError) as refusal:
            read_year_file(path)
        told.append(str(refusal.value))

    work = calls(try_to_read)
    assert len(told[0]) < 600
    assert work <= calls(lambda: read_year_file(true_file(tmp_path)))  # no more than a true one takes


def true_file(folder: Path) -> Path:
    (folder / "true").mkdir()
    (path := folder / "true" / "2026-27.toml").write_text(WHOLE, encoding="utf-8")
    return path


def test_as_it_is_it_is_read(tmp_path: Path) -> None:
    assert read_year_file(true_file(tmp_path))
