"""Plants in who a pupil is: name, sex, dates, СНИЛС, the document, parents, former papers, doubles, last year."""

from datetime import timedelta

from app.services.cards import Card
from app.validators.wording import years_after
from validators.seeded.planting import (
    Plant,
    Spoil,
    Spot,
    add,
    again,
    drop,
    every,
    future,
    grades,
    moved,
    one_figure,
    one_latin,
    put,
    row,
    shown,
    slip,
    stands,
    wrong_digit,
)

UPPER = grades(9, 10, 11, 12)
YOUNG = grades(1, 2, 3, 4, 5, 6)
PASSPORT = stands(doc_kind="Паспорт гражданина РФ")
BIRTH = stands(doc_kind="Свидетельство о рождении")
RUSSIAN = stands(citizenship="Российская Федерация")
PARTS = ("last_name", "first_name", "middle_name")
PAPER = ("doc_kind", "doc_series", "doc_number")
FORMER = "former_documents"


def other_sex(spot: Spot) -> bool:
    """The other sex, where the отчество tells it."""
    spot.texts["sex"] = "женский" if spot.texts["sex"] == "мужской" else "мужской"
    return spot.texts["middle_name"] != "нет"


def present_into(name: str, fields: tuple[str, ...]) -> Spoil:
    """What stands on the card now, entered as the former one."""

    def spoil(spot: Spot) -> bool:
        for one in spot.rows[name][:1]:
            one.update({field: spot.texts[field] for field in fields})
        return bool(spot.rows[name])

    return spoil


def as_other(*names: str, own: tuple[str, ...] = ()) -> Spoil:
    """Fields typed as they stand in another card, which so becomes an echo; ``own`` of them are cleared."""

    def spoil(spot: Spot) -> bool:
        def fits(card: Card) -> bool:
            return all(card.texts[name] not in ("", "нет") for name in names) and not card.texts.get("left")

        other = spot.other(fits)
        if other is not None:
            spot.texts.update({name: other.texts[name] for name in names} | dict.fromkeys(own, ""))
        return other is not None

    return spoil


NAMES = (
    *(Plant("FMT-1", name, put(**{name: one_latin(name)})) for name in PARTS for _ in range(4)),
    Plant("FMT-1", "last_name", put(last_name="Иванов1")),
    Plant("FMT-1", "first_name", put(first_name="Мария*")),
    Plant("FMT-1", "middle_name", put(middle_name="Olegovich")),
    Plant("FMT-1a", "consent_by", every(UPPER, put(consent_by=one_latin("consent_by")))),
    Plant("FMT-1a", "guardians.*.name", row("guardians", name="Ивaнова Ольга Петровна")),
    Plant("FMT-1a", "guardians.*.name", row("guardians", name="Иванова Ольга Петровна2")),
    Plant("FMT-1a", "former_names.*.last_name", row("former_names", last_name="Ивaнова")),
    Plant("FMT-3", "first_name", put(first_name="М.")),
    Plant("FMT-3", "middle_name", put(middle_name="П.")),
    Plant("FMT-3", "last_name", put(last_name="нет")),
    Plant("FMT-3", "first_name", put(first_name="-")),
    Plant("FMT-3", "first_name", put(first_name="Сергеевна")),
    Plant("FMT-3", "last_name", put(last_name="Иванов-")),
    Plant("FMT-3a", "guardians.*.name", row("guardians", name="Иванова О. П.")),
    Plant("FMT-3a", "former_names.*.first_name", row("former_names", first_name="П.")),
    Plant("SEX-1", "sex", every(stands(sex="мужской"), other_sex)),
    Plant("SEX-1", "sex", every(stands(sex="женский"), other_sex)),
    Plant("SEX-1", "sex", every(UPPER, other_sex)),
    Plant("SEX-1", "sex", every(YOUNG, other_sex)),
)

