"""Exporting a school: what goes in, what stays out, what is refused, and equal bytes for equal data."""

import errno
import hashlib
import json
import os
import threading
import zipfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.dictionaries import dictionary
from app.domain.field import new_id
from app.domain.forms import PrintedForm, PrintedLine
from app.errors import BadFile, Refused
from app.exchange.package import open_package
from app.exchange.sealing import new_opening, unlock_zip, unseal
from app.services.cards import Edit, load_card, save_card
from app.services.checking import check
from app.services.explaining import explain
from app.services.exporting import Exported, export_package
from app.services.progress import Cancelled
from app.services.receivers import receiver_of
from app.services.school import school_card
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from app.validators.registry import Level
from data.choices import chosen, listed
from data.demo_workers import workers
from data.people import People

SCHOOL = {
    "full_name": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа»",
    "locality": "город",
    "legal_address": "Томская обл., г. Кедровый, ул. Школьная, д. 1",
    "actual_address": "Томская обл., г. Кедровый, ул. Школьная, д. 1",
    "inn": "7022000007",
    "remote": "нет",
    "phone": "+7 382 503-54-00",
    "fax": "нет",
    "site": "нет",
    "head_phone": "+7 382 503-54-01",
    "head_email": "head@example.ru",
    "email": "school@example.ru",
    "head_post": "Директор",
    "head_name": "Берёзова Нина Петровна",
    "keeper_name": "Лапшин Егор Ильич",
    "keeper_phone": "+7 913 800-00-01",
    "keeper_email": "keeper@example.ru",
    "confirmed_1": "27.09.2019",
    "confirmed_2": "29.10.2019",
}


def add(passport: Passport, people: People, class_name: str, **changed: str) -> str:
    lists = chosen(people.exams(class_name)) | listed(class_name)
    edit = Edit("student", new_id(), 0, people.pupil(class_name) | changed, lists)
    save_card(passport, edit)
    return edit.id


@pytest.fixture
def ready(passport: Passport, seed: int) -> Passport:
    """A school without an error: two classes, seven pupils, a worker."""
    people = People(seed)
    card = school_card(passport)
    save_card(passport, Edit("school", card.id, card.version, SCHOOL))
    for class_name in ("9А", "11А"):
        save_card(passport, Edit("class", new_id(), 0, {"name": class_name, "teacher": "Щукина Ева Львовна"}))
    for class_name in ("9А", "9А", "9А", "9А", "11А", "11А", "11А"):
        add(passport, people, class_name)
    save_card(passport, Edit("staff", new_id(), 0, workers()[0]))
    report = check(passport)
    assert report.counts["error"] == 0, report.findings
    return passport


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (made := tmp_path / "Пакеты школы").mkdir()
    return made


def manifest_of(done: Exported) -> dict:  # type: ignore[type-arg]
    with zipfile.ZipFile(done.path) as archive:
        return dict(json.loads(archive.read("manifest.json")))


def lines(done: Exported, part: str) -> list[dict]:  # type: ignore[type-arg]
    with zipfile.ZipFile(done.path) as archive:
        return [json.loads(line) for line in archive.read(f"data/{part}.jsonl").split(b"\n")[:-1]]


def student_ids(passport: Passport) -> list[str]:
    from app.services.lists import ID, list_rows

    return [row[ID] for row in list_rows(passport, "student", ())]


def test_package_holds_the_school_and_tells_it(ready: Passport, folder: Path) -> None:
    done = export_package(ready, folder)
    assert list(folder.iterdir()) == [done.path]
    assert done.path.name == f"passport-700101-2019-20-{done.receipt}.zip"
    assert done.fingerprint == hashlib.sha256(done.path.read_bytes()).hexdigest()
    counts = {name: number for name, number in done.counts.items() if number}
    assert counts == {"school": 1, "classes": 2, "students": 7, "exam_choices": 28, "attempts": 7, "staff": 1}
    assert not done.draft
    manifest = manifest_of(done)
    assert manifest["counts"] == done.counts
    assert (manifest["year"], manifest["kind"], manifest["channel"], manifest["draft"]) == (
        "2019-20",
        "school",
        "open",
        False,
    )
    assert manifest["school"] == {"code": "700101", "name": "МБОУ «СОШ № 1»"}
    with zipfile.ZipFile(done.path) as archive:
        assert archive.testzip() is None
        for part in manifest["parts"]:
            assert part["sha256"] == hashlib.sha256(archive.read(part["name"])).hexdigest()


