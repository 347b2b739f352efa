"""The two working days in which a change is entered after the school learned of it (gia-rules.md 4).

Only changes of this school year are counted: of other years the working days are not known.
"""

from collections.abc import Iterator
from datetime import date

from app.domain.days import DAY
from app.domain.dictionaries import entry
from app.domain.field import place_in
from app.domain.moves import Move, MoveKind
from app.domain.student import Student
from app.validators.context import at_most
from app.validators.registry import Context, Level, Remark, rule
from app.validators.wording import capital, day

TWO_DAYS = "{order}: изменения вносятся в течение двух рабочих дней"
# Of the exams after the day of the choice ГЭК decides; no days are counted for them.
TIMED = frozenset({MoveKind.ENROLMENT, MoveKind.LEAVING, MoveKind.DOCUMENT, MoveKind.HEALTH})
PROOF = "Попросите приказ или документ с датой, от которой считаются два рабочих дня."
LATE = ("Сведения поступили с опозданием.", "Программа была недоступна.", "Ответственный болел.")

Rows = Iterator[tuple[int, Move]]


def _this_year(student: Student, context: Context) -> Rows:
    """The changes of the school year with their places."""
    for place, one in enumerate(student.moves):
        known = one.learned or one.entered
        if known is not None and known >= context.year.first_day:
            yield place, one


def _timed(student: Student, context: Context) -> Iterator[tuple[int, Move, date, date]]:
    """The changes whose days are counted: place, row, the day the school learned, the last day to enter it."""
    for place, one in _this_year(student, context):
        if one.learned is not None and one.learned <= context.as_of and one.kind in TIMED:
            limit = context.year.limits.change_working_days.value
            yield place, one, one.learned, context.year.working_days.after(one.learned, limit)


def working_days_between(due: date, then: date, context: Context) -> int:
    """How many working days come after one day, up to and with the other."""
    count = 0
    while due < then:
        due += DAY
        count += context.year.working_days.holds(due)
    return count


def _late(due: date, then: date, context: Context) -> str:
    count = working_days_between(due, then, context)
    return f" — рабочих дней после срока: {count}" if count else " — в выходной после срока"


def _named(one: Move) -> str:
    return capital(entry("move_kinds", one.kind).name) if one.kind else "Изменение"


def _asks(context: Context) -> Level:
    return at_most(context.year.limits.change_working_days.status)


@rule(
    "CLK-1",
    "Изменение внесено позже двух рабочих дней",
    Level.QUESTION,
    TWO_DAYS,
    Student,
    norm="Зачисление, выбытие, новый документ и ОВЗ внесены в течение двух рабочих дней после того, как о них узнали.",
    checker=PROOF,
    phrases=LATE,
    leavers=True,
    needs=("moves",),
)
def entered_late(student: Student, context: Context) -> Iterator[Remark]:
    """A change was entered after its last day; this cannot be mended any more, only explained."""
    for place, one, learned, due in _timed(student, context):
        if one.entered and one.entered > due:
            yield Remark(
                f"{_named(one)}: школа узнала {day(learned)}, срок — {day(due)}, а внесено {day(one.entered)}"
                f"{_late(due, one.entered, context)}; поясните опоздание.",
                place_in("moves", place, "entered"),
                "пояснить опоздание или исправить день, когда школа узнала",
                values=(("Школа узнала", day(learned)),),
                at_most=_asks(context),
            )


@rule(
    "CLK-2",
    "Изменение не внесено, срок прошёл",
    Level.QUESTION,
    TWO_DAYS,
    Student,
    norm="Изменение, о котором школа знает, внесено в течение двух рабочих дней.",
    checker=PROOF,
    phrases=LATE,
    leavers=True,
    needs=("moves",),
)
def overdue(student: Student, context: Context) -> Iterator[Remark]:
    """A change is known, and its last day is over."""
    for place, one, learned, due in _timed(student, context):
        if one.entered is None and context.as_of > due:
            yield Remark(
                f"{_named(one)}: школа узнала {day(learned)}, срок — {day(due)}, а изменение не внесено"
                f"{_late(due, context.as_of, context)}; внесите его.",
                place_in("moves", place, "entered"),
                "внести изменение и день, когда оно внесено",
                values=(("Школа узнала", day(learned)),),
                at_most=_asks(context),
            )


@rule(
    "CLK-3",
    "Изменение ждёт внесения",
    Level.ADVICE,
    TWO_DAYS,
    Student,
    norm="Изменение, о котором школа знает, внесено в течение двух рабочих дней.",
    checker="Срок ещё не прошёл: проверьте карточку после него.",
    leavers=True,
    needs=("moves",),
)
def in_time(student: Student, context: Context) -> Iterator[Remark]:
    """A change is known, and there is still time."""
    for place, one, learned, due in _timed(student, context):
        if one.entered is None and context.as_of <= due:
            text = f"{_named(one)}: школа узнала {day(learned)}; внесите до {day(due)} включительно."
            yield Remark(text, place_in("moves", place, "entered"), f"внести изменение до {day(due)}")


@rule(
    "CLK-4",
    "Когда школа узнала, не внесено",
    Level.ADVICE,
    TWO_DAYS,
    Student,
    norm="У изменения внесён день, когда школа о нём узнала.",
    checker=PROOF,
    leavers=True,
    needs=("moves",),
)
def unknown_day(student: Student, context: Context) -> Iterator[Remark]:
    """Without the day the school learned nobody can tell whether the change came in time."""
    for place, one in _this_year(student, context):
        if one.learned is None and "learned" not in (one.unread or {}) and one.entered and one.kind in TIMED:
            text = f"{_named(one)}: внесено {day(one.entered)}, а когда школа узнала, не указано; внесите день."
            yield Remark(text, place_in("moves", place, "learned"), "внести день, когда школа узнала")


@rule(
    "CLK-5",
    "Дни изменения не по порядку",
    Level.QUESTION,
    TWO_DAYS,
    Student,
    norm="Школа узнала об изменении не позже, чем его внесла, и не позже дня проверки.",
    checker=PROOF,
    phrases=("Внесено заранее, по приказу с более поздней датой.",),
    leavers=True,
    needs=("moves",),
)
def days_out_of_order(student: Student, context: Context) -> Iterator[Remark]:
    """Nothing is entered before it is known, and nothing is known tomorrow."""
    for place, one in _this_year(student, context):
        where, learned, entered = place_in("moves", place, "learned"), one.learned, one.entered
        if learned and entered and learned > entered:
            text = f"{_named(one)}: школа узнала {day(learned)}, а внесено уже {day(entered)}; исправьте один из дней."
            yield Remark(text, where, "исправить один из двух дней")
        elif learned and learned > context.as_of:
            text = (
                f"{_named(one)}: школа узнала {day(learned)}, позже дня проверки {day(context.as_of)}; исправьте день."
            )
            yield Remark(text, where, f"внести день не позже {day(context.as_of)}")
