"""What ``make`` does, with the standard library only, so that it also runs where there is no make.

python3 .ci/make.py run | test | bench | lint | installer | migration | rules | screenshot | lock | clean
(Windows: py .ci\\make.py run)
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
DEMO = ROOT / "build" / "demo"
NEWEST, OLDEST = (3, 14), (3, 11)
CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis", ".benchmarks")


def main() -> int:
    """Run the target named on the command line; the exit status."""
    done = (run, test, bench, lint, installer, migration, rules, screenshot, lock, clean)
    targets = {one.__name__: one for one in done}
    target = targets.get(sys.argv[1] if len(sys.argv) == 2 else "")
    if target is None:
        print("usage: make.py " + " | ".join(targets))
        return 2
    if sys.version_info < OLDEST:
        return with_newer_python()
    try:
        target()
    except Stop as problem:
        print(f"\nFAILED: {problem}", flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nstopped")
        return 1
    return 0


class Stop(Exception):
    """A step failed; the text is the line that says which."""


def with_newer_python() -> int:
    """Hand over to a newer Python of this computer, or say that one is needed."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return subprocess.call([found, *sys.argv])
    print(
        "Python 3.11 or newer is needed, this is {}.{}: see https://www.python.org/downloads/".format(*sys.version_info)
    )
    return 1


# What the targets are


def run() -> None:
    """Open the window on the made-up school; without a display make its files by the command line."""
    install(LOCK)
    shown = has_display()
    base = DEMO / "demo.passport"
    if not shown:
        print("There is no display for a window; the same is done by the command line instead.", flush=True)
    if not base.exists() or not shown:
        step("demo", [python(VENV), "-m", "app", "demo", str(free(DEMO))])
    if shown:
        step("window", [python(VENV), "-m", "app", str(base)])


def test() -> None:
    """All checks: style, types, layers, core without Qt, window offscreen and real, wheel and frozen folder alone."""
    lint()
    core = [python(VENV), "-m", "pytest", "-p", "no:pytest-qt", "-n", "2", "--ignore", "tests/ui"]
    core += ["--ignore", "tests/real_window"]
    step("core suite, PySide6 blocked", core, CORE_ONLY="1")
    window = [python(VENV), "-m", "pytest", "-n", "2", "tests/ui"]
    step("window suite, offscreen", window, QT_QPA_PLATFORM="offscreen")
    if lacking := lacking_for_a_screen():
        print(f"\n== the main job in a real window: NOT TRIED, {lacking}")
    else:
        step("the main job in a real window", [python(VENV), "-m", "pytest", "-p", "no:pytest-qt", "tests/real_window"])
    with tempfile.TemporaryDirectory(prefix="school-passport-") as folder:
        try_wheel(Path(folder))
        lacking = lacking_to_freeze()
        if lacking:
            print(f"\n== the frozen program: NOT TRIED, {lacking}")
        else:
            try_frozen(Path(folder) / "frozen")
    print("\nAll checks passed.")


def bench() -> None:
    """Every tests/bench/bench_*.py, and a table of the ratios that each says."""
    install(DEV_LOCK)
    files = sorted(ROOT.glob("tests/bench/bench_*.py"))
    results = [(path.stem.removeprefix("bench_"), measured(path)) for path in files]
    if not results:
        raise Stop("bench: there is no tests/bench/bench_*.py")
    print()
    for name, (_, lines) in results:
        for line in lines:
            print(f"{name:<10} {line}")
    failed = [name for name, (status, _) in results if status]
    if failed:
        raise Stop(f"bench: {', '.join(failed)}")


def lint() -> None:
    """Style, types and layers."""
    install(DEV_LOCK)
    step("ruff check", [python(VENV), "-m", "ruff", "check", "."])
    step("ruff format", [python(VENV), "-m", "ruff", "format", "--check", "."])
    step("mypy --strict", [python(VENV), "-m", "mypy"])
    step("import-linter", [script(VENV, "lint-imports")])


