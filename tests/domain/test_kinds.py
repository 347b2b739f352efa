"""Spellings that people really use, kind by kind."""

from datetime import date, datetime

import pytest

from app.domain.choice_kinds import Choice, Choices, keys_of
from app.domain.kinds import (
    NONE,
    ClassName,
    Day,
    Digits,
    Email,
    Flag,
    FullName,
    Kind,
    PersonName,
    Phone,
    Text,
    Whole,
    as_text,
)
from app.domain.paper_kinds import DepartmentCode, DocNumber, DocSeries, Snils, snils_control
from app.domain.rooms import BrokenPlaces, places_of
from app.errors import BadValue

DAY = date(2010, 9, 1)
DAYS = [
    "01.09.2010", "1.9.2010", "1.9.10", "01.09.10", "01092010", "010910", "1/9/2010", "01/09/2010", "1/9/10",
    "1-9-2010", "01-09-10", "01 09 2010", "1 9 10", "1,9,2010", "01,09,10", "2010-09-01", "2010.09.01", "2010/9/1",
    "2010-9-1", "2010-09-01 00:00:00", "2010-09-01T00:00:00", "2010-09-01 00:00:00.000", "2010-09-01 00:00",
    "1 сентября 2010", "01 сентября 2010 г.", "1 сентября 2010 года", "1 сен 2010", "1 сент. 2010", "1 сен 10",
    "1 СЕНТЯБРЯ 2010", "  01.09.2010 ", "01. 09. 2010", "01.09.2010 г.", "01.09.2010г", "01.09.2010 года",
    "01.09.2010 0:00:00", "01.09.2010 00:00", "01.09.2010 00:00:00", "01.09.10 0:00",
    "01.09.\u200b2010", "01\u00a009\u00a02010", "1.09.2010", "01.9.2010", "1 сентября  2010г",
]  # fmt: skip
NO_DAYS = [
    "31.02.2010", "30.02.10", "29.02.2011", "00.01.2010", "01.13.2010", "32012010", "1.1.1", "2010", "01.09",
    "1 кот 2010",
    "1 маем 201", "сегодня", "01.09.2010 12:30", "2010-13-01", "²010-09-01", "٠١٠٩٢٠١٠", "01092010a",
    "1.9.20100", "-", "1899-12-31",
    "01.01.2101", "99999", "40422", "01.09.2010 10:00", "0:00:00", "01.09.2010 00", "2010-09-01 13:00:00",
]  # fmt: skip


@pytest.mark.parametrize("text", DAYS)
def test_day_is_read(text: str) -> None:
    assert Day().parse(text) == DAY


@pytest.mark.parametrize("text", NO_DAYS)
def test_day_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        Day().parse(text)


@pytest.mark.parametrize("text", ["01.09", "1/9", "1.9.", "01-09"])
def test_a_day_without_a_year_is_told_so_and_none_is_guessed(text: str) -> None:
    with pytest.raises(BadValue, match="нет года"):
        Day().parse(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("29.02.2012", date(2012, 2, 29)),
        ("1.1.39", date(2039, 1, 1)),
        ("1.1.40", date(1940, 1, 1)),
        ("5 май 2011", date(2011, 5, 5)),
        ("5 мая 2011", date(2011, 5, 5)),
        ("5 марта 11", date(2011, 3, 5)),
    ],
)
def test_day_of_other_times(text: str, value: date) -> None:
    assert Day().parse(text) == value


def test_day_outside_the_plausible_years_names_them() -> None:
    with pytest.raises(BadValue, match="1950"):
        Day(first=1950).parse("01.01.1949")


SNILS = [
    "112-233-445 95", "11223344595", "112 233 445 95", "112-233-44595", "112-233-445-95", "112.233.445.95",
    " 112-233-445 95 ",
    "112–233–445 95", "СНИЛС 112-233-445 95", "снилс № 11223344595", "112-233-445\u00a095", "1122334 4595",
    "№112-233-445 95",
    "112 233 445-95", "112\t233\t445\t95", "112-233-445  95", "11223344595\u200b", "112-233445 95",
    "112233445 95", "112-233-445.95",
]  # fmt: skip


