"""Pages that were spoilt come out of the register once more, as they were."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.services.cards import Edit, load_card, save_card
from app.services.printing import print_form
from app.services.register import forms
from app.services.reprinting import printed_again, save_again
from app.storage.passport import Passport
from data.papers import texts_of
from data.shared import TwoClasses


@pytest.fixture
def passport(two_classes_made: TwoClasses, tmp_path: Path) -> Passport:
    from app.storage.opening import open_passport

    with open_passport(two_classes_made.copy(tmp_path)) as opened:
        yield opened


def numbers(passport: Passport) -> set[int]:
    return {one.number for one in forms(passport)}


def test_a_paper_is_the_same_to_the_last_word_whatever_the_cards_say_now(
    passport: Passport, two_classes_made: TwoClasses, tmp_path: Path
) -> None:
    out = tmp_path / "f.pdf"
    print_form(passport, "graduates", out, class_name="9А", by="Петрова")
    before, known = texts_of(out.read_bytes()), numbers(passport)
    card = load_card(passport, "student", two_classes_made.ids["9А"][0])
    save_card(passport, Edit("student", card.id, card.version, {"first_name": "Аристарх"}))
    again = printed_again(passport, "graduates", "9А")
    assert texts_of(again) == before
    assert "Аристарх" not in "".join(before)
    assert numbers(passport) == known
    save_again(passport, out, again)
    assert out.read_bytes() == again


def test_papers_of_each_pupil_come_in_the_order_of_their_numbers(passport: Passport, tmp_path: Path) -> None:
    out = tmp_path / "f.pdf"
    print_form(passport, "slip", out, class_name="9А")
    assert texts_of(printed_again(passport, "slip", "9А")) == texts_of(out.read_bytes())


def test_what_was_never_printed_is_refused(passport: Passport, tmp_path: Path) -> None:
    print_form(passport, "graduates", tmp_path / "f.pdf", class_name="9А")
    with pytest.raises(Refused, match="ещё не напечатана"):
        printed_again(passport, "graduates", "9Б")
    with pytest.raises(Refused, match="само"):
        save_again(passport, passport.path, b"%PDF-")