def installer() -> None:
    """The program as one folder that needs no Python, in dist/."""
    install(DEV_LOCK)
    print(f"\nThe program is in {build_folder(ROOT / 'dist', ROOT / 'build' / 'installer')}")


def migration() -> None:
    """The next migration, from what the records have and the newest schema has not."""
    install(DEV_LOCK)
    step("migration", [python(VENV), ".ci/new_migration.py"])


def rules() -> None:
    """The page of rules in the help, from the registered rules."""
    install(DEV_LOCK)
    step("rules", [python(VENV), ".ci/rules_page.py"])


def screenshot() -> None:
    """README's picture, from the running program."""
    install(DEV_LOCK)
    step("screenshot", [python(VENV), ".ci/screenshot.py"])


def lock() -> None:
    """Write both lock files anew from pyproject.toml."""
    install(DEV_LOCK)
    command = [python(VENV), "-m", "uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    step("requirements.lock", [*command, "-o", LOCK.name])
    step("requirements-dev.lock", [*command, "--group", "dev", "-c", LOCK.name, "-o", DEV_LOCK.name])


def clean() -> None:
    """Remove all that the other targets made: environment, build, caches."""
    for name in (VENV.name, "build", "dist", *CACHES):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    for cache in [*ROOT.glob("app/**/__pycache__"), *ROOT.glob("tests/**/__pycache__")]:
        shutil.rmtree(cache, ignore_errors=True)


# How they are done


def step(name: str, command: list[str], *, allowed: tuple[int, ...] = (0,), cwd: Path = ROOT, **env: str) -> None:
    """Run a command under a name; :class:`Stop` unless its exit status is allowed."""
    print(f"\n== {name}", flush=True)
    start = time.monotonic()
    status = subprocess.call(command, cwd=cwd, env=clean_env() | env)
    if status not in allowed:
        raise Stop(f"{name} (exit status {status}): {' '.join(command)}")
    print(f"-- {name}: {time.monotonic() - start:.0f} s", flush=True)


def clean_env() -> dict[str, str]:
    """The caller's environment without what would lead Python elsewhere."""
    return {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}}


def install(lock_file: Path) -> None:
    """Make .venv hold what a lock file says; nothing is done when it already does."""
    stamp = VENV / f"{lock_file.name}.installed"
    wanted = hashlib.sha256(lock_file.read_bytes()).hexdigest()
    if works(VENV) and stamp.exists() and stamp.read_text() == wanted:
        return
    if not works(VENV):
        make_venv(VENV)
    pip(f"install {lock_file.name}", VENV, "install", "--require-hashes", "--no-deps", "-r", str(lock_file))
    stamp.write_text(wanted)
    if lock_file == DEV_LOCK:  # it holds the other one's packages too, in the same versions
        (VENV / f"{LOCK.name}.installed").write_text(hashlib.sha256(LOCK.read_bytes()).hexdigest())


def works(venv: Path) -> bool:
    """Whether an environment is there and its Python starts."""
    if not Path(python(venv)).exists():
        return False
    return subprocess.call([python(venv), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]) == 0


def make_venv(venv: Path) -> None:
    """A new environment; some Linux systems have no ensurepip, there pip of the outer Python is used."""
    shutil.rmtree(venv, ignore_errors=True)
    tried = subprocess.run([sys.executable, "-m", "venv", str(venv)], capture_output=True, check=False)
    if tried.returncode:
        shutil.rmtree(venv, ignore_errors=True)
        step(f"environment {venv.name}", [sys.executable, "-m", "venv", "--without-pip", str(venv)])


def pip(name: str, venv: Path, *arguments: str) -> None:
    """Run pip for an environment as a named step."""
    inside = list(venv.glob("lib/python*/site-packages/pip")) or (venv / "Lib/site-packages/pip").is_dir()
    command = [python(venv), "-m", "pip"] if inside else [sys.executable, "-m", "pip", "--python", python(venv)]
    step(name, [*command, "--disable-pip-version-check", "--quiet", *arguments])


