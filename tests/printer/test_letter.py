"""The official letter: what stands on it, in which order, and that no value breaks or leaves the page."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.printer.form import Signature
from app.printer.letter import EMPTY, TEN_PAIRS, TITLE, Change, Letter, draw_letter, lay_out_letter
from app.printer.placed import MM
from data.papers import boxes, overlaps, texts_of, written_over

MOMENT = datetime(2020, 4, 2, 11, 30, tzinfo=UTC)
LABELS = dict(
    zip(
        TEN_PAIRS,
        ("Фамилия", "Имя", "Отчество", "Серия", "Номер", "Вид документа", "Пол", "Класс", "Дата рождения", "Код ОО"),
        strict=True,
    )
)


def change(field: str, record: str = "a", **told: Any) -> Change:
    made = Change(record, "Ивлева Анна Олеговна, 9А", field, LABELS.get(field, field), "было", "стало", "паспорт")
    return replace(made, **told)


def letter(*changes: Change, **told: Any) -> Letter:
    made = Letter(
        addressee="Руководителю РЦОИ",
        school=("МБОУ «СОШ № 1»", "г. Кедровый, ул. Школьная, 5"),
        code="700101",
        year_title="2019/20",
        changes=changes,
        signature=Signature("Директор", "Н. П. Волошина", seal=True),
        contact="Алиев В. Р., 8 38250 3-55-00",
        number="01-17/45",
        day=date(2020, 4, 2),
    )
    return replace(made, **told)


def seen(made: Letter) -> str:
    """The text of all its pages as a viewer has it, in one line."""
    return " ".join(" ".join(texts_of(draw_letter(made, MOMENT).pdf)).split())


def test_it_says_who_asks_whom_for_what_and_who_signs() -> None:
    text = seen(letter(change("last_name", old="Ивлева", new="Орлова", ground="св-во о браке")))
    for told in (
        "Руководителю РЦОИ",
        "МБОУ «СОШ № 1»",
        "Код ОО 700101",
        "от 02.04.2020 № 01-17/45",
        f"{TITLE}, 2019/20 учебный год",
        "Карточек: 1, изменений: 1.",
        "Н. П. Волошина",
        "М.П.",
        "Исполнитель: Алиев В. Р.",
        "стр. 1 из 1",
    ):
        assert told in text, told
    row = [text.index(part) for part in ("Фамилия", "Ивлева 2", "Орлова", "св-во") if part in text]
    assert row == sorted(row)


def test_old_stands_before_new() -> None:
    (page,) = lay_out_letter(letter(change("last_name", old="Старая", new="Новая")), MOMENT)
    at = {one.text: one.x for one in page.texts}
    assert at["Фамилия"] < at["Старая"] < at["Новая"] < at["паспорт"]


def test_the_ten_pairs_stand_first_in_the_order_of_ris_and_the_rest_in_a_table_below() -> None:
    mixed = (change("phone", label="Телефон"), *map(change, reversed(TEN_PAIRS)), change("snils", label="СНИЛС"))
    first, second = letter(*mixed).tables
    assert tuple(one.field for one in first) == TEN_PAIRS
    assert [one.field for one in second] == ["phone", "snils"]
    text = seen(letter(*mixed))
    assert text.index("Дата рождения") < text.index("Другие изменения") < text.index("Телефон") < text.index("СНИЛС")


def test_changes_of_a_person_stand_together_and_namesakes_apart() -> None:
    made = letter(change("sex", "a"), change("sex", "b"), change("last_name", "a"), change("last_name", "b"))
    assert [one.record for one in made.tables[0]] == ["a", "a", "b", "b"]
    assert "Карточек: 2, изменений: 4." in seen(made)


def test_one_table_only_where_the_other_would_be_empty() -> None:
    assert "Другие изменения" not in seen(letter(change("birth")))
    assert "было — стало" not in seen(letter(change("phone", label="Телефон")))


def test_what_is_not_known_is_told_or_left_to_write() -> None:
    text = seen(
        letter(change("middle_name", old="", ground=""), number="", day=None, addressee="", code="", contact="")
    )
    assert EMPTY in text
    assert text.count("не внесено") == 2  # the ground and the code of the school
    assert "Кому: ____" in text
    assert "№ ____" in text
    assert "Исполнитель" not in text


@pytest.mark.parametrize(
    "bad", ["Иванов <b", "<img src='C:/x.png'>", "&amp; {0} %s", "]]>", "Ж" * 5_000, "а\nб\x00в", "木村", "a\u202eb"]
)
def test_hard_values_print_literally_and_stay_on_the_page(bad: str) -> None:
    made = letter(
        change("last_name", who=bad, label=bad, old=bad, new=bad, ground=bad),
        change("phone", new=bad),
        addressee=bad[:600],
        school=(bad[:600],),
        number=bad[:100],
        contact=bad[:600],
    )
    for page in lay_out_letter(made, MOMENT):
        assert overlaps(page) == []
        assert written_over(page) == []
        for left, low, right, high, text in boxes(page):
            assert 19.9 * MM <= left <= right <= 200.1 * MM, text
            assert 8 * MM <= low <= high <= 287 * MM, text
    if bad.isascii() and "\u202e" not in bad:
        assert bad.replace(" ", "") in seen(made).replace(" ", "")


def test_the_longest_names_of_a_school_leave_room_for_the_changes() -> None:
    """A full name may have 1,024 characters; the head of a letter ends it."""
    long = "Муниципальное бюджетное общеобразовательное учреждение " * 19
    page = lay_out_letter(letter(change("birth"), school=(long, long), addressee=long), MOMENT)[0]
    assert overlaps(page) == []
    assert len([one for one in page.texts if one.text.endswith("…")]) == 3
    assert any(one.text == "паспорт" for one in page.texts)


def test_many_changes_go_over_pages_with_the_signature_under_the_last_rows() -> None:
    many = [change(field, f"r{number}") for number in range(30) for field in ("last_name", "birth", "phone")]
    pages = lay_out_letter(letter(*many), MOMENT)
    assert len(pages) > 2
    assert [any(one.kind == "signer" for one in page.boxes) for page in pages] == [False] * (len(pages) - 1) + [True]
    for page in pages:
        assert overlaps(page) == []
        assert any(one.text == "паспорт" for one in page.texts)  # no page without a row, so none with a signature alone
    text = seen(letter(*many))
    assert text.count("паспорт") == 90
    assert f"стр. {len(pages)} из {len(pages)}" in text


@pytest.mark.parametrize("count", range(8, 30))
def test_no_count_of_rows_leaves_a_title_or_a_signature_alone(count: int) -> None:
    """Where a page ends is another for each count: titles keep a row, the signature keeps a row."""
    many = [change("last_name", f"r{number}") for number in range(count)]
    for page in lay_out_letter(letter(*many, change("phone", "r0")), MOMENT):
        assert overlaps(page) == []
        assert any(one.text == "паспорт" for one in page.texts)
        assert min(one.y for one in page.texts if "стр." not in one.text and one.size > 9) >= 19 * MM


def test_the_short_code_tells_any_other_letter() -> None:
    made = letter(change("birth"))
    others = (
        letter(change("birth", new="другое")),
        letter(change("birth", ground="письмо")),
        letter(change("birth"), number="2"),
        letter(change("birth"), day=None),
        letter(change("birth", "b")),
    )
    assert len({made.fingerprint, *(one.fingerprint for one in others)}) == 6


def test_the_same_letter_gives_the_same_bytes_and_its_title_names_nobody() -> None:
    from io import BytesIO

    from pypdf import PdfReader

    first, again = (draw_letter(letter(change("birth")), MOMENT).pdf for _ in range(2))
    assert first == again
    told = PdfReader(BytesIO(first)).metadata
    assert told is not None
    assert (told.title, told.subject) == (TITLE, "Официальное письмо")
