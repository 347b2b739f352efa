"""Stand-ins: the same for the same, alike for the alike, of the same shape, and never the real thing."""

import random
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from app.domain.control_numbers import inn_control
from app.domain.kinds import Phone
from app.domain.paper_kinds import snils_control
from app.domain.stand_ins import StandIns
from app.domain.text import fold, mixed_letters
from app.validators.names import sex_of
from data.people import People

NAMES = ("Парабельская Алёна Егоровна", "Парабельский Егор Ильич", "Нестеров Кирилл Андреевич", "Гасан оглы")


@pytest.fixture
def made() -> StandIns:
    return StandIns(bytes(32), NAMES)


def shape(text: str) -> str:
    return re.sub(r"[a-zа-яё]", "a", re.sub(r"[A-ZА-ЯЁ]", "A", re.sub(r"\d", "0", text)))


@pytest.mark.parametrize("name", [*NAMES, "Салтыков-Щедрин Мухаммад", "ИВАНОВА", "O'Нил", "д’Артаньян Ян"])
def test_a_name_keeps_its_shape_and_no_word(made: StandIns, name: str) -> None:
    found = made.name(name)
    assert shape(found) == shape(name)
    assert found == made.name(name)
    assert {word for word in name.split() if word not in {"оглы"} and len(word) > 3} & set(found.split()) == set()


def test_another_secret_gives_other_names() -> None:
    assert StandIns(b"a" * 32, NAMES).name(NAMES[0]) != StandIns(b"b" * 32, NAMES).name(NAMES[0])


@pytest.mark.parametrize("word", ["Егоровна", "Ильич", "Андреевич", "Ильинична", "оглы", "Кызы", "Лукич", "Марьям"])
def test_an_otchestvo_tells_the_same_sex(made: StandIns, word: str) -> None:
    assert sex_of(made.name(word)) == sex_of(word)


def test_case_yo_and_look_alikes_make_no_difference(made: StandIns) -> None:
    real = ("Алёна", "АЛЕНА", "алена", "Aлeна")
    assert len({fold(made.name(one)) for one in real}) == 1
    assert mixed_letters(made.name("Aлeна"))
    assert not mixed_letters(made.name("Алена"))


@pytest.mark.parametrize(
    ("one", "other"), [("Парабельская", "Парабелская"), ("Нестеров", "Несетров"), ("Андреевич", "Андреевичь")]
)
def test_a_slip_stays_a_slip(made: StandIns, one: str, other: str) -> None:
    assert OSA.distance(fold(made.name(one)), fold(made.name(other))) <= 2
    assert made.name(one) != made.name(other)


def test_many_words_get_as_many_stand_ins_and_none_is_a_real_one(seed: int) -> None:
    people = People(seed)
    names = [
        " ".join(people.pupil("9А")[part] for part in ("last_name", "first_name", "middle_name")) for _ in range(300)
    ]
    stand = StandIns(random.Random(seed).randbytes(32), names)
    words = {fold(word) for name in names for word in name.split()}
    found = {word: fold(stand.name(word)) for word in words}
    assert len(set(found.values())) == len(words)
    assert set(found.values()) & words == set()


def test_numbers_keep_their_control_and_their_faults(made: StandIns, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(200):
        number = f"{dice.randrange(2_000_000, 10**9):09}{dice.randrange(100):02}"
        assert snils_control(made.snils(number)) == snils_control(number)
        assert made.snils(number)[:9] != number[:9]
    assert (made.snils("нет"), made.snils("00000000000")) == ("нет", "00000000000")  # nobody's
    assert inn_control(made.inn("500100732259"))
    assert not inn_control(made.inn("500100732250"))


def test_a_telephone_stays_one_of_its_kind(made: StandIns) -> None:
    for phone in ("+79138000001", "+73822500001", "+77012345678", "+996555123456"):
        found = made.phone(phone)
        assert (found != phone, len(found), found[:3]) == (True, len(phone), phone[:3])
        assert Phone().parse(found) == found
    assert made.email("ivanova.anna@school.tomsk.ru").endswith(".ru")
    assert "ivanova" not in made.email("ivanova.anna@school.tomsk.ru")


def test_a_free_text_keeps_its_common_words(made: StandIns) -> None:
    found = made.text("Отдел УМВД по г. Томску, ул. Лесная, д. 17; мама нестерова, т. 8-913-800-00-01")
    assert re.match(r"\w{5} УМВД по г\. \w{6}, ул\. \w{6}, д\. \d\d; мама \w{9}, т\. \d-\d{3}-\d{3}-\d\d-\d\d$", found)
    assert not {"Томску", "Лесная", "нестерова", "913", "800"} & set(re.findall(r"\w+", found))


def test_days_of_one_person_move_together(made: StandIns) -> None:
    one, other = date(2004, 3, 15), date(2018, 4, 2)
    assert made.day(other, "a") - made.day(one, "a") == other - one
    assert {abs((made.day(one, f"{n}") - one).days) for n in range(500)} == set(range(3, 25))
    assert made.day(one, "a", 1) != made.day(one, "a", 0)


def test_what_could_not_be_read_still_cannot(made: StandIns) -> None:
    assert made.scrambled("31.13.2008", lambda text: int(text[3:5]) > 12)[2] == "."
    assert made.scrambled("Иванов", lambda text: False) == "?"


@given(st.text(max_size=60))
def test_no_text_is_an_error(text: str) -> None:
    stand = StandIns(bytes(32), ["Юдин Лев"])
    assert len(stand.name(text)) == len(text)
    assert len(stand.text(text)) == len(text)
    stand.phone(text)
    stand.email(text)
    stand.snils(text)
