"""The main window: navigation on the left, one page at a time, menus with every act and its key."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from app.domain.imprint import SCHOOL
from app.domain.kinds import Day
from app.domain.staff_tabs import STAFF_TABS
from app.services.school import school_name
from app.services.updates import put_on
from app.storage.key_slots import Entry
from app.ui.announce import announce
from app.ui.clipboard import forget_ours
from app.ui.copies_band import CopiesBand
from app.ui.desk import Desk
from app.ui.error_window import show_error
from app.ui.file_frame import frame_of, offer_waiting, pages_of
from app.ui.garbage import keep_all, release_all
from app.ui.jobs import Jobs
from app.ui.later_acts import LaterActs
from app.ui.lock import Lock
from app.ui.opening import Entered, known_key
from app.ui.pages import CHECK, FORMS, TITLES, Pages
from app.ui.place_acts import PlaceActs
from app.ui.plain import PlainLabel
from app.ui.recent_list import fill_recent_menu
from app.ui.role_limits import OWN_PASSWORD, who_works
from app.ui.room import give_room
from app.ui.start_page import GUIDE_TITLE, StartPage
from app.ui.undo_acts import UndoActs
from app.ui.view_menu import fill_view_menu
from app.validators.findings import Level

NAME = "Паспорт школы"
MOST_TABS = len(STAFF_TABS)  # no card has more

NEXT = (
    ("Следующая ошибка во всей базе", "F8", Level.ERROR, 1),
    ("Предыдущая ошибка во всей базе", "Shift+F8", Level.ERROR, -1),
    ("Следующий вопрос во всей базе", "Ctrl+F8", Level.QUESTION, 1),
    ("Предыдущий вопрос во всей базе", "Ctrl+Shift+F8", Level.QUESTION, -1),
)


class MainWindow(QMainWindow):
    """Holds at most one open file; everything of it lives in ``desk`` and ``pages``."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs = Jobs(self, lambda problem: show_error(self, problem))
        self.desk: Desk | None = None
        self.pages: Pages | None = None
        self.copies_band: CopiesBand | None = None
        self._later = LaterActs(self)
        self.lock = Lock(self)
        self.places = PlaceActs(self)
        self._file_acts: list[QAction] = []
        self._tab_acts: list[QAction] = []
        self._page_acts: list[QAction] = []
        self._school_acts: list[QAction] = []
        self.status = PlainLabel("", wrap=False)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().messageChanged.connect(lambda text: announce(self.statusBar(), text))
        self.statusBar().addPermanentWidget(who := PlainLabel("", "quiet", wrap=False))
        self.who = who  # works in the open file
        give_room(self, 1340, 700)
        self._make_menus()
        self._show_start()

    # --- menus ----------------------------------------------------------------------------------------

    def _make_file_menu(self) -> None:
        file = self.menuBar().addMenu("&Файл")
        self._act(file, "Создать базу…", self._later.new_file)
        self._act(file, "Открыть базу…", self._later.choose_file, "Ctrl+O")
        fill_recent_menu(file.addMenu("Недавние базы"), self.open_file)
        self._act(file, "Закрыть базу", self.close_file, needs_file=True)
        self._act(file, "Закрыть на замок", self.lock.lock, "Ctrl+L", needs_file=True)
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
        self._act(file, "Выход", self.close, "Alt+F4")

    def _make_menus(self) -> None:
        self._make_file_menu()
        self._make_edit_menu()
        self._make_go_menu()
        self._make_list_menu()
        act = self.menuBar().addMenu("&Действия")
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
        fill_view_menu(self.menuBar().addMenu("&Вид"), lambda text: self.statusBar().showMessage(text, 8000))
        told = self.menuBar().addMenu("&Справка")
        self._act(told, "Справка к этому месту", self._later.help, "F1")
        self._act(told, GUIDE_TITLE, self._later.guide)
        self._act(told, "Правила проверки…", self._later.about_year("show_rules"), needs_file=True)
        self._act(told, "Защита данных: что обещано и чего нет", self._later.protection)
        self._act(told, "Файл для поддержки…", self._later.support)

    def _make_edit_menu(self) -> None:
        edit = self.menuBar().addMenu("&Правка")
        self._act(edit, "Сохранить карточку", lambda: self._pages.save(new=False), "Ctrl+S", needs_file=True)
        self._act(edit, "Сохранить и начать новую", lambda: self._pages.save(new=True), "Ctrl+Shift+S", needs_file=True)
        self._turns = UndoActs(
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
        go = self.menuBar().addMenu("П&ереход")
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
            self._tab_acts.append(self._act(go, f"Вкладка {number + 1}", self._tab(number), key, needs_file=True))
        go.addSeparator()
        for number, title in enumerate(TITLES):
            key = f"Alt+{number}" if number < 10 else ""
            self._page_acts.append(self._act(go, title, self._page(number), key, needs_file=True))

    def _make_list_menu(self) -> None:
        menu = self.menuBar().addMenu("&Список")
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
        action.triggered.connect(lambda _=False: act())
        if key:
            action.setShortcut(QKeySequence(key))
        if needs_file:
            self._file_acts.append(action)
        return action

    @property
    def _pages(self) -> Pages:
        if self.pages is None:
            raise RuntimeError("an act that needs an open file was let through")
        return self.pages

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

    def _name_tabs(self) -> None:
        """The tabs of the page that is shown, by their titles; on a page without a card, those of the pupil's."""
        tabs = self._pages.shown_tabs()
        for number, action in enumerate(self._tab_acts):
            action.setVisible(number < len(tabs))
            if number < len(tabs):
                action.setText(f"Вкладка «{tabs[number].title}»")

    def _drafts(self) -> None:
        from app.ui.drafts_dialog import offer_drafts  # noqa: PLC0415 - not needed by the first window

        if not offer_drafts(self._pages):
            self.statusBar().showMessage("Всё набранное сохранено.", 8000)

    def _page(self, number: int) -> Callable[[], object]:
        return lambda: self._pages.go(number)

    def _check(self) -> None:
        self._pages.go(CHECK)
        if self.desk is not None:
            self.desk.check_again()

    # --- the file -------------------------------------------------------------------------------------

    def _show_start(self) -> None:
        start = StartPage()
        start.new_wanted.connect(self._later.new_file)
        start.open_wanted.connect(self._later.choose_file)
        start.demo_wanted.connect(self._later.open_demo)
        start.recent_wanted.connect(self.open_file)
        start.guide_wanted.connect(self._later.guide)
        self._show_alone(start, NAME)

    def show_locked(self, page: QWidget) -> None:
        """Show the lock screen in place of the file that was put away."""
        self._show_alone(page, f"База закрыта — {NAME}")
        page.setFocus()

    def _show_alone(self, page: QWidget, title: str) -> None:
        """A page without a file: nothing of one is named in title, status line and menus."""
        self.setCentralWidget(page)
        self.setWindowTitle(title)
        self.status.setText("")
        self.who.setText("")
        self.statusBar().clearMessage()
        for action in self._file_acts:
            action.setEnabled(False)
        self._turns.show(None)

    def open_file(self, path: Path, key: Entry | None = None) -> bool:
        """Open a file in place of the present one; a file that cannot be opened changes nothing.

        ``key``, or that of the present file, is tried before a password is asked for.
        """
        if self.desk is not None and path.exists() and path.samefile(self.desk.passport.path):
            self.statusBar().showMessage("Эта база уже открыта.", 8000)
            return True
        if key is None and self.desk is not None:
            key = known_key(self.desk.passport)
        entered = self.places.opened(path, key)
        if entered is None:
            return False
        if not self.close_file():
            entered.passport.close()
            return False
        self.lock.place = None
        self.show_file(entered)
        return True

    def show_file(self, entered: Entered) -> None:
        """Show an open file where none is shown."""
        passport = entered.passport
        put_on(passport)
        self.places.hold(passport)
        self.desk = Desk(passport, self.jobs, self)
        self.pages = pages_of(self.desk)
        self.pages.navigation.currentRowChanged.connect(lambda _: self._name_tabs())
        self._name_tabs()
        self.desk.said.connect(lambda text: self.statusBar().showMessage(text, 8000))
        self.desk.findings_changed.connect(self._show_status)
        self._turns.follow(self.desk)
        self.copies_band = copies = CopiesBand(self.desk, self._later.copies)
        self.setCentralWidget(frame_of(self.pages, self.places.band(self.pages), copies))
        self.places.show_acts(self._file_acts, passport)
        self._show_acts(self.pages)
        self.who.setText(who_works(passport))
        self._turns.show(self.desk)
        self.setWindowTitle(f"{school_name(passport) or 'Название не внесено'} — {passport.year.title} — {NAME}")
        self.status.setText(f"{passport.path.name}: проверяем…")
        self.pages.ready.connect(self._begin)
        if entered.needs_sheet:
            self.lock.offer_sheet_when_ready()
        self.lock.watch()

    def _show_acts(self, pages: Pages) -> None:
        """The acts and pages that this kind of file has; where it has none, neither menu nor key answers."""
        for number, action in enumerate(self._page_acts):
            action.setVisible(number < len(pages.titles))
            if number < len(pages.titles):
                action.setText(pages.titles[number])
        of_school = pages.desk.passport.kind == SCHOOL
        for action in self._school_acts:
            action.setVisible(of_school)

    def open_again(self) -> None:
        """Open the present file anew: everything that was made from the year is made again."""
        passport = self._pages.desk.passport
        if self.close_file():
            self.open_file(passport.path, passport.entry)

    def _begin(self) -> None:
        if self.desk is not None and self.pages is not None:
            keep_all()
            self.pages.begin()
            if not self.lock.come_back(self.pages):
                offer_waiting(self.pages)
            if self.copies_band is not None:
                self.copies_band.begin()

    def _show_status(self) -> None:
        if self.desk is not None and self.pages is not None:
            counts = ", ".join(f"{one.of_many}: {self.pages.count(one)}" for one in Level)
            day = f"проверено на {Day().show(self.desk.as_of)}: " if self.desk.as_of else ""
            name = self.desk.passport.path.name
            self.status.setText(f"{name} — {day}{counts if self.desk.checked else 'проверяем…'}")

    def close_file(self, *, asking: bool = True) -> bool:
        """Settle what is unsaved (without ``asking``: as drafts), wait for a job, close the file; False to stay."""
        if self.desk is None or self.pages is None:
            return True
        self.pages.stack.setFocus()  # a cell that is being typed is left first
        if asking and not self.pages.may_leave():
            return False
        self.put_away()
        self._show_start()
        return True

    def put_away(self) -> None:
        """Close the file, what is unsaved in it having been settled or kept; its pages are gone with it."""
        if self.desk is None or self.pages is None:
            return
        if self.jobs.busy:
            self.statusBar().showMessage("Заканчиваем начатое…")
        self.desk.stop()
        self.pages.watch.close()
        self.jobs.settle()
        self.pages.deleteLater()
        self.desk.passport.close()
        self.desk.deleteLater()
        self.desk = self.pages = self.copies_band = None
        release_all()
        self.places.closed()
        self.lock.watch()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when nothing unsaved would be lost."""
        if self.close_file():
            self.jobs.close()
            forget_ours()
            event.accept()
        else:
            event.ignore()
