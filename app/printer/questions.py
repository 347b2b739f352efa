"""The form «Отчёт о вопросах и пояснениях»: what the check asks, and what the school says to it (VP10)."""

from collections.abc import Callable
from dataclasses import dataclass

from app.printer.form import HEAD, KEEPER, Cell, Column, Form, Piece


@dataclass(frozen=True, slots=True)
class Question:
    """A question, or an advice with an explanation, as it is told on paper.

    ``id`` is of the finding and not of a card: 32 signs, the same as long as its record, rule and field are.
    ``explained`` is '' for one that is still open; ``lapsed`` says which explanation lapsed and why. ``by`` and ``day``
    (as people write it) tell who explained and when.
    """

    id: str
    class_name: str
    who: str
    rule: str
    title: str
    text: str
    explained: str = ""
    lapsed: str = ""
    by: str = ""
    day: str = ""


def _found(one: Question) -> Cell:
    return Piece(f"{one.rule}. {one.title}"), Piece(one.text)


def _explained(one: Question) -> Cell:
    if one.explained:
        return (Piece(one.explained),)
    return (Piece("нет пояснения", strong=True), *((Piece(one.lapsed),) if one.lapsed else ()))


def _explainer(one: Question) -> Cell:
    return tuple(Piece(text) for text in (one.by or "имя не указано", one.day) if text) if one.explained else ()


def _plain(text: Callable[[Question], str]) -> Callable[[Question], Cell]:
    return lambda one: (Piece(text(one) or "—"),)


QUESTIONS = Form(
    key="questions",
    title="Отчёт о вопросах и пояснениях",
    ask="Проверьте каждое пояснение: подписывая отчёт, школа подтверждает, что данные при этих вопросах верны. "
    "Где пояснения нет, исправьте карточку или поясните и напечатайте отчёт заново.",
    scope="school",
    of="question",
    columns=lambda _year: (
        Column("Класс", 15, _plain(lambda one: one.class_name), centred=True),
        Column("Кто", 42, _plain(lambda one: one.who)),
        Column("Правило и что найдено", 102, _found),
        Column("Пояснение", 64, _explained),
        Column("Кто пояснил, когда", 36, _explainer),
    ),
    signers=(KEEPER, HEAD),
    supplemented=False,
    gaps="Без пояснения",
    empty="Вопросов и пояснений нет: печатать нечего.",
)
