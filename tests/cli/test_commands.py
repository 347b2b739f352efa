"""Every command in the process: what it prints, its JSON keys, its exit status."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from app.errors import BadFile
from app.exchange.sealing import new_opening, unlock_zip, unseal
from app.services.checking import check
from app.services.explaining import explain
from app.services.last_year import last_year_given
from app.services.lists import GROUP, ID, list_rows
from app.storage.opening import open_passport
from app.storage.schema import HEAD
from cli.answers import FINDING, Say, found, ids
from data.lists import save
from data.raw_base import raw_base


def test_new_tells_what_it_made(folder: Path, say: Say) -> None:
    path = folder / "a.passport"
    told = ("new", path, "--year", "2019-20", "--kind", "school", "--code", "700101", "--name", "Школа")
    assert found(*say(*told, "--json")) == {"path": str(path), "year": "2019-20", "kind": "school", "schema": HEAD}
    before = path.read_bytes()
    status, out, err = say(*told)
    assert (status, out) == (4, "")
    assert "уже есть" in err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("changed", "status", "text"),
    [
        ({"--year": "2031-32"}, 4, "Учебного года «2031-32» нет"),
        ({"--code": "12"}, 4, "цифр"),
        ({"--name": " "}, 4, "Поле «Краткое наименование» не заполнено"),
        ({"--code": ""}, 4, "Поле «Код ОО» не заполнено"),
        ({"--kind": "kindergarten"}, 2, "Аргумент --kind: нет значения"),
    ],
)
def test_new_refuses_in_a_sentence(folder: Path, say: Say, changed: dict[str, str], status: int, text: str) -> None:
    given = {"--year": "2019-20", "--kind": "school", "--code": "700101", "--name": "Школа"} | changed
    got, _, err = say("new", folder / "b.passport", *(word for pair in given.items() for word in pair))
    assert got == status
    assert text in err
    assert (folder / "b.passport").exists() == (status == 0)


def test_a_municipality_has_a_file_and_no_more_yet(folder: Path, say: Say) -> None:
    path = folder / "m.passport"
    made = say("new", path, "--year", "2019-20", "--kind", "municipality", "--code", "700000", "--name", "Д", "--json")
    assert found(*made)["kind"] == "municipality"
    for words in (("check", path), ("forms", path), ("export", path, "-o", folder), ("import", path, "x.xlsx")):
        status, _, err = say(*words)
        assert status == 4
        assert "муниципалитета" in err


def test_import_counts_add_up_and_name_the_cells(base: Path, pupils: Path, folder: Path, say: Say) -> None:
    trial = found(*say("import", base, pupils, "--dry-run", "--json"))
    assert set(trial) == {"read", "new", "changed", "same", "rejected", "problems"}
    assert ids(base) == []
    rejects = folder / "отклонено.xlsx"
    status, out, err = say("import", base, pupils, "--rejects", rejects, "--json")
    assert status == 3
    done = found(status, out, err)
    assert done == trial
    assert done["read"] == done["new"] + done["changed"] + done["same"] + done["rejected"] == 5
    (problem,) = done["problems"]
    assert set(problem) == {"sheet", "row", "column", "value", "text"}
    assert problem["row"] == 3
    assert problem["value"] == "31.02.2004"
    assert rejects.exists()
    again = found(*say("import", base, pupils, "--json"))
    assert (again["new"], again["same"]) == (0, 4)


def test_import_for_people(base: Path, pupils: Path, say: Say) -> None:
    status, out, _ = say("import", base, pupils)
    assert status == 3
    assert "Прочитано строк: 5 = новых 4 + изменённых 0 + без изменений 0 + отклонённых 1." in out
    assert "строка 3" in out
    assert "«31.02.2004»" in out


@pytest.mark.parametrize("entity", ["rooms", "choices"])
def test_a_list_of_another_kind_is_refused(base: Path, pupils: Path, say: Say, entity: str) -> None:
    status, _, err = say("import", base, pupils, "--entity", entity)
    assert status in {3, 4}
    assert "Traceback" not in err


def test_rooms_are_imported(base: Path, folder: Path, say: Say) -> None:
    path = save(
        folder / "rooms.xlsx", [["Здание", "Номер", "Этаж"], ["Главное", "012", 1], ["Главное", "12", "первый"]]
    )
    status, out, _ = say("import", base, path, "--entity", "rooms", "--json")
    told = json.loads(out)
    assert (status, told["read"], told["new"], told["rejected"]) == (3, 2, 1, 1)
    assert told["problems"][0]["value"] == "первый"


def test_import_of_what_is_no_list(base: Path, folder: Path, say: Say) -> None:
    (bad := folder / "bad.xlsx").write_bytes(b"\x00\x01 nothing")
    for path in (bad, folder / "none.xlsx", folder):
        status, out, err = say("import", base, path)
        assert (status, out) == (4, "")
        assert err.count("\n") == 1
    assert "на этом месте лежит папка" in err  # in Russian, whatever the system says
    status, _, err = say("import", base, bad, "--mapping", folder)
    assert status == 4
    assert "на этом месте лежит папка" in err


def test_check_tells_findings_by_level(filled: Path, say: Say) -> None:
    status, out, err = say("check", filled, "--json")
    assert status == 3  # the school's card is still empty
    report = found(status, out, err)
    assert set(report) == {"counts", "findings"}
    assert set(report["counts"]) == {"error", "question", "advice"}
    assert sum(report["counts"].values()) == len(report["findings"])
    assert all(set(one) == FINDING for one in report["findings"])


def test_check_for_people_stands_by_class(filled: Path, say: Say) -> None:
    status, out, _ = say("check", filled, "--as-of", "2020-02-02")
    assert status == 3
    assert out.startswith("Проверка на 02.02.2020: ошибок ")
    heads = [line for line in out.splitlines()[1:] if line and not line.startswith(" ")]
    assert heads[0] == "Школа"
    assert len(heads) == len(set(heads))


def test_check_compares_with_last_years_base(folder: Path, say: Say) -> None:
    last, now = folder / "last.passport", folder / "now.passport"
    for path, year in ((last, "2024-25"), (now, "2025-26")):
        say("new", path, "--year", year, "--kind", "school", "--code", "700101", "--name", "Школа")
    assert found(*say("check", now, "--last-year", last, "--json"))["counts"]["error"]
    with open_passport(now) as passport:
        assert last_year_given(passport) is not None
    status, _, err = say("check", last, "--last-year", now)
    assert (status, "а сравнивать нужно с предыдущим" in err) == (4, True)


def test_check_says_what_is_least_and_what_was_explained(filled: Path, say: Say) -> None:
    say("change", filled, "student", ids(filled)[0], "first_name=Aлла")
    with open_passport(filled) as passport:
        found = next(one for one in check(passport).findings if one.rule == "FMT-1")
        explain(passport, [found], "Так в паспорте.")
    _, out, _ = say("check", filled)
    assert "Пояснено: Так в паспорте." in out
    assert "Из них с пояснением: 1." in out
    say("change", filled, "student", ids(filled)[0], "first_name=Aнна")
    assert "Пояснение «Так в паспорте.»" in say("check", filled)[1]


def test_check_takes_both_ways_of_a_day(filled: Path, say: Say) -> None:
    one = say("check", filled, "--as-of", "2019-11-05", "--json")
    assert one == say("--json", "check", filled, "--as-of", "05.11.2019")
    status, _, err = say("check", filled, "--as-of", "31.02.2020")
    assert status == 2
    assert "Такой даты нет" in err


def graduates(base: Path, say: Say) -> list[dict[str, Any]]:
    """What ``forms`` tells of one form; others may stand beside it."""
    return [one for one in found(*say("forms", base, "--json"))["forms"] if one["form"] == "graduates"]


def test_forms_and_print(filled: Path, folder: Path, say: Say) -> None:
    before = graduates(filled, say)
    assert [(one["class"], one["state"], one["number"]) for one in before] == [
        ("9А", "missing", None),
        ("11А", "missing", None),
    ]
    out = folder / "Форма 9А.pdf"
    done = found(*say("print", filled, before[0]["form"], "--class", "9а", "-o", out, "--json"))
    assert done == {"form": before[0]["form"], "number": 1, "pages": 1, "records": 2}
    assert out.read_bytes().startswith(b"%PDF-")
    after = graduates(filled, say)
    assert [(one["state"], one["number"]) for one in after] == [("printed", 1), ("missing", None)]
    status, text, _ = say("forms", filled)
    assert status == 0
    assert "9А" in text
    assert "напечатана: № 1 от" in text


def test_a_sheet_of_changes_is_printed_to_a_number(filled: Path, folder: Path, say: Say) -> None:
    found(*say("print", filled, "graduates", "--class", "9А", "-o", folder / "1.pdf", "--json"))
    with open_passport(filled) as passport:
        one = next(row[ID] for row in list_rows(passport, "student", ()) if row[GROUP] == "9А")
    found(*say("change", filled, "student", one, "doc_number=777777", "--json"))
    done = found(*say("print", filled, "changes", "--number", 1, "-o", folder / "2.pdf", "--json"))
    assert done == {"form": "changes", "number": 2, "pages": 1, "records": 1}
    for words in (("changes",), ("changes", "--number", 1, "--class", "9А"), ("graduates", "--number", 1)):
        status, text, err = say("print", filled, *words, "-o", folder / "3.pdf")
        assert (status, text) == (4, "")
        assert "--number" in err
    assert not (folder / "3.pdf").exists()


def test_print_of_some_and_of_nobody(filled: Path, folder: Path, say: Say) -> None:
    form = next(one["form"] for one in found(*say("forms", filled, "--json"))["forms"] if one["class"] == "9А")
    with open_passport(filled) as passport:
        one = next(row[ID] for row in list_rows(passport, "student", ()) if row[GROUP] == "9А")
    out = folder / "some.pdf"
    assert found(*say("print", filled, form, "--who", one, "-o", out, "--json"))["records"] == 1
    for words in (("none", "--class", "9А"), (form, "--class", "9Я"), (form, "--class", "икс"), (form,)):
        status, text, err = say("print", filled, *words, "-o", folder / "no.pdf")
        assert (status, text) == (4, "")
        assert err.strip()
    assert not (folder / "no.pdf").exists()


def test_export_needs_a_draft_while_errors_remain(filled: Path, folder: Path, say: Say) -> None:
    status, out, err = say("export", filled, "-o", folder)
    assert (status, out) == (4, "")
    assert "В данных ошибок:" in err
    done = found(*say("export", filled, "-o", folder, "--draft", "--json"))
    assert set(done) == {"file", "fingerprint", "counts", "receipt"}
    assert done["counts"]["students"] == 4
    assert Path(done["file"]).name == f"passport-700101-2019-20-{done['receipt']}-draft.zip"
    status, out, _ = say("export", filled, "-o", folder, "--draft")
    assert status == 0
    assert f"Код пакета: {done['receipt']}" in out


def test_export_names_who_stayed_out_without_names(filled: Path, folder: Path, say: Say) -> None:
    say("change", filled, "student", ids(filled)[1], "consent=отказ")
    status, _, err = say("export", filled, "-o", folder, "--draft")
    assert status == 0
    first, second = err.splitlines()
    assert first == "Не вошёл в пакет (отказ от обработки данных): 9А, № 1 по списку."
    assert second.startswith("Вопросов без исправления и пояснения: ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--channel", "protected"), "всегда запечатан"),
        (("--to", "age1x"), "написан с ошибкой"),
        (("--to", "nowhere.key"), "не понят"),
    ],
)
def test_a_receiver_that_is_none_is_refused(
    filled: Path, folder: Path, say: Say, words: tuple[str, str], told: str
) -> None:
    status, _, err = say("export", filled, "-o", folder, "--draft", *words)
    assert status == 4
    assert told in err
    assert not list(folder.glob("passport-*"))


def test_a_protected_package_opens_with_the_receivers_key_alone(filled: Path, folder: Path, say: Say) -> None:
    secret, recipient = new_opening()
    words = ("export", filled, "-o", folder, "--draft", "--channel", "protected", "--to", recipient, "--json")
    done = found(*say(*words))
    inner = unseal(Path(done["file"]).read_bytes(), [secret])
    assert hashlib.sha256(inner).hexdigest() == done["fingerprint"]
    with pytest.raises(BadFile, match="не на ключ этой базы"):
        unseal(Path(done["file"]).read_bytes(), [new_opening()[0]])


def test_a_zip_with_a_password_tells_it_once(filled: Path, folder: Path, say: Say) -> None:
    done = found(*say("export", filled, "-o", folder, "--draft", "--to", "password", "--json"))
    assert set(done) == {"file", "fingerprint", "counts", "receipt", "password"}
    assert (
        hashlib.sha256(unlock_zip(Path(done["file"]).read_bytes(), done["password"])).hexdigest() == done["fingerprint"]
    )


@pytest.mark.parametrize(
    "words",
    [("check",), ("nonsense",), ("new", "x"), ("check", "x", "--what"), ("print", "a", "b"), ("check", "a", "b")],
)
def test_wrong_arguments_are_told_in_russian(words: tuple[str, ...], say: Say) -> None:
    status, out, err = say(*words)
    assert (status, out) == (2, "")
    assert err.startswith(("Не хватает", "Команды", "Аргумент", "Лишние"))
    assert "error" not in err


@pytest.mark.parametrize("words", [("--help",), ("-h",), (), ("check", "--help"), ("new", "-h")])
def test_help_is_a_result_in_russian(words: tuple[str, ...], say: Say) -> None:
    status, out, err = say(*words)
    assert (status, err) == (0, "")
    assert "Как вызвать: school-passport" in out
    assert "usage" not in out
    assert "show this" not in out


def test_version(say: Say) -> None:
    from app import __version__

    assert say("--version") == (0, f"Паспорт школы {__version__}\n", "")


def test_what_is_no_base_is_told(folder: Path, say: Say) -> None:
    (text := folder / "text.passport").write_text("не база", encoding="utf-8")
    (empty := folder / "empty.passport").write_bytes(b"")
    for path in (text, empty, folder / "none.passport", folder):
        for words in (
            ("check", path),
            ("forms", path),
            ("export", path, "-o", folder),
            ("change", path, "a", "b", "c=d"),
        ):
            status, out, err = say(*words)
            assert (status, out) == (4, "")
            assert err.count("\n") == 1
    assert text.read_text(encoding="utf-8") == "не база"


def test_a_base_open_elsewhere_is_told(base: Path, say: Say) -> None:
    with open_passport(base):
        status, _, err = say("check", base)
    assert status == 4
    assert "уже открыта" in err


def test_a_fault_of_the_program_quotes_no_data(filled: Path, say: Say) -> None:
    """A day that another program has spoiled is what no rule of ours expects."""
    with raw_base(filled) as connection:
        connection.execute("UPDATE student SET birth = 'Иванов Иван'")
    status, out, err = say("check", filled)
    assert (status, out) == (4, "")
    assert err.startswith("Ошибка программы (ValueError, ")
    assert "Иванов" not in err


def test_ctrl_c_is_told(base: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.services.checking.check", stopped)
    status, _, err = say("check", base)
    assert status == 4
    assert "Прервано" in err