NUMBERS = (
    *(
        Plant("FMT-4", "snils", every(stands(snils="*"), put(snils=wrong_digit("snils", one, 11))))
        for one in (2, 5, 8, 9)
    ),
    *(
        Plant("FMT-4", "snils", every(UPPER, stands(snils="*"), put(snils=wrong_digit("snils", one, 11))))
        for one in (3, 9)
    ),
    Plant("FMT-4a", "snils", put(snils="000-000-000 00")),
    Plant("FMT-4a", "snils", put(snils="001-001-998 00")),
    Plant("SNILS-1", "snils_absence", every(RUSSIAN, put(snils="нет"))),
    Plant("SNILS-1", "snils_absence", every(UPPER, RUSSIAN, put(snils="-"))),
    Plant("SNILS-2", "snils_absence", every(RUSSIAN, put(snils_absence="Не выдавался"))),
)

DATES = (
    Plant("DATE-1", "doc_issued", every(BIRTH, put(doc_issued=moved("birth", -3)))),
    Plant("DATE-1", "enrolled", put(enrolled=moved("birth", -40))),
    Plant("DATE-1", "consent_date", every(UPPER, put(consent_date="10.09.2019", birth="03.02.2020"))),
    Plant("DATE-2", "birth", put(birth=future)),
    Plant("DATE-2", "doc_issued", put(doc_issued=future)),
    Plant("DATE-2", "consent_date", every(UPPER, put(consent_date=future))),
    Plant("DATE-3", "birth", every(stands(study_form="очная"), put(birth=moved("birth", -3700)))),
    Plant("DATE-3", "birth", every(UPPER, put(birth=moved("birth", 3652)))),
    Plant("DATE-3", "birth", every(YOUNG, stands(study_form="очная"), put(birth=moved("birth", -3653)))),
    Plant("DATE-4", "enrolled", put(enrolled=future)),
    Plant("DATE-4", "enrolled", put(enrolled=moved("birth", 900))),
    Plant(
        "DATE-4", "enrolled", put(enrolled=lambda spot: shown(years_after(spot.day("birth"), 5) - timedelta(days=1)))
    ),
)

DOCUMENTS = (
    *(Plant("FMT-2", "doc_series", every(PASSPORT, put(doc_series=one))) for one in ("691", "69O4", "II-ОМ", "69041")),
    *(
        Plant("FMT-2", "doc_number", every(PASSPORT, put(doc_number=one)))
        for one in ("12345", "1234567", "12З456", "нет")
    ),
    *(Plant("DOC-2", "doc_series", every(BIRTH, put(doc_series=one))) for one in ("ОМ", "6904", "1-1", "нет")),
    *(Plant("DOC-2", "doc_number", every(BIRTH, put(doc_number=one))) for one in ("12345", "нет", "1234567")),
    Plant("RC-2", "doc_kind", every(PASSPORT, put(doc_kind="Вид на жительство в РФ", doc_department=""))),
    Plant("RC-2", "doc_kind", every(PASSPORT, put(doc_kind="Иной документ", doc_department=""))),
    Plant("DOC-3", "doc_series", put(doc_kind="07", doc_series="77", doc_number="1234567", doc_department="")),
    Plant("DOC-3", "doc_number", put(doc_kind="07", doc_series="АБ", doc_number="12", doc_department="")),
    Plant("CH-DS", "doc_series", put(doc_kind="91", doc_series="ДZ_1", doc_department="")),
    Plant("DOC-5", "doc_kind", every(UPPER, put(doc_kind="22", doc_series="63", doc_number="1234567"))),
    Plant("DOC-6", "citizenship", every(PASSPORT, put(citizenship="Узбекистан"))),
    Plant("DOC-6", "citizenship", every(RUSSIAN, put(doc_kind="10", doc_series="AA", doc_department=""))),
    Plant("DOC-7", "doc_department", every(BIRTH, put(doc_department="700-001"))),
    Plant("DOC-8", "doc_department", every(UPPER, PASSPORT, put(doc_department=""))),
    Plant("DOC-9", "doc_series", every(PASSPORT, put(doc_series="6998"))),
    Plant("FMT-2a", "guardians.*.doc_series", row("guardians", doc_series="123")),
    Plant("FMT-2a", "guardians.*.doc_number", row("guardians", doc_number="12")),
    Plant("FMT-2b", f"{FORMER}.*.doc_series", row(FORMER, doc_series="ОМ1")),
    Plant("FMT-2b", f"{FORMER}.*.doc_number", row(FORMER, doc_number="1")),
    Plant("FMT-5", "doc_kind", every(UPPER, RUSSIAN, put(doc_kind="03", doc_series="I-ОМ", doc_department=""))),
    Plant(
        "FMT-5a", "doc_issued", every(PASSPORT, put(doc_issued=lambda one: shown(years_after(one.day("birth"), 13))))
    ),
    Plant(
        "FMT-5a", "doc_kind", every(YOUNG, put(doc_kind="21", doc_series="6919", doc_number="123456", doc_issued=""))
    ),
    Plant("FMT-5b", "doc_issued", every(grades(12), PASSPORT, put(birth="01.11.1999", doc_issued="10.12.2013"))),
    Plant("FMT-5c", "doc_kind", every(grades(9), RUSSIAN, put(birth="10.05.2006", doc_kind="03", doc_series="I-ОМ"))),
)

