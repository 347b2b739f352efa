"""Users in the window: named by the owner, let through to what is theirs, and told why the rest is closed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from app.domain.actors import Actor, Role
from app.domain.roles import Right, may
from app.domain.users import User
from app.services import moments
from app.services.cards import load_card
from app.services.users import users
from app.storage import opening
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.ui import approval_strip, users_dialog
from app.ui.main_window import MainWindow
from app.ui.page_names import IMPORT, PACKAGE, ROOMS, SCHOOL, STAFF, STUDENTS
from app.ui.password_dialog import PasswordDialog
from app.ui.plain import Button
from app.ui.role_limits import ACTS, BUTTONS, OF_THE_WHOLE_SCHOOL, OWN_PASSWORD, PAGES, is_open, name_of, who_works
from app.ui.user_dialog import UserDialog
from app.ui.users_dialog import UsersDialog
from data.shared import OTHERS, OWNER_PASSWORD, PASSWORDS, TwoClasses, actor
from ui.keys import keys

Open = Callable[[Actor], MainWindow]


@pytest.fixture
def base(two_classes_made: TwoClasses, tmp_path: Path) -> Path:
    return two_classes_made.copy(tmp_path)


@pytest.fixture
def opened(qtbot: QtBot, base: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the window on a base as somebody has it: what his password would tell is told."""
    made: list[MainWindow] = []

    def show(who: Actor) -> MainWindow:
        monkeypatch.setattr(opening, "admit", lambda passport, _by: passport.become(who))
        window = MainWindow()
        made.append(window)
        window.resize(1366, 700)
        window.show()
        assert window.open_file(base)
        qtbot.waitUntil(lambda: window.desk is not None and window.desk.checked and not window.jobs.busy, timeout=20000)
        return window

    yield show
    for window in made:
        window.close_file()
        window.jobs.close()
        window.deleteLater()


def acts(window: MainWindow) -> dict[str, QAction]:
    menus = window.menuBar().findChildren(QMenu)
    return {action.text(): action for menu in menus for action in menu.actions() if action.text()}


# What is open to whom


def test_every_name_in_the_limits_is_in_the_window(opened: Open) -> None:
    window = opened(Actor())
    assert (set(ACTS) | {OWN_PASSWORD}) - set(acts(window)) == set()
    titles = {*window.pages.titles, "Приём пакетов", "Школы и ключи"}
    assert set(PAGES) | OF_THE_WHOLE_SCHOOL <= titles
    for number in range(len(window.pages.titles)):
        window.pages.page(number)
    window.pages.students.card  # noqa: B018 - made when it is first asked for
    texts = {name_of(button) for button in window.findChildren(Button)}
    assert set(BUTTONS) - texts == set()


def test_the_owner_has_everything_open(opened: Open) -> None:
    window = opened(Actor())
    assert all(action.isEnabled() for text, action in acts(window).items() if text in ACTS)
    assert not acts(window)[OWN_PASSWORD].isVisible()
    assert window.who.text() == ""  # in a base without a password all are one
    assert all(is_open(window.pages.navigation.item(row)) for row in range(window.pages.navigation.count()))


@pytest.mark.parametrize("role", OTHERS)
def test_a_role_finds_open_what_it_may_do_and_is_told_of_the_rest(opened: Open, role: Role) -> None:
    window = opened(actor(role))
    found = acts(window)
    for text, right in ACTS.items():
        assert found[text].isEnabled() is may(role, right), text
        assert ("не дано" in found[text].toolTip()) is not may(role, right), text
    assert found[OWN_PASSWORD].isVisible()
    for row, title in enumerate(window.pages.titles):
        item = window.pages.navigation.item(row)
        allowed = not PAGES.get(title) or any(may(role, right) for right in PAGES[title])
        assert is_open(item) is (allowed and not (role is Role.TEACHER and title in OF_THE_WHOLE_SCHOOL)), title
        assert is_open(item) or "не дано" in item.toolTip() or "только его класс" in item.toolTip()


def test_a_closed_page_is_not_gone_to(opened: Open) -> None:
    window = opened(actor(Role.READER))
    said: list[str] = []
    window.desk.said.connect(said.append)
    window.pages.go(IMPORT)
    assert window.pages.navigation.currentRow() == STUDENTS
    assert said == ["Роли «читатель» не дано: загрузка и приём данных."]


def test_the_acts_are_open_again_for_the_next_who_comes(opened: Open, base: Path) -> None:
    window = opened(actor(Role.READER))
    window.close_file()
    assert window.who.text() == ""
    opened(Actor()).close_file()
    assert window.open_file(base)  # by now the owner's
    assert all(action.isEnabled() for text, action in acts(window).items() if text in ACTS)


# Cards


def typed_in(window: MainWindow, name: str, text: str) -> str:
    """What stands in a field of the pupil's card after somebody has typed into it."""
    card = window.pages.students.card
    card.focus_field(name)
    row = card.row(name)
    keys(row.editor.line, text)
    QTest.keyClick(row.editor, Qt.Key.Key_F3)
    QTest.keyClick(row.editor.line, Qt.Key.Key_Return)
    return row.text()


