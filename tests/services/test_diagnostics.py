"""The file for support: the same mistakes are found in its copy, and nobody of the real base stands in it."""

import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app import log
from app.domain.actors import Actor, Role
from app.domain.drafts import Draft
from app.domain.explanations import Explanation
from app.domain.family import FormerDocument, FormerName, Guardian
from app.domain.field import Model, field_by_name
from app.domain.history import HistoryAct
from app.domain.last_year import LastPupil
from app.domain.staff import Staff
from app.domain.student import Student
from app.errors import BadFile, Refused
from app.services import anonymous_base
from app.services.cards import Edit, load_card, save_card, save_cards
from app.services.checking import check
from app.services.diagnostics import ABOUT, COPY, FAULT, LOG, diagnostics, save_diagnostics
from app.services.drafts import keep_draft
from app.services.explaining import explain
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.validators.findings import Level
from data.municipality import municipality
from data.whole_school import whole_school, with_last_year
from validators.seeded import plants_exams, plants_gaps, plants_health, plants_house, plants_person
from validators.seeded.garden import rounds
from validators.seeded.planting import Base

AS_OF = date(2020, 4, 10)
PLANTS = [
    plant
    for module in (plants_person, plants_gaps, plants_exams, plants_health, plants_house)
    for plant in module.PLANTS
    if plant.scene == "spring" and plant.entity != "school"
]
SECRET = (
    "last_name",
    "first_name",
    "middle_name",
    "name",
    "consent_by",
    "snils",
    "doc_number",
    "phone",
    "email",
    "inn",
)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passport]:
    """A school with a hundred and more planted mistakes, a draft, an explanation, and last year's pupils."""
    from data.seed import SEED

    path = tmp_path_factory.mktemp("seeded") / "school.passport"
    made = whole_school(path, 200, year="2019-20", as_of=AS_OF, seed=SEED)
    with_last_year(made)
    base = Base(made, AS_OF, random.Random(SEED))
    base.keep()
    planted, _ = next(rounds(base, PLANTS))
    save_cards(base.passport, [spot.edit() for _, spot in planted])
    yield base.passport
    base.passport.close()


def found(passport: Passport) -> Counter[str]:
    return Counter(one.rule for one in check(passport, AS_OF).findings)


def copy_of(content: bytes, folder: Path) -> Passport:
    (path := folder / "copy.passport").write_bytes(content)
    return open_passport(path)


def values_of(passport: Passport, *models: type[Model]) -> set[str]:
    """What tells of people: words of names of more than three letters, numbers, telephones, addresses of mail."""
    texts: set[str] = set()
    with passport.reading() as session:
        for model in models:
            columns = [one for one in model.__table__.columns if one.name in SECRET]
            for row in session.execute(select(*columns)):
                texts.update(str(value) for value in row if value and value != "нет")
    return {word for text in texts for word in [text, *re.findall(r"\w+", text)] if len(word) > 4}


def test_the_copy_finds_the_same_and_names_nobody(
    seeded: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anonymous_base.secrets, "token_bytes", lambda count: random.Random(7).randbytes(count))
    made = anonymous_base.anonymous_copy(seeded, AS_OF)
    real = found(seeded)
    assert len(real) >= 40  # rules that speak at all
    with copy_of(made.content, tmp_path) as copy:
        otherwise = (found(copy) - real) + (real - found(copy))
        assert set(otherwise) <= set(made.differing)  # what differs is told
        assert sum(made.differing.values()) <= 4
        assert not otherwise or set(otherwise) <= {"DATE-2", "DATE-2w", "DATE-3", "DATE-4", "DUP-4"}  # bounds of dates
        dump = "\n".join(_dump(copy))
    words = set(re.findall(r"\w+", dump)) | set(dump.split("\n"))
    people = values_of(seeded, Student, Staff, Guardian, FormerDocument, FormerName, LastPupil)
    assert len(people) > 1000
    assert {one for one in people & words if not one.startswith("00")} == set()  # «000-000-000 00» is nobody's


def _dump(passport: Passport) -> Iterator[str]:
    """Every value of every table, a line each; JSON as it stands."""
    with passport.reading() as session:
        for table in Model.metadata.sorted_tables:
            for row in session.connection().exec_driver_sql(f"SELECT * FROM {table.name}"):
                for name, value in zip(table.columns.keys(), row, strict=True):
                    if name not in {"id", "content"} and not name.endswith("_id"):
                        yield str(value)


