"""The made-up demonstration school: ``python tests/data/demo_school.py`` writes ``resources/demo`` anew.

Its lists have the mess that real lists have: title lines, headings in other words and in two rows, another
order of columns on every sheet, dates as text, numbers and date cells, capitals, no-break spaces, Latin letters
in a series, leading zeros, dashes, totals, hidden sheets. Some of the mess cannot be read and is rejected, some
is read and becomes a finding, mostly in 9Б; 11А is without a fault. Nobody here exists.
"""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

sys.path.insert(0, str(Path(__file__).parents[1]))

from data import demo_workers
from data.people import People, mother_of

SEED = 20_191_001
CLASSES = ("5А", "5Б", "6А", "6Б", "7А", "7Б", "8А", "8Б", "9А", "9Б", "10А", "11А")
SIZES = (25, 24, 26, 23, 24, 25, 22, 23, 24, 22, 21, 20)
FOLDER = Path(__file__).parents[2] / "resources" / "demo"

Texts = dict[str, Any]
Column = tuple[str, Callable[[Texts], Any]]

SUBJECTS = {
    "rus": "русский язык",
    "math": "математика",
    "math_profile": "математика профильная",
    "math_basic": "математика базовая",
    "phys": "физика",
    "chem": "химия",
    "bio": "биология",
    "geo": "география",
    "hist": "история",
    "soc": "обществознание",
    "inf": "информатика",
    "eng": "англ. яз.",
}

SCHOOL = """# The cards of the made-up demonstration school; its pupils are in pupils.xlsx beside this file.
# Both are written by tests/data/demo_school.py.

[school]
code = "700199"
full_name = "Муниципальное бюджетное общеобразовательное учреждение «Кедровская СОШ (демонстрационная)»"
short_name = "МБОУ «Кедровская СОШ (демонстрационная)»"
kind = "средняя общеобразовательная школа"
type = "общеобразовательная организация"
property_form = "муниципальное бюджетное учреждение"
founder = "Отдел образования администрации города Кедрового"
inn = "7022000007"
kpp = "702201001"
ogrn = "1027000000125"
okpo = "00000023"
oktmo = "69705000"
locality = "городская"
remote = "да"
shifts = "2"
legal_address = "636615, Томская обл., г. Кедровый, ул. Школьная, д. 1"
actual_address = "636615, Томская обл., г. Кедровый, ул. Школьная, д. 1"
phone = "+7 382 503-50-01"
fax = "нет"
email = "school@example.ru"
site = "kedrovaya.example.ru"
head_post = "Директор"
head_name = "Волошина Нина Андреевна"
head_phone = "+7 382 503-50-02"
head_email = "director@example.ru"
keeper_name = "Еланцева Дарья Олеговна"
keeper_phone = "+7 913 800-00-01"
keeper_email = "keeper@example.ru"
keeper_order = "№ 112 от 16.09.2019"
licence_number = "1856"
licence_blank = "70Л01 0000856"
licence_issued = "12.02.2016"
licence_until = "не применимо"
accreditation_number = "839"
accreditation_blank = "70А02 0000512"
accreditation_issued = "20.03.2015"
accreditation_until = "20.03.2027"
is_point = "да"
point_code = "0412"
point_exams = "ОГЭ; ЕГЭ; ГВЭ"
confirmed_1 = "27.09.2019"
confirmed_1_by = "Волошина Нина Андреевна"
confirmed_2 = "29.10.2019"
confirmed_2_by = "Волошина Нина Андреевна"
"""
TEACHERS = {
    "5А": "Рябинина Мария Ивановна",
    "5Б": "Зырянова Ольга Борисовна",
    "6А": "Калугина Инна Петровна",
    "6Б": "Сорокина Лидия Викторовна",
    "7А": "Тимирязева Галина Николаевна",
    "7Б": "Фомин Роман Дмитриевич",
    "8А": "Ушакова Ксения Максимовна",
    "8Б": "Гаранина Ева Константиновна",
    "9А": "Парабельская Алёна Егоровна",
    "9Б": "Нестеров Кирилл Андреевич",
    "10А": "Черемных Полина Геннадьевна",
    "11А": "Асинова Варвара Олеговна",
}
WHOLE = SCHOOL + demo_workers.toml(TEACHERS)


def _text(name: str) -> Callable[[Texts], Any]:
    return lambda pupil: pupil.get(name, "")


def _day(text: str) -> date:
    return datetime.strptime(text, "%d.%m.%Y").date()


def _day_cell(name: str) -> Callable[[Texts], Any]:
    """A date cell where the text is a date; what was spoilt on purpose stays text."""

    def cell(pupil: Texts) -> Any:
        try:
            return _day(pupil[name])
        except (KeyError, ValueError):
            return pupil.get(name, "")

    return cell


