"""Names that a file of ours cannot have are refused by their look alone, on every system the same."""

from pathlib import Path

import pytest

from app.domain.file_names import AFTER_A_NAME, check_new_name
from app.errors import Refused

HERE = Path("/home/school")


@pytest.mark.parametrize(
    "name",
    [
        "a.passport",
        "Школа № 1 (копия).passport",
        "МБОУ «СОШ № 1», 2019-20.passport",
        " a.pdf",
        ".passport",
        "a b.pdf",
        "console.pdf",
        "com.pdf",
        "nullable",
        "ё" * ((255 - AFTER_A_NAME) // 2),
    ],
)
@pytest.mark.parametrize("base", [False, True])
def test_ordinary_names_are_let_through(name: str, base: bool) -> None:
    check_new_name(HERE / name, base=base)


@pytest.mark.parametrize(
    "name",
    ["CON", "nul", "Aux.pdf", "com1", "COM9.passport", "lpt0", "com¹.txt", "conin$", "prn .pdf", "NUL.tar.gz"],
)
def test_devices_of_windows_are_no_files(name: str) -> None:
    with pytest.raises(Refused, match="имя устройства"):
        check_new_name(HERE / name)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.", "точкой или пробелом"),
        ("a.passport ", "точкой или пробелом"),
        ("a:b.pdf", "не допускает: :"),
        ('"a".pdf', 'не допускает: "'),
        ("a?.pdf", "не допускает"),
        ("a\\b.pdf", "не допускает"),
        ("a\x00b", "непечатаемый"),
        ("a\nb", "непечатаемый"),
        ("a\udcffb", "непечатаемый"),
        ("ё" * 128, "слишком длинное: знаков 128"),
        ("a" * 252, "слишком длинное"),
    ],
)
def test_other_names_are_refused_and_named(name: str, told: str) -> None:
    with pytest.raises(Refused, match=told) as refused:
        check_new_name(HERE / name)
    assert name.isprintable() or name not in refused.value.text


@pytest.mark.parametrize("path", ["/", "", ".", "..", "/home/.."])
def test_a_root_or_folder_is_no_name(path: str) -> None:
    with pytest.raises(Refused, match="нужно имя файла"):
        check_new_name(Path(path))


def test_the_whole_path_is_counted_as_each_system_does() -> None:
    deep = HERE / ("a" * 100) / ("b" * 100) / "c" / ("d" * 45)
    check_new_name(deep, windows=False)
    with pytest.raises(Refused, match="Путь к файлу слишком длинный"):
        check_new_name(deep, windows=True)
    russian = HERE / ("ё" * 120) / ("ю" * 115) / "база.passport"
    check_new_name(russian, windows=False)
    with pytest.raises(Refused, match="Путь к файлу базы слишком длинный"):
        check_new_name(russian, base=True, windows=False)


def test_what_lies_beside_a_base_needs_room_in_the_name() -> None:
    name = HERE / ("a" * 230)
    check_new_name(name)
    with pytest.raises(Refused, match="слишком длинное"):
        check_new_name(name, base=True)
