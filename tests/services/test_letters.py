"""The official letter: what stands in it, that it is registered, and that nothing is where it fails."""

from pathlib import Path

import pytest
from answering import content, freeze, pupil, saved
from pypdf import PdfReader

from app.domain.field import field_by_name
from app.domain.student import Student
from app.errors import BadFile, Refused
from app.printer.letter import TEN_PAIRS
from app.services.cards import load_card, school_id
from app.services.letters import print_letter, print_letter_again
from app.services.proposing import pending_of, proposals, proposed_lines, withdraw_proposal
from app.storage.passport import Passport


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def proposed(passport: Passport, folder: Path, **texts: str) -> list[str]:
    card = pupil(passport)
    freeze(passport, folder)
    saved(passport, card, **texts)
    return [one.id for one in pending_of(passport, card.id)]


def test_every_pair_of_ris_is_a_field_of_a_pupil() -> None:
    assert set(TEN_PAIRS) - {"code"} <= field_by_name(Student).keys()


def test_a_letter_carries_old_new_and_ground_and_is_registered(passport: Passport, tmp_path: Path) -> None:
    with passport.reading() as session:
        school = school_id(session)
    saved(passport, load_card(passport, "school", school), head_name="Петрова Анна Ивановна", head_post="Директор")
    ids = proposed(passport, tmp_path, birth_place="г. Томск <b>&amp;", first_name="Глеб")
    before = {one.field: one for one in proposals(passport)}
    done = print_letter(passport, ids, tmp_path / "a.pdf", outgoing="01-17/25", ground="Паспорт")
    assert (done.number, done.proposals, done.pages) == (1, 2, 1)
    told = text_of(done.path)
    for part in ("01-17/25", "Управление образования", "Паспорт", "Глеб", "<b>&amp;", "А. И. Петрова", "Директор"):
        assert part in told
    assert before["first_name"].old in told
    assert told.index("Глеб") < told.index("Другие изменения") < told.index("г. Томск")
    assert {one.letter for one in proposals(passport)} == {1}
    with passport.reading() as session:
        lines = proposed_lines(session)
    assert [one["id"] for one in lines] == sorted(ids)
    assert {(one["field"], one["new"], one["ground"]) for one in lines} >= {("first_name", "Глеб", "Паспорт")}


def test_what_went_out_is_neither_withdrawn_nor_changed_but_replaced(passport: Passport, tmp_path: Path) -> None:
    ids = proposed(passport, tmp_path, first_name="Глеб")
    (one,) = proposals(passport)
    print_letter(passport, ids, tmp_path / "a.pdf")
    first = (tmp_path / "a.pdf").read_bytes()
    with pytest.raises(Refused, match="письмом № 1"):
        withdraw_proposal(passport, one.id)
    with pytest.raises(Refused, match="письмом № 1"):
        print_letter(passport, ids, tmp_path / "b.pdf")
    saved(passport, load_card(passport, "student", one.record_id), first_name="Лев")
    assert sorted((one.new, one.letter, one.state.value) for one in proposals(passport)) == [
        ("Глеб", 1, "withdrawn"),
        ("Лев", None, "pending"),
    ]
    print_letter_again(passport, 1, tmp_path / "c.pdf")
    assert (tmp_path / "c.pdf").read_bytes() == first


def test_a_letter_that_cannot_be_written_is_not_registered(passport: Passport, tmp_path: Path) -> None:
    ids = proposed(passport, tmp_path, first_name="Глеб")
    before = content(passport)
    with pytest.raises(BadFile):
        print_letter(passport, ids, tmp_path / "no" / "a.pdf")
    with pytest.raises(Refused):
        print_letter(passport, ids, passport.path)
    with pytest.raises(Refused):
        print_letter(passport, [], tmp_path / "a.pdf")
    with pytest.raises(Refused):
        print_letter_again(passport, 5, tmp_path / "a.pdf")
    assert content(passport) == before


def test_a_long_letter_goes_over_pages(passport: Passport, tmp_path: Path) -> None:
    cards = [pupil(passport, seed=seed) for seed in range(40, 52)]
    freeze(passport, tmp_path)
    for card in cards:
        saved(passport, card, first_name="Глеб", birth_place="г. Томск, " * 6, middle_name="Петрович")
    done = print_letter(passport, [one.id for one in proposals(passport)], tmp_path / "a.pdf", ground="Паспорт")
    assert done.pages > 1
    assert text_of(done.path).count("Глеб") == len(cards)
