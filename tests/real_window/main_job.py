"""The real program on a real display, and a person beside it who does the whole main job with mouse and keyboard.

A process of its own: ``python -m real_window.main_job FOLDER first|again``. Everything is made in FOLDER; pictures of
the whole screen go where REAL_WINDOW_PICTURES says. The exit status is the program's, or 1 where the person got stuck.
"""

import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from data.people import People
from data.seed import SEED
from real_window import eyes
from real_window.eyes import PATIENCE, program_is_up
from real_window.hands import LATIN, RUSSIAN
from real_window.person import Person

PASSWORD = "kedr 7 traktor oblako"
BASE, LIST, FORM, SCAN, PACKAGES = "school.passport", "9A.xlsx", "form.pdf", "scan.pdf", "packages"
COLUMNS = ("Фамилия", "Имя", "Отчество", "Дата рождения", "Пол", "Класс", "СНИЛС")
KIND = "Итоговая выверка участников ГИА"
FAR = 30  # fields that a person goes by before giving up
NAMES = ("last_name", "first_name", "middle_name", "birth", "sex", "class_name", "snils")


def main() -> int:
    """Begin the program as `python -m app` does, with a person beside it."""
    folder, act = Path(sys.argv[1]), sys.argv[2]
    Thread(target=_beside, args=(folder, ACTS[act]), daemon=True).start()
    sys.argv = ["school-passport"]
    from app.__main__ import main as program

    return program()


def _beside(folder: Path, act: Callable[[Person, Path], None]) -> None:
    end = time.monotonic() + PATIENCE
    while not program_is_up() and time.monotonic() < end:
        time.sleep(0.05)
    person = None
    try:
        person = Person(Path(os.environ["REAL_WINDOW_PICTURES"]))
        act(person, folder)
        person.choose("Файл", "Выход")
    except BaseException:
        traceback.print_exc()
        try:
            if person is not None:
                person.keep_picture("here it stopped", rested=False)
        finally:
            os._exit(1)  # the program has nobody any more who would close it


# --- the first day --------------------------------------------------------------------------------------


def first_day(person: Person, folder: Path) -> None:
    """From an empty computer to the code of a package."""
    people = People(SEED)
    pupils = [people.pupil("9А") for _ in range(4)]
    make_list(folder / LIST, pupils[:3])
    make_base(person, folder / BASE)
    load_list(person, folder / LIST)
    type_pupil(person, pupils[3])
    keys_in_both_layouts(person)
    mend(person, pupils[3])
    print_form(person, folder / FORM)
    take_scan(person, folder)
    make_package(person, folder / PACKAGES)


