"""S27: after the whole work on a base with a password nothing readable of a person is left but where he was asked for.

A marked pupil is loaded, printed, sent, taken and answered; then his СНИЛС and surname, the password and its key are
searched as bytes in every file that the program wrote, in its own folder and in what it said of errors.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.base_key import derived_key
from app.storage.driver import salt_of

ROOT = Path(__file__).parents[2]
SURNAME, SNILS, PASSWORD = "Парабельзянов", "11223344595", "Кедровая шишка № 17"
SHOWN = "112-233-445 95"
ASKED_FOR = {".pdf", ".xlsx", ".zip"}  # what a user asks for by a command, to read it or hand it over


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All commands run in a process with that password; what it wrote, its standard error in ``said``."""
    folder = tmp_path_factory.mktemp("traces")
    (folder / "common").mkdir()
    env = os.environ | {
        "SCHOOL_PASSPORT_DATA": str(folder / "user" / "school-passport"),
        "SCHOOL_PASSPORT_PASSWORD": PASSWORD,
    }
    env |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder / "common"))
    env |= {"MARKED_SURNAME": SURNAME, "MARKED_SNILS": SHOWN}
    script = ROOT / "tests" / "data" / "every_command.py"
    words = [sys.executable, str(script), str(folder)]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, timeout=115, check=False)
    assert done.returncode == 0, done.stderr.decode()
    (folder / "said").write_bytes(done.stderr)
    return folder


def spellings(text: str) -> set[bytes]:
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "cp866", "koi8-r")
    found = {text.encode(name, "replace") for name in encodings}
    return found | {text.lower().encode(), text.upper().encode(), text.encode("unicode_escape")}


def files_of(folder: Path) -> Iterator[Path]:
    yield from (one for one in folder.rglob("*") if one.is_file() and one.suffix.lower() not in ASKED_FOR)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
@pytest.mark.parametrize("secret", [SURNAME, SNILS, SHOWN, PASSWORD], ids=["surname", "snils", "shown", "password"])
def test_nothing_of_a_person_is_left_in_the_clear(folder: Path, secret: str) -> None:
    wanted = spellings(secret)
    looked = list(files_of(folder))
    assert {"school.passport", "program.log", "said"} <= {one.name for one in looked}
    assert [one.name for one in looked if any(each in one.read_bytes() for each in wanted)] == []


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_he_is_where_he_was_asked_for(folder: Path) -> None:
    """The search is not blind: the list of rejected rows and the form on paper hold names."""
    from pypdf import PdfReader

    printed = "".join(page.extract_text() for page in PdfReader(folder / "form.pdf").pages)
    assert SURNAME in printed


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_the_key_is_in_no_file(folder: Path) -> None:
    key = derived_key(PASSWORD, salt_of(folder / "school.passport")).raw
    wanted = (key, key.hex().encode(), key.hex().upper().encode())
    assert [one.name for one in folder.rglob("*") if one.is_file() and any(k in one.read_bytes() for k in wanted)] == []


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_no_file_is_named_after_a_person_and_nothing_temporary_is_left(folder: Path) -> None:
    assert [one for one in folder.rglob("*") if SURNAME in one.name or SNILS in one.name] == []
    assert list((folder / "common").iterdir()) == []
    private = folder / "user" / "school-passport" / "temporary"
    assert [one for one in private.rglob("*") if one.suffix != ".lock"] == []
