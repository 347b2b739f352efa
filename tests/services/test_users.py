"""Users of a shared base: let in, given another role or password, closed; each by what he alone knows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.actors import Role
from app.errors import AppError, BadFile, BadValue, Refused, WrongPassword
from app.services import users as service
from app.services.users import (
    add_user,
    change_own_password,
    change_role,
    close_user,
    reset_password,
    roles_for,
    users,
)
from app.storage import user_slots
from app.storage.key_slots import read_slots
from app.storage.opening import open_passport
from app.storage.passport import Passport
from data.municipality import municipality
from data.shared import OWNER_PASSWORD, PASSWORDS, TwoClasses

pytestmark = pytest.mark.usefixtures("few_rounds")

NEW = "совсем другой карандаш"


@pytest.fixture
def base(two_classes_made: TwoClasses, tmp_path: Path) -> Path:
    return two_classes_made.copy(tmp_path, locked=True)


@pytest.fixture
def owned(base: Path) -> Iterator[Passport]:
    """The base as its owner has it open."""
    with open_passport(base, OWNER_PASSWORD) as passport:
        yield passport


def role_of(base: Path, password: str) -> Role:
    with open_passport(base, password) as passport:
        return passport.actor.role


def test_each_comes_in_by_his_own_password_in_his_role(owned: Passport, base: Path) -> None:
    for role, password in PASSWORDS.items():
        classes = ("9а", "9Б", "9А") if role is Role.TEACHER else ("9А",)
        made = add_user(owned, f"  Имя  {role} ", role, password, classes)
        assert (made.name, made.role, made.closed) == (f"Имя {role}", role, None)
        assert made.classes == (("9А", "9Б") if role is Role.TEACHER else ())
    assert [one.name for one in users(owned)] == sorted(f"Имя {role}" for role in PASSWORDS)
    owned.close()
    for role, password in PASSWORDS.items():
        with open_passport(base, password) as passport:
            assert (passport.actor.role, passport.actor.name) == (role, f"Имя {role}")
            with pytest.raises(Refused, match="пользователи"):
                users(passport)


REFUSED: dict[str, tuple[dict[str, Any], type[AppError], str]] = {
    "no name": ({"name": "  "}, BadValue, "имя"),
    "a sign that is none": ({"name": "Пет\ud800рова"}, BadValue, "знак"),
    "the same name": ({"name": "петрова"}, BadValue, "уже есть"),
    "a short password": ({"password": "7Hj#kd9"}, BadValue, "не меньше"),
    "a common password": ({"password": "школа2024"}, BadValue, "подбирают"),
    "the owner's password": ({"password": OWNER_PASSWORD}, BadValue, "взять нельзя"),
    "another's password": ({"password": PASSWORDS[Role.READER]}, BadValue, "взять нельзя"),
    "a second owner": ({"role": Role.OWNER}, Refused, "роль"),
    "a teacher without a class": ({"role": Role.TEACHER}, BadValue, "Укажите класс"),
    "a teacher of no class": ({"role": Role.TEACHER, "classes": ("9Я",)}, BadValue, "класса в базе нет"),
    "a class that is none": ({"role": Role.TEACHER, "classes": ("<b>",)}, BadValue, "."),
}


@pytest.mark.parametrize(("given", "kind", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_will_not_do_is_refused_and_lets_nobody_in(
    owned: Passport, base: Path, given: dict[str, Any], kind: type[AppError], sentence: str
) -> None:
    add_user(owned, "Петрова", Role.READER, PASSWORDS[Role.READER])
    before = (users(owned), read_slots(base))
    usual = {"name": "Сидорова", "role": Role.TYPIST, "password": NEW, "classes": ()}
    with pytest.raises(kind, match=sentence):
        add_user(owned, **(usual | given))
    assert (users(owned), read_slots(base)) == before


def test_a_base_without_a_password_has_no_users(two_classes_made: TwoClasses, tmp_path: Path) -> None:
    path = two_classes_made.copy(tmp_path)
    with open_passport(path) as passport, pytest.raises(Refused, match="без пароля"):
        add_user(passport, "Петрова", Role.READER, NEW)


def test_a_municipality_has_readers_only(tmp_path: Path) -> None:
    with municipality(tmp_path / "m.passport") as passport:
        passport.rekey(OWNER_PASSWORD)
        assert roles_for(passport) == (Role.READER,)
        with pytest.raises(Refused, match="роль"):
            add_user(passport, "Петрова", Role.TYPIST, NEW)
        assert add_user(passport, "Петрова", Role.READER, NEW).role is Role.READER


def test_there_are_not_more_than_can_be_tried(owned: Passport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST", 1)
    first = add_user(owned, "Петрова", Role.READER, NEW)
    with pytest.raises(Refused, match="больше"):
        add_user(owned, "Сидорова", Role.READER, PASSWORDS[Role.TYPIST])
    close_user(owned, first.id)
    add_user(owned, "Сидорова", Role.READER, PASSWORDS[Role.TYPIST])


def test_another_role_holds_from_the_next_coming_in(owned: Passport, base: Path) -> None:
    made = add_user(owned, "Петрова", Role.READER, NEW)
    change_role(owned, made.id, Role.TEACHER, ("9Б",))
    with pytest.raises(BadValue):
        change_role(owned, made.id, Role.TEACHER, ())
    owned.close()
    with open_passport(base, NEW) as passport:
        assert (passport.actor.role, passport.actor.classes) == (Role.TEACHER, ("9Б",))


def test_a_closed_user_stays_named_and_comes_in_no_more(owned: Passport, base: Path) -> None:
    made = add_user(owned, "Петрова", Role.READER, NEW)
    close_user(owned, made.id)
    (line,) = users(owned)
    assert line.closed is not None
    for act in (lambda: close_user(owned, made.id), lambda: reset_password(owned, made.id, NEW)):
        with pytest.raises(Refused, match="закрыли"):
            act()
    assert add_user(owned, "Петрова", Role.TYPIST, NEW).id != made.id  # the name and the password are free again
    owned.close()
    assert role_of(base, NEW) is Role.TYPIST


def test_a_forgotten_password_is_replaced(owned: Passport, base: Path) -> None:
    made = add_user(owned, "Петрова", Role.READER, PASSWORDS[Role.READER])
    with pytest.raises(BadValue):
        reset_password(owned, made.id, "12345678")
    reset_password(owned, made.id, NEW)
    owned.close()
    assert role_of(base, NEW) is Role.READER
    with pytest.raises(WrongPassword):
        open_passport(base, PASSWORDS[Role.READER])


def test_a_user_changes_his_own_password_by_knowing_the_old_one(owned: Passport, base: Path) -> None:
    old = PASSWORDS[Role.READER]
    add_user(owned, "Петрова", Role.READER, old)
    with pytest.raises(Refused, match="самой базы"):
        change_own_password(owned, OWNER_PASSWORD, NEW)
    owned.close()
    with open_passport(base, old) as passport:
        for given, new, kind in (
            ("не тот пароль", NEW, WrongPassword),
            (old, old, BadValue),
            (old, "12345678", BadValue),
            (old, OWNER_PASSWORD, BadValue),
        ):
            with pytest.raises(kind):
                change_own_password(passport, given, new)
        change_own_password(passport, old, NEW)
        with pytest.raises(Refused):  # and it could do nothing else meanwhile or after
            reset_password(passport, passport.actor.id, old)
    assert role_of(base, NEW) is Role.READER
    with pytest.raises(WrongPassword):
        open_passport(base, old)


def test_where_the_file_beside_cannot_be_written_nothing_changes(
    owned: Passport, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = add_user(owned, "Петрова", Role.READER, NEW)
    before = users(owned)

    def full(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(user_slots, "write_slots", full)
    for act in (
        lambda: add_user(owned, "Сидорова", Role.TYPIST, PASSWORDS[Role.TYPIST]),
        lambda: close_user(owned, made.id),
        lambda: reset_password(owned, made.id, PASSWORDS[Role.TYPIST]),
    ):
        with pytest.raises(BadFile, match="места на диске"):
            act()
    assert users(owned) == before
