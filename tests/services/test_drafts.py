"""Drafts: what was typed comes back field by field, for the right record, and nothing is overwritten unseen."""

import pytest

from app.errors import AppError
from app.paths import user_data
from app.services.cards import Card, Edit, load_card, save_card
from app.services.detail_rows import Row
from app.services.drafts import Fate, drafts, drop_draft, keep_draft
from app.services.school import school_card
from app.storage.passport import Passport
from data.people import People

NEW_ID = "00000000-0000-4000-8000-000000000001"


def made(passport: Passport, entity: str = "student", **texts: str) -> Card:
    card = save_card(passport, Edit(entity, "", 0, texts or People(7).pupil("9А"))).card
    assert card is not None
    return card


def said(passport: Passport) -> list[tuple[str, str, str]]:
    return [(one.label, one.stored, one.typed) for kept in drafts(passport) for one in kept.differences]


def test_draft_says_what_differs(passport: Passport) -> None:
    card = made(passport, last_name="Юдин", first_name="Лев", class_name="9А")
    keep_draft(passport, Edit("student", card.id, card.version, {"last_name": "Юдина", "birth": "3102"}))
    (kept,) = drafts(passport)
    assert (kept.fate, kept.who) == (Fate.SAME, "Юдин Лев")
    assert said(passport) == [("Фамилия", "Юдин", "Юдина"), ("Дата рождения", "", "3102")]
    assert load_card(passport, "student", card.id) == card  # the record itself is as it was


@pytest.mark.parametrize(
    ("entity", "texts"),
    [
        ("student", {"last_name": "Юдин", "class_name": "9А"}),
        ("staff", {"last_name": "Юдина", "post": "Учитель"}),
        ("room", {"building": "Главное", "number": "12"}),
    ],
)
def test_every_entity_has_drafts_new_cards_too(passport: Passport, entity: str, texts: dict[str, str]) -> None:
    keep_draft(passport, Edit(entity, NEW_ID, 0, texts))
    card = made(passport, entity, **texts)
    name = next(iter(texts))
    keep_draft(passport, Edit(entity, card.id, card.version, {name: "Иное"}))
    by_id = {one.edit.id: one for one in drafts(passport)}
    assert by_id[NEW_ID].fate is Fate.NEW
    assert dict(by_id[NEW_ID].edit.texts) == texts
    assert [one.typed for one in by_id[card.id].differences] == ["Иное"]


def test_school_has_a_draft(passport: Passport) -> None:
    card = school_card(passport)
    keep_draft(passport, Edit("school", card.id, card.version, {"inn": "1"}))
    (kept,) = drafts(passport)
    assert kept.who == "МБОУ «СОШ № 1»"


def test_lists_are_kept_row_by_row(passport: Passport) -> None:
    card = made(passport)
    two = tuple(Row("", {"name": name, "phone": ""}) for name in ("Юдина Анна", "Юдин Пётр"))
    card = save_card(passport, Edit("student", card.id, card.version, {}, {"guardians": two})).card or card
    first, second = card.details["guardians"]
    typed = (Row(second.id, {**second.texts, "phone": "12"}), Row("", {**dict.fromkeys(first.texts, ""), "name": "Ян"}))
    keep_draft(passport, Edit("student", card.id, card.version, {}, {"guardians": typed}))
    (kept,) = drafts(passport)
    assert kept.edit.details["guardians"] == typed
    assert [(one.field, one.stored, one.typed) for one in kept.differences] == [
        ("guardians.1.phone", "", "12"),
        ("guardians.2.name", "", "Ян"),
        ("guardians", "Юдина Анна", ""),
    ]


def test_changed_and_removed_records_are_told(passport: Passport) -> None:
    card = made(passport, last_name="Юдин", class_name="9А")
    keep_draft(passport, Edit("student", card.id, card.version, {"last_name": "Юдина"}))
    after = save_card(passport, Edit("student", card.id, card.version, {"last_name": "Юдов"})).card
    assert after is not None
    (kept,) = drafts(passport)
    assert kept.fate is Fate.CHANGED
    assert said(passport) == [("Фамилия", "Юдов", "Юдина")]
    save_card(passport, Edit("student", card.id, after.version, remove=True))
    (kept,) = drafts(passport)
    assert (kept.fate, kept.who) == (Fate.REMOVED, "Юдина")


