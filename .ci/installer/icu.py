"""Qt's tables of the world's languages on Linux, cut down to Russian: 32 MB of which the window reads 3.

ICU finds its tables in one library as a list of named items (https://unicode-org.github.io/icu/userguide/icu_data);
what is not in the list it answers as «not there», as for a language it never knew. Windows has tables of its own.
"""

import re
import shutil
import struct
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

Entry = tuple[str, str, str]  # name in the program's folder, file, kind of it, as PyInstaller has them

_LIBRARY = re.compile(r"libicudata\.so\.\d+$")
_TREES = {"coll", "zone"}  # sorting and time zones; Qt's own tables have the rest
_LANGUAGES = {"root", "ru", "ru_RU", "en", "pool", "res_index"}
_UNUSED = re.compile(r"\.(?:cnv|cfu|spp)$|/unames\.icu$")  # old encodings, look-alikes of host names, names of letters
_LOCALE = re.compile(r"[a-z]{2,3}(?:_\w+)?")


def cut_down(binaries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The same entries, ICU's library over a smaller one where the tools of binutils can make it."""
    if not (shutil.which("ld") and shutil.which("objcopy")):
        return list(binaries)
    return [
        (name, str(_smaller(Path(file), folder)) if _LIBRARY.search(name) else file, kind)
        for name, file, kind in binaries
    ]


def _smaller(file: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    prefix, content = kept_items(file.read_bytes())
    (folder / "items").write_bytes(content)
    made = folder / file.name
    symbol = f"{prefix.rstrip('bel')}_dat"
    rename = ["--rename-section", ".data=.rodata,alloc,load,readonly,data,contents"]
    rename += ["--set-section-alignment", ".data=16", "--redefine-sym", f"_binary_items_start={symbol}"]
    for command in (
        ["ld", "-r", "-b", "binary", "-o", "items.o", "items"],
        ["objcopy", *rename, "items.o"],
        ["ld", "-shared", "-z", "noexecstack", "-soname", file.name, "-o", file.name, "items.o"],
    ):
        subprocess.run(command, cwd=folder, check=True)
    return made


def kept_items(library: bytes) -> tuple[str, bytes]:
    """The name of the collection («icudt73l») and its bytes with the items that are kept."""
    data = library[library.index(b"CmnD") - 12 :]
    (size,) = struct.unpack_from("<H", data)
    every = list(items(data[size:]))
    prefix = every[0][0].partition("/")[0]
    return prefix, data[:size] + joined([one for one in every if is_kept(one[0])])


def items(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each item of a collection, without its header: its name, and its bytes up to the next one's beginning."""
    (count,) = struct.unpack_from("<I", data)
    places = [struct.unpack_from("<II", data, 4 + 8 * number) for number in range(count)]
    ends = [place for _, place in places[1:]] + [len(data)]
    for (name, place), end in zip(places, ends, strict=True):
        yield data[name : data.index(b"\0", name)].decode("ascii"), data[place:end]


def is_kept(item: str) -> bool:
    """Whether an item («icudt73l/coll/ru.res») stays."""
    _, *tree, file = item.split("/")
    name = file.partition(".")[0]
    if tree:
        return tree[0] in _TREES and (name in _LANGUAGES or file.endswith(".icu"))
    return not _UNUSED.search(item) and (name in _LANGUAGES or not _LOCALE.fullmatch(name))


def joined(items: list[tuple[str, bytes]]) -> bytes:
    """The list and the items as ICU reads them, each beginning at a multiple of 16."""
    names = b"".join(name.encode("ascii") + b"\0" for name, _ in items)
    place = _up(4 + 8 * len(items) + len(names))
    table, at = struct.pack("<I", len(items)), 4 + 8 * len(items)
    for name, content in items:
        table += struct.pack("<II", at, place)
        at += len(name) + 1
        place += _up(len(content))
    head = table + names
    body = b"".join(content.ljust(_up(len(content)), b"\xaa") for _, content in items)
    return head.ljust(_up(len(head)), b"\xaa") + body


def _up(size: int) -> int:
    return -(-size // 16) * 16
