"""Every window that opens over the main one, by name: what makes it on the base that is open."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QDialog

from app.domain.overview_table import Lead
from app.errors import BadFile
from app.paths import resources
from app.services.backups import copy_lines
from app.services.base_back import Diagnosis
from app.services.cards import Edit, load_card
from app.services.columns import read_lines
from app.services.copy_differences import difference
from app.services.data_changes import Change
from app.services.diagnostics import diagnostics
from app.services.drafts import Difference, Fate, KeptDraft
from app.services.everything import Everything
from app.services.looking import Document, printer_trial
from app.services.new_year import following_year
from app.services.new_year_plan import plan_new_year
from app.services.newcomer import lines_of_pupil, look_at_pupil
from app.services.overview import overview
from app.services.pasted import lay
from app.services.proposal_answers import ProposedChange
from app.services.school_look import SchoolLook
from app.services.shared_people import SharedGroup, SharedPerson
from app.services.updating import Planned
from app.services.year_file import Rehearsal, read_year_file, rehearse
from app.storage.update_store import Pointer
from app.ui import many
from app.ui.base_password_dialog import BasePasswordDialog
from app.ui.behind_window import BehindWindow
from app.ui.bulk_dialog import BulkDialog, RemoveDialog
from app.ui.card_back_dialog import CardBackDialog
from app.ui.class_window import ClassWindow
from app.ui.copies_dialog import CopiesDialog
from app.ui.damaged_dialog import DamagedDialog
from app.ui.drafts_dialog import DraftsDialog
from app.ui.everything_window import EverythingWindow
from app.ui.explain_dialog import ExplainDialog
from app.ui.grid_dialog import GridDialog, PastePreview
from app.ui.help_window import HelpWindow
from app.ui.history_dialog import HistoryDialog
from app.ui.history_window import HistoryWindow
from app.ui.images_dialog import ImagesDialog
from app.ui.keys_pane import KeysDialog
from app.ui.last_year_dialog import LastYearDialog
from app.ui.lines_dialog import Asked, LinesDialog
from app.ui.list_columns import ColumnsDialog
from app.ui.look_window import LookWindow, SharedWindow
from app.ui.main_window import MainWindow
from app.ui.new_year_dialog import NewYearDialog
from app.ui.newcomer_dialog import NewcomerDialog
from app.ui.open_dialog import OpenDialog
from app.ui.overview_window import OverviewWindow
from app.ui.password_dialog import PasswordDialog
from app.ui.print_preview import PrintPreview
from app.ui.proposals_dialog import ProposalsDialog
from app.ui.reading import ReadingDialog
from app.ui.recovery_dialog import CodeDialog, SetPasswordDialog
from app.ui.removal_dialog import RemovalDialog
from app.ui.rules_window import RulesWindow
from app.ui.school_keys_page import SchoolDialog
from app.ui.second_entry import SecondEntryDialog
from app.ui.support_dialog import SupportDialog
from app.ui.update_dialog import UpdateDialog
from app.ui.user_dialog import UserDialog
from app.ui.users_dialog import UsersDialog
from app.ui.wizard import Wizard
from app.ui.year_file_dialog import YearFileDialog
from app.validators.findings import Level
from data.shifted_year import shifted_year

Opener = Callable[[MainWindow], QDialog]
CLASS = "9А"


def _first(window: MainWindow) -> str:
    """The first pupil of the list."""
    return str(window.pages.students.list.model.id_at(0))


def _ids(window: MainWindow) -> list[str]:
    records = window.pages.students.list
    return [records.model.id_at(place) for place in range(min(records.model.shown, 20))]


def _remove(window: MainWindow) -> QDialog:
    lines = read_lines(window.desk.passport, "student", _ids(window), ())
    return RemoveDialog(window, window.desk, lines)


def _grid(window: MainWindow) -> GridDialog:
    made = GridDialog(window, window.desk, "student", _ids(window), many.offers_of(window.desk, "student"))
    made.show_fields(("snils", "study_form"))
    return made


def _paste(window: MainWindow) -> QDialog:
    grid = _grid(window)
    laid = lay([["112-233-445 95", "очная"], ["не номер"]], (0, 2), (grid.table.rowCount(), grid.table.columnCount()))
    return PastePreview(grid, grid.table, laid)


def _bulk(window: MainWindow) -> QDialog:
    return BulkDialog(window, window.desk, "student", _ids(window), many.offers_of(window.desk, "student"))


def _card_back(window: MainWindow) -> QDialog:
    line = copy_lines(window.desk.passport)[0]
    return CardBackDialog(window, window.desk, line, difference(window.desk.passport, line.path))


def _damaged(window: MainWindow) -> QDialog:
    lines = copy_lines(window.desk.passport)
    found = Diagnosis(window.desk.passport.path, lines, lines[0], 3)
    return DamagedDialog(window, found, BadFile("Файл базы повреждён.", "Верните базу из копии."))


def _drafts(window: MainWindow) -> QDialog:
    edit = Edit("student", _first(window), 1, {"phone": "+7 913 800-00-77"})
    told = (Difference("phone", "Телефон участника", "", "+7 913 800-00-77"),)
    return DraftsDialog(window, (KeptDraft(edit, "Юдин Глеб, 9А", datetime(2020, 2, 1, 9, 30), Fate.CHANGED, told),))


def _explain(window: MainWindow) -> QDialog:
    found = [one for one in window.desk.findings if one.level is Level.QUESTION]
    return ExplainDialog(window, window.desk, found[:5] or window.desk.findings[:5], left_out=2)


def _year_file(window: MainWindow) -> QDialog:
    file = read_year_file(resources("years", f"{window.desk.passport.year.name}.toml"))
    return YearFileDialog(window, window.desk.passport, file, rehearse(window.desk.passport, file.year))


def _new_year(window: MainWindow) -> QDialog:
    """Into the year of a file, where the program has none that follows."""
    passport = window.desk.passport
    with TemporaryDirectory() as folder:
        file = read_year_file(shifted_year(Path(folder), passport.year.name))
    year = following_year(passport.year, file)
    return NewYearDialog(window, window.desk, plan_new_year(passport, year), file)


def _newcomer(window: MainWindow) -> QDialog:
    lines = lines_of_pupil(window.desk.passport, _first(window))
    return NewcomerDialog(window, window.desk, lines, look_at_pupil(window.desk.passport, lines))


def _overview(window: MainWindow) -> QDialog:
    desk = window.desk
    return OverviewWindow(window, desk, overview(desk.passport, desk.findings, desk.day))


def _behind(window: MainWindow) -> QDialog:
    lead = Lead("student", tuple(_ids(window)))
    return BehindWindow(window, window.desk.passport, "ГИА-9: предметы, Русский язык, 9А", lead)


def _look(window: MainWindow) -> QDialog:
    rows = (("Юдин Глеб Петрович", CLASS, "06.05.2004", "112-233-445 95"),)
    return LookWindow(window, SchoolLook("МБОУ «СОШ № 1»", rows, rows, (), (("Нет СНИЛС", "Не выдан", ""),)))


def _preview(window: MainWindow) -> QDialog:
    document = Document(printer_trial())
    made = PrintPreview(window, "Проба принтера", document)
    made.finished.connect(lambda _: document.close())
    return made


def _lines(window: MainWindow) -> QDialog:
    about = "Дата рождения расходится с паспортом: в паспорте, который прислала школа раньше, стоит другая."
    asked = [Asked("Ваш ответ", hint="Почему верно", long=True), Asked("Исходящий номер", hint="можно вписать от руки")]
    return LinesDialog(window, "Ответ на замечание", about, asked, "Ответить")


def _proposals(window: MainWindow) -> QDialog:
    found = (
        ProposedChange("a", "Юдин Глеб", "Имя", "Иван", "Глеб", "Решение суда", 1),
        ProposedChange("b", "Ёлкина Анна", "Фамилия", "Ёлкина", "Ельцова", "", 1),
    )
    return ProposalsDialog(window, "МБОУ «СОШ № 1»", found)


def _shared(window: MainWindow) -> QDialog:
    people = tuple(
        SharedPerson(code, f"МБОУ «СОШ № {code}»", "student", code, "Юдин Глеб Петрович", CLASS, date(2004, 5, 6))
        for code in ("700101", "700102")
    )
    return SharedWindow(window, (SharedGroup("student", "snils", people),))


def _class(window: MainWindow) -> QDialog:
    with window.desk.passport.reading() as session:
        found = session.connection().exec_driver_sql("SELECT id FROM school_class LIMIT 1").scalar()
    assert found is not None
    return ClassWindow(window, window.desk, load_card(window.desk.passport, "class", str(found)))


def _update(window: MainWindow) -> QDialog:
    changes = tuple(
        Change("2019-20.toml", "изменено", f"срок {place}", "01.02.2020", "05.02.2020") for place in range(30)
    )
    found = Rehearsal(1, tuple(window.desk.findings[:3]), ())
    return UpdateDialog(window, window.desk, Planned(None, "", changes, found, "", Pointer(), Pointer()))


def _help(window: MainWindow) -> QDialog:
    made = HelpWindow(window)
    made.show_page("card")
    return made


def _code(window: MainWindow) -> QDialog:
    return CodeDialog(window, Path("school.passport"), window.jobs)


DIALOGS: dict[str, Opener] = {
    "base_password": lambda window: BasePasswordDialog(window, window.desk),
    "behind": _behind,
    "bulk": _bulk,
    "card_back": _card_back,
    "class": _class,
    "code": _code,
    "columns": lambda window: ColumnsDialog(window, "student", ["class_name", "birth"]),
    "copies": lambda window: CopiesDialog(window, window.desk),
    "damaged": _damaged,
    "drafts": _drafts,
    "everything": lambda window: EverythingWindow(window, Everything(window.desk.passport)),
    "explain": _explain,
    "grid": _grid,
    "help": _help,
    "history": lambda window: HistoryWindow(window, window.desk),
    "history_of_card": lambda window: HistoryDialog(window, window.desk, ("student", _first(window)), "Юдин Глеб"),
    "images": lambda window: ImagesDialog(window, window.desk, _first(window)),
    "keys": lambda window: KeysDialog(window, window.desk),
    "lines": _lines,
    "last_year": lambda window: LastYearDialog(window, window.desk),
    "look": _look,
    "new": lambda window: Wizard(window, window.jobs),
    "new_year": _new_year,
    "newcomer": _newcomer,
    "open": lambda window: OpenDialog(window, Path("school.passport"), window.jobs),
    "overview": _overview,
    "password": lambda window: PasswordDialog(window, "Пароль копии", "Пароль, который был в день копии.", new=True),
    "paste": _paste,
    "preview": _preview,
    "proposals": _proposals,
    "reading": lambda window: ReadingDialog(window.pages, CLASS),
    "removal": lambda window: RemovalDialog(window, "Удалить карточку: Юдин Глеб, 9А? Отменить удаление: F9."),
    "remove_many": _remove,
    "rules": lambda window: RulesWindow(window, window.desk.passport.year),
    "school": lambda window: SchoolDialog(window, window.desk),
    "second_entry": lambda window: SecondEntryDialog(window, window.desk, CLASS),
    "set_password": lambda window: SetPasswordDialog(window, window.desk.passport, window.jobs),
    "shared": _shared,
    "support": lambda window: SupportDialog(window, diagnostics(window.desk.passport)),
    "update": _update,
    "user": lambda window: UserDialog(window, window.desk.passport),
    "users": lambda window: UsersDialog(window, window.desk),
    "year_file": _year_file,
}