def python(venv: Path) -> str:
    """The Python of an environment."""
    return script(venv, "python")


def script(venv: Path, name: str) -> str:
    """A program of an environment."""
    return str(venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name)


def has_display() -> bool:
    """Whether a window can be shown; tried in a child, because Qt ends the process where it cannot."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal", "vnc"}:
        return False
    trial = [python(VENV), "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"]
    try:
        done = subprocess.run(trial, capture_output=True, timeout=60, env=clean_env(), check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def free(folder: Path) -> Path:
    """The folder, or the first of FOLDER-2, FOLDER-3 … that is not there: nothing is overwritten."""
    number, found = 1, folder
    while found.exists():
        number += 1
        found = folder.with_name(f"{folder.name}-{number}")
    found.parent.mkdir(parents=True, exist_ok=True)
    return found


def try_wheel(folder: Path) -> None:
    """Build the wheel, install it into an empty environment far from the checkout, do the whole job with it."""
    pip("wheel", VENV, "wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    empty = folder / "venv"
    make_venv(empty)
    pip("empty environment", empty, "install", "--require-hashes", "--no-deps", "-r", str(LOCK))
    pip("wheel into it", empty, "install", "--no-deps", str(wheel))
    step("demo from the wheel", [script(empty, "school-passport"), "demo", str(folder / "демо школы")], cwd=folder)


def lacking_for_a_screen() -> str:
    """What the tests in a real window need and cannot do without here; '' where all is there."""
    if sys.platform != "linux":
        return "it wants Xvfb, which this system has not"
    lacking = [name for name in ("Xvfb", "setxkbmap") if not shutil.which(name)]
    lacking += [f"lib{name}" for name in ("X11", "Xtst", "xkbcommon") if not ctypes.util.find_library(name)]
    return f"there is no {', '.join(lacking)} (Debian: xvfb x11-xkb-utils libxtst6)" if lacking else ""


def build_folder(dist: Path, work: Path) -> Path:
    """Build the frozen program with PyInstaller; its folder."""
    command = [python(VENV), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "build_installer.spec"]
    command += ["--distpath", str(dist), "--workpath", str(work)]
    step("one folder", command, PYINSTALLER_CONFIG_DIR=str(work / "cache"))
    return dist / "school-passport"


def lacking_to_freeze() -> str:
    """What PyInstaller needs on Linux besides pip's packages and cannot do without here; '' where all is there."""
    if sys.platform != "linux":
        return ""
    ask = "from PyInstaller.depend.bindepend import get_python_library_path as path; path()"
    if subprocess.run([python(VENV), "-c", ask], capture_output=True, check=False).returncode:
        return "this Python has no shared library (Debian: libpython3-dev; pyenv: --enable-shared)"
    return "" if shutil.which("objdump") else "there is no objdump (Debian: binutils)"


def try_frozen(folder: Path) -> None:
    """Build the one folder far from the checkout and let its tests start it with next to nothing around it."""
    frozen = build_folder(folder / "dist", folder / "work")
    tests = [python(VENV), "-m", "pytest", "-p", "no:pytest-qt", "-n", "2", "tests/installer"]
    step("the frozen program", tests, FROZEN_PROGRAM=str(frozen))


def measured(path: Path) -> tuple[int, list[str]]:
    """Exit status of one measurement, and its lines that tell a ratio."""
    print(f"== {path.name}", flush=True)
    env = {"QT_QPA_PLATFORM": "offscreen", **clean_env(), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [python(VENV), str(path)], cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    print(done.stdout + done.stderr, end="", flush=True)
    return done.returncode, [line for line in done.stdout.splitlines() if "ratio" in line]


if __name__ == "__main__":
    sys.exit(main())
