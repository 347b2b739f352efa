"""The maker's side of updates of the program's data: a key, the number of the program's own data, the signed file.

    python .ci/make_update.py key SECRET          makes a secret key and prints the line for resources/makers.txt
    python .ci/make_update.py stamp               raises the number in resources/data.toml after a file was changed
    python .ci/make_update.py file OUT --number N (--key SECRET | --base MUNICIPALITY.passport)
        [--about TEXT] [--program VERSION] NAME=FILE ...    NAME as in resources: years/2026-27.toml

Each update holds all that is to hold beside the program's own files, those of the updates before it too: it lies over
the program alone. The numbers of all makers are one line; what is no higher than the present one is refused.

With --base the municipality's own key signs, whose words its schools have compared; the password of the base comes
from SCHOOL_PASSPORT_PASSWORD. A secret key belongs on no computer where the program is built or used, and into no
repository.
"""

import argparse
import hashlib
import os
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app import __version__  # noqa: E402
from app.disk import write_whole  # noqa: E402
from app.domain import program_data  # noqa: E402
from app.errors import AppError  # noqa: E402
from app.exchange.signing import Signer, new_secret, public_of, words_of  # noqa: E402
from app.exchange.update_file import read_update, update_file  # noqa: E402
from app.paths import resources  # noqa: E402
from app.services.keys import signer as signer_of_base  # noqa: E402
from app.services.updates import check_whole  # noqa: E402
from app.storage.opening import open_passport  # noqa: E402

STAMP = """\
# Which issue of the data (years, dictionaries, ris.toml) this program brings. «.ci/make_update.py stamp» writes it
# anew after any of them was changed: the number grows, so that an older update no longer lies over newer files.
number = {number}
date = {day}
sha256 = "{digest}"
"""


def main() -> int:
    """Do what the command line says; the exit status."""
    given = _parser().parse_args()
    try:
        given.act(given)
    except (AppError, OSError, ValueError) as problem:
        print(f"Refused: {problem}", file=sys.stderr)
        return 4
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    acts = parser.add_subparsers(required=True)
    key = acts.add_parser("key")
    key.add_argument("secret", type=Path)
    key.set_defaults(act=make_key)
    acts.add_parser("stamp").set_defaults(act=lambda _: stamp())
    file = acts.add_parser("file")
    file.add_argument("out", type=Path)
    file.add_argument("files", nargs="+", metavar="NAME=FILE")
    file.add_argument("--number", type=int, required=True)
    by = file.add_mutually_exclusive_group(required=True)
    by.add_argument("--key", type=Path)
    by.add_argument("--base", type=Path)
    file.add_argument("--about", default="")
    file.add_argument("--program", default=__version__)
    file.set_defaults(act=make_file)
    return parser


def make_key(given: argparse.Namespace) -> None:
    """A new secret key in a file that only its owner may read, never over one that is there."""
    secret = new_secret()
    handle = os.open(given.secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret.hex() + "\n")
    print(f"{public_of(secret)} name of the maker")
    print(f"words of the key: {words_of(public_of(secret))}", file=sys.stderr)


def stamp() -> None:
    """Raise the number of the program's own data, if they have changed since it was last raised."""
    before, digest = program_data.issue(), data_digest()
    if digest == before.sha256:
        print(f"unchanged: number {before.number}")
        return
    text = STAMP.format(number=before.number + 1, day=date.today(), digest=digest)
    write_whole(resources(program_data.ISSUE), text.encode())
    print(f"number {before.number + 1}")


def data_digest() -> str:
    """The SHA-256 over the names and the contents of the program's own data, whatever their ends of lines."""
    whole = hashlib.sha256()
    for name in program_data.own_names():
        content = program_data.own(name).replace(b"\r\n", b"\n")
        whole.update(f"{name} {len(content)}\n".encode() + content)
    return whole.hexdigest()


def make_file(given: argparse.Namespace) -> None:
    """The signed file, tried as the program will try it."""
    files = {name: Path(path).read_bytes() for name, _, path in (one.partition("=") for one in given.files)}
    signer = _of_base(given.base) if given.base else Signer(bytes.fromhex(given.key.read_text("ascii")))
    told = {"day": date.today(), "program": given.program, "about": given.about}
    packed = update_file(files, signer, number=given.number, **told)
    check_whole(read_update(packed.content).files)
    write_whole(given.out, packed.content)
    print(f"{given.out}: {', '.join(files)}; words of the key {words_of(signer.public)}")


def _of_base(path: Path) -> Signer:
    secret = os.environ.get("SCHOOL_PASSPORT_PASSWORD", "")
    with open_passport(path, secret) as passport, passport.writing("Ключи базы") as session:
        return signer_of_base(session)


if __name__ == "__main__":
    sys.exit(main())
