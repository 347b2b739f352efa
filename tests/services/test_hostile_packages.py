"""Bad packages: each refused with one sentence, and the base unchanged to the byte (S15–S21)."""

import hashlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.cli import run
from app.domain.keys import KeyPair
from app.exchange.sealing import new_opening, seal, unseal
from app.exchange.signing import Signer
from app.services.accepting import accept
from app.services.keys import own_keys, signer
from app.services.receivers import Receiver
from app.services.schools import close_list
from app.storage.opening import open_passport
from app.storage.passport import Passport
from data.hostile_packages import by_a_stranger, by_hand, by_the_school, old_signature_on_new_data, signed
from data.municipality import municipality, school, sent


def key_of(passport: Passport) -> Signer:
    with passport.writing() as session:
        return signer(session)


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passport]:
    with school(tmp_path_factory.mktemp("school") / "school.passport") as made:
        yield made


@pytest.fixture(scope="module")
def package(theirs: Passport, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return sent(theirs, tmp_path_factory.mktemp("sent")).read_bytes()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A municipality's base that has keys and has taken nothing yet, closed."""
    with municipality(tmp_path / "m.passport") as made:
        own_keys(made)
    return made.path


def refused(base: Path, paths: list[Path], capsys: pytest.CaptureFixture[str]) -> str:
    """Give packages to the command; what it said. All are refused, and nothing of the base is changed."""
    before, beside = hashlib.sha256(base.read_bytes()).digest(), sorted(base.parent.rglob("*"))
    status = run(["accept", str(base), *map(str, paths), "--json"])
    out, err = capsys.readouterr()
    assert (status, out) == (4, ""), err
    assert "Traceback" not in err
    assert "Ошибка программы" not in err
    assert len(err.strip().splitlines()) == len(paths)
    assert hashlib.sha256(base.read_bytes()).digest() == before
    assert sorted(base.parent.rglob("*")) == beside
    return err


def written(folder: Path, contents: Iterator[bytes] | list[bytes]) -> list[Path]:
    paths = []
    for number, content in enumerate(contents):
        paths.append(folder / f"{number:03}.zip")
        paths[-1].write_bytes(content)
    return paths


Tell = Callable[[list[tuple[str, bytes, str]]], None]


@pytest.fixture
def told(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    def tell(found: list[tuple[str, bytes, str]]) -> None:
        said = refused(base, written(tmp_path, [one[1] for one in found]), capsys).strip().splitlines()
        for (name, _, words), line in zip(found, said, strict=True):
            assert words in line, f"{name}: {line}"
            assert len(line) < 400

    return tell


def test_what_a_stranger_bends_is_refused(package: bytes, told: Tell) -> None:
    told(list(by_hand(package)))


def test_what_a_school_signs_but_no_program_wrote_is_refused(theirs: Passport, package: bytes, told: Tell) -> None:
    told(list(by_the_school(package, key_of(theirs))))


def test_a_byte_flipped_anywhere_is_refused(
    package: bytes, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    dice = random.Random(seed)
    with open_passport(base) as passport:
        sealed = seal(package, own_keys(passport).recipient)
    for content in (package, sealed):
        flipped = []
        for place in sorted(dice.sample(range(len(content)), 200)):
            bent = bytearray(content)
            bent[place] ^= 1 << dice.randrange(8)
            flipped.append(bytes(bent))
        refused(base, written(tmp_path, flipped), capsys)


def test_the_four_ways_of_a_wrong_key_are_told_apart(
    theirs: Passport, package: bytes, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """S18: sealed to another; by an unknown school; an older signature; sealed anew for another centre."""
    with open_passport(base) as passport:
        close_list(passport, yes=True)
        ours = own_keys(passport).recipient
    secret, other = new_opening()
    for_other = sent(theirs, tmp_path / "other", Receiver(other)).read_bytes()
    newer = signed(package, key_of(theirs), lambda manifest, _: manifest.update(sequence=9))
    contents = [
        for_other,
        package,
        old_signature_on_new_data(package, newer),
        seal(unseal(for_other, [secret]), ours),
    ]
    said = refused(base, written(tmp_path, contents), capsys).splitlines()
    assert "запечатан не на ключ этой базы" in said[0]
    assert "нет в списке" in said[1]
    assert "Подпись не подходит" in said[2]
    assert "для другого получателя" in said[3]


def test_another_key_and_the_key_of_another_school_are_refused(
    theirs: Passport, package: bytes, base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path := tmp_path / "good.zip").write_bytes(package)
    with open_passport(base) as passport:
        accept(passport, [path])
    signed_by_another = by_a_stranger(package)
    with school(tmp_path / "other.passport", "700102") as other:
        for_code = sent(other, tmp_path / "sent")
    with theirs.reading() as session:
        secret = session.scalars(select(KeyPair.signing)).one()
    other_code = signed(for_code.read_bytes(), Signer(secret), lambda *_: None)
    said = refused(base, written(tmp_path, [signed_by_another, other_code]), capsys).splitlines()
    assert "не её известным ключом" in said[0]
    assert "подписан ключом школы 700101" in said[1]