@pytest.mark.parametrize("name", ["first_name", "sex", "birth", "category", "conditions"])
def test_a_reader_looks_at_cards_and_cannot_spoil_them(opened: Open, name: str) -> None:
    window = opened(actor(Role.READER))
    page = window.pages.students
    stood = page.card.card.texts[name]
    assert typed_in(window, name, "ж") == stood
    QTest.keyClick(page.card.row(name).editor, Qt.Key.Key_Down)  # would choose the next of a list
    assert page.card.row(name).text() == stood
    assert not page.unsaved
    assert "Только просмотр" in page.card.locked
    assert not page.save_button.isVisible()
    assert not page.list.new_button.isVisible()
    page.new()
    assert page.present


def test_lists_on_a_card_are_shown_only(opened: Open) -> None:
    window = opened(actor(Role.READER))
    card = window.pages.students.card
    for tab in card.tabs:
        card.page(tab.key)
    guardians = card.page("family").lists["guardians"]
    assert not guardians.blocks[-1].isVisibleTo(card)
    exams = card.page("gia").lists["exams"]
    assert not any(box.isEnabled() for box in exams._boxes.values())
    buttons = [one for one in card.findChildren(Button) if one.text() == "Убрать"]
    assert not any(one.isVisibleTo(card) for one in buttons)


def test_a_typist_works_on_every_card(opened: Open) -> None:
    window = opened(actor(Role.TYPIST))
    window.pages.students.card.put({"birth_place": "г. Колпашево"})
    assert window.pages.students.save()
    window.pages.go(STAFF)
    window.pages.go(ROOMS)
    window.pages.go(SCHOOL)
    assert window.pages.worked().card_view().locked == ""


def test_a_teacher_has_his_class_and_saves_in_it(opened: Open, two_classes_made: TwoClasses) -> None:
    window = opened(actor(Role.TEACHER))
    page = window.pages.students
    assert page.list.model.total == 3
    page.open(two_classes_made.ids["9А"][0])
    page.card.put({"birth_place": "г. Колпашево"})
    assert page.save()
    assert page.card.card.version == 2
    assert {one.entity for one in window.desk.findings} <= {"student"}


def test_the_classes_are_shown_only_to_a_reader(opened: Open) -> None:
    window = opened(actor(Role.READER))
    window.pages.go(SCHOOL)
    page = window.pages.page(SCHOOL)
    assert not page.classes.new_button.isVisible()
    page.classes.table.setCurrentCell(0, 2)
    QTest.keyClick(page.classes.table, Qt.Key.Key_F2)
    assert page.classes.table.state() == page.classes.table.State.NoState
    page.classes.change()
    assert QApplication.activeModalWidget() is None


# The approval


def with_head(base: Path) -> Actor:
    who = actor(Role.HEAD)
    with open_passport(base) as passport, passport.writing() as session:
        session.add(User(id=who.id, name=who.name, role=Role.HEAD, classes=[], since=moments.now()))
    return who


def test_the_head_approves_and_lends_his_right(
    opened: Open, base: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(with_head(base))
    window.pages.go(PACKAGE)
    page = window.pages.page(PACKAGE)
    strip = page.approval
    qtbot.waitUntil(lambda: "не утверждены" in strip.label.text(), timeout=20000)
    assert not page.sending.isVisible()
    asked: list[str] = []
    monkeypatch.setattr(approval_strip, "ask", lambda *given: asked.append(given[2]) or "Утвердить")
    strip.button.click()
    qtbot.waitUntil(lambda: strip.label.text().startswith("✔ Утверждено"), timeout=20000)
    assert strip._standing is not None
    assert strip._standing.code in asked[0]
    assert not strip.button.isEnabled()
    strip.lend.click()
    strip.read()
    qtbot.waitUntil(lambda: strip._standing is not None and strip._standing.given, timeout=20000)


def test_the_owner_sees_that_the_data_have_changed(opened: Open, base: Path, qtbot: QtBot) -> None:
    head = with_head(base)
    with open_passport(base) as passport:
        passport.become(head)
        from app.services.approvals import approval, approve

        approve(passport, approval(passport).fingerprint)
    window = opened(Actor())
    page = window.pages.students
    page.card.put({"birth_place": "г. Колпашево"})
    assert page.save()
    window.pages.go(PACKAGE)
    strip = window.pages.page(PACKAGE).approval
    qtbot.waitUntil(lambda: "Изменилось после утверждения" in strip.label.text(), timeout=20000)
    assert not strip.button.isVisible()
    assert not strip.lend.isVisible()


def test_without_a_head_nothing_is_said_of_approving(opened: Open) -> None:
    window = opened(Actor())
    window.pages.go(PACKAGE)
    assert not window.pages.page(PACKAGE).approval.isVisible()


# Naming users


@pytest.fixture
def locked(
    qtbot: QtBot, two_classes_made: TwoClasses, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few_rounds: None
) -> Iterator[MainWindow]:
    """The owner's window on a base with his password."""
    path = two_classes_made.copy(tmp_path, locked=True)
    entered = opening._entered
    monkeypatch.setattr(opening, "_entered", lambda path, _secret, opened: entered(path, OWNER_PASSWORD, opened))
    window = MainWindow()
    window.show()
    assert window.open_file(path)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.checked and not window.jobs.busy, timeout=20000)
    yield window
    window.close_file()
    window.jobs.close()
    window.deleteLater()