def make_list(path: Path, pupils: list[dict[str, str]]) -> None:
    """A list of a class as the school's secretary has it."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    for one in pupils:
        book.active.append([one[name] for name in NAMES])
    book.save(path)


def make_base(person: Person, path: Path) -> None:
    """The first start leads through the wizard: a new base under a password, and its first list."""
    person.see("Шаг 1 из 4")
    person.keep_picture("first start")
    person.fill("Код ОО", "700101")
    person.fill("Краткое наименование", "МБОУ СОШ № 1")
    person.press("Enter")
    person.see("Шаг 2 из 4")
    person.go_into("Учебный год")
    person.click_row("2019/20")
    person.fill("Файл базы", str(path))
    person.keep_picture("year and file")
    person.press("Enter")
    person.see("Шаг 3 из 4")
    person.fill("Новый пароль", PASSWORD)
    person.fill("Новый пароль ещё раз", PASSWORD)
    person.keep_picture("password")
    person.press("Enter")
    person.see("Шаг 4 из 4")
    person.keep_picture("last step")
    person.press_button("Готово")
    person.press_button("Позже")  # the recovery sheet
    person.see("Загрузка списка")
    person.keep_picture("made")


def load_list(person: Person, path: Path) -> None:
    """An empty base begins with the list of a class."""
    person.press_button("Выбрать файл")
    person.name_file(path)
    person.press_button("Дальше")
    person.see("Загрузить: 3")
    person.keep_picture("what the list would change")
    person.press_button("Загрузить: 3")
    person.see("Загружено: новых 3")
    person.keep_picture("list loaded")
    person.press_button("Другой список")


def type_pupil(person: Person, told: dict[str, str]) -> None:
    """One more by keys: Enter goes from field to field. A digit of the СНИЛС is mistyped."""
    person.click_row("Обучающиеся")
    person.press("Ctrl+N")
    person.come_to("Фамилия", "")
    texts = told | {"snils": mistyped(told["snils"])}
    wanted = {column: texts[name] for column, name in zip(COLUMNS, NAMES, strict=True) if column != "Класс"}
    for _ in range(FAR):
        if words := wanted.pop(person.where(), ""):
            person.type(words)
        if not wanted:
            break
        person.press("Enter")
    assert not wanted, f"Enter did not come by {list(wanted)}"
    person.keep_picture("pupil typed")
    person.press("Ctrl+S")
    person.see("Всего: 4")
    person.keep_picture("pupil saved")


def mistyped(snils: str) -> str:
    """A number with another last digit."""
    return snils[:-1] + str((int(snils[-1]) + 1) % 10)


def keys_in_both_layouts(person: Person) -> None:
    """A shortcut is the key on which its Latin letter is printed, whichever layout is on."""
    for layout, sign in ((LATIN, "z"), (RUSSIAN, "я")):
        person.press("Ctrl+K", layout=layout)
        person.see("Найти всё")
        person.press("Esc")
        person.press("Ctrl+N", layout=layout)
        person.come_to("Фамилия", "")
        person.type(sign)
        person.come_to("Фамилия", sign)
        person.press("Ctrl+Z", layout=layout)
        person.come_to("Фамилия", "")


def mend(person: Person, told: dict[str, str]) -> None:
    """F8 goes to mistakes; the check finds the mistyped number and leads to it; mended, it is gone."""
    person.press("F8")
    person.leave("Фамилия")
    person.keep_picture("the first mistake")
    person.click_row("Проверка")
    person.fill("Поиск в замечаниях", f"{told['last_name']} FMT-4")
    person.keep_picture("the check")
    person.click_row(f"{told['last_name']} {told['first_name']}", times=2)
    person.come_to("СНИЛС", mistyped(told["snils"]))
    person.type(told["snils"], anew=True)
    person.press("Ctrl+S", layout=RUSSIAN)
    person.see_no_row("Ошибка: Контрольное число СНИЛС")
    person.keep_picture("the number mended")
    person.click_row("Проверка")
    person.see("Под этот отбор ничего не подходит")


def print_form(person: Person, path: Path) -> None:
    """A form of the class into a file, looked at before."""
    person.click_row("Выверка")
    person.see("Сдать первым")
    person.fill("Кто печатает", "Кедрова А. И.")
    person.come_to("Кто печатает", "Кедрова А. И.")
    person.click_row(KIND)
    person.press_button("Посмотреть и напечатать")
    person.see("Номер форма получит")
    person.keep_picture("the form looked at")
    person.press_button("Сохранить PDF")
    person.name_file(path)
    person.see("Форма № 1")
    person.keep_picture("the form printed")


def take_scan(person: Person, folder: Path) -> None:
    """The paper comes back signed: its scan is made here, as a scanner would, and read by the program."""
    from data.scan_heaps import save_pdf, scans_of

    passport = person.eyes.ask(lambda: eyes.main_window().desk.passport)  # the paper, not the program, knows its boxes
    save_pdf(folder / SCAN, scans_of(passport, 1, folder / FORM, random.Random(SEED), dpi=200))
    person.click_row("Сканы")
    person.press_button("Прочитать сканы")
    person.name_file(folder / SCAN)
    person.see_row("принята")
    person.keep_picture("the scan taken")


def make_package(person: Person, folder: Path) -> None:
    """A draft, for much is not filled yet; the numbers have been compared. The code is shown."""
    person.click_row("Пакет для МОУО")
    person.see("Чистовой пакет соберётся, когда ошибок не останется")
    person.press_button("Черновик")
    person.press_button("Цифры сверены")
    person.press_button("Собрать пакет")
    person.name_file(folder)
    person.see("Код пакета:")
    person.keep_picture("the package made")


# --- another day ----------------------------------------------------------------------------------------


def another_day(person: Person, folder: Path) -> None:
    """Everything is there again."""
    people = People(SEED)
    pupils = [people.pupil("9А") for _ in range(4)]
    person.press_button("Открыть базу")
    person.name_file(folder / BASE)
    person.type(PASSWORD)
    person.press("Enter")
    person.see("Всего: 4")
    for one in pupils:
        person.click_row(f"{one['last_name']} {one['first_name']}")
        person.see(f"{one['last_name']} {one['first_name']} {one['middle_name']}")
        person.see(one["snils"])
    person.keep_picture("pupils again")
    person.click_row("Выверка")
    person.see_row("отсканировано 1")
    person.click_row("Сканы")
    person.see_row("принята")
    person.click_row("Пакет для МОУО")
    (package,) = (folder / PACKAGES).glob("*.zip")
    code = package.stem.removesuffix("-aes").removesuffix("-draft").rpartition("-")[2]
    person.see_row(code)
    person.keep_picture("package again")


ACTS = {"first": first_day, "again": another_day}

if __name__ == "__main__":
    sys.exit(main())
