"""Who will be able to open a package, and by which channel it goes: the choices on the page «Пакет для МОУО»."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.domain.channels import OPEN, PROTECTED
from app.storage.passport import Passport
from app.ui.plain import Button, PlainLabel, tool_tip
from app.ui.wrapping import WrapLine

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.receivers import Receiver

_FOR_ALL = (
    "Данные детей прочтёт каждый, к кому попадёт файл. Чтобы открыть его смог только МОУО, попросите там файл ключа и "
    "возьмите его здесь."
)
_WITH_PASSWORD = (
    "Пароль придумает программа и покажет один раз. Назовите его МОУО по телефону, а не в том же письме, что и файл."
)
_TELLS = {
    OPEN: "Почтой или на флешке. Изображений документов о здоровье в пакете нет.",
    PROTECTED: "По сети ViPNet. С изображениями документов о здоровье; файл всегда закрыт ключом или паролем.",
}


class PackageChoice(QWidget):
    """``take_key`` when the file of a key is to be taken, ``confirm_key`` when its words are to be compared.

    Channels are offered only in a base that works in the protected network: for all others there is one.
    """

    take_key = Signal()
    confirm_key = Signal()

    def __init__(self, passport: Passport) -> None:
        super().__init__()
        self._passport = passport
        self._confirmed: list[bool] = []
        self.open_channel = QRadioButton("Открытый")
        self.protected_channel = QRadioButton("Защищённый")
        self.open_channel.setChecked(True)
        self.tells = PlainLabel("", "quiet")
        self.channels = QWidget()
        self.receiver = QComboBox()
        self.receiver.setAccessibleName("Кто откроет пакет")
        self.receiver.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.receiver.setMinimumContentsLength(24)
        self.key_button = Button("Взять файл ключа…")
        self.warning = PlainLabel("")
        self.confirm_button = Button("Слова совпали…")
        self._arrange()
        self.protected_channel.toggled.connect(lambda _: self.load())
        self.receiver.currentIndexChanged.connect(lambda _: self._show())
        self.key_button.clicked.connect(self.take_key)
        self.confirm_button.clicked.connect(self.confirm_key)
        self.load()

    def _arrange(self) -> None:
        channels = QHBoxLayout()
        channels.setContentsMargins(0, 0, 0, 0)
        for widget in (PlainLabel("Канал", wrap=False), self.open_channel, self.protected_channel):
            channels.addWidget(widget)
        channels.addStretch(1)
        inner = QVBoxLayout(self.channels)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(channels)
        inner.addWidget(self.tells)
        whom = QHBoxLayout()
        whom.addWidget(PlainLabel("Кто откроет", wrap=False))
        whom.addWidget(self.receiver, 1)
        keys = WrapLine(right=True)
        keys.add(self.key_button)
        keys.add(self.confirm_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.channels)
        box.addLayout(whom)
        box.addWidget(self.warning)
        box.addLayout(keys)

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
        """Offer whoever may get a package by this channel; ``recipient`` (age1…) is then chosen, if it is known.

        At first it is the key that is known, or a password: open to all only if somebody wants that.
        """
        from app.services.edition import Edition, edition  # noqa: PLC0415 - seldom needed
        from app.services.receivers import NOBODY, WITH_PASSWORD, known_receivers  # noqa: PLC0415 - as above

        protected = edition(self._passport) is Edition.PROTECTED
        self.channels.setVisible(protected)
        if not protected and self.protected_channel.isChecked():
            self.open_channel.setChecked(True)  # which leads here again
            return
        chosen = recipient if recipient is not None else getattr(self.receiver.currentData(), "told", None)
        known = known_receivers(self._passport)
        self._confirmed = [confirmed for _, confirmed in known]
        self.receiver.blockSignals(True)
        self.receiver.clear()
        for one, _ in known:
            self.receiver.addItem(f"Только {one.name}", one)
        self.receiver.addItem("Кто знает пароль (архив для 7-Zip)", WITH_PASSWORD)
        if self.channel == OPEN:
            self.receiver.addItem("Любой: файл не закрыт", NOBODY)
        places = [n for n in range(self.receiver.count()) if self.receiver.itemData(n).told == chosen]
        self.receiver.setCurrentIndex(places[0] if places else 0)
        self.receiver.blockSignals(False)
        self._show()

    def _show(self) -> None:
        self.tells.setText(_TELLS[self.channel])
        self.receiver.setToolTip(tool_tip(self.receiver.currentText()))  # a long name does not fit
        place = self.receiver.currentIndex()
        of_key = place < len(self._confirmed)
        self.confirm_button.setVisible(of_key and not self._confirmed[place])
        if of_key:
            words = f"Слова ключа: {self.to.words}."
            good = self._confirmed[place]
            asked = f"? {words} Позвоните в МОУО и сравните: ключ мог прислать и чужой."
            self.warning.setText(f"✔ {words} Сверено по телефону." if good else asked)
            self.warning.set_role("good" if good else "question")
        else:
            self.warning.setText(_WITH_PASSWORD if self.to.told else _FOR_ALL)
            self.warning.set_role("quiet" if self.to.told else "question")