def test_lines_are_plain_values_by_id(ready: Passport, folder: Path) -> None:
    done = export_package(ready, folder)
    for part in ("classes", "students", "exam_choices"):
        ids = [line["id"] for line in lines(done, part)]
        assert ids == sorted(ids)
    student = lines(done, "students")[0]
    card = load_card(ready, "student", student["id"])
    assert student["last_name"] == card.texts["last_name"]
    assert datetime.fromisoformat(student["birth"]).strftime("%d.%m.%Y") == card.texts["birth"]
    assert student["citizenship"] in {one.key for one in dictionary("citizenships").entries}
    assert student["ovz"] is False
    assert student["email"] is None
    assert student["snils"].isdigit()
    assert not {"version", "school_id"} & student.keys()
    chosen = Counter(line["student_id"] for line in lines(done, "exam_choices"))
    assert set(chosen) == set(student_ids(ready))
    assert {line["form"] for line in lines(done, "exam_choices")} == {"oge", "ege"}


def test_same_data_same_bytes_also_after_closing(ready: Passport, folder: Path, tmp_path: Path) -> None:
    first = export_package(ready, folder)
    (other := tmp_path / "other").mkdir()
    second = export_package(ready, other)
    ready.close()
    (third := tmp_path / "third").mkdir()
    with open_passport(ready.path) as again:
        last = export_package(again, third)
    assert first.path.read_bytes() == second.path.read_bytes() == last.path.read_bytes()
    assert first.path.name == second.path.name == last.path.name


def test_an_edit_taken_back_gives_the_same_parts_in_a_later_package(ready: Passport, folder: Path) -> None:
    before = export_package(ready, folder)
    card = load_card(ready, "student", student_ids(ready)[0])
    saved = save_card(ready, Edit("student", card.id, card.version, {"language": "русский"}))
    between = export_package(ready, folder)
    save_card(ready, saved.undo)
    after = export_package(ready, folder)
    assert len({before.receipt, between.receipt, after.receipt}) == 3
    first, other, last = (manifest_of(one) for one in (before, between, after))
    assert first["parts"] == last["parts"] != other["parts"]
    assert [one["sequence"] for one in (first, other, last)] == [1, 2, 3]
    assert last["follows"] == [before.receipt, between.receipt]


def test_refused_while_errors_remain(ready: Passport, folder: Path, seed: int) -> None:
    add(ready, People(seed + 1, 2019), "9А", last_name="")
    with pytest.raises(Refused, match=r"В данных ошибок: \d+; пакет не сделан") as refusal:
        export_package(ready, folder)
    assert "--draft" in refusal.value.hint
    assert not list(folder.iterdir())


def test_draft_is_marked_and_keeps_what_was_typed(ready: Passport, folder: Path) -> None:
    card = load_card(ready, "student", student_ids(ready)[0])
    save_card(ready, Edit("student", card.id, card.version, {"birth": "31.02.2004", "last_name": "Иванов <b"}))
    done = export_package(ready, folder, draft=True)
    assert done.draft
    assert done.path.name.endswith("-draft.zip")
    manifest = manifest_of(done)
    assert manifest["draft"] is True
    line = next(line for line in lines(done, "students") if line["id"] == card.id)
    assert line["birth"] is None
    assert line["unread"] == {"birth": "31.02.2004"}
    assert line["last_name"] == "Иванов <b"


def test_a_draft_without_the_school_code_has_a_name(ready: Passport, folder: Path) -> None:
    card = school_card(ready)
    save_card(ready, Edit("school", card.id, card.version, {"code": ""}))
    done = export_package(ready, folder, draft=True)
    assert done.path.name == f"passport-nocode-2019-20-{done.receipt}-draft.zip"