FAMILY = (
    Plant("FAM-1", "guardians", every(grades(9), drop("guardians"))),
    Plant("FAM-1", "guardians", every(grades(10), drop("guardians"))),
    Plant(
        "FAM-2",
        "guardians.*.phone",
        every(UPPER, lambda one: len(one.rows["guardians"]) == 1, row("guardians", phone="")),
    ),
    Plant("FAM-3", "guardians.*.birth", every(UPPER, row("guardians", birth="01.01.2012"))),
    Plant("FAM-3", "guardians.*.birth", every(grades(9), row("guardians", birth="01.02.1992"))),
    Plant("FAM-3", "guardians.*.birth", every(UPPER, row("guardians", {"relation": "мать"}, birth="01.01.1935"))),
    Plant("FAM-4", "guardians.*.name", every(UPPER, again("guardians"))),
    Plant("FAM-5", "guardians.*.ground", every(UPPER, row("guardians", relation="опекун", ground=""))),
    Plant(
        "FAM-6", "guardians.*.relation", every(UPPER, row("guardians", {"relation": "мать"}, name="Петров Иван Ильич"))
    ),
    Plant("FAM-7", "guardians.*.doc_issued", every(UPPER, row("guardians", doc_issued=future))),
    Plant("FAM-7", "guardians.*.doc_issued", every(UPPER, row("guardians", doc_issued="01.01.1955"))),
    Plant("FRM-1", f"{FORMER}.*.doc_number", present_into(FORMER, PAPER)),
    Plant("FRM-2", f"{FORMER}.*.until", row(FORMER, until="01.01.1999")),
    Plant("FRM-2", f"{FORMER}.*.doc_issued", row(FORMER, doc_issued="09.04.2020", until="")),
    Plant("FRM-3", "former_names.*.last_name", present_into("former_names", PARTS)),
)

DOUBLES = (
    *(Plant("DUP-1", "last_name", as_other(*PARTS, "birth")) for _ in range(3)),
    Plant(
        "DUP-1",
        "last_name",
        every(as_other(*PARTS, "birth"), put(last_name=lambda one: one.texts["last_name"].upper())),
    ),
    *(Plant("DUP-2", "doc_number", as_other(*PAPER)) for _ in range(3)),
    *(Plant("DUP-3", "snils", as_other("snils")) for _ in range(3)),
    *(
        Plant("DUP-4", name, every(as_other(*PARTS, "birth", own=("snils", "doc_number")), put(**{name: slip(name)})))
        for name in PARTS
    ),
    Plant(
        "DUP-4",
        "birth",
        every(as_other(*PARTS, "birth", own=("snils", "doc_number")), put(birth=one_figure("birth"))),
    ),
)


