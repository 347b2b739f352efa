"""Long acts that only read are stopped between two of their steps, and leave the base as it was and usable."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.year import academic_year
from app.services.cards import Edit, save_card
from app.services.control_totals import control_totals
from app.services.history import history
from app.services.import_look import look_into
from app.services.new_year_plan import plan_new_year
from app.services.overview import overview
from app.services.progress import Cancelled, Progress
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.people import People

Act = Callable[[Passport, Path, Progress], object]


def summary(passport: Passport, _: Path, progress: Progress) -> object:
    return overview(passport, (), date(2025, 2, 1), progress)


def plan(passport: Passport, _: Path, progress: Progress) -> object:
    return plan_new_year(passport, academic_year("2025-26"), progress)


def look(passport: Passport, path: Path, progress: Progress) -> object:
    return look_into(passport, path, progress=progress)


def totals(passport: Passport, _: Path, progress: Progress) -> object:
    return control_totals(passport, progress=progress)


def acts(passport: Passport, _: Path, progress: Progress) -> object:
    return history(passport, progress=progress)


@pytest.mark.parametrize("act", [summary, plan, look, totals, acts], ids=lambda act: act.__name__)
def test_it_stops_where_it_tells_how_far_it_is(tmp_path: Path, seed: int, act: Act) -> None:
    people, path = People(seed), tmp_path / "old.passport"
    listed = tmp_path / "list.csv"
    listed.write_text("Фамилия;Имя;Класс\nЮдин;Глеб;5А\n", encoding="utf-8")
    with new_passport(path, year="2024-25", kind="school", code="700101", name="МБОУ «СОШ № 1»") as passport:
        for _ in range(3):
            save_card(passport, Edit("student", "", 0, people.pupil("5А")))
        whole = act(passport, listed, lambda _done, _total: None)
        before = files(tmp_path)
        told: list[tuple[int, int]] = []

        def stop(done: int, total: int) -> None:
            told.append((done, total))
            raise Cancelled

        with pytest.raises(Cancelled):
            act(passport, listed, stop)
        assert len(told) == 1
        assert told[0][0] < told[0][1]
        assert files(tmp_path) == before
        assert act(passport, listed, lambda _done, _total: None) == whole


def files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if not one.name.endswith("-shm")}
