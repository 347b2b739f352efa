"""The password of a base: as it was typed, changed all or none, forgotten and recovered by the sheet."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from sqlalchemy import select

from app.domain.actors import OWNER, Role
from app.domain.history import HistoryAct
from app.errors import AppError, BadValue, Refused, WrongPassword
from app.services import base_password
from app.services.backups import Health, copy_lines, copy_now
from app.services.base_password import (
    LOCK_AFTER,
    change_password,
    check_password,
    keep_lock_after,
    lock_after,
    note_wrong_tries,
)
from app.services.history import check_history
from app.services.recovery import recovery_sheet
from app.storage import base_key, copy_list
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from app.storage.recovery_code import recovered_key
from app.storage.snapshots import open_snapshot

FIRST, SECOND = "вишня трактор 7 облако", 'другой "длинный" пароль\'--'


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys in a millisecond: how slow they really are is tried where they are made."""
    monkeypatch.setattr(base_key, "ROUNDS", 1000)


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str], Passport]:
    """A new base under a password."""

    def make(password: str) -> Passport:
        return new_passport(
            tmp_path / "closed.passport", year="2019-20", kind="school", code="700101", name="Школа", password=password
        )

    return make


def code_on(pdf: bytes) -> str:
    (page,) = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(re.findall(r"\b[0-9A-Z]{5}\b", page.extract_text()))


ODD = ("a", "ф" * 200, " с пробелами по краям ", "Caps LOCK", "both ' and \"", "x'00'", "й", "\u0438\u0306", "%s{}\\")


@pytest.mark.parametrize("password", ODD)
def test_a_password_opens_exactly_as_it_was_typed(made: Callable[[str], Passport], password: str) -> None:
    with made(password) as passport:
        path = passport.path
        check_password(passport, password)
        for other in (password.strip() + "x", password.swapcase() + " ", ""):
            with pytest.raises(WrongPassword):
                check_password(passport, other)
    with pytest.raises(WrongPassword):
        open_passport(path, password + " ")
    open_passport(path, password).close()


def test_another_password_opens_and_the_old_one_does_not(made: Callable[[str], Passport]) -> None:
    with made(FIRST) as passport:
        change_password(passport, SECOND)
        check_password(passport, SECOND)
        keep_lock_after(passport, 5)  # the open base goes on
        path = passport.path
    with pytest.raises(WrongPassword):
        open_passport(path, FIRST)
    with open_passport(path, SECOND) as passport:
        assert lock_after(passport) == 5


def test_a_base_gets_a_password_and_loses_it(made: Callable[[str], Passport]) -> None:
    with made("") as passport:
        path = passport.path
        change_password(passport, FIRST)
        assert passport.has_password
    with pytest.raises(WrongPassword):
        open_passport(path)
    with open_passport(path, FIRST) as passport:
        change_password(passport, "")
        assert not passport.has_password
    open_passport(path).close()


@pytest.mark.parametrize(("new", "kind"), [(FIRST, Refused), ("короткий"[:7], BadValue), ("password1", BadValue)])
def test_a_bad_new_password_changes_nothing(made: Callable[[str], Passport], new: str, kind: type[AppError]) -> None:
    with made(FIRST) as passport:
        path = passport.path
        with pytest.raises(kind):
            change_password(passport, new)
        check_password(passport, FIRST)
    open_passport(path, FIRST).close()


def test_only_the_owner_changes_it_and_gets_the_sheet(made: Callable[[str], Passport]) -> None:
    with made(FIRST) as passport:
        passport.actor = replace(passport.actor, role=Role.HEAD)
        for act in (lambda: change_password(passport, SECOND), lambda: recovery_sheet(passport)):
            with pytest.raises(Refused, match="Роли «директор» не дано"):
                act()
        passport.actor = OWNER
        check_password(passport, FIRST)


def test_the_sheet_opens_the_base_until_the_password_is_changed(made: Callable[[str], Passport]) -> None:
    with made(FIRST) as passport:
        path = passport.path
        code = code_on(recovery_sheet(passport).pdf)
    with open_passport(path, recovered_key(code)) as passport:
        change_password(passport, SECOND)
        newer = code_on(recovery_sheet(passport).pdf)
    assert newer != code
    with pytest.raises(WrongPassword):
        open_passport(path, recovered_key(code))
    open_passport(path, recovered_key(newer)).close()
    open_passport(path, SECOND).close()


def test_a_base_without_a_password_has_no_sheet(made: Callable[[str], Passport]) -> None:
    with made("") as passport, pytest.raises(Refused, match="лист восстановления ей не нужен"):
        recovery_sheet(passport)


def test_idle_minutes_are_kept_and_mean_nothing_without_a_password(made: Callable[[str], Passport]) -> None:
    with made(FIRST) as passport:
        assert lock_after(passport) == 15
        for minutes in LOCK_AFTER:
            keep_lock_after(passport, minutes)
            assert lock_after(passport) == minutes
        keep_lock_after(passport, 10)
        change_password(passport, "")
        assert lock_after(passport) == 0
        change_password(passport, SECOND)
        assert lock_after(passport) == 10


