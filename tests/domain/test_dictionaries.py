"""The dictionaries: they load, a word means one entry, a faulty file is refused with the key."""

import pytest

from app.domain.choice_kinds import Choice
from app.domain.dictionaries import Entry, dictionary, entry
from app.domain.exams import Category, ExamForm
from app.domain.program_data import wearing
from app.domain.text import fold
from app.errors import AppError, BadFile
from app.paths import resources

NAMES = sorted(path.stem for path in resources("dictionaries").glob("*.toml"))
WANTED = (
    "languages leaving_reasons enrolment_reasons attempt_kinds attempt_results health_papers health_groups conditions "
    "periods result_statuses medals positions employers staff_posts education_levels staff_categories school_kinds "
    "school_types property_forms videos room_equipment room_purposes class_profiles shifts stages duties part_time "
    "degrees works move_kinds citizenships documents subjects categories exam_forms study_forms relations sexes "
    "localities consents"
).split()


def words(one: Entry) -> set[str]:
    return {fold(word) for word in (one.key, one.code, one.name, one.short, *one.aliases) if word}


@pytest.mark.parametrize("name", NAMES)
def test_dictionary_loads_with_unique_keys_and_names(name: str) -> None:
    entries = dictionary(name).entries
    assert entries
    for found in (
        [one.key for one in entries],
        [one.name for one in entries],
        [one.code for one in entries if one.code],
    ):
        assert len(set(found)) == len(found)
    assert dictionary(name).title
    assert dictionary(name).source


@pytest.mark.parametrize("name", NAMES)
def test_word_is_read_as_one_entry(name: str) -> None:
    seen: dict[str, str] = {}
    for one in dictionary(name).entries:
        for word in words(one):
            assert seen.setdefault(word, one.key) == one.key, f"{name}: {word}"
            assert Choice(name).parse(word) == one.key


@pytest.mark.parametrize("name", NAMES)
def test_codes_of_the_federal_base_are_numbers(name: str) -> None:
    for one in dictionary(name).entries:
        assert all(code.isdecimal() and base for base, code in one.ris.items()), one.key
        assert one.key.isascii()
        assert len(one.key) <= 40  # the column that stores it


def test_every_list_that_the_cards_need_is_there() -> None:
    assert sorted(WANTED) == NAMES


def test_entry_of_a_newer_dictionary_stands_for_itself() -> None:
    assert entry("sexes", "male").name == "мужской"
    assert entry("sexes", "x").name == "x"


def test_keys_in_code_are_in_the_dictionaries() -> None:
    assert {one.key for one in dictionary("categories").entries} == set(Category)
    assert {one.key for one in dictionary("exam_forms").entries} == set(ExamForm)


def test_positions_begin_with_the_five_of_the_order() -> None:
    assert [one.name for one in dictionary("positions").entries[:5]] == [
        "Член ГЭК",
        "Руководитель ППЭ",
        "Технический специалист",
        "Организатор в аудитории",
        "Организатор вне аудитории",
    ]


def test_citizenships_are_the_whole_list_of_states() -> None:
    codes = [one.code for one in dictionary("citizenships").entries]
    assert len(codes) == 252  # 249 of ISO 3166-1, two of ОКСМ alone, and «без гражданства»
    assert all(len(code) == 3 and code.isdecimal() for code in codes)
    assert [entry("citizenships", key).name for key in ("398", "762", "410", "895")] == [
        "Казахстан",
        "Таджикистан",
        "Корея, Республика",
        "Абхазия",
    ]


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("citizenships", "Южная Корея", "410"),
        ("citizenships", "сша", "840"),
        ("documents", "загранпаспорт", "travel_passport"),
        ("health_groups", "зпр", "delay"),
        ("attempt_results", "н/я", "absent"),
        ("positions", "организатор вне ауд.", "hall"),
        ("medals", "Золотая медаль", "federal_1"),
        ("languages", "англ. яз.", "eng"),
        ("shifts", "2", "second"),
    ],
)
def test_people_write_it_otherwise(name: str, text: str, key: str) -> None:
    assert Choice(name).parse(text) == key


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = 'x'", "source"),
        ("кот", "sexes.toml"),
        ("title='x'\nsource='y'\n[[entries]]\nkey='a'\nname='A'\n[[entries]]\nkey='a'\nname='B'", "повторяется.*«a»"),
        ("title='x'\nsource='y'\n[[entries]]\nkey='a'\nname='A'\nown='B'", r"неизвестный ключ «entries\[1\].own»"),
    ],
)
def test_faulty_dictionary_is_refused(text: str, says: str) -> None:
    with wearing({"dictionaries/sexes.toml": text.encode()}), pytest.raises(BadFile, match=says):
        dictionary("sexes")


def test_missing_dictionary_is_refused() -> None:
    with pytest.raises(BadFile, match="nothing"):
        dictionary("nothing")


def test_error_is_one_sentence_and_a_hint() -> None:
    assert str(AppError("Так нельзя.", "Сделайте иначе.")) == "Так нельзя. Сделайте иначе."
    assert str(AppError("Так нельзя.")) == "Так нельзя."