def test_who_refused_consent_stays_out(ready: Passport, folder: Path) -> None:
    card = load_card(ready, "student", student_ids(ready)[1])
    save_card(ready, Edit("student", card.id, card.version, {"consent": "отказ"}))
    done = export_package(ready, folder, draft=True)
    assert done.counts["students"] == 6
    assert done.counts["left_out"] == 1
    assert done.left_out == ("9А, № 2 по списку",)
    whole = done.path.read_bytes()
    assert card.id.encode() not in whole
    assert card.texts["snils"].replace("-", "").replace(" ", "").encode() not in whole
    assert all(line["student_id"] != card.id for line in lines(done, "exam_choices"))


def test_errors_of_who_refused_consent_stop_nobody(ready: Passport, folder: Path) -> None:
    card = load_card(ready, "student", student_ids(ready)[1])
    save_card(ready, Edit("student", card.id, card.version, {"consent": "отказ", "last_name": ""}))
    assert check(ready).counts["error"] > 0
    done = export_package(ready, folder)
    assert (done.draft, done.counts["students"], done.counts["left_out"]) == (False, 6, 1)


def test_a_save_meanwhile_waits_for_the_package(ready: Passport, folder: Path) -> None:
    card = load_card(ready, "student", student_ids(ready)[0])
    spoil = Edit("student", card.id, card.version, {"last_name": ""})
    saving = threading.Thread(target=save_card, args=(ready, spoil))

    def save_after_the_check(done: int, total: int) -> None:
        if done == 1:
            saving.start()
            saving.join(0.5)

    done = export_package(ready, folder, progress=save_after_the_check)
    saving.join()
    assert load_card(ready, "student", card.id).texts["last_name"] == ""
    assert all(line["last_name"] for line in lines(done, "students"))


def test_register_of_printed_forms_goes_along(ready: Passport, folder: Path) -> None:
    first, second = student_ids(ready)[:2]
    school = school_card(ready).id
    with ready.writing() as session:
        form = PrintedForm(
            id="11111111-1111-4111-8111-111111111111",
            school_id=school,
            number=1,
            kind="graduates",
            scope="9А",
            whole=True,
            printed_at=datetime(2020, 1, 20, 5, 30, 1, 250, tzinfo=UTC).replace(tzinfo=None),
            pages=2,
            fingerprint="0123456789abcdef",
            unread={},
            lines=[
                PrintedLine(person_id=first, fingerprint="a" * 16),
                PrintedLine(person_id=second, fingerprint="b" * 16),
            ],
        )
        session.add(form)
    card = load_card(ready, "student", second)
    save_card(ready, Edit("student", second, card.version, {"consent": "отказ"}))
    assert lines(export_package(ready, folder, draft=True), "forms") == [
        {
            "id": "11111111-1111-4111-8111-111111111111",
            "number": 1,
            "kind": "graduates",
            "scope": "9А",
            "whole": True,
            "printed_at": "2020-01-20T05:30:01Z",
            "uploaded_at": None,
            "pages": 2,
            "fingerprint": "0123456789abcdef",
            "people": {first: "a" * 16},
        }
    ]


def test_a_protected_channel_without_a_receiver_is_refused(ready: Passport, folder: Path) -> None:
    with pytest.raises(Refused, match="всегда запечатан"):
        export_package(ready, folder, channel="protected")
    with pytest.raises(Refused, match="Канала «secret» нет"):
        export_package(ready, folder, channel="secret")
    assert not list(folder.iterdir())


def test_a_package_sealed_to_a_key_holds_the_same_signed_bytes(ready: Passport, folder: Path) -> None:
    secret, recipient = new_opening()
    to = receiver_of(recipient)
    first = export_package(ready, folder, channel="protected", to=to)
    sealed = first.path.read_bytes()
    assert first.path.name == f"passport-700101-2019-20-{first.receipt}.zip.age"
    second = export_package(ready, folder, channel="protected", to=to)
    assert second.path == first.path
    assert second.path.read_bytes() != sealed
    assert unseal(second.path.read_bytes(), [secret]) == unseal(sealed, [secret])
    manifest = open_package(unseal(sealed, [secret])).manifest
    assert (manifest["channel"], manifest["receiver"], manifest["sequence"]) == ("protected", recipient, 1)


