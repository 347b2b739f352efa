"""A package cut short while it was written: never half a file under its name, and later the same bytes (F25)."""

from pathlib import Path

import pytest

from app.exchange.package import open_package
from app.services.exporting import export_package
from app.storage.opening import open_passport
from app.storage.passport import Passport
from data.dying import DIED, ENDED, dying_at

IMPORTS = "from app.services.exporting import export_package"


def test_a_kill_at_any_step_leaves_a_whole_package_or_none(passport: Passport, tmp_path: Path) -> None:
    (folder := tmp_path / "packages").mkdir()
    passport.close()
    whole: set[bytes] = set()
    for call in range(1, 20):
        status = dying_at(call, IMPORTS, "export_package(passport, path, draft=True)", passport.path, folder)
        packages = [path for path in folder.iterdir() if path.suffix == ".zip"]
        for path in packages:
            open_package(path.read_bytes())
            whole.add(path.read_bytes())
            path.unlink()
        if status == ENDED:
            assert packages
            break
        assert status == DIED
    else:
        pytest.fail("the export never came to its end")
    assert call > 3
    with open_passport(passport.path) as again:
        last = export_package(again, folder, draft=True)
    whole.add(last.path.read_bytes())
    assert len(whole) == 1, "the same data later give the same bytes"
    assert last.sequence == 1
    assert sorted(path.name for path in folder.iterdir() if path.suffix != ".tmp") == [last.path.name]
