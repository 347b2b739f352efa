"""What the program is put together from: what is found, kept, cut and written for it."""

import ast
import struct
from pathlib import Path

import pytest
from PIL import Image

from app import __version__
from app.paths import migrations
from installer import icu, kept
from installer.found import imported_by, modules_of
from installer.icon import draw_icon
from installer.version import version_resource

ROOT = Path(__file__).resolve().parents[2]


def test_every_module_of_the_program_is_found() -> None:
    found = modules_of(ROOT / "app")
    assert {"app", "app.ui.many", "app.exchange.ris"} <= set(found)
    assert len(found) == len(set(found)) == len(list((ROOT / "app").rglob("*.py")))


def test_what_migrations_import_is_found() -> None:
    assert {"alembic", "sqlalchemy", "app.domain.text"} <= set(imported_by(migrations()))


def test_an_import_inside_a_function_is_found(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("import a.b\ndef f():\n    from c.d import e\n    from . import g\n", "utf-8")
    assert imported_by(tmp_path) == ["a.b", "c.d"]


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "libxcb-cursor.so.0",
        "PySide6\\QtWidgets.pyd",
    ],
)
def test_what_the_window_needs_is_kept(name: str) -> None:
    assert not kept.is_left_out(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6\\plugins\\imageformats\\qwebp.dll",
        "PySide6\\plugins\\tls\\qopensslbackend.dll",
        "PySide6\\opengl32sw.dll",
        "libcups.so.2",
        "stdnum/oui.dat",
    ],
)
def test_what_nothing_reaches_is_left_out(name: str) -> None:
    assert kept.is_left_out(name)


def test_a_library_goes_with_the_last_part_that_loads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = {"libqgtk3.so": {"gtk", "z"}, "gtk": {"cairo", "gtk"}, "libqxcb.so": {"z"}}
    monkeypatch.setattr(kept, "_loads", lambda file: loads.get(file, set()))
    plugins = "PySide6/Qt/plugins"
    binaries = [
        (f"{plugins}/platformthemes/libqgtk3.so", "libqgtk3.so", "BINARY"),
        (f"{plugins}/platforms/libqxcb.so", "libqxcb.so", "BINARY"),
        *((name, name, "BINARY") for name in ("gtk", "cairo", "z", "nobody's")),
    ]
    data = [("PySide6/Qt/translations/qtbase_ru.qm", "", "DATA"), ("PySide6/Qt/translations/qtbase_de.qm", "", "DATA")]
    links = [("gtk.so", "gtk", "SYMLINK"), ("z.so", "z", "SYMLINK")]
    left, left_data = kept.keep_used(binaries, data + links)
    assert {name for name, _, _ in left} == {f"{plugins}/platforms/libqxcb.so", "z", "nobody's"}
    assert [name for name, _, _ in left_data] == ["PySide6/Qt/translations/qtbase_ru.qm", "z.so"]


def collection(names: list[str]) -> bytes:
    """A library with a collection of ICU in it, each item holding its own name."""
    header = b"\x10\x00\xda\x27" + bytes(8) + b"CmnD"
    return b"ELF and so on" + header + icu.joined([(name, name.encode()) for name in names])


def test_only_russian_stays_of_the_languages() -> None:
    names = [
        f"icudt73l/{one}" for one in ("coll/de.res", "coll/ru.res", "de.res", "ibm-1.cnv", "plurals.res", "ru.res")
    ]
    prefix, content = icu.kept_items(collection(names))
    assert prefix == "icudt73l"
    found = dict(icu.items(content[16:]))
    assert list(found) == ["icudt73l/coll/ru.res", "icudt73l/plurals.res", "icudt73l/ru.res"]
    assert all(value.startswith(name.encode()) for name, value in found.items())


def test_items_begin_where_icu_may_read_them() -> None:
    data = icu.joined([("a/b.res", b"x" * 5), ("a/c.res", b"y" * 17)])
    places = [struct.unpack_from("<II", data, 4 + 8 * number)[1] for number in range(2)]
    assert [place % 16 for place in places] == [0, 0]
    assert data[places[1] :].startswith(b"y" * 17)


def test_the_version_is_told_to_windows(tmp_path: Path) -> None:
    text = version_resource(tmp_path / "made" / "version.txt", "school-passport").read_text("utf-8")
    (call,) = [
        one for one in ast.walk(ast.parse(text)) if getattr(getattr(one, "func", None), "id", "") == "FixedFileInfo"
    ]
    four = ast.literal_eval(next(one.value for one in call.keywords if one.arg == "filevers"))
    assert ".".join(map(str, four)) == f"{__version__}.0"
    assert f"'{__version__}'" in text


def test_the_icon_has_every_size_of_windows(tmp_path: Path) -> None:
    with Image.open(draw_icon(tmp_path / "one.ico")) as icon:
        assert icon.info["sizes"] >= {(16, 16), (32, 32), (48, 48), (256, 256)}