@pytest.mark.parametrize("text", SNILS)
def test_snils_is_read_from_any_punctuation(text: str) -> None:
    value = Snils().parse(text)
    assert (value, Snils().show(value)) == ("11223344595", "112-233-445 95")


@pytest.mark.parametrize("text", ["1122334459", "112233445955", "112-233-44Б 95", "номер", "١١٢٢٣٣٤٤٥٩٥", "№"])
def test_snils_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        Snils().parse(text)


@pytest.mark.parametrize("text", ["нет", "НЕТ", "-", "—", "отсутствует", "не имеется"])
def test_what_does_not_exist_is_a_value_of_its_own(text: str) -> None:
    assert Snils().parse(text) == DocSeries().parse(text) == PersonName(may_lack=True).parse(text) == NONE
    assert Snils().show(NONE) == "нет"


@pytest.mark.parametrize(
    ("digits", "right"),
    [
        ("11223344595", True),
        ("08765430300", True),
        ("00000000000", True),
        ("00100199899", True),
        ("00100199965", True),
        ("00100199964", False),
        ("11223344596", False),
        ("21223344595", False),
    ],
)
def test_snils_control(digits: str, right: bool) -> None:
    assert snils_control(digits) is right


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6904", "6904"), ("69 04", "6904"), (" 69 04 ", "6904"), ("№ 6904", "6904"), ("II-ОМ", "II-ОМ"),
        ("П ом", "II-ОМ"),
        ("11-ОМ", "II-ОМ"), ("ii-OM", "II-ОМ"), ("IIОМ", "II-ОМ"), ("1-ом", "I-ОМ"), ("III-OM", "III-ОМ"),
        ("Ш-ОМ", "III-ОМ"),
        ("IV–ОМ", "IV-ОМ"), ("У-ОМ", "V-ОМ"), ("IУ ом", "IV-ОМ"), ("Х-ТО", "X-ТО"), ("XXVIII-ОМ", "XXVIII-ОМ"),
        ("AA", "AA"),
        ("N", "N"), ("82", "82"), ("АВ", "АВ"), ("нет", "нет"), ("№ -", "нет"), ("--", "нет"),
        ("l-ОМ", "I-ОМ"), ("ll-ОМ", "II-ОМ"), ("|-ОМ", "I-ОМ"), ("Vl-OM", "VI-ОМ"), ("xll-ом", "XII-ОМ"),
        ("LL-ОМ", "LL-ОМ"), ("IIII-ОМ", "IIII-ОМ"), ("IC-ОМ", "IC-ОМ"), ("L-ОМ", "L-ОМ"), ("XL-ОМ", "XL-ОМ"),
        ("САВ", "САВ"), ("ХАВ", "ХАВ"), ("CAB", "CAB"), ("VAB", "VAB"), ("IIOM", "IIOM"), ("ШОМ", "III-ОМ"),
        ("XXXIX-ОМ", "XXXIX-ОМ"), ("I I-ОМ", "II-ОМ"), ("I I ОМ", "II-ОМ"),
    ],
)  # fmt: skip
def test_document_series(text: str, value: str) -> None:
    assert DocSeries().parse(text) == value
    assert DocSeries().parse(value) == value


@pytest.mark.parametrize("text", ["1234567890", "№", "серия паспорта"])
def test_document_series_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        DocSeries().parse(text)


