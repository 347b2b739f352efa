"""Last year's base as something to compare with: read only, of the same school, of the year before."""

import hashlib
from pathlib import Path

import pytest

from app.errors import BadFile, Refused
from app.services.cards import Edit, save_card
from app.services.checking import check
from app.services.last_year import forget_last_year, give_last_year, last_year_given
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.people import People

NAME = "МБОУ «СОШ № 1»"


def last_base(folder: Path, *, year: str = "2024-25", code: str = "700101", kind: str = "school") -> Path:
    """A closed base of that year with three pupils, one of whom left in it."""
    path = folder / "прошлый год.passport"
    people = People(9, 2024)
    with new_passport(path, year=year, kind=kind, code=code, name=NAME) as passport:
        for id, class_name, left in (("a", "8А", ""), ("b", "11А", ""), ("c", "5А", "03.02.2025")):
            save_card(passport, Edit("student", id, 0, people.pupil(class_name) | {"left": left}))
        save_card(passport, Edit("staff", "w", 0, {"last_name": "Юдина", "first_name": "Анна"}))
    return path


@pytest.fixture
def now(tmp_path: Path) -> Passport:
    return new_passport(tmp_path / "now.passport", year="2025-26", kind="school", code="700101", name=NAME)


def test_pupils_who_stayed_are_kept_and_the_file_is_not_touched(now: Passport, tmp_path: Path) -> None:
    path = last_base(tmp_path)
    before = hashlib.sha256(path.read_bytes()).hexdigest(), sorted(one.name for one in tmp_path.iterdir())
    with now:
        given = give_last_year(now, path)
        assert (given.year, given.pupils, given.workers) == ("2024-25", 2, 1)
        assert last_year_given(now) == given
        assert give_last_year(now, path).pupils == 2  # given again, it takes the place of what was there
        forget_last_year(now)
        assert last_year_given(now) is None
        after = hashlib.sha256(path.read_bytes()).hexdigest(), sorted(one.name for one in tmp_path.iterdir())
    assert after == before


def test_who_should_be_here_and_is_not_is_known_to_the_school(now: Passport, tmp_path: Path) -> None:
    with now:
        give_last_year(now, last_base(tmp_path))
        from app.services.check_context import context_of, with_last_year, with_sums

        with now.reading() as session:
            context = with_sums(context_of(now.year, session, None), session)
        assert context.last_year is not None
        assert context.last_year.vanished is not None
        assert [text.rpartition(", ")[2] for text in context.last_year.vanished] == ["8А"]
        # Entered anew, under another id, by the same СНИЛС or name.
        texts = People(9, 2024).pupil("8А") | {"class_name": "9А"}
        save_card(now, Edit("student", "other", 0, texts))
        with now.reading() as session:
            again = with_sums(context_of(now.year, session, None), session)
            assert again.last_year is not None
            assert again.last_year.vanished == ()
            finder = with_last_year(again, session)
        assert check(now).findings
        assert finder.last_pupil is not context.last_pupil


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"year": "2019-20"}, "2019/20 учебного года"),
        ({"code": "700102"}, "другой школы"),
        ({"kind": "municipality"}, "муниципалитета"),
    ],
)
def test_another_base_is_refused(now: Passport, tmp_path: Path, changed: dict[str, str], says: str) -> None:
    with now:
        with pytest.raises(Refused, match=says):
            give_last_year(now, last_base(tmp_path, **changed))
        assert last_year_given(now) is None


def test_open_base_itself_and_no_base_are_refused(now: Passport, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("не база" * 300, encoding="utf-8")
    with now:
        for path in (now.path, note, tmp_path / "nothing.passport"):
            with pytest.raises(BadFile):
                give_last_year(now, path)


def test_base_that_is_open_elsewhere_is_refused(now: Passport, tmp_path: Path) -> None:
    path = last_base(tmp_path)
    from app.storage.opening import open_passport

    with now, open_passport(path) as other:
        save_card(other, Edit("student", "d", 0, {"last_name": "Юдин"}))
        with pytest.raises(Refused, match="не была закрыта"):
            give_last_year(now, path)


def test_damaged_base_is_refused(now: Passport, tmp_path: Path) -> None:
    path = last_base(tmp_path)
    content = bytearray(path.read_bytes())
    content[5000 : len(content) : 37] = bytes(len(content[5000 : len(content) : 37]))
    path.write_bytes(content)
    with now, pytest.raises(BadFile, match="повреждена"):
        give_last_year(now, path)
