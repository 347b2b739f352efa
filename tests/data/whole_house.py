"""The school itself of a whole school: its card, buildings, rooms, and workers with all their tabs."""

from collections.abc import Sequence
from datetime import date, timedelta

from data.whole_gia import Moment
from data.whole_people import NOT_APPLICABLE, Name, Papers, Values

FIRST_PASSPORTS = date(1998, 3, 2)  # of the Russian Federation; who had an older one has changed it
MAIN, SMALL = "Главный корпус", "Начальная школа"
TAUGHT = (
    ("rus lit", "Русский язык и литература", "русского языка и литературы"),
    ("math", "Математика", "математики"),
    ("phys", "Физика", "физики"),
    ("chem bio", "Химия и биология", "химии и биологии"),
    ("hist soc", "История", "истории и обществознания"),
    ("geo", "География", "географии"),
    ("inf", "Информатика", "информатики"),
    ("eng", "Английский язык", "английского языка"),
)

SCHOOL: Values = {
    "full_name": "Муниципальное бюджетное общеобразовательное учреждение «Кедровская средняя школа № 1»",
    "short_name": "МБОУ «Школа № 1»",
    "kind": "secondary",
    "type": "general",
    "property_form": "budget",
    "founder": "Отдел образования администрации города Кедрового",
    "inn": "7017000001",
    "kpp": "701701001",
    "ogrn": "1027000000004",
    "okpo": "01234562",
    "oktmo": "69705000",
    "locality": "town",
    "remote": False,
    "shifts": 2,
    "legal_address": "636615, Томская обл., г. Кедровый, ул. Школьная, д. 1",
    "actual_address": "636615, Томская обл., г. Кедровый, ул. Школьная, д. 1",
    "phone": "+73825035001",
    "fax": "нет",
    "email": "school@example.ru",
    "site": "school1.example.ru",
    "head_post": "Директор",
    "head_phone": "+73825035002",
    "head_email": "director@example.ru",
    "keeper_phone": "+79138000001",
    "keeper_email": "keeper@example.ru",
    "licence_number": "1856",
    "licence_blank": "70Л01 0000856",
    "licence_issued": date(2016, 2, 12),
    "accreditation_number": "839",
    "accreditation_blank": "70А02 0000512",
    "accreditation_issued": date(2015, 3, 20),
    "accreditation_until": date(2027, 3, 20),
    "is_point": True,
    "point_code": "0412",
    "point_exams": "oge ege gve",
}


def school(now: Moment, head: Name, keeper: Name) -> Values:
    """The school's card, with both stages confirmed where their time has come."""
    begins = now.start.year
    return {
        **SCHOOL,
        "head_name": head.whole,
        "keeper_name": keeper.whole,
        "keeper_order": f"№ 112 от 02.09.{begins}",
        "unread": {"licence_until": NOT_APPLICABLE},
        **_confirmed(now, 1, date(begins, 9, 27), head),
        **_confirmed(now, 2, date(begins, 10, 29), head),
    }


def _confirmed(now: Moment, stage: int, day: date, head: Name) -> Values:
    day = now.working(day)
    return {} if day > now.as_of else {f"confirmed_{stage}": day, f"confirmed_{stage}_by": head.whole}


def buildings() -> list[Values]:
    """Two buildings, one with a lift."""
    town = "636615, Томская обл., г. Кедровый"
    return [
        {"name": MAIN, "address": f"{town}, ул. Школьная, д. 1", "floors": 3, "lift": True, "ramp": True},
        {"name": SMALL, "address": f"{town}, ул. Лесная, д. 14", "floors": 2, "lift": False, "ramp": True},
    ]


def responsibles(now: Moment, keepers: Sequence[Name], papers: Papers) -> list[Values]:
    """Who answers for the monitoring and both kinds of ГИА."""
    rows = zip(("monitoring", "gia9", "gia11"), keepers, strict=False)
    more = {"order": "113", "order_date": now.working(date(now.start.year, 9, 10))}
    return [
        {"duty": duty, "name": one.whole, "phone": papers.phone(), "email": papers.email(), **more}
        for duty, one in rows
    ]


def rooms(count: int) -> list[Values]:
    """Ordinary rooms of both buildings, and one of every special sort."""
    made = [_room(MAIN if place % 4 else SMALL, place, f"Кабинет {place + 1}") for place in range(max(count - 7, 0))]
    special: list[Values] = [
        {"name": "Штаб", "headquarters": True, "equipment": "computer printer scanner phone", "seats": 4},
        {"name": "Ресурсный класс", "specialised": True, "purpose": "motor", "seats": 8, "floor": 1, "noda": True},
        {"name": "Для слепых", "specialised": True, "purpose": "blind", "seats": 6},
        {"name": "Кабинет физики", "laboratory": True, "subjects": "phys", "equipment": "clock lab", "seats": 12},
        {"name": "Кабинет информатики", "purpose": "computer", "equipment": "computer clock", "seats": 10},
        {"name": "Подготовка", "purpose": "preparation", "equipment": "clock"},
        {"name": "Говорение", "purpose": "oral", "equipment": "computer audio headset clock", "seats": 4},
    ]
    return [*made, *(_room(MAIN, count + place, "") | one for place, one in enumerate(special))]