def test_document_number_and_department() -> None:
    assert DocNumber().parse("№ 12 34 56") == "123456"
    assert DocNumber().parse("n12345678") == "N12345678"
    for text in ("-", "—", "нет", "НЕТ", "№ -", "не имеется", "---"):
        assert DocNumber().parse(text) == NONE
    assert DepartmentCode().parse("700 001") == DepartmentCode().parse("700001") == "700-001"
    for text in ("1234567890123", "№"):
        with pytest.raises(BadValue):
            DocNumber().parse(text)
    for text in ("70001", "700-0011", "abc-def"):
        with pytest.raises(BadValue):
            DepartmentCode().parse(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9А", "9А"), ("9 а", "9А"), ("9-А", "9А"), ("9«А»", "9А"), ('9"А"', "9А"), ("9 'а'", "9А"),
        ("9A", "9А"), ("9a", "9А"),
        ("9 А класс", "9А"), ("9А кл.", "9А"), ("9 класс", "9"), ("9кл", "9"), ("10б", "10Б"), ("11", "11"),
        ("12 Б", "12Б"),
        ("1 ё", "1Е"), ("5.Б", "5Б"), ("7–В", "7В"), ("9-й", "9"), ("9-й класс", "9"), ("9й", "9"), ("9-го", "9"),
        ("9-го «А» класса", "9А"), ("9-я", "9"), ("9Я", "9Я"), ("9 клас", "9"), ("9 класса", "9"), ("9 акл", "9А"),
        ("9 кл", "9"), ("9К", "9К"), ("9Г", "9Г"), ("9ГО", "9"), ("«11»", "11"), ('"11"', "11"), ("«9А»", "9А"),
        ("09А", "9А"), ("09", "9"), ("9.0", "9"), ("10ФМ", "10ФМ"), ("10 а класс", "10А"),
    ],
)  # fmt: skip
def test_class_name(text: str, value: str) -> None:
    assert ClassName().parse(text) == value
    assert ClassName().parse(value) == value


@pytest.mark.parametrize(
    "text", ["13А", "0А", "А9", "9 лучших друзей", "9А1", "", "девятый", "-", "9АБВ", "9 каб", "0", "«»"]
)
def test_class_name_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        ClassName().parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "+7 913 123-45-67",
        "89131234567",
        "8 (913) 123-45-67",
        "9131234567",
        "+79131234567",
        "8-913-123-45-67",
        "913 123 45 67",
        "8.913.123.45.67",
        "8–913–123–45–67",
        "(+7) 913 123-45-67",
    ],
)
def test_phone_in_any_spelling(text: str) -> None:
    value = Phone().parse(text)
    assert (value, Phone().show(value)) == ("+79131234567", "+7 913 123-45-67")


@pytest.mark.parametrize(
    "text",
    [
        "12", "+7 913 123-45-6", "телефон", "8 913 123-45-678901", "+", "8 (38250) 35-000 доб. 12",
        "8913123456O", "мама 89131234567", "89131234567 x", "89131234567, 89131234568", "89131234567#12",
        "8 013 123 45 67", "8 513 123 45 67", "+7 613 123 45 67", "2-10-33", "-", "٨٩١٣١٢٣٤٥٦٧", "8913+1234567",
    ],
)  # fmt: skip
def test_phone_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        Phone().parse(text)


def test_phone_of_another_country() -> None:
    assert Phone().show(Phone().parse("+998 90 123 45 67")) == "+998901234567"


@pytest.mark.parametrize(
    ("text", "value"), [("да", True), ("+", True), ("Х", True), ("1", True), ("нет", False), ("-", False), ("0", False)]
)
def test_flag(text: str, value: bool) -> None:
    assert Flag().parse(text) is value
    assert Flag().parse(Flag().show(value)) is value


def test_flag_is_refused() -> None:
    with pytest.raises(BadValue):
        Flag().parse("наверное")


@pytest.mark.parametrize(
    ("dictionary", "text", "key"),
    [
        ("sexes", "М", "male"), ("sexes", "жен", "female"), ("sexes", "Девочка", "female"),
        ("documents", "паспорт", "passport"),
        ("documents", "21", "passport"), ("documents", "СВИДЕТЕЛЬСТВО О РОЖДЕНИИ", "birth"),
        ("subjects", "математика Б", "math_basic"),
        ("subjects", "22", "math_basic"), ("categories", "выпускник", "C1"), ("categories", "C2", "C2"),
        ("categories", "С2", "C2"),
        ("citizenships", "рф", "643"), ("subjects", "испан", "spa"), ("consents", "отказ", "refused"),
    ],
)  # fmt: skip
def test_choice(dictionary: str, text: str, key: str) -> None:
    assert Choice(dictionary).parse(text) == key


