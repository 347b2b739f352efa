"""The version that Windows shows in the properties of the program."""

import re
from pathlib import Path

from app import __version__

_RESOURCE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable("041904B0", [
      StringStruct("FileDescription", "Паспорт школы"),
      StringStruct("ProductName", "Паспорт школы"),
      StringStruct("FileVersion", {version!r}),
      StringStruct("ProductVersion", {version!r}),
      StringStruct("InternalName", {name!r}),
      StringStruct("OriginalFilename", {name!r} + ".exe"),
      StringStruct("LegalCopyright", "MPL-2.0"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0419, 1200])]),
  ],
)
"""


def version_resource(path: Path, name: str) -> Path:
    """Write the resource as PyInstaller reads it; on other systems nothing uses it."""
    numbers = [int(one) for one in re.findall(r"\d+", __version__)[:4]]
    four = tuple(numbers + [0] * (4 - len(numbers)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_RESOURCE.format(numbers=four, version=__version__, name=name), "utf-8")
    return path
