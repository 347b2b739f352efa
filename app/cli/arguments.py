"""What may be typed after ``school-passport``, and what is said of a wrong word, in Russian."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from app import __version__
from app.cli.streams import say, tell
from app.domain.channels import CHANNELS, OPEN
from app.domain.kinds import Day
from app.errors import BadValue

LISTS = ("students", "staff", "rooms", "choices", "results")

_RUSSIAN = {
    "usage: ": "Как вызвать: ",
    "positional arguments": "аргументы",
    "options": "ключи",
    "%(heading)s:": "%(heading)s:",
    "show this help message and exit": "показать эту справку",
    "argument %(argument_name)s: %(message)s": "Аргумент %(argument_name)s: %(message)s.",
    "unrecognized arguments: %s": "Лишние аргументы: %s.",
    "the following arguments are required: %s": "Не хватает аргументов: %s.",
    "expected one argument": "после него нужно значение",
    "expected at least one argument": "после него нужно хотя бы одно значение",
    "ignored explicit argument %r": "значение %r здесь не нужно",
    "ambiguous option: %(option)s could match %(matches)s": "Ключ %(option)s не ясен: подходят %(matches)s.",
    "invalid choice: %(value)r (choose from %(choices)s)": "нет значения %(value)r, есть: %(choices)s",
}


class Parser(argparse.ArgumentParser):
    """A parser that speaks Russian, writes where every message goes and takes no shortened keys."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **given})

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how the command is called; exit status 2."""
        tell(message)
        tell(self.format_usage().strip())
        raise SystemExit(2)

    def print_help(self, file: Any = None) -> None:
        """The help as a result."""
        say(self.format_help().rstrip())


def parse(arguments: list[str]) -> argparse.Namespace:
    """The arguments by name, ``command`` among them. Leaves with status 2 (and a sentence) or 0 (help)."""
    # argparse has no other door to its texts than the name it looks them up by.
    vars(argparse).update(_=lambda text: _RUSSIAN.get(text, text), ngettext=lambda one, many, n: "нужно значений: %s")
    parser = _parser()
    if "--json" in arguments:  # may stand anywhere
        arguments = [*(one for one in arguments if one != "--json"), "--json"]
    if arguments and not arguments[0].startswith("-") and arguments[0] not in _COMMANDS:
        parser.error(f"Команды «{arguments[0]}» нет (и файла с таким именем тоже).")
    return parser.parse_args(arguments)


def _parser() -> Parser:
    parser = Parser(
        prog="school-passport",
        description="Паспорт школы: те же действия, что в окне. Без команды открывается окно (можно назвать базу).",
        epilog="Состояние на выходе: 0 — сделано; 2 — неверные аргументы; 3 — сделано, но нужно ваше внимание "
        "(есть ошибки, отклонённые строки); 4 — отказ, ничего не изменено.",
    )
    parser.add_argument("--version", action="store_true", help="показать версию программы")
    commands = parser.add_subparsers(dest="command", metavar="КОМАНДА", title="команды")
    for name, (title, add) in _COMMANDS.items():
        command = commands.add_parser(name, help=title, description=f"{title[0].upper()}{title[1:]}.")
        add(command)
        command.add_argument("--json", action="store_true", help="результат одним объектом JSON")
        command.add_argument("--password-file", metavar="ФАЙЛ", help="файл с паролем базы (одна строка)")
    return parser


def _new(command: Parser) -> None:
    _base(command)
    command.add_argument("--year", required=True, metavar="ГОД", help="учебный год, например 2019-20")
    command.add_argument("--kind", required=True, choices=("school", "municipality"), help="школы или муниципалитета")
    command.add_argument("--code", required=True, metavar="КОД", help="код ОО, шесть цифр")
    command.add_argument("--name", required=True, metavar="ИМЯ", help="краткое наименование")


def _import(command: Parser) -> None:
    _base(command)
    command.add_argument("file", type=Path, metavar="ФАЙЛ", help="таблица с заголовками")
    command.add_argument("--entity", choices=LISTS, default="students", help="что в ней")
    command.add_argument("--sheet", metavar="ЛИСТ", help="имя листа; иначе все листы")
    command.add_argument("--mapping", type=Path, metavar="ФАЙЛ", help="JSON: какой заголовок к какому полю")
    command.add_argument("--dry-run", action="store_true", help="только показать, ничего не менять")
    command.add_argument("--rejects", type=Path, metavar="ФАЙЛ.xlsx", help="куда записать отклонённые строки")


def _check(command: Parser) -> None:
    _base(command)
    command.add_argument("--as-of", type=_day, metavar="ДЕНЬ", help="на какой день, например 2020-02-01")
    command.add_argument(
        "--last-year", type=Path, metavar="БАЗА", help="прошлогодняя база школы: сравнить с ней теперь и впредь"
    )


def _print(command: Parser) -> None:
    _base(command)
    command.add_argument(
        "form",
        metavar="ФОРМА",
        help="вид формы; их называет команда forms; changes — лист изменений (с ключом --number)",
    )
    command.add_argument("--class", dest="class_name", metavar="КЛАСС", help="только этот класс, например 9А")
    command.add_argument("--number", type=int, metavar="№", help="к какой форме лист изменений")
    command.add_argument("--who", nargs="+", default=(), metavar="ID", help="только эти люди")
    command.add_argument("-o", "--out", type=Path, required=True, metavar="ФАЙЛ.pdf", help="куда записать")


def _scan(command: Parser) -> None:
    _base(command)
    command.add_argument("files", nargs="+", type=Path, metavar="ФАЙЛ", help="сканы: PDF, TIFF, JPEG, PNG")


def _uploads(command: Parser) -> None:
    _base(command)
    command.add_argument("-o", "--out", type=Path, required=True, metavar="ПАПКА", help="куда положить файлы")


def _export(command: Parser) -> None:
    _base(command)
    command.add_argument("-o", "--out", type=Path, required=True, metavar="ПАПКА", help="куда положить пакет")
    command.add_argument("--channel", choices=tuple(CHANNELS), default=OPEN, help="канал передачи")
    command.add_argument(
        "--to", metavar="КЛЮЧ", help="запечатать: ключ получателя (age1…), файл его ключа или password — zip с паролем"
    )
    command.add_argument("--draft", action="store_true", help="черновик: собрать, хотя есть ошибки")


def _accept(command: Parser) -> None:
    _base(command)
    command.add_argument("packages", nargs="+", type=Path, metavar="ПАКЕТ", help="пакеты школ")
    command.add_argument("--dry-run", action="store_true", help="только показать, ничего не менять")


def _receipt(command: Parser) -> None:
    _base(command)
    command.add_argument("file", type=Path, metavar="ФАЙЛ", help="ответ МОУО на пакет")


def _change(command: Parser) -> None:
    _base(command)
    command.add_argument("entity", metavar="ВИД", help="school, class, student, staff или room")
    command.add_argument("id", metavar="ID", help="номер записи (его называет check --json)")
    command.add_argument(
        "changes", nargs="+", type=_pair, metavar="ПОЛЕ=ЗНАЧЕНИЕ", help="как в карточке; exams=rus:oge,math:oge"
    )


def _history(command: Parser) -> None:
    _base(command)
    command.add_argument("entity", nargs="?", metavar="ВИД", help="school, class, student, staff или room")
    command.add_argument("id", nargs="?", metavar="ID", help="номер записи; без вида и номера — вся история")


def _new_year(command: Parser) -> None:
    _base(command)
    command.add_argument("-o", "--out", type=Path, required=True, metavar="НОВАЯ", help="файл новой базы")
    command.add_argument("--dry-run", action="store_true", help="только показать, ничего не делать")
    command.add_argument("--year-file", type=Path, metavar="ФАЙЛ.toml", help="файл года, если в программе его нет")


def _backup(command: Parser) -> None:
    _base(command)
    command.add_argument("-o", "--out", type=Path, required=True, metavar="ПАПКА", help="куда положить копию")


def _restore(command: Parser) -> None:
    command.add_argument("copy", type=Path, metavar="КОПИЯ", help="файл копии (.copy)")
    command.add_argument("-o", "--out", type=Path, required=True, metavar="БАЗА", help="на место какой базы")


def _demo(command: Parser) -> None:
    command.add_argument("folder", type=Path, metavar="ПАПКА", help="новая или пустая папка")


def _base(command: Parser) -> None:
    command.add_argument("base", type=Path, metavar="БАЗА", help="файл базы")


_COMMANDS = {
    "new": ("сделать базу", _new),
    "import": ("загрузить таблицу", _import),
    "check": ("проверить данные", _check),
    "forms": ("виды форм и что напечатано", _base),
    "print": ("напечатать форму в PDF", _print),
    "scan": ("прочитать сканы подписанных форм", _scan),
    "uploads": ("файлы для «Обмена файлами»", _uploads),
    "export": ("собрать пакет для муниципалитета (из его базы — свод школ)", _export),
    "accept": ("принять пакеты школ в базу муниципалитета", _accept),
    "receipt": ("взять ответ МОУО на пакет", _receipt),
    "change": ("изменить одну карточку", _change),
    "history": ("кто, когда и что менял", _history),
    "new-year": ("сделать базу следующего учебного года", _new_year),
    "backup": ("проверенная копия базы в папке", _backup),
    "restore": ("база из копии; прежняя откладывается", _restore),
    "verify": ("проверить целость базы и её копий", _base),
    "demo": ("весь путь на выдуманной школе", _demo),
}


def version_line() -> str:
    """What ``--version`` says."""
    return f"Паспорт школы {__version__}"


def _day(text: str) -> date:
    try:
        return Day(first=2000).parse(text)
    except BadValue as problem:
        raise argparse.ArgumentTypeError(str(problem).rstrip(".")) from None


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"«{text}» — ожидается ПОЛЕ=ЗНАЧЕНИЕ")
    return name.strip(), value
