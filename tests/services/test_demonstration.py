"""The made-up school: the whole job in an empty folder, and the file for the window made once."""

import json
import zipfile
from pathlib import Path

import pytest

from app.cli import run
from app.errors import BadFile, Refused
from app.services.buildings import building_names
from app.services.cards import Edit, load_card, save_card
from app.services.checking import check
from app.services.demonstration import BASE, Step, demo_passport, demonstrate
from app.services.due import due
from app.services.lists import GROUP, ID, list_rows
from app.services.printing import forms
from app.services.progress import Cancelled
from app.services.school import school_card
from app.services.students import list_classes
from app.storage.opening import open_passport

CARDS = 12 + 12 + 15  # classes, rooms and workers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("Демо школы") / "новая папка"


@pytest.fixture(scope="module")
def steps(folder: Path) -> list[Step]:
    return list(demonstrate(folder))


def test_each_step_tells_files_that_are_there(folder: Path, steps: list[Step]) -> None:
    made = {path for step in steps for path in step.files}
    assert sorted(made) == sorted(folder.iterdir())
    assert all(str(path) in step.text for step in steps for path in step.files)
    names = [step.text.partition(":")[0] for step in steps]
    assert names == ["База", "Проба", "Загрузка", "Проверка", *["Форма"] * names.count("Форма"), "Скан", "Пакет"]


def test_the_form_read_back_is_known_and_not_signed(steps: list[Step]) -> None:
    (told,) = [step.text for step in steps if step.text.startswith("Скан")]
    read, known, signed = (int(text.split()[1]) for text in told.rsplit(": ", 1)[1].split(", "))
    assert (read, signed) == (known, 0)
    assert read > 0


def test_the_dry_run_foretold_the_run(steps: list[Step]) -> None:
    told = [step.text.split("строк ")[1].partition(";")[0] for step in steps[1:3]]
    assert told[0] == told[1]


def test_the_school_is_whole_and_its_graduates_are_printed(folder: Path, steps: list[Step]) -> None:
    with open_passport(folder / BASE) as passport:
        assert not school_card(passport).unread
        assert all(school_card(passport).texts.values())
        classes = list_classes(passport)
        assert len(classes) == 12
        assert all(one.teacher and one.pupils for one in classes)
        states = [one for one in forms(passport) if one.state != "missing"]
        assert {one.state for one in states} == {"printed"}
        assert [one.step for one in states].count("scanned") == 1
        assert len(states) == sum(step.text.startswith("Форма") for step in steps)
        nearest = due(passport)[0].day
        works = [one for one in due(passport) if one.day == nearest]
        assert all(one.count("printed") + one.count("scanned") == len(one.forms) > 0 for one in works)


def test_rooms_and_workers_are_there_and_only_advised_upon(folder: Path, steps: list[Step]) -> None:
    with open_passport(folder / BASE) as passport:
        rooms, workers = (list_rows(passport, entity, ()) for entity in ("room", "staff"))
        assert (len(rooms), len(workers)) == (12, 15)
        assert {row[GROUP] for row in rooms} == set(building_names(passport))
        cards = [load_card(passport, "room", row[ID]) for row in rooms]
        assert len({(one.texts["building"], one.texts["number"]) for one in cards}) == len(cards)
        for one in ("specialised", "headquarters"):
            assert sum(card.texts[one] == "да" for card in cards) == 1
        found = [one for one in check(passport).findings if one.entity != "student"]
        assert {one.level for one in found} == {"advice"}
        assert not [one for one in found if one.entity in ("room", "class")]


def test_graduates_have_what_their_list_does_not_tell(folder: Path, steps: list[Step]) -> None:
    with open_passport(folder / BASE) as passport:
        for row in list_rows(passport, "student", ()):
            card = load_card(passport, "student", row[ID])
            graduates = row[GROUP] in ("9А", "9Б", "11А")
            assert [one.texts["result"] for one in card.details["attempts"]] == ["зачёт"] * graduates
            assert (card.texts["admitted"] == "да") == graduates
            assert len(card.details["guardians"]) == (row[GROUP] in ("9А", "9Б", "10А", "11А"))


def test_the_package_is_a_draft_because_errors_remain(steps: list[Step]) -> None:
    (package,) = steps[-1].files
    assert package.name.endswith("-draft.zip")
    with zipfile.ZipFile(package) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["draft"] is True
    assert manifest["counts"]["classes"] == 12


def test_a_folder_with_anything_in_it_is_left_alone(folder: Path, steps: list[Step], tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert steps
    with pytest.raises(Refused, match="не пуста"):
        list(demonstrate(folder))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    (file := tmp_path / "file").write_text("x")
    with pytest.raises(BadFile, match="не годится"):
        list(demonstrate(file))


def test_the_command_names_steps_and_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", str(tmp_path / "d"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"steps", "files"}
    assert all(Path(path).is_file() for path in told["files"])
    assert run(["demo", str(tmp_path / "d")]) == 4
    assert capsys.readouterr().err.count("\n") == 1


def test_the_file_for_the_window_is_made_once(tmp_path: Path) -> None:
    path = demo_passport(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == [BASE]
    with open_passport(path) as passport:
        rows = list_rows(passport, "student", ())
        assert len(rows) > 250
        card = load_card(passport, "student", rows[0][ID])
        save_card(passport, Edit("student", card.id, card.version, {"language": "татарский"}))
    assert demo_passport(tmp_path) == path
    with open_passport(path) as passport:
        assert load_card(passport, "student", rows[0][ID]).texts["language"] == "татарский"


@pytest.mark.parametrize("last", [0, 5, 20, CARDS, CARDS + 1])
def test_a_stopped_making_leaves_nothing(tmp_path: Path, last: int) -> None:
    """It may be stopped from the first card of a class on, and in the import."""
    asked: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        asked.append((done, total))
        if len(asked) > last:
            raise Cancelled

    with pytest.raises(Cancelled):
        demo_passport(tmp_path, stop)
    assert asked[0] == (0, CARDS)
    assert len(asked) == last + 1
    assert not list(tmp_path.iterdir())