def _serial(name: str) -> Callable[[Texts], Any]:
    return lambda pupil: (_day(pupil[name]) - date(1899, 12, 30)).days if pupil.get(name) else ""


def _full_name(pupil: Texts) -> str:
    return " ".join(pupil[part] for part in ("last_name", "first_name", "middle_name"))


def _document(pupil: Texts) -> str:
    return f"{pupil['doc_series']} № {pupil['doc_number']}"


def _short_day(name: str) -> Callable[[Texts], Any]:
    """«1.9.08», as people type it."""

    def cell(pupil: Texts) -> Any:
        day, month, year = pupil[name].split(".")
        return f"{int(day)}.{int(month)}.{year[2:]}" if int(month) < 13 else pupil[name]

    return cell


def _mother(name: str) -> Callable[[Texts], Any]:
    return lambda pupil: mother_of(pupil)[name]


NAME: list[Column] = [("Фамилия", _text("last_name")), ("Имя", _text("first_name")), ("Отчество", _text("middle_name"))]
DOCUMENT: list[Column] = [
    ("Вид документа", _text("doc_kind")),
    ("Серия", _text("doc_series")),
    ("Номер", _text("doc_number")),
    ("Когда выдан", _text("doc_issued")),
    ("Кем выдан", _text("doc_issuer")),
]
GRADUATE: list[Column] = [
    ("Место рожд.", _text("birth_place")),
    ("Гражданство", _text("citizenship")),
    ("Форма обучения", _text("study_form")),
    ("ОВЗ (да/нет)", _text("ovz")),
    ("Инвалидность", _text("disabled")),
    ("Категория участника ГИА", _text("category")),
    ("Согласие на обработку ПД", _text("consent")),
    ("Дата согласия", _text("consent_date")),
    ("Кто дал согласие", _text("consent_by")),
    ("Код подр.", _text("doc_department")),
    ("Адрес регистрации", _text("registered_address")),
    ("Адрес проживания", _text("actual_address")),
    ("Тел.", _text("phone")),
    ("Кем приходится", _mother("relation")),
    ("ФИО родителя", _mother("name")),
    ("Телефон родителя", _mother("phone")),
    ("Выбранные предметы", _text("exams")),
]
YOUNG_KIND: Column = ("Документ", lambda pupil: pupil["doc_kind"].lower())


def _layouts() -> dict[str, list[Column]]:
    """Columns by class; every sheet has its own order and words."""
    birth: Column = ("Дата рождения", _day_cell("birth"))
    sex: Column = ("Пол", _text("sex"))
    return {
        "5А": [*NAME, birth, sex, ("Класс", _text("class_name")), *DOCUMENT],
        "5Б": [("Ф.И.О.", _full_name), ("Дата рожд.", _short_day("birth")), sex, *DOCUMENT],
        "6А": [("ФАМИЛИЯ", lambda pupil: pupil["last_name"].upper()), *NAME[1:], ("Д.р.", _serial("birth")), *DOCUMENT],
        "6Б": [*DOCUMENT, sex, *NAME, birth],
        "7А": [*NAME, YOUNG_KIND, *DOCUMENT[1:], birth, ("Пол ребёнка", lambda pupil: pupil["sex"][0])],
        "7Б": [("ФИО ученика", _full_name), birth, YOUNG_KIND, ("Серия и номер", _document), *DOCUMENT[3:], sex],
        "8А": [*NAME, birth, sex, *DOCUMENT],
        "8Б": [*NAME, sex, birth, *DOCUMENT],
        "9А": [*NAME, birth, sex, ("№ СНИЛС", _text("snils")), *DOCUMENT, *GRADUATE],
        "9Б": [("№ СНИЛС", _text("snils")), *NAME, ("Дата рожд.", _text("birth")), sex, *GRADUATE, *DOCUMENT],
        "10А": [("Ф.И.О.\nобучающегося", _full_name), birth, sex, ("СНИЛС", _text("snils")), *DOCUMENT, *GRADUATE],
        "11А": [*GRADUATE, *NAME, birth, sex, ("Номер СНИЛС", _text("snils")), *DOCUMENT],
    }


def pupils() -> dict[str, list[Texts]]:
    """The pupils of each class as texts, their faults already in."""
    people = People(SEED)
    school: dict[str, list[Texts]] = {}
    for class_name, size in zip(CLASSES, SIZES, strict=True):
        found: list[Texts] = [dict(people.pupil(class_name)) for _ in range(size)]
        found.sort(key=lambda pupil: (pupil["last_name"].replace("ё", "е"), pupil["first_name"]))
        for pupil in found:
            pupil["exams"] = ", ".join(SUBJECTS[subject] for subject, _ in people.exams(class_name))
        school[class_name] = found
    _spoil_young(school)
    _spoil_graduates(school)
    return school


