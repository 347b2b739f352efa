"""The frozen program: how large its parts are, and how long it takes to a list and card, against the source.

Builds the folder unless FROZEN_PROGRAM names one. Both starts are whole processes with the same arguments, timed from
their start to the line that says the list is on the screen, in turn.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench_start import make_base, surroundings

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7
LARGEST_MB = 180
SLOWEST = 2.0
PARTS = 14


def main() -> None:
    """Print the sizes by part, both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "school.passport"
        make_base(base)
        program = Path(os.environ.get("FROZEN_PROGRAM") or build(Path(folder)))
        tell_sizes(program)
        ours, source = [], []
        for _ in range(ROUNDS):
            source.append(seconds([sys.executable, "-m", "app"], base))
            ours.append(seconds([str(program / "school-passport")], base))
    a, b = statistics.median(ours[1:]), statistics.median(source[1:])
    print(f"start to list and card: frozen {a:.3f} s, from source {b:.3f} s, ratio {a / b:.2f} (budget {SLOWEST})")


def build(folder: Path) -> Path:
    """The folder that PyInstaller makes."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "build_installer.spec"]
    command += ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYINSTALLER_CONFIG_DIR": str(folder / "cache")}, check=True)
    print(f"build: {time.perf_counter() - began:.0f} s")
    return folder / "dist" / "school-passport"


def tell_sizes(program: Path) -> None:
    """The largest parts in MB as Windows counts them (2**20 bytes), and all of it against the budget."""
    sizes: Counter[str] = Counter()
    for path in program.rglob("*"):
        if path.is_file() and not path.is_symlink():
            sizes[part_of(path.relative_to(program))] += path.stat().st_size
    for part, size in sizes.most_common(PARTS):
        print(f"{size / 2**20:7.1f} MB  {part}")
    whole = sum(sizes.values()) / 2**20
    print(f"size unpacked: {whole:.1f} MB, budget {LARGEST_MB} MB, ratio {whole / LARGEST_MB:.2f}")


def part_of(path: Path) -> str:
    """The library that a file belongs to, as far as its place tells."""
    inside = path.parts[1:] if path.parts[0] == "_internal" else path.parts
    if len(inside) == 1:
        return "starters" if path.parts[0] != "_internal" else shared_part(inside[0])
    return {"numpy.libs": "numpy", "pillow.libs": "PIL", "pypdfium2_raw": "pypdfium2"}.get(inside[0], inside[0])


def shared_part(name: str) -> str:
    """A file beside the libraries: Python's own, or of the system."""
    return "Python" if name.startswith(("libpython", "python3", "base_library")) else "shared libraries"


def seconds(program: list[str], base: Path) -> float:
    """From the start of a process to the line by which it tells that the list is there."""
    began = time.perf_counter()
    child = subprocess.Popen(
        [*program, "--try-window", str(base)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings(base)
    )
    told = child.stdout.readline() if child.stdout else b""
    took = time.perf_counter() - began
    child.communicate()
    if child.returncode or not told:
        raise SystemExit(f"{program[0]} did not show its list: exit status {child.returncode}")
    return took


if __name__ == "__main__":
    main()