def test_draft_equal_to_its_record_is_forgotten(passport: Passport) -> None:
    keep_draft(passport, Edit("student", NEW_ID, 0, {"last_name": "Юдин"}))
    save_card(passport, Edit("student", NEW_ID, 0, {"last_name": "Юдин"}))  # killed before the draft was dropped
    assert drafts(passport) == ()
    keep_draft(passport, Edit("student", NEW_ID, 1, {"last_name": "Юдина"}))
    drop_draft(passport, "student", NEW_ID)
    assert drafts(passport) == ()


def test_newer_draft_replaces_the_older(passport: Passport) -> None:
    card = made(passport)
    for text in ("А", "Аб"):
        keep_draft(passport, Edit("student", card.id, card.version, {"phone": text}))
    assert [one for *_, one in said(passport)] == ["Аб"]


def fill_up(passport: Passport) -> None:
    passport._connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size: the file is full


LONG = "Тайнов" * 100_000


def test_full_disk_is_told_without_the_text(
    passport: Passport, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(passport)
    monkeypatch.setenv("SCHOOL_PASSPORT_DATA", "/proc/nobody-writes-here")
    with pytest.raises(AppError, match="Не хватает места") as told:
        keep_draft(passport, Edit("student", NEW_ID, 0, {"last_name": LONG}))
    assert "Тайнов" not in str(told.value) + caplog.text + str(told.value.__cause__)


def test_on_a_full_disk_drafts_are_kept_apart_and_as_safe(passport: Passport) -> None:
    passport.rekey("длинный пароль школы")
    card = made(passport)
    keep_draft(passport, Edit("student", card.id, card.version, {"phone": "А"}))
    fill_up(passport)
    keep_draft(passport, Edit("student", card.id, card.version, {"phone": LONG}))
    keep_draft(passport, Edit("student", NEW_ID, 0, {"last_name": "Новенькая"}))
    folder = user_data() / "drafts"
    (file,) = folder.iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    for text in ("Тайнов", "Новенькая"):
        for code in ("utf-8", "utf-16-le", "cp1251"):
            assert text.encode(code) not in file.read_bytes()
    assert {one.edit.id: dict(one.edit.texts) for one in drafts(passport)} == {
        card.id: {"phone": LONG},
        NEW_ID: {"last_name": "Новенькая"},
    }


def test_drafts_kept_apart_are_forgotten_when_they_are_saved_or_kept_in_the_base(passport: Passport) -> None:
    fill_up(passport)
    keep_draft(passport, Edit("student", NEW_ID, 0, {"last_name": LONG}))
    assert len(list((user_data() / "drafts").iterdir())) == 1
    passport._connection.execute("PRAGMA max_page_count = 1000000")
    keep_draft(passport, Edit("student", NEW_ID, 0, {"last_name": "Юдин"}))
    assert list((user_data() / "drafts").iterdir()) == []
    assert [one for *_, one in said(passport)] == ["Юдин"]


def test_drafts_apart_under_an_older_password_are_dropped(passport: Passport) -> None:
    fill_up(passport)
    keep_draft(passport, Edit("student", NEW_ID, 0, {"last_name": LONG}))
    passport._connection.execute("PRAGMA max_page_count = 1000000")
    passport.rekey("длинный пароль школы")
    assert drafts(passport) == ()
    fill_up(passport)
    keep_draft(passport, Edit("student", NEW_ID, 0, {"last_name": LONG + "а"}))
    assert [one for *_, one in said(passport)] == [LONG + "а"]


def test_a_read_only_base_offers_and_forgets_nothing(passport: Passport) -> None:
    card = made(passport)
    keep_draft(passport, Edit("student", card.id, card.version, {"phone": card.texts["phone"]}))
    passport.read_only = "так надо"
    assert drafts(passport) == ()
