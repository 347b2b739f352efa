"""Texts with separators: found out, never guessed over a doubt, and bounded."""

from pathlib import Path

import pytest

from app.errors import BadFile
from app.exchange.sheets import read_workbook
from data.books import save_csv
from data.lists import IVANOV, NAMES, PETROVA
from data.work import calls


def read(path: Path, raw: bytes) -> list[list[object]]:
    file = path / "a.csv"
    file.write_bytes(raw)
    return [list(row) for row in read_workbook(file).sheets[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encoding_and_separator_are_found(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [NAMES, IVANOV, ["Ли-Сон", "А;Б,В", 'ООО "Ёж"', "", "две\nстроки"], PETROVA]
    path = save_csv(tmp_path / "a.csv", rows, encoding, separator)
    assert read_workbook(path).sheets[0].rows == rows


def test_utf_16_of_either_order_and_a_told_separator(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xfe\xff" + "а;б".encode("utf-16-be")) == [["а", "б"]]
    assert read(tmp_path, "sep=|\r\nа;б|в\n".encode()) == [["а;б", "в"]]
    assert read(tmp_path, "sep=,\nа;б,в;г\n".encode()) == [["а;б", "в;г"]]


def test_title_lines_blank_lines_and_a_short_tail_keep_their_numbers(tmp_path: Path) -> None:
    text = "Список, 9А класс\n\nФамилия;Имя;Класс\nИванов;Иван;\nПетрова;Анна\n;;\n\n"
    rows = read(tmp_path, text.encode("cp1251"))
    assert rows[0][0] == "Список, 9А класс"
    assert rows[2:5] == [["Фамилия", "Имя", "Класс"], ["Иванов", "Иван", ""], ["Петрова", "Анна", ""]]


def test_one_column_is_a_list_too(tmp_path: Path) -> None:
    assert read(tmp_path, "ФИО\nИванов Иван\n".encode()) == [["ФИО"], ["Иванов Иван"]]


def test_quotes_inside_a_bare_cell_stay(tmp_path: Path) -> None:
    assert read(tmp_path, 'ООО "Ёж";б\n'.encode()) == [['ООО "Ёж"', "б"]]


REFUSED = [
    (b"a;b\n1;2\x00\n", "строке 2 стоит нулевой знак"),
    ('а;б\n1;2\n3;"4\n5;6\n'.encode(), "строке 3 кавычка"),
    ('а;б\n"1"2;3\n'.encode(), "строке 2 кавычка"),
    ("Фамилия;Имя\nИванов;Иван\n".encode() + "Петров;Пётр\n".encode("cp1251"), "строки 1 и 3 в разных кодировках"),
    ("Фамилия;Имя\n".encode("cp1251") + "Иванов;Иван\n".encode(), "строки 2 и 1 в разных кодировках"),
    (b"\xef\xbb\xbf" + "а;б\n".encode() + "в;г\n".encode("cp1251"), "строка 2 в другой кодировке"),
    ("а;б\nв;".encode("cp1251") + b"\x98\n", "кодировка не узнана"),
    (b"\xff\xfe" + "а;б".encode("utf-16-le") + b"\x00", "повреждён"),
    (b"\xff\xfea\x00\x00\xdcb\x00", "повреждён"),
    (b"a;b;c\n1;2;3\n4,5,6\n7;8;9\n", "строка 3 разделена другим знаком"),
    (b"a;b;c\n1;2;3\n4;5;6;7\n", "строке 3 ячеек больше"),
    (b"a;b\n" + b"x" * 40_000 + b";1\n", "строка 2 или ячейка в ней слишком длинна"),
    (b"a;b\n" + b"x" * 200_000 + b";1\n", "строка 2 или ячейка в ней слишком длинна"),
    (b"a;b\n" + b"x" * 3_000_000, "строка 2 или ячейка в ней слишком длинна"),
    (b'a;b\n1;2\n3;"' + b"x;y\n" * 400_000, "строка 3 или ячейка в ней слишком длинна"),
    (b"a;" * 501, "слишком далеко"),
    (b"a\n" * 200_000, "слишком далеко"),
    ((b";" * 499 + b"\n") * 10_001, "слишком далеко"),
]


@pytest.mark.parametrize(("raw", "told"), REFUSED, ids=[told[:24] for _, told in REFUSED])
def test_a_doubtful_text_is_refused_naming_the_row(tmp_path: Path, raw: bytes, told: str) -> None:
    refused: list[BadFile] = []

    def try_to_read() -> None:
        with pytest.raises(BadFile, match=told) as caught:
            read(tmp_path, raw)
        refused.append(caught.value)

    assert calls(try_to_read) <= 1000 + 10 * len(raw)  # no row is gone through again for each other row
    assert "\n" not in refused[0].text


def test_a_line_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(BadFile, match="1024 МБ"):
        read_workbook(path)


def test_a_device_is_no_file(tmp_path: Path) -> None:
    zero = Path("/dev/zero")
    if not zero.exists():
        pytest.skip("devices with names are of POSIX")
    with pytest.raises(BadFile, match="не обычный файл"):
        read_workbook(zero)
