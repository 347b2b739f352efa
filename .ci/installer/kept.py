"""Which parts of the libraries go into the program: what is never reached is left out.

A part of Qt is kept by being named; a shared library that only left-out parts need goes with them.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import PurePosixPath

from PyInstaller.depend.bindepend import get_imports

Entry = tuple[str, str, str]  # name in the program's folder, file (or the target of a link), kind of it

UNUSED_MODULES = [
    # pictures in other kinds than a scan may be, or for other windows than ours
    "PIL._avif", "PIL.AvifImagePlugin", "PIL._webp", "PIL.WebPImagePlugin", "PIL._imagingcms", "PIL.ImageCms",
    "PIL._imagingtk", "PIL.ImageTk", "PIL.ImageQt",
    # a network is never opened (stdnum wants ssl to be there)
    "PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "xmlrpc",
    # for a terminal, for developers, for other databases
    "_curses", "curses", "_sqlite3", "sqlite3", "distutils", "doctest", "lib2to3", "pdb", "pkg_resources",
    "pydoc_data", "pygments", "pytest", "readline", "setuptools", "tkinter", "unittest",
    # numbers by chance
    "numpy.f2py", "numpy.random", "numpy.testing",
    # of rapidfuzz one measure is used; its fastest form has a twin that every processor knows
    "rapidfuzz.distance.metrics_cpp_avx2", "rapidfuzz.fuzz_cpp", "rapidfuzz.fuzz_cpp_avx2",
    "rapidfuzz.process_cpp_impl",
    # kinds of keys that no sealed file has
    "Cryptodome.Math", "Cryptodome.PublicKey", "Cryptodome.Signature",
]  # fmt: skip

# The platform of each system, the same without a screen, the pictures that a scan, a form or a style may be.
QT_PLUGINS = {
    "platforms": {"windows", "xcb", "offscreen"},
    "styles": {"modernwindowsstyle"},
    "imageformats": {"jpeg", "svg"},  # PNG is in QtGui itself
    "iconengines": {"svgicon"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport"},
}
TRANSLATION = "qtbase_ru.qm"
_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/(?P<folder>[^/]+)/(?:lib)?q?(?P<name>[^/.]+)\.")
# Qt's own OpenGL in software (20 MB on Windows): widgets are painted without any. And what every Linux with a screen
# has: Qt's wheel counts on it too, and a second copy of it would not know the system's settings.
_NOT_OURS = re.compile(
    r"opengl32sw|d3dcompiler|lib(?:cups|dbus-1|fontconfig|freetype|glib-2\.0|gthread-2\.0)\.so", re.IGNORECASE
)
# Tables of other countries' numbers; keys that pyzipper never makes.
_IDLE_DATA = re.compile(r"stdnum/.*\.dat$|Cryptodome/(?:PublicKey|Math)/")


def keep_used(binaries: Iterable[Entry], data: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Both lists of a PyInstaller analysis without what the program never reaches."""
    everything = list(binaries)
    files = {_file(name): file for name, file, kind in everything if kind != "SYMLINK"}
    lost = {_file(name) for name, _, _ in everything if is_left_out(name)}
    left = {name: file for name, file in files.items() if name not in lost}
    of_lost = _needed(lost & files.keys(), files)
    needless = lost | (of_lost - _needed(left.keys() - of_lost, left))
    kept = [one for one in everything if _file(one[0]) not in needless]
    names = {one[0] for one in kept}
    return kept, [one for one in data if not _idle_data(one, names)]


def _file(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name.lower()  # Windows does not tell Qt6Core from qt6core


def is_left_out(name: str) -> bool:
    """Whether a file of the program stays out, by its name in the folder."""
    place = PurePosixPath(name.replace("\\", "/"))
    plugin = _PLUGIN.match(str(place))
    if plugin:
        return plugin["name"] not in QT_PLUGINS.get(plugin["folder"], ())
    return bool(_NOT_OURS.match(place.name) or _IDLE_DATA.match(str(place)))


def _needed(names: Iterable[str], files: Mapping[str, str]) -> set[str]:
    """The names among the files of all libraries that these load, and those in turn."""
    waiting, found = list(names), set[str]()
    while waiting:
        new = (_loads(files[waiting.pop()]) & files.keys()) - found
        found |= new
        waiting += new
    return found


@cache
def _loads(file: str) -> set[str]:
    """The names of the libraries that a library itself names."""
    if sys.platform == "linux":
        told = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True)
        return {name.lower() for name in re.findall(r"NEEDED +(\S+)", told.stdout)}
    return {name.lower() for name, _ in get_imports(file)}


def _idle_data(entry: Entry, binaries: set[str]) -> bool:
    place = PurePosixPath(entry[0].replace("\\", "/"))
    if "translations" in place.parts and place.suffix == ".qm":
        return place.name != TRANSLATION
    if _IDLE_DATA.match(str(place)):
        return True
    if entry[2] == "SYMLINK":  # beside the program, to a library in its package
        return str(PurePosixPath(entry[1])) not in binaries
    return False
