"""Long acts that write are stopped at any of their steps, and leave the base and the folder as they were."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.services.cards import Edit, save_card
from app.services.checking import check
from app.services.confirming import ALL, confirm, confirm_class
from app.services.explaining import explain
from app.services.exporting import export_package
from app.services.overview import overview, save_overview
from app.services.packages_sent import print_totals
from app.services.progress import Cancelled, Progress
from app.storage.passport import Passport
from data.people import People

Act = Callable[[Passport, Path, Progress], object]
AS_OF = date(2020, 2, 1)


@pytest.fixture
def small(passport: Passport, tmp_path: Path, seed: int) -> Passport:
    """A base with a class of pupils who came over from last year, of whom something is asked, and a package made."""
    for number in range(4):
        pupil = People(seed + number).pupil("9А") | {"first_name": "Aлла", "phone": f"8 913 800-00-0{number}"}
        save_card(passport, Edit("student", f"p{number}", 0, pupil))
    with passport.writing() as session:
        session.connection().exec_driver_sql('UPDATE student SET unconfirmed = \'["phone", "email"]\'')
    (tmp_path / "sent").mkdir()
    export_package(passport, tmp_path / "sent", draft=True)
    return passport


def explaining(passport: Passport, _: Path, progress: Progress) -> object:
    found = [one for one in check(passport, AS_OF).findings if one.rule == "FMT-1"]
    assert len(found) == 4
    return explain(passport, found, "Так в свидетельстве.", progress=progress)


def confirming(passport: Passport, _: Path, progress: Progress) -> object:
    return confirm(passport, [("student", f"p{number}", ALL) for number in range(4)], progress)


def whole_class(passport: Passport, _: Path, progress: Progress) -> object:
    return confirm_class(passport, "9А", progress)


def summary(passport: Passport, out: Path, progress: Progress) -> object:
    return save_overview(passport, overview(passport, (), AS_OF), out, progress)


def totals(passport: Passport, out: Path, progress: Progress) -> object:
    return print_totals(passport, 1, out, progress)


@pytest.mark.parametrize("act", [explaining, confirming, whole_class, summary, totals], ids=lambda act: act.__name__)
def test_stopped_at_any_step_nothing_is_changed(small: Passport, tmp_path: Path, act: Act) -> None:
    out = tmp_path / "out.pdf"
    before = content(small)
    steps: list[tuple[int, int]] = []
    moment = 0
    while not moment or len(steps) == moment:
        moment += 1
        steps.clear()

        def tell(done: int, total: int, last: int = moment) -> None:
            steps.append((done, total))
            if len(steps) == last:
                raise Cancelled

        try:
            found = act(small, out, tell)
        except Cancelled:
            assert content(small) == before
            assert not out.exists()
    assert moment > 1
    assert found
    assert content(small) != before or out.exists()
    assert all(done <= total for done, total in steps)


def content(passport: Passport) -> dict[str, list[str]]:
    with passport.source() as source:
        ask = source.connection.execute
        tables = [row[0] for row in ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(map(repr, ask(f'SELECT * FROM "{name}"'))) for name in tables}