@pytest.fixture
def dialog(locked: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[UsersDialog]:
    """The window of users, which answers its own questions."""
    monkeypatch.setattr(users_dialog, "ask", lambda *given: next(iter(given[3])))
    monkeypatch.setattr(users_dialog, "tell", lambda *_: None)
    made = UsersDialog(locked, locked.desk)
    qtbot.addWidget(made)
    made.show()
    yield made
    qtbot.waitUntil(lambda: not locked.jobs.busy)


def answer(monkeypatch: pytest.MonkeyPatch, role: Role, name: str, *classes: str) -> None:
    """Fill in the dialog that asks who a user is, as a person would, and accept it."""

    def fill(asked: UserDialog) -> int:
        assert not asked._ready.isEnabled() or asked._name.isReadOnly()
        if not asked._name.isReadOnly():
            asked._name.setText(name)
        asked._role.setCurrentIndex(asked._role.findData(role))
        for row in range(asked._classes.count()):
            item = asked._classes.item(row)
            item.setCheckState(Qt.CheckState.Checked if item.text() in classes else Qt.CheckState.Unchecked)
        assert asked._ready.isEnabled() is (role is not Role.TEACHER or bool(classes))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(UserDialog, "exec", fill)
    monkeypatch.setattr(users_dialog, "ask_password", lambda *_, **__: PASSWORDS[role])


def listed(passport: Passport) -> list[tuple[str, Role, tuple[str, ...], bool]]:
    return [(one.name, one.role, one.classes, one.closed is None) for one in users(passport)]


def test_the_owner_adds_changes_and_closes_users(
    locked: MainWindow, dialog: UsersDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settle() -> None:
        qtbot.waitUntil(lambda: not locked.jobs.busy, timeout=20000)

    passport = locked.desk.passport
    assert not dialog.role_button.isEnabled()
    answer(monkeypatch, Role.TEACHER, "Петрова", "9Б")
    dialog.add_button.click()
    settle()
    assert listed(passport) == [("Петрова", Role.TEACHER, ("9Б",), True)]
    answer(monkeypatch, Role.TYPIST, "не изменится")
    dialog.role_button.click()
    settle()
    assert listed(passport) == [("Петрова", Role.TYPIST, (), True)]
    monkeypatch.setattr(users_dialog, "ask_password", lambda *_, **__: PASSWORDS[Role.HEAD])
    dialog.password_button.click()
    settle()
    dialog.close_button.click()
    settle()
    assert listed(passport) == [("Петрова", Role.TYPIST, (), False)]
    assert not dialog.close_button.isEnabled()


def test_a_refusal_is_shown_and_the_window_stays(
    locked: MainWindow, dialog: UsersDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(users_dialog, "show_error", lambda _parent, problem: shown.append(str(problem)))
    answer(monkeypatch, Role.READER, "Петрова")
    monkeypatch.setattr(users_dialog, "ask_password", lambda *_, **__: OWNER_PASSWORD)
    dialog.add_button.click()
    qtbot.waitUntil(lambda: bool(shown), timeout=20000)
    assert "взять нельзя" in shown[0]
    assert OWNER_PASSWORD not in shown[0]
    assert listed(locked.desk.passport) == []


def test_the_line_below_names_who_works(locked: MainWindow) -> None:
    assert locked.who.text() == "Работает: Ответственный"
    passport = locked.desk.passport
    passport.become(actor(Role.TEACHER))
    assert who_works(passport) == "Работает: Некто (классный руководитель) (классный руководитель, 9А)"


def test_in_a_base_without_a_password_nobody_is_added(opened: Open, qtbot: QtBot) -> None:
    window = opened(Actor())
    dialog = UsersDialog(window, window.desk)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.add_button.isEnabled()
    assert "без пароля" in dialog.remark.text()


def test_a_user_changes_his_own_password(locked: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.services.users import add_user

    passport = locked.desk.passport
    made = add_user(passport, "Петрова", Role.READER, PASSWORDS[Role.READER])
    passport.become(Actor(made.id, made.name, made.role))

    def fill(asked: PasswordDialog) -> int:
        for line in (asked.first, asked.second):
            line.setText(PASSWORDS[Role.HEAD])
        assert not asked.ready.isEnabled()  # the old one is asked for in the same box
        assert asked.before is not None
        asked.before.setText(PASSWORDS[Role.READER])
        assert asked.ready.isEnabled()
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(PasswordDialog, "exec", fill)
    users_dialog.change_own(locked, locked.desk)
    said: list[str] = []
    locked.desk.said.connect(said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=20000)
    assert "Пароль изменён" in said[0]
    assert load_card(passport, "student", locked.pages.students.present)
    assert not may(Role.READER, Right.MANAGE)
