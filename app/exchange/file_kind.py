"""What a chosen file really is, told from its bytes and not from its name."""

from enum import Enum
from pathlib import Path

from app.errors import BadFile
from app.exchange.sheet_guard import guarded_package

SAVE_AS_XLSX = "Откройте его в Excel и сохраните как «Книга Excel (*.xlsx)»."


class FileKind(Enum):
    """The kinds of files that hold lists, with what a user calls each."""

    XLSX = "книга Excel (.xlsx)"
    ODS = "книга OpenDocument (.ods)"
    XLS = "книга Excel старого вида (.xls)"
    CSV = "текст с разделителями (.csv)"


_ENDINGS = {
    FileKind.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    FileKind.ODS: (".ods", ".ots"),
    FileKind.XLS: (".xls", ".xlt"),
    FileKind.CSV: (".csv", ".txt", ".tsv", ".tab"),
}
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"%PDF", "это документ PDF"),
    (b"{\\rtf", "это текст RTF"),
    (b"\xff\xd8\xff", "это картинка"),
    (b"\x89PNG", "это картинка"),
    (b"Rar!", "это архив RAR"),
    (b"7z\xbc\xaf", "это архив 7-Zip"),
    (b"MIME-Version:", "это сохранённая страница (MHTML)"),
    (b"SQLite format 3", "это база данных"),
)
_HTML = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta")
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")  # how UTF-16 and UTF-8 say that they are text
# What makes a package of each kind that is not read, in the order in which they are asked.
_PARTS = (
    ("xl/workbook.bin", "это двоичная книга Excel (.xlsb)"),
    ("word/document.xml", "это документ Word"),
    ("ppt/presentation.xml", "это презентация"),
    ("mimetype", "это документ OpenDocument, но не таблица"),
)


def kind_of(raw: bytes, name: str) -> FileKind:
    """The kind of a file's bytes. Raises :class:`BadFile` saying what they seem to be where that is no list."""
    if raw.startswith(b"PK\x03\x04"):
        return _kind_of_package(raw, name)
    if raw.startswith(_OLE):
        return _kind_of_old_office(raw, name)
    seems = _seems(raw)
    if seems:
        raise _foreign(name, seems, SAVE_AS_XLSX if raw else "")
    return FileKind.CSV


def misnamed(path: Path, kind: FileKind) -> list[str]:
    """A notice where the ending of a file's name promises another kind than the file is."""
    ending = path.suffix.casefold()
    if not ending or ending in _ENDINGS[kind]:
        return []
    return [f"Файл назван «{path.suffix}», а внутри {kind.value}; прочитан как есть."]


def _foreign(name: str, seems: str, hint: str = SAVE_AS_XLSX) -> BadFile:
    return BadFile(f"Файл {name} — не список (.xlsx, .xls, .ods, .csv): {seems}.", hint)


def _kind_of_package(raw: bytes, name: str) -> FileKind:
    with guarded_package(raw, name) as package:
        parts = set(package.namelist())
    if "xl/workbook.xml" in parts:
        return FileKind.XLSX
    # An .ods keeps its kind first and plain, so that it is told without unpacking.
    if "content.xml" in parts and raw[30:38] == b"mimetype" and raw[38 : 38 + len(_ODS)] == _ODS:
        return FileKind.ODS
    raise _foreign(name, next((text for part, text in _PARTS if part in parts), "это архив ZIP без книги внутри"))


def _kind_of_old_office(raw: bytes, name: str) -> FileKind:
    """An OLE container holds an old workbook, or a new one under a password."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise _foreign(name, "книга защищена паролем, снимите пароль в Excel", "")
    if any(stream.encode("utf-16-le") in raw for stream in ("Workbook", "Book")):
        return FileKind.XLS
    raise _foreign(name, "это файл старого Office, но не книга Excel")


def _seems(raw: bytes) -> str:
    """What bytes seem to be that are no list; '' for those that may be a text with separators."""
    if not raw:
        return "он пустой"
    for start, text in _STARTS:
        if raw.startswith(start):
            return text
    if raw[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return "это страница HTML" if any(mark in raw[:2000].lower() for mark in _HTML) else "это файл XML"
    return "" if raw.startswith(_TEXT_MARKS) or _like_text(raw[:4000]) else "вид файла не узнан"


def _like_text(head: bytes) -> bool:
    """Whether next to none of the bytes are signs that no text has."""
    return sum(byte < 32 and byte not in b"\t\n\r" for byte in head) <= 2 + len(head) // 20
