"""Sentences of errors are in the words of a school's secretary (U29): no jargon, a capital, an end, one language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import errors

APP = Path(errors.__file__).parent
KINDS = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, errors.AppError)}
# Said of commands, of lists in .csv, whose coding the user chose when saving, and of files that developers write.
OF_FILES = {"commands.py", "csv_sheet.py", "passwords.py", "columns.py", "dictionaries.py", "year.py", "year_file.py"}
JARGON = re.compile(
    r"SQL|JSON|UTF|хеш|исключени|XML|\bzip\b|traceback|манифест|транзакци|NULL|\bNone\b|SHA-|uuid|errno|"
    r"дескриптор|ошибка \d|сегмент|парс|валид|индекс таблицы",
    re.IGNORECASE,
)


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of an error in the program's text, and where; what is filled in stands as «X»."""
    for path in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
                for given in node.args:
                    if text := told(given):
                        yield f"{path.name}:{node.lineno}", text


def told(node: ast.expr) -> str:
    """The text of a literal or an f-string; '' for what is made elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "X" for one in node.values)
    return ""


ALL = list(sentences())


def test_the_sentences_are_found() -> None:
    assert len(ALL) > 500


@pytest.mark.parametrize("word", ["База не читается: ошибка 5.", "Файл не JSON.", "Опись: манифест изменён."])
def test_jargon_is_known_when_it_is_met(word: str) -> None:
    assert JARGON.search(word)


def test_no_jargon() -> None:
    found = [one for one in ALL if JARGON.search(one[1]) and one[0].split(":")[0] not in OF_FILES]
    assert found == []


def test_they_are_whole_sentences_in_russian() -> None:
    bad = []
    for where, text in ALL:
        whole = text[0] in "«X№" or text[0].isupper() or text[0].isdigit()
        if not whole or text.rstrip()[-1] not in ".!?»X" or not re.search("[А-Яа-яЁё]", text.replace("X", "Я")):
            bad.append((where, text))
    assert bad == []
