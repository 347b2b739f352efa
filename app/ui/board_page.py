"""The page «Доска»: which school has sent what, how its works stand, and what is done with all of them."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.domain.kinds import Day
from app.services.board import works_of
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_folder
from app.ui.palette import LEVELS
from app.ui.plain import Button, PlainLabel, ask, give_focus
from app.ui.room import Pane
from app.ui.table import Line, Table
from app.ui.wrapping import WrapLine
from app.validators.findings import Level

if TYPE_CHECKING:
    from app.domain.year import Work
    from app.services.board import Board, BoardCell, BoardRow
    from app.services.exporting import Exported
    from app.services.proposal_answers import ProposedChange
    from app.services.school_look import SchoolLook
    from app.services.shared_people import SharedGroup

COLUMNS = ("Код", "Школа", "Состояние", "Получен", "Пакет", "Ошибки", "Вопросы", "Сдано", "Устарело", "Просрочено")
WIDTHS = (9, 0, 26, 18, 14, 10, 11, 11, 12, 15)
WORKS = ("№", "Последний день", "Работа", "Форм", "Сдано", "Подпись устарела", "Состояние")
SURE = "Передано в РИС"


class BoardPage(QWidget):
    """Everything here was told when the packages came; it is read beside the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.board: Board | None = None
        self.summary = PlainLabel("Читаем доску…", "quiet")
        self.schools = Table(COLUMNS, WIDTHS, "Школы", coloured=2)
        self.works = Table(WORKS, (4, 21, 0, 8, 9, 22, 20), "Работы выбранной школы", coloured=6)
        numbers = tuple(str(number) for number, _ in enumerate(works_of(desk.passport.year), 1))
        self.grid = Table(("Код", "Школа", *numbers), (9, 0, *(6 for _ in numbers)), "Школы и работы")
        self.tabs = QTabWidget()
        self.works_title = PlainLabel("", "head")
        self.look_button = Button("Посмотреть школу…")
        self.doubles_button = Button("Кто в двух школах…")
        self.transfer_button = Button("Передано в РИС…")
        self.proposals_button = Button("Предложения школы…")
        self.export_button = Button("Свод для РЦОИ…")
        self._arrange()
        give_focus(self, self.schools)
        self.schools.selectionModel().currentRowChanged.connect(lambda *_: self._show_works())
        self.grid.selectionModel().currentRowChanged.connect(lambda now, _: self.schools.selectRow(now.row()))
        self.schools.activated.connect(lambda _: self._look())
        self.grid.activated.connect(lambda _: self._look())
        self.look_button.clicked.connect(self._look)
        self.doubles_button.clicked.connect(self._find_doubles)
        self.transfer_button.clicked.connect(self._transfer)
        self.proposals_button.clicked.connect(self._answer_proposals)
        self.export_button.clicked.connect(self._export)

    def _arrange(self) -> None:
        line = WrapLine()
        line.add(PlainLabel("Доска: школы и работы", "title"), grows=True)
        for button in (
            self.look_button,
            self.doubles_button,
            self.transfer_button,
            self.proposals_button,
            self.export_button,
        ):
            line.add(button)
        lower = Pane()
        inner = QVBoxLayout(lower)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.addWidget(self.works_title)
        inner.addWidget(self.works, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        self.tabs.addTab(self.schools, "Школы")
        self.tabs.addTab(self.grid, "Школы × работы")
        halves.addWidget(self.tabs)
        halves.addWidget(lower)
        halves.setSizes([330, 250])
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.addLayout(line)
        box.addWidget(self.summary)
        box.addWidget(halves, 1)

    def read(self) -> None:
        """Read the board anew; the same school stays chosen."""
        from app.services.board import board  # noqa: PLC0415 - not needed by the first window

        self.desk.jobs.start(lambda _: board(self.desk.passport), self.show_board)

    def show_board(self, told: "Board") -> None:
        """Show a board."""
        chosen: BoardRow | None = self.schools.chosen()
        self.board = told
        self.schools.load([_line(one) for one in told.rows])
        self.grid.load([Line((one.code, one.name, *map(_short, one.cells)), one) for one in told.rows])
        codes = [one.code for one in told.rows]
        if codes:
            self.schools.selectRow(codes.index(chosen.code) if chosen and chosen.code in codes else 0)
        taken = sum(bool(one.state) for one in told.rows)
        self.summary.setText(
            f"Школ: {len(told.rows)}, пакеты приняты от {taken}. Состояние на {Day().show(told.today)}. "
            "«Сдано» — сколько форм по словам школы загружено с подписями. В сетке: сдано/всего, ! — срок прошёл, "
            "↻ — подпись устарела; номера работ — в нижней таблице."
            if told.rows
            else "Пакетов ещё нет: раздел «Приём пакетов»."
        )
        for button in (self.transfer_button, self.export_button, self.doubles_button):
            button.setEnabled(taken > 0)
        self._show_works()

    def _show_works(self) -> None:
        row: BoardRow | None = self.schools.chosen()
        held = bool(row and row.state)
        self.look_button.setEnabled(held)
        self.works_title.setText(f"Работы: {row.name or row.code}" if row else "")
        if row is None or self.board is None or not held:
            self.works.load([])
            return
        pairs = enumerate(zip(self.board.works, row.cells, strict=True), 1)
        self.works.load([_work(number, work, cell) for number, (work, cell) in pairs if cell is not None])

    # --- acts -----------------------------------------------------------------------------------------

    def _look(self) -> None:
        row: BoardRow | None = self.schools.chosen()
        if row is not None and row.state:
            self.look_into(row.code)

    def look_into(self, code: str) -> None:
        """Open a window with the pupils, workers and findings of a school."""
        from app.services.school_look import look_into  # noqa: PLC0415 - as above

        self.desk.run("Открываем школу…", lambda progress: look_into(self.desk.passport, code, progress), self._looked)

    def _looked(self, look: "SchoolLook") -> None:
        from app.ui.look_window import LookWindow  # noqa: PLC0415 - as above

        self.look_window = LookWindow(self, look)
        self.look_window.open()

    def _find_doubles(self) -> None:
        from app.services.shared_people import shared_people  # noqa: PLC0415 - as above

        self.desk.run("Ищем…", lambda progress: shared_people(self.desk.passport, progress), self._found_doubles)

    def _found_doubles(self, groups: "tuple[SharedGroup, ...]") -> None:
        from app.ui.look_window import SharedWindow  # noqa: PLC0415 - as above

        self.shared_window = SharedWindow(self, groups)
        self.shared_window.open()

    def _transfer(self) -> None:
        """Ask which: the chosen school, or all that can be; then where the answers go."""
        row: BoardRow | None = self.schools.chosen()
        able = [one.code for one in self.board.rows if _may_go(one)] if self.board else []
        if not able:
            self.desk.said.emit("Передавать нечего: нет школ с принятым пакетом без ошибок.")
            return
        role = QMessageBox.ButtonRole.AcceptRole
        one = {f"Только {row.code}": role} if row is not None and row.code in able else {}
        every = f"Все: {len(able)}"
        text = (
            "Школы получат ответ «Передано в РИС»: их данные станут закрыты, и изменения пойдут только официальным "
            "письмом. Для каких школ записать ответы?"
        )
        buttons = {**one, every: role, "Отмена": QMessageBox.ButtonRole.RejectRole}
        chosen = ask(self, SURE, text, buttons, "Отмена")
        if chosen != "Отмена" and (folder := ask_folder(self, "Папка для ответов школам")) is not None:
            self.transfer(able if chosen == every or row is None else [row.code], folder)

    def transfer(self, codes: list[str], folder: Path) -> None:
        """Write the answers «Передано в РИС» of schools into a folder."""
        from app.services.transferring import transfer  # noqa: PLC0415 - as above

        def done(paths: tuple[Path, ...]) -> None:
            self.read()
            self.desk.said.emit(f"Ответов записано: {len(paths)}, папка {folder}")

        self.desk.run("Пишем ответы…", lambda progress: transfer(self.desk.passport, codes, folder, progress), done)

    def _answer_proposals(self) -> None:
        """Show what the chosen school proposes, and write what is answered."""
        from app.services.proposal_answers import proposed_changes  # noqa: PLC0415 - as above

        row: BoardRow | None = self.schools.chosen()
        if row is None or row.state != "transferred":
            self.desk.said.emit("Выберите школу, данные которой переданы в РИС: предложения бывают только у неё.")
            return
        self.desk.run(
            "Читаем пакет…",
            lambda _: proposed_changes(self.desk.passport, row.code),
            lambda found: self._ask_answers(row.code, found),
        )

    def _ask_answers(self, code: str, found: tuple["ProposedChange", ...]) -> None:
        from app.ui.proposals_dialog import answer_school  # noqa: PLC0415 - as above

        if not found:
            self.desk.said.emit("В принятом пакете этой школы предложений нет.")
            return
        answers = answer_school(self, code, found)
        if answers and (folder := ask_folder(self, "Папка для ответа школе")) is not None:
            self.answer_proposals(code, answers, folder)

    def answer_proposals(self, code: str, answers: dict[str, tuple[bool, str]], folder: Path) -> None:
        """Write the answer to a school's proposals into a folder."""
        from app.services.proposal_answers import answer_proposals  # noqa: PLC0415 - as above

        self.desk.run(
            "Пишем ответ…",
            lambda _: answer_proposals(self.desk.passport, code, answers, folder),
            lambda path: self.desk.said.emit(f"Ответ записан: {path}"),
        )

    def _export(self) -> None:
        if (folder := ask_folder(self, "Папка для свода")) is not None:
            self.export(folder)

    def export(self, folder: Path) -> None:
        """Write all packages and own workers into a folder, as one file."""
        from app.services.municipality_export import export_collection  # noqa: PLC0415 - as above

        def done(exported: "Exported") -> None:
            self.desk.said.emit(f"Свод записан: {exported.path}, код {exported.receipt}")

        self.desk.run(
            "Собираем свод…",
            lambda progress: export_collection(self.desk.passport, folder, progress=progress),
            done,
        )


def _may_go(row: "BoardRow") -> bool:
    return bool(row.state) and not row.two_copies


def _line(row: "BoardRow") -> Line:
    text, level = _state(row)
    there = [cell for cell in row.cells if cell is not None]
    counted = (
        (
            str(row.errors),
            str(row.questions),
            f"{sum(one.signed for one in there)} из {sum(one.forms for one in there)}",
            str(sum(one.stale for one in there)),
            str(sum(one.late for one in there)),
        )
        if row.state
        else ("", "", "", "", "")
    )
    received = f"{row.received_at:%d.%m.%Y %H:%M}" if row.received_at else ""
    colour = LEVELS[level] if level else ""
    return Line((row.code, row.name, text, received, row.package, *counted), row, colour)


def _state(row: "BoardRow") -> tuple[str, Level | None]:
    if row.two_copies:
        return "✖ две копии базы", Level.ERROR
    if row.returned:
        return f"✖ возвращён {row.returned}", Level.ERROR
    if not row.state:
        return "? пакета нет", Level.QUESTION
    return ("✔ передано в РИС" if row.state == "transferred" else "✔ принят"), None


def _work(number: int, work: "Work", cell: "BoardCell") -> Line:
    state = "✖ просрочено" if cell.late else "✔ сдано" if cell.signed == cell.forms else "ещё есть время"
    counted = (str(cell.forms), str(cell.signed), str(cell.stale or ""))
    colour = LEVELS[Level.ERROR] if cell.late else ""
    return Line((str(number), Day().show(work.date), work.work, *counted, state), work, colour)


def _short(cell: "BoardCell | None") -> str:
    """A cell of the grid; '' where the school has no such work."""
    if cell is None:
        return ""
    if cell.signed == cell.forms:
        return "✔"
    return f"{cell.signed}/{cell.forms}{'!' if cell.late else ''}{'↻' if cell.stale else ''}"