def _room(building: str, place: int, name: str) -> Values:
    floor = 1 + place % (3 if building == MAIN else 2)
    return {
        "building": building,
        "number": f"{place + 1:04}",
        "name": name,
        "floor": floor,
        "headquarters": False,
        "row_count": 3,
        "places_in_row": 5,
        "seats": 15,
        "spare": 0,
        "specialised": False,
        "video": "online",
        "equipment": "clock board",
        "noda": floor == 1,
        "laboratory": False,
    }


def worker(now: Moment, papers: Papers, place: int, classes: Sequence[str], used_rooms: int) -> tuple[Name, Values]:
    """A worker by his place: 0 the head, 1–3 deputies and office, then teachers; many of them organisers."""
    source = papers.random
    boy = source.random() < 0.2
    birth = date(now.start.year - source.randrange(30, 60), source.randrange(1, 13), source.randrange(1, 29))
    name = papers.name(boy=boy, birth=birth, kind="without" if place == 9 else "double" if place == 10 else "")
    subjects, speciality, of_what = TAUGHT[place % len(TAUGHT)]
    post = ("Директор", "Заместитель директора по учебной работе", "Ведущий специалист", "Методист")
    teaches = place > 3
    graduated = birth.year + 22
    service = now.start.year - graduated
    given = (date(birth.year + age, birth.month, birth.day) + timedelta(days=20) for age in (20, 45))
    issued = max(FIRST_PASSPORTS, *(day for day in given if day <= now.as_of))
    values: Values = {
        **name.fields(),
        **_person(papers, birth, boy, issued, speciality),
        "employer": "mouo" if place == 2 else "school",
        "post": post[place] if place < len(post) else f"Учитель {of_what}",
        "subjects": subjects if teaches else None,
        "classes": ", ".join(classes) if teaches else None,
        "load": "18 ч" if teaches else None,
        "part_time": "main",
        "hired": date(graduated + 1, 8, 25),
        "experience": service,
        "teaching_experience": service - 1,
        "post_experience": max(service - 4, 0),
        "category": "first" if teaches else "none",
        "category_date": now.working(date(now.start.year - 2, 3, 30)) if teaches else None,
        "mobile": papers.phone(),
        "personal_email": papers.email(),
        "consent": "given",
        "unread": _lacking(teaches),
        **_exam_work(now, place, used_rooms, subjects if teaches else None),
    }
    return name, values


def _person(papers: Papers, birth: date, boy: bool, issued: date, speciality: str) -> Values:
    """The first three tabs: the person, the passport, the education."""
    address, graduated = papers.address(), birth.year + 22
    return {
        "sex": "male" if boy else "female",
        "birth": birth,
        "citizenship": "643",
        "snils": papers.snils(),
        "inn": papers.inn(),
        "phone": "+73825035003",
        **papers.passport(issued),
        "registered_address": address,
        "actual_address": address,
        "education": "higher",
        "institution": "ТГПУ",
        "graduated": graduated,
        "speciality": speciality,
        "qualification": f"Учитель ({speciality})",
        "diploma": f"ВСГ {papers.number(7)}",
    }


def _lacking(teaches: bool) -> Values:
    names = ["degree", "awards"] + (
        [] if teaches else ["subjects", "barred_subjects", "classes", "load", "category_date"]
    )
    return dict.fromkeys(sorted(names), NOT_APPLICABLE)


def _exam_work(now: Moment, place: int, used_rooms: int, subjects: str | None) -> Values:
    """The last tab: head of the house, head of the point, members of ГЭК, technicians, then organisers, then none."""
    position = {0: "host", 1: "head", 2: "gek", 3: "gek", 4: "technician", 5: "technician", 6: "medic"}.get(place)
    if position is None and place < 7 + 2 * used_rooms + 4:
        position = "hall" if place % 9 == 0 else "room"
    flagged = position is not None
    trained = now.working(date(now.start.year + 1, 2, 3))
    due = flagged and trained <= now.as_of
    return {
        "oge_organiser": flagged,
        "ege_organiser": flagged and (place < 8 or place % 3 > 0),
        "positions": position,
        "barred_subjects": subjects,
        "ppe_experience": 3 if flagged else 0,
        "trained": trained if due else None,
        "certificate": f"ТС-{place:04}" if due else None,
    }


def courses(now: Moment, papers: Papers) -> list[Values]:
    """A course that a worker has finished."""
    finished = now.working(date(now.start.year - 1, 3, 20))
    row = {"title": "Подготовка к ГИА", "given_by": "ТОИПКРО", "hours": 72, "finished": finished}
    return [row | {"paper": f"7019-{papers.number(4)}"}]
