"""Updates of the program's data as tests make them, by a key of their own."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from app.domain import program_data
from app.exchange.signing import Signer, public_of
from app.exchange.update_file import update_file
from app.services import updates

MAKER = Signer(bytes(range(32)))
DAY = date(2026, 12, 2)
YEAR = "years/2019-20.toml"
MEDALS, SUBJECTS = "dictionaries/medals.toml", "dictionaries/subjects.toml"
OFF = '\n[[rules]]\nid = "DOC-2"\nwhy = "проба"\non = false\n'
SEVERE = '\n[[rules]]\nid = "FMT-1"\nwhy = "проба"\nlevel = "error"\ngrades = [5]\n'
NEW_MEDAL = '\n[[entries]]\nkey = "trial"\nname = "медаль для пробы"\n'


def text_of(name: str) -> str:
    """The program's own file."""
    return program_data.own(name).decode()


def newer_year(more: str = "", edition: int = 2) -> bytes:
    """The year 2019/20 in a newer edition, with more rows at its end."""
    return (text_of(YEAR).replace("edition = 1\n", f"edition = {edition}\n", 1) + more).encode()


def more_medals(more: str = NEW_MEDAL) -> bytes:
    """The list of medals with one more."""
    return (text_of(MEDALS) + more).encode()


def made(number: int, files: Mapping[str, bytes], signer: Signer = MAKER, program: str = "0.1.0") -> bytes:
    """The bytes of an update."""
    return update_file(files, signer, number=number, day=DAY, program=program, about="проба").content


def laid(folder: Path, number: int, files: Mapping[str, bytes], signer: Signer = MAKER, program: str = "0.1.0") -> Path:
    """An update as a file."""
    path = folder / f"{number}.passport-update"
    path.write_bytes(made(number, files, signer, program))
    return path


def know_maker(patched: pytest.MonkeyPatch, folder: Path, signer: Signer = MAKER) -> None:
    """Let a key be that of a maker who came with the program."""
    (folder / "makers.txt").write_text(f"# of tests\n{public_of(signer.secret)} изготовитель проб\n", encoding="utf-8")
    patched.setattr(updates, "resources", folder.joinpath)