def test_what_rules_do_not_read_stays_out(seeded: Passport, tmp_path: Path) -> None:
    with seeded.reading() as session:
        id = session.scalars(select(Student.id)).first()
    card = load_card(seeded, "student", str(id))
    keep_draft(seeded, Edit("student", card.id, card.version, {"last_name": "Черновикова"}))
    question = next(one for one in check(seeded, AS_OF).findings if one.level is Level.QUESTION)
    explain(seeded, [question], "Пояснено Зырянова", by="Зырянова")
    with copy_of(anonymous_base.anonymous_copy(seeded, AS_OF).content, tmp_path) as copy:
        assert "Зырянова" not in (dump := "\n".join(_dump(copy)))
        assert "Черновикова" not in dump
        with copy.reading() as session:
            assert session.scalars(select(Draft)).all() == []
            assert session.scalars(select(Explanation)).all() == []
            assert len(session.scalars(select(Student.id)).all()) >= 200


def test_every_text_of_a_card_is_replaced_or_named_as_kept() -> None:
    """A new field of free text is replaced by itself; what stays is a list to be read."""
    kept = {name for model in (Student, Staff) for name in field_by_name(model) if name in anonymous_base._KEPT}
    assert kept == {"language", "snils_absence", "qualification", "speciality", "post", "classes", "load"}


def test_a_text_that_could_not_be_read_is_replaced_and_stays_unread(passport: Passport, tmp_path: Path) -> None:
    save_card(passport, Edit("student", "", 0, {"last_name": "Юдин", "class_name": "9А", "birth": "31.02.2004 Юдина"}))
    with copy_of(anonymous_base.anonymous_copy(passport).content, tmp_path) as copy, copy.reading() as session:
        (unread,) = session.scalars(select(Student.unread))
    assert unread["birth"]
    assert "Юдина" not in unread["birth"]
    assert "31.02.2004" not in unread["birth"]


def test_the_file_holds_what_was_shown(passport: Passport, tmp_path: Path) -> None:
    save_card(passport, Edit("student", "", 0, {"last_name": "Юдин", "class_name": "9А"}))
    told = diagnostics(passport, "ValueError\nsave, cards.py:12\x1b", with_copy=True)
    save_diagnostics(path := tmp_path / "файл.zip", told)
    with zipfile.ZipFile(path) as file:
        assert file.namelist() == [ABOUT, LOG, FAULT, COPY]
        assert {name: file.read(name).decode() for name in file.namelist()[:3]} == dict(told.texts)
    about = json.loads(told.texts[ABOUT])
    assert about["base"]["rows"]["student"] == 1
    assert about["base"]["has_password"] is False
    assert (about["base"]["kind"], about["base"]["year"]) == ("school", "2019-20")
    assert told.texts[FAULT] == "ValueError\nsave, cards.py:12\\x1b"
    everything = path.read_bytes() + "".join(told.texts.values()).encode()
    assert str(tmp_path).encode() not in everything
    assert "Юдин".encode() not in everything
    with passport.reading() as session:
        assert "Копия базы без людей" in session.scalars(select(HistoryAct.what)).all()


def test_without_a_base_there_is_a_file_too(tmp_path: Path) -> None:
    told = diagnostics(None, with_copy=True)
    assert json.loads(told.texts[ABOUT])["base"] is None
    assert told.copy == b""


def test_a_log_with_breaks_is_shown_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "user_data", lambda: tmp_path)
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / log.FILE).write_bytes("a\x00\u202eb\n".encode() + b"\xff\n" + b"x\n" * 6_000)
    lines = diagnostics(None).texts[LOG].split("\n")
    assert len(lines) == 5_000
    assert all(line.isprintable() for line in lines)


def test_a_place_that_cannot_be_written_and_a_base_of_many_schools_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="такой папки нет"):
        save_diagnostics(tmp_path / "нет" / "a.zip", diagnostics(None))
    with municipality(tmp_path / "m.passport") as centre, pytest.raises(Refused, match="только базу школы"):
        diagnostics(centre, with_copy=True)


def test_a_copy_of_people_is_for_the_owner_only(passport: Passport) -> None:
    passport.become(Actor("x", "Некто", Role.READER))
    assert diagnostics(passport).texts
    with pytest.raises(Refused, match="Ничего не изменено"):
        diagnostics(passport, with_copy=True)
