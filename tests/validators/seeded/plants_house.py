"""Plants in workers, rooms, classes and the school's own card."""

from collections.abc import Iterator

from app.services.cards import Card
from validators.seeded.planting import (
    Plant,
    Spoil,
    Spot,
    every,
    future,
    moved,
    one_latin,
    put,
    row,
    slip,
    stands,
    wrong_digit,
)
from validators.seeded.plants_person import PAPER, PARTS, PASSPORT, as_other, other_sex

FLAGGED = stands(oge_organiser="да")
TEACHER = lambda spot: spot.texts["post"].startswith("Учитель")  # noqa: E731
ROOM = lambda spot: spot.texts["positions"] == "Организатор в аудитории"  # noqa: E731


def _staff() -> Iterator[tuple[str, str, Spoil]]:
    for name in PARTS:
        yield "FMT-1w", name, put(**{name: one_latin(name)})
    yield "FMT-3w", "first_name", put(first_name="А.")
    yield "SEX-1w", "sex", other_sex
    yield "FMT-4w", "snils", put(snils=wrong_digit("snils", 4, 11))
    yield "FMT-4w", "snils", put(snils=wrong_digit("snils", 9, 11))
    yield "FMT-4aw", "snils", put(snils="000-000-000 00")
    yield "FMT-2w", "doc_series", every(PASSPORT, put(doc_series="69"))
    yield "FMT-2w", "doc_number", every(PASSPORT, put(doc_number="1234567"))
    yield "FMT-5w", "doc_issued", put(birth="01.03.1970", doc_issued="05.04.1992", doc_series="6992")
    yield "FMT-5aw", "doc_issued", put(doc_issued=moved("birth", 5000))
    yield "DOC-2w", "doc_kind", put(doc_kind="03", doc_series="6904", doc_department="")
    yield "DOC-3w", "doc_number", put(doc_kind="07", doc_series="АБ", doc_number="12", doc_department="")
    yield "DOC-6w", "citizenship", put(citizenship="Узбекистан")
    yield "DOC-7w", "doc_department", put(doc_kind="91", doc_series="нет")
    yield "DOC-9w", "doc_series", put(doc_issued="20.05.2015", doc_series="6904")
    yield "RC-2w", "doc_kind", put(doc_kind="91", doc_series="6904", doc_department="")
    yield "CH-DSw", "doc_series", put(doc_kind="91", doc_series="ДZ_1", doc_department="")
    yield "PPE-11", "employer", put(employer="МОУО", oge_organiser="нет", ege_organiser="нет", positions="")
    yield "INN-12", "inn", put(inn=wrong_digit("inn", 2, 12))
    yield "INN-12", "inn", put(inn=wrong_digit("inn", 10, 12))
    yield "DATE-1w", "hired", put(hired=moved("birth", -30))
    yield "DATE-1w", "doc_issued", put(doc_issued=moved("birth", -1))
    yield "DATE-2w", "doc_issued", put(doc_issued=future)
    yield "DATE-2w", "trained", put(trained=future)
    yield "DATE-2w", "courses.*.finished", row("courses", finished=future)
    yield "DATE-2w", "graduated", put(graduated="2022")
    yield "DATE-3w", "birth", put(birth="01.02.2010")
    yield "DATE-3w", "birth", put(birth="01.02.1925")
    yield "DATE-4w", "graduated", put(graduated=lambda one: str(one.day("birth").year + 9))
    yield "PD-1w", "consent", put(consent="не получено")
    yield "PD-2w", "consent", put(consent="отказ")


