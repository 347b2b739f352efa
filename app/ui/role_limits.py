"""What of the window a role may use: acts, pages, buttons and cards beyond it are closed, and say why.

The services refuse them anyway; here nobody is led up to a refusal.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget

from app.domain.actors import ROLE_TITLES, Role
from app.domain.roles import RIGHT_TITLES, Right
from app.services.rights import may_do, sees_all
from app.storage.passport import Passport
from app.ui.gaps_band import FILL
from app.ui.plain import Button, tool_tip

ACTS = {
    **dict.fromkeys(("Пользователи…", "Ключи…", "Пароль…", "Новый учебный год…", "Файл учебного года…"), Right.MANAGE),
    **dict.fromkeys(("Обновление из файла…", "Вернуть прежние данные…"), Right.MANAGE),
    **dict.fromkeys(
        (
            *("Сохранить карточку", "Новая карточка", "Удалить карточку…", "Таблица: одно поле у многих…"),
            *("Изменить у многих…", "Удалить выделенные карточки…", "Набранное и не сохранённое…"),
            *("Пояснить замечание…", "Подтвердить перенесённое поле", "Подтвердить всю карточку"),
            *("Подтвердить весь класс…", "Второй ввод…", "Читает – сверяет…"),
        ),
        Right.EDIT,
    ),
    "Копии базы…": Right.RESTORE,
    "Напечатать форму…": Right.PRINT,
    **dict.fromkeys(("Принять карточку из другой школы…", "Сравнить с прошлым годом…"), Right.IMPORT),
    **dict.fromkeys(
        ("Передать карточку в другую школу…", "Скопировать список", "Выгрузить список в Excel…"), Right.EXPORT
    ),
}
PAGES = {  # by title; each of the rights is enough
    "Выверка": (Right.PRINT, Right.SCAN),
    "Сканы": (Right.SCAN,),
    "Загрузка списка": (Right.IMPORT,),
    "Пакет для МОУО": (Right.EXPORT, Right.APPROVE),
    "Ответы МОУО": (Right.ANSWER,),
    "Приём пакетов": (Right.IMPORT,),
    "Школы и ключи": (Right.MANAGE,),
}
OF_THE_WHOLE_SCHOOL = frozenset({"Работники", "Аудитории", "Школа и классы"})  # not for a class teacher
BUTTONS = {  # by text without its key
    **dict.fromkeys(
        (
            *("Исправить так", "Подтвердить", "Пояснить…", "Убрать пояснение", "Подтвердить поле"),
            *("Подтвердить всё", FILL),
        ),
        Right.EDIT,
    ),
    **dict.fromkeys(("Новый класс…", "Изменить…", "Удалить…"), Right.EDIT_ALL),
    **dict.fromkeys(
        ("Собрать пакет…", "Файлы для РИС…", "Взять файл ключа…", "Напечатать контрольные суммы…"), Right.EXPORT
    ),
    "Слова совпали…": Right.MANAGE,
}
OWN_PASSWORD = "Мой пароль…"


def who_works(passport: Passport) -> str:
    """«Работает: Петрова А. И. (оператор ввода)»; '' in a base without a password, in which all are one."""
    if not passport.has_password:
        return ""
    who = passport.actor
    classes = f", {', '.join(who.classes)}" if who.classes else ""
    role = "" if who.role is Role.OWNER else f" ({ROLE_TITLES[who.role]}{classes})"
    return f"Работает: {who.name}{role}"


def why_not(passport: Passport, right: Right) -> str:
    """Why an act is closed: «Роли «читатель» не дано: печать форм.»"""
    return f"Роли «{ROLE_TITLES[passport.actor.role]}» не дано: {RIGHT_TITLES[right]}."


def open_acts(acts: Iterable[QAction], passport: Passport) -> None:
    """Open the acts of a file, but those that the role may not do, which say why."""
    for action in acts:
        right = ACTS.get(action.text())
        _open(action, "" if right is None or may_do(passport, right) else why_not(passport, right))
        if action.text() == OWN_PASSWORD:
            action.setVisible(passport.actor.role is not Role.OWNER)


def _open(action: QAction, why: str) -> None:
    action.setEnabled(not why)
    for menu in action.associatedObjects():
        if isinstance(menu, QMenu):
            menu.setToolTipsVisible(True)
    action.setToolTip(tool_tip(why))
    action.setStatusTip(why)


def limit_pages(navigation: QListWidget, titles: Iterable[str], passport: Passport) -> None:
    """Close the pages on which the role has nothing to do."""
    for number, title in enumerate(titles):
        why = why_no_page(passport, title)
        if why:
            item = navigation.item(number)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            item.setToolTip(tool_tip(why))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}: {why}")


def why_no_page(passport: Passport, title: str) -> str:
    """Why a page is closed; '' where it is open."""
    rights = PAGES.get(title, ())
    if rights and not any(may_do(passport, right) for right in rights):
        return why_not(passport, rights[0])
    if title in OF_THE_WHOLE_SCHOOL and not sees_all(passport):
        return f"Классному руководителю доступен только его класс ({', '.join(passport.actor.classes)})."
    return ""


def is_open(item: QListWidgetItem) -> bool:
    """Whether a page of the navigation may be gone to."""
    return bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)


def limit_buttons(holder: QWidget, passport: Passport) -> None:
    """Take away for good the buttons of acts that the role may not do."""
    for button in holder.findChildren(Button):
        right = BUTTONS.get(name_of(button))
        if right is not None and not may_do(passport, right):
            button.deny()


def name_of(button: Button) -> str:
    """The text of a button without its key."""
    return button.text().partition(" (")[0]


def why_no_edit(passport: Passport, entity: str) -> str:
    """Why cards of a kind are only shown; '' where they are edited."""
    right = Right.EDIT if entity == "student" else Right.EDIT_ALL
    return "" if may_do(passport, right) else f"Только просмотр. {why_not(passport, right)}"