def test_nothing_of_passwords_or_codes_stands_in_the_file(made: Callable[[str], Passport]) -> None:
    with made(FIRST) as passport:
        path = passport.path
        code = code_on(recovery_sheet(passport).pdf)
        change_password(passport, SECOND)
        key = passport.key.raw
    content = b"".join(one.read_bytes() for one in path.parent.iterdir() if one.is_file())
    for secret in (FIRST, SECOND, code, code.replace(" ", ""), key.hex()):
        assert secret.encode() not in content
        assert secret.encode("utf-16-le") not in content
    assert key not in content


def acts(passport: Passport) -> list[tuple[str, str]]:
    """The acts in the history after the base was made."""
    with passport.reading() as session:
        return [(one.what, one.detail) for one in session.scalars(select(HistoryAct).order_by(HistoryAct.number))][1:]


def test_the_history_tells_of_passwords_sheets_and_wrong_tries_without_them(made: Callable[[str], Passport]) -> None:
    with made("") as passport:
        change_password(passport, FIRST)
        change_password(passport, SECOND)
        recovery_sheet(passport)
        note_wrong_tries(passport, 3)
        with pytest.raises(BadValue):
            change_password(passport, "qwerty")
        change_password(passport, "")
        assert acts(passport) == [
            ("Пароль базы", "задан"),
            ("Пароль базы", "сменён"),
            ("Лист восстановления", ""),
            ("Вход", "до него неверных паролей: 3"),
            ("Пароль базы", "убран"),
        ]
        assert check_history(passport) == ()


# --- copies of before ---------------------------------------------------------------------------------


def healths(passport: Passport) -> list[Health]:
    return [line.health for line in copy_lines(passport)]


def test_copies_of_before_are_written_anew(made: Callable[[str], Passport]) -> None:
    with made(FIRST) as passport:
        paths = [copy_now(passport).path for _ in range(3)]
        told = [line.reason for line in copy_lines(passport)]
        done = change_password(passport, SECOND, copies=True)
        assert (done.rewritten, done.left) == (3, 0)
        assert healths(passport) == [Health.GOOD] * 4
        assert [line.reason for line in copy_lines(passport)][1:] == told
    for path in paths:
        open_snapshot(path, SECOND).close()
        with pytest.raises(WrongPassword):
            open_snapshot(path, FIRST)
    assert not list(paths[0].parent.glob("*.tmp"))


def test_each_older_copy_is_compared_with_its_sum_once(
    made: Callable[[str], Passport], monkeypatch: pytest.MonkeyPatch
) -> None:
    summed: list[Path] = []

    def sum_of(path: Path) -> str:
        summed.append(path)
        return copy_sum(path)

    copy_sum = copy_list.sum_of
    with made(FIRST) as passport:
        older = [copy_now(passport).path for _ in range(3)]
        monkeypatch.setattr(copy_list, "sum_of", sum_of)
        copies = base_password._copies_too
        monkeypatch.setattr(base_password, "_copies_too", lambda *given: (summed.clear(), copies(*given))[1])
        assert change_password(passport, SECOND, copies=True).rewritten == 3
    assert [summed.count(path) for path in older] == [1, 1, 1]


def test_copies_stay_as_they_are_when_nobody_asks(made: Callable[[str], Passport]) -> None:
    with made(FIRST) as passport:
        path = copy_now(passport).path
        was = path.read_bytes()
        done = change_password(passport, SECOND)
        assert (done.rewritten, done.left) == (0, 1)
        assert healths(passport) == [Health.GOOD, Health.OLD_PASSWORD]
    assert path.read_bytes() == was


def test_a_base_that_gets_its_first_password_leaves_no_open_copy(made: Callable[[str], Passport]) -> None:
    with made("") as passport:
        path = copy_now(passport).path
        assert change_password(passport, FIRST, copies=True).rewritten == 1
    with pytest.raises(WrongPassword):
        open_snapshot(path)


def test_what_cannot_be_written_anew_stays_and_is_counted(made: Callable[[str], Passport]) -> None:
    with made(FIRST) as passport:
        older = copy_now(passport).path
        change_password(passport, SECOND)
        damaged = copy_now(passport).path
        damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
        was = older.read_bytes(), damaged.read_bytes()
        done = change_password(passport, FIRST + "2", copies=True)
        assert done.left == 2
        assert done.rewritten > 0
    assert (older.read_bytes(), damaged.read_bytes()) == was


def test_a_copy_without_its_note_is_written_anew_too(made: Callable[[str], Passport]) -> None:
    with made(FIRST) as passport:
        path = copy_now(passport).path
        for told in path.parent.glob("copies *.json"):
            told.unlink()
        assert change_password(passport, SECOND, copies=True).left == 0
    open_snapshot(path, SECOND).close()
