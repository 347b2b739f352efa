"""By which channel a package goes and to whom it is sealed: the choices on the page «Пакет для МОУО»."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.domain.channels import OPEN, PROTECTED
from app.storage.passport import Passport
from app.ui.plain import Button, PlainLabel

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.receivers import Receiver

_OPEN = "Файл сможет прочесть каждый, к кому он попадёт. Файл ключа, чтобы запечатать пакет, даёт МОУО."
_TELLS = {
    OPEN: "Изображений документов о здоровье в пакете нет.",
    PROTECTED: "С изображениями документов о здоровье; пакет всегда запечатан.",
}


class PackageChoice(QWidget):
    """``changed`` after every choice; ``take_key`` when the file of a key is to be taken."""

    changed = Signal()
    take_key = Signal()

    def __init__(self, passport: Passport) -> None:
        super().__init__()
        self._passport = passport
        self._confirmed: list[bool] = []
        self.open_channel = QRadioButton("Открытый")
        self.protected_channel = QRadioButton("Защищённый")
        self.open_channel.setChecked(True)
        self.tells = PlainLabel("", "quiet")
        self.receiver = QComboBox()
        self.receiver.setAccessibleName("Кому запечатать пакет")
        self.receiver.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.receiver.setMinimumContentsLength(24)
        self.key_button = Button("Взять файл ключа…")
        self.warning = PlainLabel("")
        self._arrange()
        self.protected_channel.toggled.connect(lambda _: self.load())
        self.receiver.currentIndexChanged.connect(lambda _: self._show())
        self.key_button.clicked.connect(self.take_key)
        self.load()

    def _arrange(self) -> None:
        channels = QHBoxLayout()
        channels.addWidget(self.open_channel)
        channels.addWidget(self.protected_channel)
        channels.addStretch(1)
        whom = QHBoxLayout()
        whom.addWidget(self.receiver, 1)
        whom.addWidget(self.key_button)
        form = QFormLayout()
        form.addRow(PlainLabel("Канал", wrap=False), channels)
        form.addRow("", self.tells)
        form.addRow(PlainLabel("Кому", wrap=False), whom)
        form.addRow("", self.warning)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(form)

    @property
    def channel(self) -> str:
        """«open» or «protected»."""
        return PROTECTED if self.protected_channel.isChecked() else OPEN

    @property
    def to(self) -> "Receiver":
        """To whom the package is sealed."""
        found: Receiver = self.receiver.currentData()
        return found

    def load(self, recipient: str | None = None) -> None:
        """Offer whoever may get a package by this channel; ``recipient`` (age1…) is then chosen, if it is known."""
        from app.services.receivers import NOBODY, WITH_PASSWORD, known_receivers  # noqa: PLC0415 - seldom needed

        chosen = recipient if recipient is not None else getattr(self.receiver.currentData(), "told", "")
        known = known_receivers(self._passport)
        self._confirmed = [confirmed for _, confirmed in known]
        self.receiver.blockSignals(True)
        self.receiver.clear()
        for one, _ in known:
            self.receiver.addItem(f"{one.name}: на его ключ", one)
        self.receiver.addItem("Архив с паролем (открывает 7-Zip)", WITH_PASSWORD)
        if self.channel == OPEN:
            self.receiver.addItem("Без запечатывания", NOBODY)
        places = [n for n in range(self.receiver.count()) if self.receiver.itemData(n).told == chosen]
        self.receiver.setCurrentIndex(places[0] if places else 0)
        self.receiver.blockSignals(False)
        self._show()

    def _show(self) -> None:
        self.tells.setText(_TELLS[self.channel])
        place = self.receiver.currentIndex()
        if place < len(self._confirmed):
            words = f"слова ключа {self.to.words}"
            good = self._confirmed[place]
            self.warning.setText(f"✔ Сверено по телефону: {words}" if good else f"? Сверьте по телефону: {words}")
            self.warning.set_role("good" if good else "question")
        elif self.to.told:
            self.warning.setText("Пароль будет показан один раз: передайте его не тем путём, что файл.")
            self.warning.set_role("quiet")
        else:
            self.warning.setText(_OPEN)
            self.warning.set_role("quiet")
        self.changed.emit()