@pytest.mark.parametrize("text", ["кот", "род", "", "ма"])
def test_choice_is_refused_with_what_is_offered(text: str) -> None:
    with pytest.raises(BadValue, match="; выберите «"):
        Choice("subjects").parse(text + "?")


def test_unknown_key_of_a_choice_stands_for_itself() -> None:
    assert Choice("sexes").show("x-new") == Choice("sexes").short("x-new") == "x-new"
    assert (Choice("sexes").short("male"), Choice("sexes").short(None), Choice("consents").short("given")) == (
        "м",
        "",
        "есть",
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ИВАНОВ", "Иванов"), ("иванов", "Иванов"), ("ИВАНОВ-петров", "Иванов-Петров"),
        ("МакКензи", "МакКензи"), ("д'Арк", "д'Арк"),
        ("ГАСАН ОГЛЫ", "Гасан оглы"), ("айдын кызы", "Айдын кызы"), ("ДЕ ЛА КРУС", "Де ла Крус"), ("О", "О"),
        ("Ё", "Ё"),
        ("ЩЁКИН", "Щёкин"), ("  Анна   Мария ", "Анна Мария"), ("ван", "Ван"), ("И. П.", "И. П."),
        ("Аль-Рашид", "Аль-Рашид"), ("ОРТЕГА И ГАССЕТ", "Ортега И Гассет"), ("ПЕТРОВ И. П.", "Петров И. П."),
        ("ёлкина", "Ёлкина"), ("САЛТЫКОВ-ЩЕДРИН", "Салтыков-Щедрин"), ("мамин - сибиряк", "Мамин - Сибиряк"),
        ("ДЖАЛИЛ-ЗАДЕ", "Джалил-заде"), ("МАМЕДОВ", "Мамедов"), ("алиев гасан оглы", "Алиев Гасан оглы"),
        ("РАШИДОВНА КЫЗЫ", "Рашидовна кызы"), ("БЕКБОЛОТ УУЛУ", "Бекболот уулу"), ("ҒАНИ", "Ғани"), ("ОГЛЫ", "Оглы"),
        ("фон дер лейен", "Фон дер Лейен"), ("Фон дер Лейен", "Фон дер Лейен"), ("ВАН ДЕР ВААЛЬС", "Ван дер Ваальс"),
        ("де Голль", "де Голль"), ("ДЮПОН", "Дюпон"), ("ла-фонтен", "Ла-Фонтен"), ("ди каприо", "Ди Каприо"),
        ("АЛЬ-ФАРАБИ", "Аль-Фараби"), ("ибн сина", "Ибн Сина"), ("АБУ АЛИ ИБН СИНА", "Абу Али ибн Сина"),
        ("О'НИЛ", "О'Нил"), ("о’нил", "о’Нил"), ("Д’АРТАНЬЯН", "Д’Артаньян"), ("МакДональд", "МакДональд"),
        ("МАКДОНАЛЬД", "Макдональд"), ("жан-жак", "Жан-Жак"), ("АННА-МАРИЯ", "Анна-Мария"), ("анна", "Анна"),
        ("А. Б.", "А. Б."), ("А.Б.", "А.Б."), ("и", "и"), ("Ю", "Ю"), ("ЮЙ", "Юй"), ("ли", "Ли"), ("ЦОЙ", "Цой"),
        ("КИМ ЧЕН ЫН", "Ким Чен Ын"), ("нгуен тхи минь кхай", "Нгуен Тхи Минь Кхай"), ("Тер-Петросян", "Тер-Петросян"),
        ("ТЕР-ПЕТРОСЯН", "Тер-Петросян"), ("УГЛИ", "Угли"), ("БАХОДИР УГЛИ", "Баходир угли"),
        ("Мария (Машковская)", "Мария (Машковская)"), ("КУЗНЕЦОВА (ИВАНОВА)", "Кузнецова (Иванова)"),
        ("КАНТЕМИР", "Кантемир"), ("римский-корсаков", "Римский-Корсаков"),
    ],
)  # fmt: skip
def test_person_name(text: str, value: str) -> None:
    kind = PersonName()
    assert kind.parse(kind.mend(text)) == value
    assert kind.mend(value) == value  # mended once, for good
    assert kind.parse(text) == " ".join(text.split())  # and what was typed so on purpose can be stored


