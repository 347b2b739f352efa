"""The buildings, rooms and workers of the made-up demonstration school, as texts of their cards; nobody exists."""

from datetime import date, timedelta
from typing import NamedTuple

from data.people import day, snils_of

Texts = dict[str, str]

MAIN, SMALL = "Главный корпус", "Начальная школа"
ADDRESS = "636615, Томская обл., г. Кедровый, ул. {street}, д. {house}"

BUILDINGS: list[Texts] = [
    {
        "name": MAIN,
        "address": ADDRESS.format(street="Школьная", house=1),
        "floors": "3",
        "lift": "нет",
        "ramp": "да",
    },
    {
        "name": SMALL,
        "address": ADDRESS.format(street="Лесная", house=14),
        "floors": "2",
        "lift": "нет",
        "ramp": "нет",
    },
]
RESPONSIBLES: list[Texts] = [
    {"duty": "ГИА-9", "name": "Еланцева Дарья Олеговна", "phone": "+7 913 800-01-02", "email": "gia9@example.ru"},
    {"duty": "ГИА-11", "name": "Ушакова Ксения Максимовна", "phone": "+7 913 800-01-09", "email": "gia11@example.ru"},
]

# number, name, floor, rows, places in a row, what else is told of it
_ROOMS: tuple[tuple[str, str, str, str, int, int, Texts], ...] = (
    (MAIN, "0010", "Ресурсный класс", "1", 2, 3, {"specialised": "да", "purpose": "для участников с НОДА"}),
    (MAIN, "0011", "Кабинет истории", "1", 3, 5, {}),
    (MAIN, "0012", "Кабинет русского языка", "1", 3, 5, {}),
    (MAIN, "0013", "Кабинет географии", "1", 3, 5, {"broken": "1-3, 2-5", "seats": "13"}),
    (MAIN, "0021", "Кабинет физики", "2", 3, 4, {"laboratory": "да", "subjects": "Физика"}),
    (MAIN, "0022", "Кабинет химии", "2", 3, 4, {"laboratory": "да", "subjects": "Химия"}),
    (MAIN, "0023", "Кабинет информатики", "2", 2, 5, {"equipment": "компьютер; принтер; проектор"}),
    (MAIN, "0024", "Кабинет математики", "2", 3, 5, {"spare": "1", "seats": "14"}),
    (MAIN, "0031", "Штаб", "3", 1, 4, {"headquarters": "да", "equipment": "компьютер; принтер; сканер; телефон"}),
    (MAIN, "0032", "Кабинет англ. языка", "3", 3, 5, {"equipment": "воспроизведение звука; гарнитура"}),
    (SMALL, "0001", "Класс 1", "1", 3, 5, {}),
    (SMALL, "0002", "Класс 2", "1", 3, 5, {"ready_from": "15.05.2020"}),
)


def rooms() -> list[Texts]:
    """The rooms, each with all that the order asks of it."""
    made = []
    for building, number, name, floor, rows, places, more in _ROOMS:
        usual = {
            "building": building,
            "number": number,
            "name": name,
            "floor": floor,
            "row_count": str(rows),
            "places_in_row": str(places),
            "seats": str(rows * places),
            "specialised": "нет",
            "video": "нет" if building == SMALL else "трансляция (online)",
            "noda": "да" if building == MAIN and floor == "1" else "нет",
        }
        made.append(usual | more)
    return made


RUS, MATH, INSIDE, OUTSIDE = "Русский язык", "Математика", "Организатор в аудитории", "Организатор вне аудитории"


class Worker(NamedTuple):
    """What tells one worker from another; ``subjects``, ``classes`` and ``positions`` are "" for none."""

    name: str
    birth: date
    post: str
    subjects: str
    classes: str
    oge: str
    ege: str
    positions: str