def _spoil_young(school: dict[str, list[Texts]]) -> None:
    school["5Б"][4]["birth"] = "31.13.2008"  # cannot be read: rejected
    school["6Б"][2]["last_name"] = f"  {school['6Б'][2]['last_name']} "
    school["6Б"][3]["first_name"] = f"{school['6Б'][3]['first_name']}\xa0"
    school["6Б"][5]["doc_issuer"] = "Отдел  ЗАГС   г. Кедрового\xa0Томской области"
    school["6Б"][7]["doc_series"] = school["6Б"][7]["doc_number"] = ""  # a gap
    for pupil in school["7А"]:
        if pupil["doc_series"] == "I-ОМ":
            pupil["doc_series"] = "I-OM"  # Latin letters, as typed with the wrong layout
    school["7А"][0]["doc_number"] = "012345"
    school["7А"][6]["doc_number"] = "000718"
    school["7Б"][1]["middle_name"] = "-"
    school["7Б"][8]["middle_name"] = "Гасан оглы" if school["7Б"][8]["sex"] == "мужской" else "Гасан кызы"
    school["8Б"].insert(12, dict(school["8Б"][3]))  # the same pupil twice: rejected
    school["8А"][9]["sex"] = "?"  # cannot be read: rejected


def _spoil_graduates(school: dict[str, list[Texts]]) -> None:
    ninth, other, tenth = school["9А"], school["9Б"], school["10А"]
    ninth[2]["snils"] = ninth[2]["snils"][:-1]  # ten digits: rejected
    ninth[11]["birth_place"] = ""
    for place in (1, 8):  # a wrong control number: read, and found by the check
        digits = other[place]["snils"]
        other[place]["snils"] = digits[:-1] + str((int(digits[-1]) + 3) % 10)
    other[4]["category"] = "Не проходит ГИА в текущем учебном году"
    other[6]["exams"] = "русский язык; математика"
    other[10]["exams"] = "русский язык\nматематика + физика"
    other[13]["consent"] = ""
    other[15]["exams"] = "русский язык, математика, физика, труд"  # no such subject: rejected
    other[17]["registered_address"] = ""
    tenth[5]["citizenship"] = "РФ"
    tenth[7]["consent"] = "не получено"


def build() -> openpyxl.Workbook:
    """The workbook with a sheet for each class, one with totals, and a hidden one of last year."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    layouts = _layouts()
    for class_name, found in pupils().items():
        sheet = book.create_sheet(class_name if class_name in ("5А", "5Б", "9Б", "10А") else f"{class_name} класс")
        _write(sheet, class_name, layouts[class_name], found)
    totals = book.create_sheet("Свод")
    totals.append(["Всего по школе"])
    for class_name, size in zip(CLASSES, SIZES, strict=True):
        totals.append([class_name, size])
    old = book.create_sheet("9А прошлый год")
    old.sheet_state = "hidden"
    old.append(["Фамилия", "Имя", "Дата рождения"])
    old.append(["Юдин", "Лев", "01.01.2003"])
    return book


def _write(sheet: Worksheet, class_name: str, columns: list[Column], found: list[Texts]) -> None:
    if class_name not in ("5Б", "10А"):
        sheet.append([f"Список обучающихся {class_name} класса на 1 октября 2019 г."])
        sheet.append([])
    headings = ["№ п/п", *(heading for heading, _ in columns)]
    if class_name == "8А":
        _two_rows(sheet, headings)
    else:
        sheet.append(headings)
    if class_name == "8Б":
        sheet.append(list(range(1, len(headings) + 1)))
    for number, pupil in enumerate(found, 1):
        sheet.append([number, *(cell(pupil) for _, cell in columns)])
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.number_format = "@"
            elif isinstance(cell.value, date):
                cell.number_format = "DD.MM.YYYY"
    _tail(sheet, class_name, len(found))


def _two_rows(sheet: Worksheet, headings: list[str]) -> None:
    """Parts of the document under one merged group, the other headings merged downwards."""
    start = headings.index("Вид документа")
    sheet.append([*headings[:start], "Документ, удостоверяющий личность"])
    sheet.append([""] * start + headings[start:])
    row = sheet.max_row
    sheet.merge_cells(start_row=row - 1, end_row=row - 1, start_column=start + 1, end_column=len(headings))


def _tail(sheet: Worksheet, class_name: str, size: int) -> None:
    """What stands under the people: totals, a signature, numbers dragged too far."""
    if class_name in ("7Б", "9А", "9Б"):
        sheet.append(["", f"Итого: {size}"])
    if class_name in ("6А", "11А"):
        sheet.append([])
        sheet.append(["Классный руководитель", "", "______________"])
    if class_name in ("5А", "8Б"):
        for number in range(size + 1, size + 8):
            sheet.append([number])


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    build().save(FOLDER / "pupils.xlsx")
    (FOLDER / "school.toml").write_text(WHOLE, encoding="utf-8")


if __name__ == "__main__":
    main()
