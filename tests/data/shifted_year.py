"""A year file for a year that the program does not have: the one before, every date a year later."""

import re
from pathlib import Path

from app.paths import resources


def shifted_year(folder: Path, name: str) -> Path:
    """Write the file of the year after one of the program's; what sources state of its days is left out."""
    begins = int(name[:4])
    text = resources("years", f"{name}.toml").read_text(encoding="utf-8")
    text = text.replace(f'name = "{name}"', f'name = "{begins + 1}-{(begins + 2) % 100:02}"')
    text = text.replace(f'title = "{name[:4]}/{name[5:]}"', f'title = "{begins + 1}/{(begins + 2) % 100:02}"')
    text = re.sub(r"(?ms)^\[\[(essay|interview)_days\]\]\n.*?(?=^\[|\Z)", lambda found: _unstated(found[0]), text)
    text = re.sub(r"\b(20\d\d)-(\d\d)-(\d\d)\b", _later, text)
    path = folder / f"{begins + 1}-{(begins + 2) % 100:02}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _unstated(row: str) -> str:
    return re.sub(r"(?m)^date = .*\n", "", row)


def _later(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{int(year) + 1}-{month}-{'28' if (month, day) == ('02', '29') else day}"
