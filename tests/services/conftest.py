"""What tests of services between two bases share: a municipality's base and that of a school."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.passport import Passport
from data.municipality import municipality, school


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Passport]:
    """An empty municipality's base, open."""
    with municipality(tmp_path / "municipality.passport") as made:
        yield made


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Passport]:
    """A clean school, 700101, open."""
    with school(tmp_path / "school.passport") as made:
        yield made