def _workers_of_points() -> Iterator[tuple[str, str, Spoil]]:
    yield "RC-7", "category", every(FLAGGED, put(category=""))
    yield "RC-8", "post", every(FLAGGED, put(post="учитель"))
    yield "RC-8", "post", every(FLAGGED, put(post="Преподаватель"))
    yield "RC-9", "barred_subjects", every(FLAGGED, put(post="Учитель физики", subjects="", barred_subjects=""))
    yield "STF-1", "teaching_experience", put(experience="5", teaching_experience="6", post_experience="1")
    yield "STF-1", "post_experience", put(post_experience="70", experience="20", teaching_experience="19")
    yield "STF-2", "experience", put(experience="70")
    yield "STF-3", "hired", put(hired=future)
    yield "STF-3", "hired", put(hired=moved("birth", 4000))
    yield "STF-4", "dismissed", put(hired="01.09.2015", dismissed="01.08.2015", dismissal_order="№ 1")
    yield "STF-5", "dismissal_order", put(dismissed="20.03.2020")
    yield "STF-5", "dismissed", put(dismissal_order="№ 30 от 25.12.2019")
    yield "STF-6", "oge_organiser", every(FLAGGED, put(dismissed="20.03.2020", dismissal_order="№ 9"))
    yield "PPE-1", "positions", every(FLAGGED, put(positions="Медицинский работник"))
    yield (
        "PPE-2",
        "oge_organiser",
        put(oge_organiser="нет", ege_organiser="да", positions="Специалист по инструктажу и лабораторным работам"),
    )
    for name in ("positions", "mobile", "personal_email"):
        yield "PPE-6", name, every(FLAGGED, put(**{name: ""}))
        yield "PPE-6", name, every(FLAGGED, put(**{name: "не применимо"}))
    yield "PPE-6a", "barred_subjects", every(FLAGGED, put(post="Учитель труда", subjects="", barred_subjects=""))
    yield "PPE-7", "barred_subjects", every(ROOM, TEACHER, put(subjects="Физика; Химия", barred_subjects="Физика"))
    yield "PPE-7", "barred_subjects", every(ROOM, put(subjects="Математика", barred_subjects="География"))
    yield "PPE-7a", "positions", every(FLAGGED, put(oge_organiser="нет", ege_organiser="нет"))
    yield "PPE-8", "trained", every(FLAGGED, put(trained=""))
    yield "PPE-8", "trained", every(FLAGGED, put(trained="01.02.2019"))
    yield "PHONE", "mobile", every(ROOM, put(mobile="+7 3822 50-50-50"))
    yield "PHONE", "mobile", every(ROOM, put(mobile="84951234567"))
    yield "RC-10", "last_name", as_other(*PARTS, "birth")
    yield "RC-10a", "doc_number", as_other(*PAPER)
    yield "RC-10b", "snils", as_other("snils")
    for name in PARTS:
        yield "RC-10c", name, every(as_other(*PARTS, "birth", own=("snils", "doc_number")), put(**{name: slip(name)}))


STAFF = tuple(Plant(rule, field, spoil, "staff") for rule, field, spoil in (*_staff(), *_workers_of_points()))


def number_of_other(spot: Spot) -> bool:
    """The number of another room of the building."""

    def fits(card: Card) -> bool:
        return card.texts["building"] == spot.texts["building"]

    other = spot.other(fits)
    if other is not None:
        spot.texts["number"] = other.texts["number"]
    return other is not None


ORDINARY = stands(purpose="", headquarters="нет", laboratory="нет", specialised="нет")
SMALL = stands(building="Начальная школа")


def _rooms() -> Iterator[tuple[str, str, Spoil]]:
    yield "ROOM-1", "seats", every(ORDINARY, put(seats="16", places_in_row="6"))
    yield "ROOM-1", "seats", every(ORDINARY, put(seats="30", row_count="6"))
    yield "ROOM-3", "seats", every(ORDINARY, put(specialised="да", purpose="для слепых и поздноослепших", seats="9"))
    yield (
        "ROOM-3a",
        "purpose",
        every(ORDINARY, put(specialised="да", purpose="для слепых и поздноослепших; для слабовидящих", seats="6")),
    )
    yield "ROOM-4", "noda", every(ORDINARY, SMALL, put(floor="2", noda="да"))
    yield (
        "ROOM-4",
        "purpose",
        every(ORDINARY, SMALL, put(floor="2", noda="нет", specialised="да", purpose="для участников с НОДА")),
    )
    yield "ROOM-8", "number", number_of_other
    yield "ROOM-8", "number", number_of_other
    yield "ROOM-8a", "number", every(ORDINARY, put(number="21а"))
    yield "ROOM-9", "floor", put(floor="4")
    yield "ROOM-9", "floor", every(SMALL, put(floor="3"))
    yield "ROOM-10", "purpose", every(ORDINARY, put(specialised="да"))
    yield "ROOM-10", "purpose", every(ORDINARY, put(specialised="да", purpose="обычная"))
    yield "ROOM-10", "specialised", every(ORDINARY, put(purpose="для глухих"))
    yield "ROOM-11", "headquarters", every(ORDINARY, put(purpose="штаб ППЭ"))
    yield "ROOM-11", "laboratory", every(ORDINARY, put(purpose="лаборатория"))
    yield "ROOM-12", "subjects", every(ORDINARY, put(laboratory="да", subjects="История"))
    yield "ROOM-13", "ready_from", put(ready_from="15.10.2020")
    yield "ROOM-5", "equipment", every(stands(headquarters="да"), put(equipment="доска"))
    yield "ROOM-7", "equipment", every(ORDINARY, put(purpose="компьютерная (КЕГЭ, КОГЭ)"))
    yield "SEAT-1", "seats", every(ORDINARY, put(row_count="2"))
    yield "SEAT-2", "seats", every(ORDINARY, put(broken="1-1, 2-2"))
    yield "SEAT-3", "broken", every(ORDINARY, put(broken="6-1", seats="10"))
    yield "SEAT-4", "spare", every(ORDINARY, put(spare="2"))


