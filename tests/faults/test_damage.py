"""F10, F11: damage is noticed, and no wrong value is ever read."""

from pathlib import Path

import pytest

from app.storage.base_key import NO_PASSWORD, BaseKey
from app.storage.opening import open_passport
from faults.acts import BASE, KEY, make_pupils
from faults.damage import KINDS, spoil_base, spoil_log


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    (folder := tmp_path / "ready").mkdir()
    make_pupils(folder)
    return folder


@pytest.mark.parametrize("key", [NO_PASSWORD, KEY], ids=["without a password", "with one"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_base_is_noticed(kind: str, key: BaseKey, ready: Path, seed: int) -> None:
    with open_passport(ready / BASE) as passport:
        passport.rekey(key)
    spoilt, many = KINDS[kind]
    tally = spoil_base(kind, spoilt, ready / BASE, key, ready.parent, many=many, seed=seed)
    assert tally.lost == []
    assert tally.tried > many / 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_log_gives_a_moment_or_nothing(kind: str, ready: Path, seed: int) -> None:
    spoilt, many = KINDS[kind]
    tally = spoil_log(kind, spoilt, ready, ready.parent, many=many // 2, seed=seed)
    assert tally.lost == []
    assert tally.tried > many / 4