def was_here(spot: Spot) -> bool:
    """Who stood in last year's base under the same name."""
    return spot.grade > 1 and spot.day("enrolled") < spot.base.year.first_day and not spot.rows["former_names"]


LAST_YEAR = (
    Plant("LY-1", "class_name", every(was_here, grades(5), put(class_name="7А"))),
    Plant("LY-2", "birth", every(was_here, put(birth=moved("birth", 20)))),
    Plant("LY-3", "sex", every(was_here, other_sex)),
    Plant("LY-4", "snils", every(was_here, stands(snils="*"), put(snils="112-233-445 95"))),
    Plant("LY-5", "last_name", every(was_here, put(last_name=slip("last_name")))),
    Plant("LY-5", "first_name", every(was_here, put(first_name=slip("first_name")))),
    Plant("LY-6", "ovz", every(was_here, stands(ovz="да"), put(ovz="нет"))),
)

GONE = put(
    left="20.03.2020",
    leaving_order="№ 30 от 20.03.2020",
    leaving_reason="перевод в другую школу",
    left_to="МБОУ СОШ № 1 г. Асино",
)
NO_LETTER = put(enrolled="01.10.2019", enrolment_reason="перевод из другой школы", enrolled_from="")

ENROLMENT = (
    *(Plant("ENR-1", name, every(GONE, put(**{name: ""}))) for name in ("leaving_order", "leaving_reason", "left_to")),
    Plant("ENR-2", "left", every(GONE, put(enrolled="25.03.2020"))),
    Plant("ENR-3", "leaving_reason", every(grades(5, 6, 7), GONE, put(leaving_reason="окончание 9 класса"))),
    Plant("ENR-3", "leaving_reason", every(grades(9), GONE, put(leaving_reason="окончание 11 (12) класса"))),
    Plant("ENR-4", "enrolment_order", put(enrolled="01.10.2019", enrolment_order="")),
    Plant("ENR-4", "enrolled_from", every(grades(5, 6, 7, 8), NO_LETTER)),
    Plant("ENR-5", "left", put(leaving_order="№ 30 от 25.12.2019")),
    Plant("ENR-5", "left", put(left_to="МБОУ СОШ № 1 г. Асино")),
    Plant(
        "ENR-6", "enrolment_reason", every(grades(5), put(enrolled="01.10.2019", enrolment_reason="приём в 1 класс"))
    ),
    Plant(
        "ENR-6", "enrolment_reason", every(grades(11), put(enrolled="01.10.2019", enrolment_reason="приём в 10 класс"))
    ),
    Plant("ENR-7", "leaving_reason", every(grades(5, 6), GONE, put(leaving_reason="исключён как мера взыскания"))),
)


def move(kind: str, learned: str, entered: str) -> Spoil:
    """A change entered by hand."""
    return add("moves", kind=kind, learned=learned, entered=entered, ground="Приказ № 12")


CLOCK = (
    Plant("CLK-1", "moves.*.entered", move("зачисление", "13.01.2020", "16.01.2020")),
    Plant("CLK-1", "moves.*.entered", move("ФИО или документ", "28.02.2020", "05.03.2020")),
    Plant("CLK-2", "moves.*.entered", move("ОВЗ, инвалидность", "06.04.2020", "")),
    Plant("CLK-2", "moves.*.entered", move("выбытие", "20.03.2020", "")),
    Plant("CLK-3", "moves.*.entered", move("ФИО или документ", "09.04.2020", "")),
    Plant("CLK-4", "moves.*.learned", move("зачисление", "", "14.01.2020")),
    Plant("CLK-5", "moves.*.learned", move("зачисление", "15.01.2020", "14.01.2020")),
    Plant("CLK-5", "moves.*.learned", move("ОВЗ, инвалидность", "20.04.2020", "")),
)

PLANTS = (*NAMES, *NUMBERS, *DATES, *DOCUMENTS, *FAMILY, *DOUBLES, *LAST_YEAR, *ENROLMENT, *CLOCK)
