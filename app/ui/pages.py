"""The pages of an open file and the navigation between them; a page is made when it is first shown."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.card_layout import TABS
from app.domain.field import Tab
from app.domain.student import STUDENT_TABS
from app.services.cards import ENTITIES
from app.ui.card_watch import CardWatch
from app.ui.desk import Desk
from app.ui.has_card import HasCard
from app.ui.navigation import Navigation
from app.ui.page_names import (
    ANSWERS,
    CALENDAR,
    CHECK,
    FORMS,
    HOME,
    IMPORT,
    PACKAGE,
    PAGE_OF,
    ROOMS,
    SCANS,
    SCHOOL,
    STAFF,
    STUDENTS,
    TITLES,
)
from app.ui.palette import LEVEL_SIGNS
from app.ui.plain import tool_tip
from app.ui.record_list import RecordList
from app.ui.record_page import RecordPage
from app.ui.role_limits import limit_buttons, limit_pages, why_no_page
from app.ui.room import PageStack
from app.ui.students_page import StudentsPage
from app.validators.findings import Finding, Level

if TYPE_CHECKING:
    from app.ui.answers_page import AnswersPage
    from app.ui.check_nodes import Key
    from app.ui.check_page import CheckPage
    from app.ui.finding_acts import FindingActs


class Pages(QObject):
    """Navigation and pages. Acts that put data on paper or into a file first settle what is unsaved."""

    titles: tuple[str, ...] = TITLES
    page_of: Mapping[str, int] = PAGE_OF
    records = STUDENTS  # the page that comes up where an act wants a list and the shown one has none
    usual_tabs: tuple[Tab, ...] = STUDENT_TABS
    ready = Signal()  # the first page is on the screen

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.navigation = Navigation(self.titles)
        limit_pages(self.navigation, self.titles, desk.passport)
        self.stack = PageStack()
        self._makers = self.makers()
        self._made: dict[int, QWidget] = {}
        self.navigation.currentRowChanged.connect(lambda row: self.stack.setCurrentWidget(self.page(row)))
        desk.findings_changed.connect(self.show_count)
        self.watch = CardWatch(desk)
        self.watch.wanted.connect(self.open_card)
        self.watch.confirm_wanted.connect(lambda: self.confirm("confirm_chosen"))
        self.watch.confirm_card_wanted.connect(lambda: self.confirm("confirm_card"))
        self.watch.history_wanted.connect(lambda field: self.look_back("show_card_history", field))
        self.show_first()

    def makers(self) -> dict[int, Callable[[], QWidget]]:
        """What makes each page."""
        return {
            HOME: self._home,
            STUDENTS: lambda: self.students,
            STAFF: self.make_staff,
            ROOMS: self._rooms,
            SCHOOL: self._school,
            CHECK: self._check,
            FORMS: self._forms,
            SCANS: self._scans,
            IMPORT: self._import,
            PACKAGE: self._package,
            ANSWERS: self._answers,
            CALENDAR: self.make_calendar,
        }

    def show_first(self) -> None:
        """Show the page that a file opens with."""
        self.students.ready.connect(self.ready)
        self.navigation.setCurrentRow(STUDENTS)

    def begin(self) -> None:
        """The list is on the screen: check in the background; an empty file begins with loading a list."""
        self.desk.check()
        if not self.students.list.model.total:
            self.go(IMPORT)

    def count(self, level: Level) -> int:
        """How many findings of a level wait, as the status line tells it."""
        return self.desk.count(level)

    @cached_property
    def students(self) -> StudentsPage:
        """The page of pupils."""
        page = StudentsPage(self.desk)
        page.undo_wanted.connect(self.take_back)
        return page

    @cached_property
    def acts(self) -> "FindingActs":
        """What is done about findings."""
        from app.ui.finding_acts import FindingActs  # noqa: PLC0415 - not needed by the first window

        return FindingActs(self)

    def page(self, number: int) -> QWidget:
        """The page of a number, made now if it was not there yet."""
        if number not in self._made:
            self._made[number] = self._makers[number]()
            limit_buttons(self._made[number], self.desk.passport)
            self.stack.addWidget(self._made[number])
        return self._made[number]

    def made(self) -> list[QWidget]:
        """The pages that have been shown, or asked for, so far."""
        return list(self._made.values())

    def go(self, number: int) -> None:
        """Show a page and put the focus where one works on it; a page that is closed to who works says why."""
        if why := why_no_page(self.desk.passport, self.titles[number]):
            self.desk.said.emit(why)
            return
        self.navigation.setCurrentRow(number)
        self.page(number).setFocus(Qt.FocusReason.OtherFocusReason)

    def _home(self) -> QWidget:
        from app.ui.home_page import HomePage  # noqa: PLC0415 - each page's code loads with the page

        page = HomePage(self.desk)
        page.card_wanted.connect(self.open_card)
        page.section_wanted.connect(self.show_findings)
        page.form_wanted.connect(self.show_form)
        page.class_wanted.connect(self.show_class)
        page.gaps.wanted.connect(self.acts.fill)
        return page

    def make_staff(self) -> QWidget:
        """The page of workers."""
        from app.ui.staff_page import StaffPage  # noqa: PLC0415

        page = StaffPage(self.desk)
        page.undo_wanted.connect(self.take_back)
        return page

    def _rooms(self) -> QWidget:
        from app.ui.rooms_page import RoomsPage  # noqa: PLC0415

        page = RoomsPage(self.desk)
        page.undo_wanted.connect(self.take_back)
        return page

    def _school(self) -> QWidget:
        from app.ui.school_page import SchoolPage  # noqa: PLC0415

        page = SchoolPage(self.desk)
        page.settle.connect(self.settled)
        return page

    def _check(self) -> QWidget:
        page = self.check_page
        page.chosen.connect(self.open_finding)
        page.gaps.wanted.connect(self.acts.fill)
        page.mend_wanted.connect(self.acts.mend)
        page.other_wanted.connect(self.acts.show_other)
        page.explain_wanted.connect(self.acts.explain)
        page.withdraw_wanted.connect(self.acts.withdraw)
        page.confirm_wanted.connect(lambda: self.confirm("confirm_chosen"))
        return page

    def _forms(self) -> QWidget:
        from app.ui.forms_page import FormsPage  # noqa: PLC0415

        page = FormsPage(self.desk)
        page.settle.connect(self.settled)
        return page

    def _scans(self) -> QWidget:
        from app.ui.scans_page import ScansPage  # noqa: PLC0415

        return ScansPage(self.desk)

    def _import(self) -> QWidget:
        from app.ui.import_page import ImportPage  # noqa: PLC0415

        page = ImportPage(self.desk)
        page.settle.connect(self.settled)
        page.check_wanted.connect(lambda: self.show_findings(()))
        return page

    def _package(self) -> QWidget:
        from app.ui.package_page import PackagePage  # noqa: PLC0415

        page = PackagePage(self.desk)
        page.settle.connect(self.settled)
        page.show_errors.connect(lambda: self.show_findings((), Level.ERROR))
        return page

    def _answers(self) -> QWidget:
        page = self.answers_page
        page.settle.connect(self.settled)
        page.card_wanted.connect(self.open_card)
        return page

    @cached_property
    def answers_page(self) -> "AnswersPage":
        """The page of the municipality's answers."""
        from app.ui.answers_page import AnswersPage  # noqa: PLC0415

        return AnswersPage(self.desk)

    def show_proposals(self) -> None:
        """Go to what is proposed in a frozen season."""
        self.go(ANSWERS)
        self.answers_page.tabs.setCurrentWidget(self.answers_page.proposals)
        self.answers_page.proposals.setFocus()

    def make_calendar(self) -> QWidget:
        """The page of the year's works."""
        from app.ui.calendar_page import CalendarPage  # noqa: PLC0415

        page = CalendarPage(self.desk.passport.year)
        page.save_wanted.connect(lambda: self._save_calendar(page))
        return page

    def _save_calendar(self, page: QWidget) -> None:
        from app.ui.year_acts import save_calendar  # noqa: PLC0415

        save_calendar(page, self.desk)

    @cached_property
    def check_page(self) -> "CheckPage":
        """The page of the check."""
        from app.ui.check_page import CheckPage  # noqa: PLC0415

        return CheckPage(self.desk)

    def show_findings(self, node: "Key", level: Level | None = None) -> None:
        """Go to the page of the check, to the findings of a level at a node of its tree."""
        self.check_page.show_only(level=level, node=node)
        self.go(CHECK)

    def show_class(self, name: str) -> None:
        """Go to the list of pupils, to a class."""
        self.go(STUDENTS)
        self.students.list.show_scope(name)

    def show_form(self, kind: str) -> None:
        """Go to the page of forms, to a kind of them where one is named."""
        from app.ui.forms_page import FormsPage  # noqa: PLC0415

        self.go(FORMS)
        page = self.stack.currentWidget()
        if kind and isinstance(page, FormsPage):  # which is closed to some roles
            page.show_kind(kind)

    def shown_list(self) -> RecordList:
        """The list of records on the page that is shown; where it has none, the pupils' page comes up."""
        found = getattr(self.stack.currentWidget(), "list", None)
        if isinstance(found, RecordList):
            return found
        self.go(self.records)
        return self.shown_list()

    # --- acts over pages ------------------------------------------------------------------------------

    def worked(self) -> HasCard:
        """The page of records that is shown; where it has none, the pupils' page comes up."""
        page = self.stack.currentWidget()
        if isinstance(page, HasCard):
            return page
        self.go(self.records)
        return self.worked()

    def shown_tabs(self) -> tuple[Tab, ...]:
        """The tabs of the card on the page that is shown; the pupil's where it has none. Makes no card."""
        row = self.navigation.currentRow()
        entity = next((one for one, page in self.page_of.items() if page == row), None)
        return TABS[ENTITIES[entity]] if entity else self.usual_tabs

    def open_finding(self, finding: Finding) -> None:
        """Go to the very field that a finding speaks of."""
        if finding.rule:
            self.acts.at = finding
        self._go_to_page_of(finding.entity).open_finding(finding)

    def _go_to_page_of(self, entity: str) -> HasCard:
        self.go(self.page_of[entity])
        return self.worked()

    def open_card(self, entity: str, id: str, field: str = "") -> None:
        """Go to the card of a record, with the focus in a field."""
        self.open_finding(Finding("", Level.ADVICE, "", entity, id, "", "", field, "", ""))

    def new_card(self, entity: str) -> None:
        """Go to an empty card; what is unsaved must have been settled before."""
        self._go_to_page_of(entity).new()

    def step_finding(self, by: int) -> None:
        """The next (or previous) finding of the card that is open."""
        if not self.worked().card_view().findings_list.step(by):
            self.desk.said.emit("У этой карточки замечаний нет.")

    def look_back(self, name: str, *given: str) -> None:
        """An act that looks into the history, once nothing is unsaved."""
        from app.ui import history_acts  # noqa: PLC0415 - not needed by the first window

        self.settled(lambda: getattr(history_acts, name)(self, *given))

    def confirm(self, name: str) -> None:
        """An act that confirms what came over from last year."""
        from app.ui import confirm_acts  # noqa: PLC0415 - not needed by the first window

        getattr(confirm_acts, name)(self)

    def save(self, *, new: bool = False) -> None:
        """Save the card of the page that is shown; and begin a ``new`` one, where the page can."""
        page = self.stack.currentWidget()
        if isinstance(page, HasCard) and page.save() and new and isinstance(page, RecordPage):
            page.begin_next()

    def take_back(self, *, again: bool = False) -> None:
        """Take the last step back (or do it again), on the page it is of, once nothing is unsaved on any."""
        step = self.desk.undo.newest(again=again)
        if step is None:
            self.desk.take_back(again=again)  # which says that there is nothing
        elif self.may_leave():
            if step.load:
                self.take_back_load(step.load)
            else:
                self._go_to_page_of(step.entity).take_back(again=again)

    def take_back_load(self, number: int) -> None:
        """Ask whether a loaded list shall be taken back, on its page; what is unsaved must have been settled."""
        from app.ui.import_page import ImportPage  # noqa: PLC0415 - not needed by the first window

        self.go(IMPORT)
        page = self.page(IMPORT)
        if isinstance(page, ImportPage):
            page.take_back(number)

    def may_leave(self) -> bool:
        """Settle what is unsaved on every page; False when the user stays with a card."""
        for number, page in list(self._made.items()):
            if isinstance(page, HasCard) and page.unsaved:
                self.go(number)
                if not page.may_leave():
                    return False
        return True

    def settled(self, act: Callable[[], None]) -> None:
        """Do an act on the page that is shown, once nothing is unsaved on any; nothing where the user stays."""
        place = self.navigation.currentRow()
        if self.may_leave():
            self.go(place)
            act()

    def show_count(self) -> None:
        """The open errors and questions beside the name of the page: by sign and number, and in words."""
        counts = [(level, self.desk.count(level)) for level in (Level.ERROR, Level.QUESTION)]
        told = [(level, count) for level, count in counts if count]
        item = self.navigation.item(CHECK)
        item.setText(" ".join([TITLES[CHECK], *(f"{LEVEL_SIGNS[level]}{count}" for level, count in told)]))
        words = ", ".join(f"{level.of_many} {count}" for level, count in told) or "ошибок и вопросов нет"
        spoken = f"{TITLES[CHECK]}: {words if self.desk.checked else 'проверяем'}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip(tool_tip(spoken))
        self.navigation.fit()
