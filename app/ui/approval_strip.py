"""The strip «Утверждено директором» on the page of the package: whose approval, of which data, and whether it holds."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMessageBox, QVBoxLayout

from app.domain.actors import Role
from app.services.approvals import Standing, approval, approve, has_approvals, let_owner_approve
from app.services.progress import Progress
from app.ui.desk import Desk
from app.ui.plain import Button, Notice, PlainLabel, ask

_ASKED = (
    "Утвердить данные школы такими, какие они сейчас?\n\nКод данных: {code}. Контрольные суммы — на этой странице. "
    "После любой правки данных утверждение перестанет действовать, и это будет видно."
)
_APPROVE, _NOT = "Утвердить", "Не утверждать"


class ApprovalStrip(Notice):
    """Hidden where the base has no head and nothing was ever approved. Reads the whole base unseen, after a check."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._standing: Standing | None = None
        self._reading = False
        self.label = PlainLabel("")
        self.button = Button("Утвердить эти данные…")
        self.lend = QCheckBox("Ответственный может утверждать за меня")
        self.lend.setVisible(desk.passport.actor.role is Role.HEAD)
        line = QHBoxLayout()
        line.addWidget(self.label, 1)
        line.addWidget(self.button)
        box = QVBoxLayout(self)
        box.addLayout(line)
        box.addWidget(self.lend)
        self.button.clicked.connect(self._ask)
        self.lend.clicked.connect(self._lend)
        self.setVisible(has_approvals(desk.passport))
        self._show(None)

    def read(self) -> None:
        """Look at the approval and the data as they are now."""
        self.setVisible(has_approvals(self._desk.passport))
        if self._reading or not self._desk.checked or self.isHidden():
            return
        self._reading = True
        self._show(None)
        self._desk.jobs.start(
            lambda progress: approval(self._desk.passport, progress), self._take, failed=self._could_not
        )

    def _take(self, standing: Standing) -> None:
        self._reading = False
        self._show(standing)

    def _could_not(self, problem: BaseException) -> None:
        self._reading = False
        self.label.setText("Утверждены ли данные, узнать не удалось.")
        self.label.set_role("question")

    def _show(self, standing: Standing | None) -> None:
        self._standing = standing
        self.button.setVisible(standing is not None and standing.mine)
        if standing is None:
            self.label.setText("Сверяем с утверждённым…")
            self.label.set_role("quiet")
            return
        sign, role = ("✔", "good") if standing.holds else ("?", "question")
        self.label.setText(f"{sign} {standing.sentence()}")
        self.label.set_role(role)
        self.button.setEnabled(not standing.holds)
        self.lend.setChecked(standing.given)

    def _ask(self) -> None:
        standing = self._standing
        if standing is None:
            return
        buttons = {_APPROVE: QMessageBox.ButtonRole.AcceptRole, _NOT: QMessageBox.ButtonRole.RejectRole}
        if ask(self, "Утвердить данные", _ASKED.format(code=standing.code), buttons, _NOT) == _APPROVE:
            self.approve(standing.fingerprint)

    def approve(self, fingerprint: str) -> None:
        """Approve the data of this fingerprint."""

        def work(progress: Progress) -> Standing:
            return approve(self._desk.passport, fingerprint, progress)

        self._desk.run("Утверждаем…", work, self._show)

    def _lend(self, yes: bool) -> None:
        let_owner_approve(self._desk.passport, yes=yes)
        told = "может утверждать данные за вас" if yes else "больше не утверждает за вас"
        self._desk.said.emit(f"Ответственный {told}; это записано.")
