"""СНИЛС: the control number (FMT-4), fillers, and «нет» with its reason.

The functions serve every record that has a ``snils``: pupils and workers.
"""

from collections.abc import Iterator

from app.domain.field import Record
from app.domain.kinds import NONE
from app.domain.paper_kinds import WITHOUT_CONTROL, Snils, snils_control
from app.domain.student import Student
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import answered, shown

NAMED = 3  # more numbers than these would be a guess
CARD = "Попросите карточку (уведомление) СНИЛС и сверьте все цифры."


def wrong_control(record: Record) -> Iterator[Remark]:
    """A control number that does not agree, with the slips of the keys that would explain it, if they are few."""
    snils = getattr(record, "snils", None)
    if snils and snils != NONE and not snils_control(snils):
        text = f"Контрольное число СНИЛС {shown(record, 'snils')} не сходится: одна из цифр неверна; "
        yield Remark(f"{text}исправьте её по карточке СНИЛС.", "snils", _least(snils))


def _least(snils: str) -> str:
    swapped = [*dict.fromkeys(_swapped(snils))]
    retyped = [*dict.fromkeys(_retyped(snils))]
    if not 0 < len(swapped) + len(retyped) <= NAMED:
        return "внести СНИЛС с карточки заново"
    ways = []
    if swapped:
        ways.append(f"переставить соседние цифры, если на карточке {_either(swapped)}")
    if retyped:
        ways.append(f"исправить одну цифру, если на карточке {_either(retyped)}")
    return ", или ".join(ways)


def _swapped(snils: str) -> Iterator[str]:
    """The right numbers that come of changing two neighbours over."""
    for place in range(len(snils) - 1):
        one = snils[:place] + snils[place + 1] + snils[place] + snils[place + 2 :]
        if _right(one):
            yield one


def _retyped(snils: str) -> Iterator[str]:
    """The right numbers that come of another digit in one place."""
    for place, old in enumerate(snils):
        for digit in "0123456789":
            one = snils[:place] + digit + snils[place + 1 :]
            if digit != old and _right(one):
                yield one


def _right(snils: str) -> bool:
    return snils[:9] > WITHOUT_CONTROL and snils_control(snils)


def _either(found: list[str]) -> str:
    return " или ".join(Snils().show(one) for one in found)


def filler_number(record: Record) -> Iterator[Remark]:
    """A number below those that have a control: typed to fill the field."""
    snils = getattr(record, "snils", None)
    if snils and snils != NONE and snils[:9] <= WITHOUT_CONTROL:
        text = f"СНИЛС {shown(record, 'snils')} похож на заглушку; внесите настоящий номер или «нет»."
        yield Remark(text, "snils", "внести номер с карточки СНИЛС или «нет»")


@rule(
    "FMT-4",
    "СНИЛС: контрольное число",
    Level.ERROR,
    "Контрольное число СНИЛС (FMT-4)",
    Student,
    norm="Последние две цифры СНИЛС сходятся с первыми девятью.",
    checker=CARD,
)
def control_number(student: Student, context: Context) -> Iterator[Remark]:
    """The last two digits agree with the first nine."""
    return wrong_control(student)


@rule(
    "FMT-4a",
    "СНИЛС похож на заглушку",
    Level.QUESTION,
    "Номера до 001-001-998 школьникам не выдавались",
    Student,
    norm="СНИЛС — номер с карточки; если его нет, внесено «нет».",
    checker=CARD,
)
def filler(student: Student, context: Context) -> Iterator[Remark]:
    """000-000-000 00 and the like pass the control, but are no pupil's number."""
    return filler_number(student)


@rule(
    "SNILS-1",
    "СНИЛС «нет» без причины",
    Level.QUESTION,
    "{order}: вкладка «Общее»; «нет» — с причиной",
    Student,
    norm="Если СНИЛС нет, внесена причина.",
    checker="Спросите у представителя, почему СНИЛС не оформлен; гражданину РФ его выдают с рождения.",
    uses=("snils", "snils_absence"),
    phrases=("Иностранный гражданин, СНИЛС не выдавался.", "Документы на СНИЛС поданы."),
)
def unexplained(student: Student, context: Context) -> Iterator[Remark]:
    """«нет» in place of a number has its reason."""
    if student.snils == NONE and not answered(student, "snils_absence"):
        text = "В поле СНИЛС внесено «нет», а причина не указана; внесите причину или номер."
        yield Remark(text, "snils_absence", "внести, почему нет СНИЛС")


@rule(
    "SNILS-2",
    "Причина отсутствия СНИЛС при номере",
    Level.ADVICE,
    "{order}: вкладка «Общее»",
    Student,
    norm="Причина отсутствия СНИЛС внесена, только если номера нет.",
    checker="Сверьте номер с карточкой СНИЛС: причина могла остаться с прошлого года.",
    uses=("snils", "snils_absence"),
    needs=("snils_absence",),
)
def needless_reason(student: Student, context: Context) -> Iterator[Remark]:
    """A reason for a lacking number is out of place beside a number."""
    if student.snils_absence and student.snils and student.snils != NONE:
        text = f"СНИЛС {shown(student, 'snils')} внесён, а указано и почему его нет; уберите причину."
        yield Remark(text, "snils_absence", "убрать причину", change=(("snils_absence", ""),))
