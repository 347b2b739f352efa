"""The menus of the main window: every act of the program with its key, and which of them can be chosen now."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.domain.imprint import SCHOOL
from app.domain.staff_tabs import STAFF_TABS
from app.ui.later_acts import LaterActs
from app.ui.page_names import CHECK, FORMS, TITLES
from app.ui.pages import Pages
from app.ui.recent_list import fill_recent_menu
from app.ui.role_limits import OWN_PASSWORD
from app.ui.start_page import GUIDE_TITLE
from app.ui.undo_acts import UndoActs
from app.ui.view_menu import fill_view_menu
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

MOST_TABS = len(STAFF_TABS)  # no card has more

TABS = "Вкладки карточки по порядку"  # until a page with tabs is shown

NEXT = (
    ("Следующая ошибка во всей базе", "F8", Level.ERROR, 1),
    ("Предыдущая ошибка во всей базе", "Shift+F8", Level.ERROR, -1),
    ("Следующий вопрос во всей базе", "Ctrl+F8", Level.QUESTION, 1),
    ("Предыдущий вопрос во всей базе", "Ctrl+Shift+F8", Level.QUESTION, -1),
)


class Menus:
    """``file_acts`` need an open file; ``tab_acts`` and ``page_acts`` are the tabs of its card and its pages; ``turns``
    name what undo would do."""

    turns: UndoActs

    def __init__(self, window: "MainWindow", later: LaterActs) -> None:
        self._window = window
        self._later = later
        self.file_acts: list[QAction] = []
        self.tab_acts: list[QAction] = []
        self.page_acts: list[QAction] = []
        self._school_acts: list[QAction] = []
        self._make_menus()

    def show_none(self) -> None:
        """No file is open."""
        for action in self.file_acts:
            action.setEnabled(False)
        self.turns.show(None)

    def show_acts(self, pages: Pages) -> None:
        """The acts and pages that this kind of file has; where it has none, neither menu nor key answers."""
        for number, action in enumerate(self.page_acts):
            action.setVisible(number < len(pages.titles))
            if number < len(pages.titles):
                action.setText(pages.titles[number])
        of_school = pages.desk.passport.kind == SCHOOL
        for action in self._school_acts:
            action.setVisible(of_school)

    def name_tabs(self) -> None:
        """The tabs of the page that is shown, by their titles; on a page without a card, those of the pupil's."""
        tabs = self._pages.shown_tabs()
        for number, action in enumerate(self.tab_acts):
            action.setVisible(number < len(tabs))
            if number < len(tabs):
                action.setText(f"Вкладка «{tabs[number].on_tab}»")

    def _make_file_menu(self) -> None:
        file = self._window.menuBar().addMenu("&Файл")
        self._act(file, "Создать базу…", self._later.new_file)
        self._act(file, "Открыть базу…", self._later.choose_file, "Ctrl+O")
        fill_recent_menu(file.addMenu("Недавние базы"), self._window.open_file)
        self._act(file, "Закрыть базу", self._window.close_file, needs_file=True)
        self._act(file, "Закрыть на замок", self._window.lock.lock, "Ctrl+L", needs_file=True)
        file.addSeparator()
        self._act(file, "Пароль…", self._later.password, needs_file=True)
        self._act(file, "Копии базы…", self._later.copies, needs_file=True)
        self._act(file, "Ключи…", self._later.keys, needs_file=True)
        self._act(file, "Пользователи…", self._later.users, needs_file=True)
        self._act(file, OWN_PASSWORD, self._later.own_password, needs_file=True)
        self._school_acts.append(self._act(file, "Новый учебный год…", self._later.new_year, needs_file=True))
        file.addSeparator()
        self._act(file, "Обновление из файла…", self._later.update("ask_update"), needs_file=True)
        self._act(file, "Вернуть прежние данные…", self._later.update("ask_back"), needs_file=True)
        file.addSeparator()
        self._act(file, "Выход", self._window.close, "Alt+F4")

    def _make_menus(self) -> None:
        self._make_file_menu()
        self._make_edit_menu()
        self._make_go_menu()
        self._make_list_menu()
        act = self._window.menuBar().addMenu("&Действия")
        school = self._school_acts
        school.append(self._act(act, "Проверить всё", self._check, "F5", needs_file=True))
        self._act(act, "Пояснить замечание…", self._explain, "Ctrl+Return", needs_file=True)
        self._act(act, "Подтвердить перенесённое поле", self._confirm("confirm_chosen"), "Ctrl+D", needs_file=True)
        self._act(act, "Подтвердить всю карточку", self._confirm("confirm_card"), "Ctrl+Shift+D", needs_file=True)
        self._act(act, "Подтвердить весь класс…", self._confirm("confirm_whole_class"), needs_file=True)
        act.addSeparator()
        school.append(self._act(act, "Напечатать форму…", self._page(FORMS), "Ctrl+P", needs_file=True))
        act.addSeparator()
        other = self._later.newcomer
        school.append(self._act(act, "Передать карточку в другую школу…", other("give_record"), needs_file=True))
        school.append(self._act(act, "Принять карточку из другой школы…", other("take_record"), needs_file=True))
        act.addSeparator()
        school.append(self._act(act, "Второй ввод…", self._later.second_entry, needs_file=True))
        school.append(self._act(act, "Читает – сверяет…", self._later.read_aloud, needs_file=True))
        act.addSeparator()
        school.append(self._act(act, "Сводка для директора…", self._later.overview, needs_file=True))
        compare = self._later.about_year("compare_with_last_year")
        school.append(self._act(act, "Сравнить с прошлым годом…", compare, needs_file=True))
        self._act(act, "Файл учебного года…", self._later.year_file, needs_file=True)
        self._make_help_menu()

    def _make_help_menu(self) -> None:
        bar, said = self._window.menuBar(), self._window.statusBar()
        fill_view_menu(bar.addMenu("&Вид"), lambda text: said.showMessage(text, 8000))
        told = bar.addMenu("&Справка")
        self._act(told, "Справка к этому месту", self._later.help, "F1")
        self._act(told, GUIDE_TITLE, self._later.guide)
        self._act(told, "Клавиши на листе…", self._later.key_sheet)
        self._act(told, "Правила проверки…", self._later.about_year("show_rules"), needs_file=True)
        self._act(told, "Защита данных: что обещано и чего нет", self._later.protection)
        self._act(told, "Файл для поддержки…", self._later.support)

    def _make_edit_menu(self) -> None:
        edit = self._window.menuBar().addMenu("&Правка")
        self._act(edit, "Сохранить карточку", lambda: self._pages.save(new=False), "Ctrl+S", needs_file=True)
        self._act(edit, "Сохранить и начать новую", lambda: self._pages.save(new=True), "Ctrl+Shift+S", needs_file=True)
        self.turns = UndoActs(
            self._act(edit, "Отменить", lambda: self._pages.take_back(again=False), "F9", needs_file=True),
            self._act(edit, "Вернуть", lambda: self._pages.take_back(again=True), "Shift+F9", needs_file=True),
        )
        edit.addSeparator()
        self._act(edit, "Новая карточка", lambda: self._pages.worked().new(), "Ctrl+N", needs_file=True)
        self._act(edit, "Удалить карточку…", lambda: self._pages.worked().remove(), needs_file=True)
        edit.addSeparator()
        self._act(edit, "Таблица: одно поле у многих…", self._many("fill_column"), "F6", needs_file=True)
        self._act(edit, "Изменить у многих…", self._many("change_many"), "Shift+F6", needs_file=True)
        self._act(edit, "Удалить выделенные карточки…", self._many("remove_many"), needs_file=True)
        self._act(edit, "Набранное и не сохранённое…", self._drafts, needs_file=True)
        edit.addSeparator()
        self._act(edit, "История карточки…", self._look_back("show_card_history"), "Ctrl+H", needs_file=True)
        self._act(edit, "История поля…", self._look_back("show_field_history"), "Ctrl+Shift+H", needs_file=True)
        self._act(edit, "История и корзина…", self._look_back("show_history"), needs_file=True)

    def _make_go_menu(self) -> None:
        go = self._window.menuBar().addMenu("П&ереход")
        self._act(go, "Поиск по списку", self._search, "Ctrl+F", needs_file=True)
        self._act(go, "Найти всё…", self._later.find_everything, "Ctrl+K", needs_file=True)
        self._act(go, "Следующая карточка", lambda: self._pages.worked().step(1), "Ctrl+PgDown", needs_file=True)
        self._act(go, "Предыдущая карточка", lambda: self._pages.worked().step(-1), "Ctrl+PgUp", needs_file=True)
        self._act(go, "Следующее замечание", lambda: self._pages.step_finding(1), "F7", needs_file=True)
        self._act(go, "Предыдущее замечание", lambda: self._pages.step_finding(-1), "Shift+F7", needs_file=True)
        go.addSeparator()
        for text, key, level, by in NEXT:
            self._school_acts.append(self._act(go, text, self._next_open(level, by), key, needs_file=True))
        go.addSeparator()
        for number in range(MOST_TABS):
            key = f"Ctrl+{number + 1}"
            self.tab_acts.append(self._act(go, TABS, self._tab(number), key, needs_file=True))
        go.addSeparator()
        for number, title in enumerate(TITLES):
            key = f"Alt+{number}" if number < 10 else ""
            self.page_acts.append(self._act(go, title, self._page(number), key, needs_file=True))

    def _make_list_menu(self) -> None:
        menu = self._window.menuBar().addMenu("&Список")
        self._act(menu, "Столбцы…", self._list("choose_columns"), needs_file=True)
        self._act(menu, "Обычные столбцы", self._list("usual_columns"), needs_file=True)
        self._act(menu, "Обычный порядок", self._list("natural_order"), needs_file=True)
        self._act(menu, "Показать или скрыть выбывших", self._list("toggle_leavers"), needs_file=True)
        menu.addSeparator()
        self._act(menu, "Скопировать список", self._list("copy"), "Ctrl+Shift+C", needs_file=True)
        self._act(menu, "Выгрузить список в Excel…", self._list("export"), "Ctrl+E", needs_file=True)

    def _list(self, name: str) -> Callable[[], object]:
        """An act of the list on the page that is shown; the pupils' where it has none."""

        def act() -> None:
            getattr(self._pages.shown_list(), name)()

        return act

    def _act(
        self, menu: QMenu, text: str, act: Callable[[], object], key: str = "", *, needs_file: bool = False
    ) -> QAction:
        action = menu.addAction(text)
        action.setData(text)  # what it is called on the card of keys, whatever it says of the moment
        action.triggered.connect(lambda _=False: act())
        if key:
            action.setShortcut(QKeySequence(key))
        if needs_file:
            self.file_acts.append(action)
        return action

    def with_keys(self) -> list[tuple[str, list[QAction]]]:
        """The titles of the menus, each with its acts that have keys and are there in this kind of base."""
        menus = [(one.title().replace("&", ""), one.actions()) for one in self._window.menuBar().findChildren(QMenu)]
        return [
            (title, [one for one in acts if one.shortcuts() and (one.isVisible() or one in self.tab_acts)])
            for title, acts in menus
        ]

    @property
    def _pages(self) -> Pages:
        if self._window.pages is None:
            raise RuntimeError("an act that needs an open file was let through")
        return self._window.pages

    def _many(self, name: str) -> Callable[[], object]:
        """An act over the records shown in a list, once nothing is unsaved on any page."""

        def act() -> None:
            from app.ui import many  # noqa: PLC0415 - not needed by the first window

            records = self._pages.shown_list()
            self._pages.settled(lambda: getattr(many, name)(records))

        return act

    def _search(self) -> None:
        page = self._pages.stack.currentWidget()
        search = getattr(page, "words", None) or self._pages.shown_list().search
        search.setFocus()
        search.selectAll()

    def _explain(self) -> None:
        self._pages.acts.explain()

    def _confirm(self, name: str) -> Callable[[], object]:
        return lambda: self._pages.confirm(name)

    def _look_back(self, name: str) -> Callable[[], object]:
        return lambda: self._pages.look_back(name)

    def _next_open(self, level: Level, by: int) -> Callable[[], object]:
        return lambda: self._pages.acts.next(level, by)

    def _tab(self, number: int) -> Callable[[], object]:
        return lambda: self._pages.worked().card_view().tab_widget.setCurrentIndex(number)

    def _drafts(self) -> None:
        from app.ui.drafts_dialog import offer_drafts  # noqa: PLC0415 - not needed by the first window

        if not offer_drafts(self._pages):
            self._window.statusBar().showMessage("Всё набранное сохранено.", 8000)

    def _page(self, number: int) -> Callable[[], object]:
        return lambda: self._pages.go(number)

    def _check(self) -> None:
        self._pages.go(CHECK)
        self._pages.desk.check_again()
