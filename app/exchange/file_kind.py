"""What a chosen file really is, told from its bytes and not from its name."""

import zipfile

from app.errors import BadFile

SAVE_AS_XLSX = "Откройте его в Excel и сохраните как «Книга Excel (*.xlsx)»."

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"%PDF", "это документ PDF"),
    (b"{\\rtf", "это текст RTF"),
    (b"\xff\xd8\xff", "это картинка"),
    (b"\x89PNG", "это картинка"),
    (b"Rar!", "это архив RAR"),
    (b"7z\xbc\xaf", "это архив 7-Zip"),
    (b"SQLite format 3", "это база данных"),
)
_HTML = (b"<html", b"<!doctype html", b"<table", b"<head")
# What makes a package of each kind, in the order in which they are asked.
_PARTS = (
    ("xl/workbook.bin", "это двоичная книга Excel (.xlsb)"),
    ("word/document.xml", "это документ Word"),
    ("ppt/presentation.xml", "это презентация"),
    ("mimetype", "это книга OpenDocument (.ods); такие книги пока не читаются"),
)


def refuse_foreign(raw: bytes, name: str) -> None:
    """Raise :class:`BadFile` saying what the bytes seem to be, where they are no zip at all."""
    if raw[:4] != b"PK\x03\x04":
        raise BadFile(f"Файл {name} — не книга Excel (.xlsx): {_seems(raw)}.", SAVE_AS_XLSX if raw else "")


def refuse_other_package(package: zipfile.ZipFile, name: str) -> None:
    """Raise :class:`BadFile` for a zip that holds something else than a workbook of .xlsx."""
    parts = set(package.namelist())
    if "xl/workbook.xml" in parts:
        return
    seems = next((text for part, text in _PARTS if part in parts), "это архив ZIP без книги внутри")
    raise BadFile(f"Файл {name} — не книга Excel (.xlsx): {seems}.", SAVE_AS_XLSX)


def _seems(raw: bytes) -> str:
    if not raw:
        return "он пустой"
    if raw.startswith(_OLE):
        return _old_office(raw)
    for start, text in _STARTS:
        if raw.startswith(start):
            return text
    if any(mark in raw[:2000].lower() for mark in _HTML):
        return "это страница HTML"
    if raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return "это файл XML"
    return _text_or_unknown(raw[:4000])


def _old_office(raw: bytes) -> str:
    """An OLE container holds an old workbook, or a new one under a password."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return "книга защищена паролем, снимите пароль в Excel"
    if any(stream.encode("utf-16-le") in raw for stream in ("Workbook", "Book")):
        return "это книга старого вида (.xls); такие книги пока не читаются"
    return "это файл старого Office"


def _text_or_unknown(head: bytes) -> str:
    if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "вид файла не узнан"
    if any(line.count(sign) > 0 for line in head.splitlines()[:3] for sign in (b";", b",", b"\t")):
        return "это текст с разделителями (.csv); такие файлы пока не читаются"
    return "это простой текст"