ROOMS = tuple(Plant(rule, field, spoil, "room") for rule, field, spoil in _rooms())

CLASSES = (
    Plant("CLS-1", "teacher", put(teacher="Посторонний Пётр Петрович"), "class"),
    Plant("CLS-1", "teacher", put(teacher=slip("teacher")), "class"),
    Plant("FMT-1c", "teacher", put(teacher=one_latin("teacher")), "class"),
    Plant("FMT-3c", "teacher", put(teacher="Иванова О. П."), "class"),
    Plant("CLS-2", "profile", every(lambda spot: spot.grade > 9, put(profile="")), "class"),
)


def _school() -> Iterator[tuple[str, str, Spoil]]:
    yield "CH-AD", "legal_address", put(legal_address="634050, г. Томск, ул. «Школьная», д. 1")
    yield "CH-AD", "actual_address", put(actual_address="634050, г. Tомск")
    yield "CH-AD", "buildings.*.address", row("buildings", address="г. Томск, № 4")
    yield "TERM-1", "licence_until", put(licence_until="01.03.2020")
    yield "TERM-1", "accreditation_until", put(accreditation_until="09.04.2020")
    yield "TERM-2", "licence_issued", put(licence_issued=future)
    yield "TERM-2", "accreditation_until", put(accreditation_issued="01.03.2019", accreditation_until="28.02.2019")
    yield "PPE-10", "point_code", put(point_code="")
    yield "PPE-10", "point_exams", put(point_exams="")
    yield "PPE-10", "is_point", put(is_point="нет")
    yield "CONF-1", "confirmed_1", put(confirmed_1="")
    yield "CONF-1", "confirmed_2", put(confirmed_2="29.10.2018")
    yield "CONF-1", "confirmed_2", put(confirmed_2=future)
    yield "CONF-2", "confirmed_1", put(confirmed_1="01.10.2019")
    yield "CONF-2", "confirmed_2", put(confirmed_2="20.09.2019")
    yield "CONF-3", "confirmed_1_by", put(confirmed_1_by="")
    yield "RESP-1", "responsibles", lambda spot: spot.rows["responsibles"].pop()
    yield "RESP-2", "keeper_order", put(keeper_order="№ 112 от 24.09.2019")
    yield "RESP-3", "head_name", put(head_name="Посторонний Пётр Петрович")
    yield "RESP-3", "keeper_name", put(keeper_name=slip("keeper_name"))
    yield "INN-10", "inn", put(inn=wrong_digit("inn", 2, 10))
    yield "OGRN", "ogrn", put(ogrn=wrong_digit("ogrn", 5, 13))
    yield "OKPO", "okpo", put(okpo=wrong_digit("okpo", 2, 8))
    yield "KPP", "kpp", put(kpp="701799001")
    yield "KPP", "kpp", put(kpp="000001001")
    yield "FMT-1s", "head_name", put(head_name=one_latin("head_name"))
    yield "FMT-1s", "responsibles.*.name", row("responsibles", name="Ивaнова Ольга Петровна")
    yield "FMT-3s", "keeper_name", put(keeper_name="Иванова О. П.")
    yield "FMT-3s", "responsibles.*.name", row("responsibles", name="Иванова О. П.")
    yield "SUM-6", "kind", put(kind="начальная общеобразовательная школа")
    yield "CODE-1", "code", put(code="000000")
    yield "CODE-1", "point_code", put(point_code="0000")


SCHOOL = tuple(Plant(rule, field, spoil, "school") for rule, field, spoil in _school())

PLANTS = (*STAFF, *ROOMS, *CLASSES, *SCHOOL)
