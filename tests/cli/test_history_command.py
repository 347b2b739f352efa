"""The command history: all of a base or of one record, with who, when and what."""

from pathlib import Path

import pytest

from cli.answers import Say, found, ids

KEYS = {"who", "when", "what", "why", "detail", "act", "entity", "id", "record", "list", "field", "label", "old", "new"}


def test_one_record_tells_each_value(filled: Path, say: Say) -> None:
    id = ids(filled)[0]
    assert say("change", filled, "student", id, "phone=дома", "exams=rus:oge,math:oge")[0] in {0, 3, 4}
    assert say("change", filled, "student", id, "phone=+7 913 123-45-67")[0] in {0, 3}
    changes = found(*say("history", filled, "student", id, "--json"))["changes"]
    assert all(set(one) == KEYS for one in changes)
    newest = next(one for one in changes if one["field"] == "phone")
    assert (newest["label"], newest["new"], newest["who"], newest["what"]) == (
        "Телефон участника",
        "+7 913 123-45-67",
        "Ответственный",
        "Карточка",
    )
    assert changes[-1]["what"] == "Загрузка списка"
    assert {one["id"] for one in changes} == {id}
    status, out, err = say("history", filled, "student", id)
    assert (status, err) == (0, "")
    assert "Телефон участника: " in out
    assert "→ +7 913 123-45-67" in out


def test_the_whole_base_begins_with_its_making(filled: Path, say: Say) -> None:
    changes = found(*say("history", filled, "--json"))["changes"]
    assert changes[-1]["what"] == "База создана"
    assert {"Загрузка списка"} <= {one["what"] for one in changes}
    status, out, _ = say("history", filled)
    assert status == 0
    assert out.splitlines()[-1].startswith("№ 1  ")


@pytest.mark.parametrize(
    ("words", "text"), [(("pupil", "1"), "вида «pupil» нет"), (("student",), "Назовите и номер записи")]
)
def test_what_cannot_be_told_is_refused(filled: Path, say: Say, words: tuple[str, ...], text: str) -> None:
    status, out, err = say("history", filled, *words)
    assert (status, out) == (4, "")
    assert text in err


def test_a_record_without_changes_says_so(filled: Path, say: Say) -> None:
    assert say("history", filled, "student", "none")[:2] == (0, "Изменений в истории нет.\n")
    assert found(*say("history", filled, "student", "none", "--json")) == {"changes": []}