_WORKERS = (
    Worker(
        "Волошина Нина Андреевна",
        date(1968, 3, 14),
        "Директор",
        "",
        "",
        "да",
        "да",
        "Руководитель организации, в которой ППЭ",
    ),
    Worker(
        "Еланцева Дарья Олеговна",
        date(1979, 7, 2),
        "Заместитель директора по учебной работе",
        "География",
        "7А, 8А",
        "да",
        "нет",
        "Руководитель ППЭ",
    ),
    Worker(
        "Рябинина Мария Ивановна",
        date(1985, 1, 23),
        "Учитель русского языка и литературы",
        f"{RUS}; Литература",
        "5А, 9А",
        "да",
        "нет",
        INSIDE,
    ),
    Worker(
        "Зырянова Ольга Борисовна",
        date(1973, 11, 8),
        "Учитель математики",
        MATH,
        "5Б, 11А",
        "нет",
        "да",
        INSIDE,
    ),
    Worker(
        "Калугина Инна Петровна",
        date(1990, 5, 30),
        "Учитель химии и биологии",
        "Химия; Биология",
        "6А, 9Б",
        "да",
        "да",
        INSIDE,
    ),
    Worker(
        "Сорокина Лидия Викторовна",
        date(1988, 9, 17),
        "Учитель английского языка",
        "Английский язык",
        "6Б, 10А",
        "да",
        "нет",
        OUTSIDE,
    ),
    Worker(
        "Тимирязева Галина Николаевна",
        date(1981, 12, 4),
        "Учитель информатики",
        "Информатика и ИКТ",
        "7А, 9А, 11А",
        "да",
        "да",
        "Технический специалист",
    ),
    Worker(
        "Фомин Роман Дмитриевич",
        date(1978, 4, 19),
        "Учитель физики",
        "Физика",
        "7Б, 9Б, 11А",
        "да",
        "нет",
        "Специалист по инструктажу и лабораторным работам",
    ),
    Worker(
        "Ушакова Ксения Максимовна",
        date(1983, 8, 11),
        "Учитель истории и обществознания",
        "История; Обществознание",
        "8А",
        "нет",
        "да",
        INSIDE,
    ),
    Worker(
        "Парабельская Алёна Егоровна",
        date(1992, 2, 6),
        "Учитель математики",
        MATH,
        "8Б, 9А",
        "да",
        "нет",
        f"{INSIDE}; {OUTSIDE}",
    ),
    Worker(
        "Асинова Варвара Олеговна",
        date(1964, 10, 27),
        "Учитель русского языка и литературы",
        f"{RUS}; Литература",
        "10А, 11А",
        "нет",
        "нет",
        "",
    ),
    Worker(
        "Нестеров Кирилл Андреевич",
        date(1987, 6, 15),
        "Учитель физкультуры",
        "",
        "5А, 9Б",
        "да",
        "да",
        OUTSIDE,
    ),
    Worker(
        "Черемных Полина Геннадьевна",
        date(1995, 3, 3),
        "Педагог-психолог",
        "",
        "",
        "да",
        "нет",
        "Ассистент",
    ),
    Worker(
        "Кедрова Таисия Викторовна",
        date(1971, 1, 12),
        "Ведущий специалист",
        "",
        "",
        "да",
        "да",
        "Член ГЭК",
    ),
    Worker(
        "Гаранина Ева Константиновна",
        date(1978, 9, 5),
        "Заместитель директора по воспитательной работе",
        "",
        "",
        "нет",
        "да",
        "Член ГЭК",
    ),
)
_OF_OFFICE = {"Кедрова Таисия Викторовна"}
_MEN = {"Фомин Роман Дмитриевич", "Нестеров Кирилл Андреевич"}
NOT_APPLICABLE = "не применимо"


def workers() -> list[Texts]:
    """The workers, each with all that the order asks."""
    return [_worker(number, told) for number, told in enumerate(_WORKERS, 1)]


def _worker(number: int, told: Worker) -> Texts:
    last, first, middle = told.name.split()
    return {
        "last_name": last,
        "first_name": first,
        "middle_name": middle,
        "sex": "мужской" if told.name in _MEN else "женский",
        "birth": day(told.birth),
        "citizenship": "Российская Федерация",
        "snils": snils_of(140_000_000 + number * 41),
        **_passport(number, told.birth),
        **_work(number, told),
        **_at_exams(number, told),
    }


def _work(number: int, told: Worker) -> Texts:
    office = told.name in _OF_OFFICE
    years = 2019 - told.birth.year - 23
    return {
        "education": "высшее",
        "institution": "ТГПУ",
        "graduated": str(told.birth.year + 23),
        "employer": "МОУО" if office else "школа",
        "post": told.post,
        "subjects": told.subjects or NOT_APPLICABLE,
        "classes": told.classes or NOT_APPLICABLE,
        "load": "18 ч" if told.subjects else NOT_APPLICABLE,
        "part_time": "основное место работы",
        "hired": day(date(told.birth.year + 23, 9, 1)),
        "experience": str(years),
        "teaching_experience": "0" if office else str(max(years - 1, 0)),
        "category": "без категории" if office else ("высшая", "первая")[number % 2],
    }