def test_a_package_for_a_centre_without_keys_is_a_zip_with_a_password(ready: Passport, folder: Path) -> None:
    done = export_package(ready, folder, to=receiver_of("password"))
    assert done.path.name.endswith("-aes.zip")
    whole = done.path.read_bytes()
    assert b"students" not in whole
    assert open_package(unlock_zip(whole, done.password)).manifest["receiver"] == "password"
    with pytest.raises(BadFile, match="пароль другой"):
        unlock_zip(whole, "другой пароль")


def test_a_municipality_has_no_package_of_a_school(tmp_path: Path, folder: Path) -> None:
    made = new_passport(tmp_path / "m.passport", year="2019-20", kind="municipality", code="700000", name="Округ")
    with made as passport, pytest.raises(Refused, match="муниципалитета"):
        export_package(passport, folder, draft=True)


def test_a_folder_that_is_none_is_told(ready: Passport, folder: Path) -> None:
    with pytest.raises(BadFile, match="нет"):
        export_package(ready, folder / "nowhere")
    (file := folder / "file").write_text("x")
    with pytest.raises(BadFile, match="не папка"):
        export_package(ready, file)


def test_a_full_disk_leaves_nothing(ready: Passport, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadFile, match="не хватает места на диске"):
        export_package(ready, folder)
    assert not list(folder.iterdir())


def test_a_folder_in_the_place_of_the_file_is_told(ready: Passport, folder: Path) -> None:
    done = export_package(ready, folder)
    done.path.unlink()
    (done.path / "x").mkdir(parents=True)
    with pytest.raises(BadFile, match="не записан"):
        export_package(ready, folder)
    assert [path.name for path in folder.iterdir()] == [done.path.name]


def test_a_stopped_export_leaves_nothing(ready: Passport, folder: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == total - 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_package(ready, folder, progress=stop)
    assert not list(folder.iterdir())


def test_explanations_go_along_but_not_those_of_who_stays_out(ready: Passport, folder: Path) -> None:
    ids = student_ids(ready)
    for id, name in zip(ids[:2], ("Aлла", "Aнна"), strict=True):
        change(ready, id, first_name=name)
    found = [one for one in check(ready).findings if one.rule == "FMT-1"]
    explain(ready, found, "Так в документе.", by="Петрова А. И.")
    done = export_package(ready, folder, draft=True)
    told = lines(done, "explanations")
    assert {line["record_id"] for line in told} == set(ids[:2])
    assert {(line["rule"], line["text"], line["by"]) for line in told} == {
        ("FMT-1", "Так в документе.", "Петрова А. И.")
    }
    assert any(["Имя", "Aлла"] in line["values"] for line in told)
    assert done.questions == sum(one.open and one.level is Level.QUESTION for one in check(ready).findings)
    assert manifest_of(done)["rules"] == {"edition": ready.year.edition}
    change(ready, ids[0], consent="отказ")
    told = lines(export_package(ready, folder, draft=True), "explanations")
    assert [line["record_id"] for line in told] == [ids[1]]


def test_explanation_that_names_who_stays_out_is_left_out(ready: Passport, folder: Path) -> None:
    first, second = student_ids(ready)[:2]
    texts = load_card(ready, "student", first).texts
    same = {name: texts[name] for name in ("last_name", "first_name", "middle_name", "birth")}
    change(ready, second, **same, consent="отказ")
    explain(ready, [one for one in check(ready).findings if one.rule == "DUP-1"], "Разные люди.")
    assert lines(export_package(ready, folder, draft=True), "explanations") == []
    change(ready, second, consent="есть")
    assert len(lines(export_package(ready, folder, draft=True), "explanations")) == 2


def change(passport: Passport, id: str, **texts: str) -> None:
    card = load_card(passport, "student", id)
    save_card(passport, Edit("student", id, card.version, texts))