def test_full_name_and_limits() -> None:
    assert FullName().mend("ПЕТРОВА анна ИВАНОВНА") == "Петрова Анна Ивановна"
    with pytest.raises(BadValue):
        PersonName().parse("а" * 81)
    with pytest.raises(BadValue):
        Text(10).parse("а" * 10_000_000)
    with pytest.raises(BadValue):
        Text().parse("\u200b")
    with pytest.raises(BadValue):
        Text().parse("кот\x00")
    with pytest.raises(BadValue):
        Text().parse("кот\ud800")


def test_digits_and_mail() -> None:
    assert Digits(6).parse("070-010") == "070010"
    assert Email().parse("a.b@школа.рф") == "a.b@школа.рф"
    wrong: list[tuple[Kind[object], str]] = [
        (Digits(6), "12345"), (Digits(10, 12), "12345678901"),
        (Email(), "a b@c.ru"), (Email(), "a@b"), (Email(), "a@b@c.ru"),
    ]  # fmt: skip
    for kind, text in wrong:
        with pytest.raises(BadValue):
            kind.parse(text)


def test_whole_numbers() -> None:
    assert [Whole(0, 75).parse(text) for text in ("0", " 75 ", "20,0", "07")] == [0, 75, 20, 7]
    for text in ("76", "-1", "2,5", "много", "1e3", "9999999999"):
        with pytest.raises(BadValue, match="до 75"):
            Whole(0, 75).parse(text)


def test_several_values_of_a_list() -> None:
    several = Choices("subjects")
    assert several.parse("физика; рус") == several.parse("1, 3") == several.parse("РУС;;Физика; рус") == "rus phys"
    assert several.show("rus phys") == "Русский язык; Физика"
    assert keys_of("rus phys") == ("rus", "phys")
    assert keys_of(None) == ()
    with pytest.raises(BadValue, match="Нет в списке"):
        several.parse("физика; труд")
    with pytest.raises(BadValue, match="ни одного"):
        several.parse(";")


def test_places_out_of_use() -> None:
    assert BrokenPlaces().parse("2-5,1-3 ; 2—5") == "1-3, 2-5"
    assert places_of("1-3, 2-5") == {(1, 3), (2, 5)}
    for text in ("третье", "1-0", "1-3, потом", "7"):
        with pytest.raises(BadValue, match="ряд-место"):
            BrokenPlaces().parse(text)


def test_a_telephone_may_lack() -> None:
    assert Phone(may_lack=True).parse("нет") == NONE
    assert Phone(may_lack=True).show(NONE) == "нет"
    with pytest.raises(BadValue):
        Phone().parse("нет")


def test_blank_is_not_entered() -> None:
    assert Snils().read(" \t ") is None
    assert Snils().read("нет") == NONE
    assert (Snils().show(None), Day().show(None), Flag().show(None), Choice("sexes").show(None), Text().show(None)) == (
        "",
    ) * 5


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (date(2010, 9, 1), "01.09.2010"), (datetime(2010, 9, 1, 0, 0), "01.09.2010"), (6904.0, "6904"),
    (6904, "6904"),
     (True, "да"), (0.5, "0.5"), ("0069", "0069")],
)  # fmt: skip
def test_cell_as_text(cell: object, text: str) -> None:
    assert as_text(cell) == text
