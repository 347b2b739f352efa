"""What is wrong with a data file, in Russian and with the key: the libraries say it in English only."""

import re

_PLACE = re.compile(r" - at `\$\.?(?P<path>.*)`$")
_LINE = re.compile(r" \((?:at line (?P<line>\d+), column \d+|at end of document)\)$")
_UNKNOWN = re.compile(r"unknown field `(.+?)`")
_MISSING = re.compile(r"missing required field `(.+?)`")
_VALUE = re.compile(r"^Invalid (?:enum )?value (.+)$")
_WANTED = re.compile(r"^Expected (?:`(.+?)`(.*?))(?:, got `(.+?)`)?$")
_TWICE = re.compile(r"Cannot overwrite|Cannot declare|Duplicate")
_KINDS = {
    "int": "целое число",
    "float": "число",
    "bool": "true или false",
    "str": "текст в кавычках",
    "date": "дата вида 2020-01-31 без кавычек",
    "array": "список в квадратных скобках",
    "object": "таблица",
    "null": "пусто",
}


def told_fault(problem: Exception, raw: bytes) -> str:
    """One Russian phrase for what msgspec or the TOML reader says of these bytes, with the key or the line."""
    if isinstance(problem, UnicodeDecodeError):
        return "это не текст в UTF-8"
    said = str(problem)
    if place := _PLACE.search(said):
        return _of_key(said[: place.start()], place["path"])
    if line := _LINE.search(said):
        lines = raw.decode("utf-8", "replace").splitlines()
        number = int(line["line"] or len(lines))
        seen = lines[number - 1].strip() if 0 < number <= len(lines) else ""
        what = "ключ повторяется" if _TWICE.search(said) else "запись не прочитана"
        return f"строка {number}, {what}: «{seen[:80]}»"
    return _of_key(said, "")


def _of_key(said: str, path: str) -> str:
    key = re.sub(r"\[(\d+)\]", lambda found: f"[{int(found[1]) + 1}]", path)  # people count from one
    inside = f"{key}." if key else ""
    if found := _UNKNOWN.search(said):
        return f"неизвестный ключ «{inside}{found[1]}»"
    if found := _MISSING.search(said):
        return f"нет ключа «{inside}{found[1]}»"
    if found := _VALUE.match(said):
        return f"ключ «{key}», недопустимое значение {found[1]}"
    if found := _WANTED.match(said):
        kinds = [kind for kind in found[1].split(" | ") if kind != "null"]
        return f"ключ «{key}», ожидается {' или '.join(_KINDS.get(kind, kind) for kind in kinds)}{found[2]}"
    return f"ключ «{key}»: {said}" if key else said