def _passport(number: int, birth: date) -> Texts:
    """A passport as it is at that age: a new one at 20 and at 45."""
    age = 45 if birth.year + 45 < 2019 else 20
    issued = date(birth.year + age, birth.month, birth.day) + timedelta(days=25)
    return {
        "doc_kind": "Паспорт гражданина РФ",
        "doc_series": f"69{issued.year % 100:02}",
        "doc_number": f"{400_000 + number * 131:06}",
        "doc_issued": day(issued),
        "doc_issuer": "УМВД России по Томской области",
        "doc_department": "700-001",
        "registered_address": f"{ADDRESS.format(street='Кедровая', house=number)}, кв. {number + 3}",
    }


def _at_exams(number: int, told: Worker) -> Texts:
    """«Профессиональная деятельность»: who organises exams is told how he can be reached."""
    texts = {
        "oge_organiser": told.oge,
        "ege_organiser": told.ege,
        "positions": told.positions or NOT_APPLICABLE,
        "barred_subjects": told.subjects or NOT_APPLICABLE,
        "consent": "есть",
    }
    if told.positions:
        texts |= {"mobile": f"+7 913 800-01-{number:02}", "personal_email": f"worker{number:02}@example.ru"}
        texts |= {"ppe_experience": str(number % 5 + 1), "trained": "14.02.2020", "certificate": f"ТС-{number:04}"}
    return texts


def courses(number: int) -> list[Texts]:
    """The courses of the worker of that number, counted from 1: every third has been to some."""
    if number % 3:
        return []
    return [
        {
            "title": "Подготовка организаторов ГИА",
            "given_by": "ТОИПКРО",
            "hours": "36",
            "finished": "22.03.2019",
            "paper": f"7019-{number:04}",
        }
    ]


def _class(name: str, teacher: str) -> Texts:
    grade = int(name[:-1])
    profile = "универсальный" if grade > 9 else "общеобразовательный"
    shift = "вторая" if 6 <= grade <= 7 else "первая"
    texts = {"name": name, "teacher": teacher, "profile": profile, "study_form": "очная"}
    return texts | {"language": "русский", "shift": shift}


def toml(teachers: Texts) -> str:
    """Classes (given by name with their teachers), buildings, rooms and workers as tables of ``school.toml``."""
    parts = [_table("[classes]", _class(*one)) for one in teachers.items()]
    parts += [_table("[lists.buildings]", one) for one in BUILDINGS]
    parts += [_table("[lists.responsibles]", one) for one in RESPONSIBLES]
    parts += [_table("[rooms]", one) for one in rooms()]
    parts += [_graduates(*one) for one in GRADUATES]
    for number, one in enumerate(workers(), 1):
        parts.append(_table("[workers]") + "\n" + _table("workers.texts", one))
        parts += [_table("[workers.lists.courses]", course) for course in courses(number)]
    return "\n" + "\n".join(parts)


GRADUATES: tuple[tuple[str, Texts, Texts], ...] = (
    (
        "9А; 9Б",
        {"admitted": "да", "admission_council": "8", "admission_date": "20.05.2020"},
        {"kind": "итоговое собеседование", "day": "12.02.2020", "applied": "20.01.2020", "result": "зачёт"},
    ),
    (
        "11А",
        {"admitted": "да", "admission_council": "8", "admission_date": "20.05.2020"},
        {"kind": "итоговое сочинение", "day": "04.12.2019", "applied": "11.11.2019", "result": "зачёт"},
    ),
)


def _graduates(classes: str, texts: Texts, attempt: Texts) -> str:
    """What a class list does not tell of its graduates: their first сочинение or собеседование, and the admission."""
    names = ", ".join(f'"{name}"' for name in classes.split("; "))
    told = _table("[graduates]") + f"classes = [{names}]\n"
    return f"{told}\n{_table('graduates.texts', texts)}\n{_table('[graduates.lists.attempts]', attempt)}"


def _table(heading: str, texts: Texts | None = None) -> str:
    return f"[{heading}]\n" + "".join(f'{name} = "{text}"\n' for name, text in (texts or {}).items())
