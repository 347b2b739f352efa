"""The errors a user may see: a sentence, and where it helps a hint.

Anything that is not an :class:`AppError` is a fault of the program and is shown as such.
"""


class AppError(Exception):
    """A refusal in the user's words.

    ``text`` is one Russian sentence that says what and where; ``hint`` says what to do about it.
    Neither ever holds personal data beyond what the user has just typed or pointed at.
    """

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.text} {self.hint}".strip()


class BadValue(AppError):
    """A text that its kind cannot read: an impossible date, ten digits for a СНИЛС."""


class BadFile(AppError):
    """A file that is not what it should be, or cannot be read."""


class Damaged(BadFile):
    """A base that is not whole any more; a copy of it may be."""


class Refused(AppError):
    """An act that must not be done in this state; nothing was changed."""


class Cancelled(Refused):
    """The user stopped a long act; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Действие остановлено; ничего не изменено.")


class WrongPassword(Refused):
    """A base does not open by what was given: another password, or a damaged beginning; the two look alike."""


class StaleRecord(Refused):
    """The record was changed elsewhere after it was read; the save was not merged into it."""


class InUse(Refused):
    """A base is open in another window or program; only one may write."""


class OnShare(Refused):
    """A base lies, or would lie, on another computer's disk, where locks do not hold; it is to be moved first."""


class ReadOnly(Refused):
    """The base is open for reading only: nothing of it can be changed, for the reason that the text says."""
