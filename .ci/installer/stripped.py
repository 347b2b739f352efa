"""Libraries without the symbols that only a debugger reads: on Linux some wheels carry more of them than code."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

Entry = tuple[str, str, str]  # name in the program's folder, file, kind of it, as PyInstaller has them

# Put together anew after linking (auditwheel, patchelf): taking anything out of these may spoil them.
_PATCHED = ".libs"


def strip_symbols(binaries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The same entries over stripped copies in a folder; as they were where there is nothing to do or no ``strip``."""
    if sys.platform != "linux" or not shutil.which("strip"):
        return list(binaries)
    return [(name, str(_stripped(name, Path(file), folder)), kind) for name, file, kind in binaries]


def _stripped(name: str, file: Path, folder: Path) -> Path:
    if not file.is_file() or any(part.endswith(_PATCHED) for part in file.parts):
        return file
    copy = folder / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(file, copy)
    done = subprocess.run(["strip", "--strip-unneeded", str(copy)], capture_output=True, check=False)
    return file if done.returncode else copy
