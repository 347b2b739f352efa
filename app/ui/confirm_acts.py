"""Confirming what came over from last year: the field one is in, the chosen findings, a card, a whole class."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from app.errors import AppError
from app.services.confirming import ALL, Value, confirm, confirm_class
from app.services.progress import Progress
from app.ui.ageing_notice import waiting
from app.ui.error_window import show_error
from app.ui.has_card import HasCard
from app.ui.plain import ask
from app.validators.findings import Finding

if TYPE_CHECKING:
    from app.ui.pages import Pages

FEW = 60  # values that are confirmed in about 0.1 s
FEW_CARDS = 8  # cards that are looked at again in about 0.1 s; after more everything is
LISTED = 6  # fields named in the question about a class
NOTHING = "Перенесённого, что ждёт подтверждения, здесь нет."
YES, NO = "Подтвердить", "Не подтверждать"


def confirm_chosen(pages: "Pages") -> None:
    """Confirm the field that has the focus, or all findings that are marked on the page of the check."""
    confirm_findings(pages, waiting(pages.acts.chosen()))


def confirm_card(pages: "Pages") -> None:
    """Confirm all that came over on the card that is open, once it has nothing unsaved."""
    page = pages.stack.currentWidget()
    if not isinstance(page, HasCard) or (page.unsaved and not page.save()):
        return
    card = page.card_view().card
    found = waiting(pages.desk.findings_of(card.id)) if card is not None and card.version else []
    if card is None or not found:
        pages.desk.said.emit(NOTHING)
        return
    _carry_out(pages, [(card.entity, card.id, ALL)])


def confirm_findings(pages: "Pages", findings: Sequence[Finding]) -> None:
    """Confirm the values that findings speak of."""
    if not findings:
        pages.desk.said.emit(NOTHING)
        return
    _carry_out(pages, [(one.entity, one.id, one.field) for one in findings])


def _carry_out(pages: "Pages", values: Sequence[Value]) -> None:
    desk = pages.desk
    cards = dict.fromkeys((entity, id) for entity, id, _ in values)

    def take(count: int) -> None:
        if len(cards) > FEW_CARDS:
            desk.present.saved_all()
        else:
            desk.present.saved(cards)
        desk.said.emit(f"Подтверждено значений: {count}.")

    if len(values) > FEW:

        def work(progress: Progress) -> int:
            return confirm(desk.passport, values, progress)

        desk.jobs.start(work, take, title="Подтверждаем…", at_once=True)
        return
    try:
        count = confirm(desk.passport, values)
    except AppError as problem:
        show_error(pages.stack, problem)
    else:
        take(count)


def confirm_whole_class(pages: "Pages") -> None:
    """Confirm all that came over in a class, after asking: the class of the list, or of the card that is open."""
    desk, class_name = pages.desk, _class_of(pages)
    found = [one for one in waiting(desk.findings) if one.class_name == class_name] if class_name else []
    if not found:
        none = f"В классе {class_name} всё подтверждено." if class_name else "Выберите класс в списке обучающихся."
        desk.said.emit(none)
        return
    buttons = {YES: QMessageBox.ButtonRole.AcceptRole, NO: QMessageBox.ButtonRole.RejectRole}
    if ask(pages.stack, "Подтверждение класса", question(class_name, found), buttons, default=NO) != YES:
        return

    def take(count: int) -> None:
        desk.present.saved_all()
        desk.said.emit(f"Класс {class_name}: подтверждено значений: {count}.")

    def work(progress: Progress) -> int:
        return confirm_class(desk.passport, class_name, progress)

    desk.jobs.start(work, take, title="Подтверждаем…", at_once=True)


def question(class_name: str, found: Sequence[Finding]) -> str:
    """What is about to be confirmed in a class: how many values in how many cards, by field."""
    labels = Counter(label for one in found for label, _ in one.values[:1])
    told = [f"{label} — {count}" for label, count in labels.most_common(LISTED)]
    more = len(labels) - len(told)
    fields = "; ".join(told) + (f"; и ещё полей: {more}" if more else "")
    cards = len({one.id for one in found})
    return (
        f"Класс {class_name}: карточек {cards}, перенесённых значений {len(found)}.\n{fields}.\n\n"
        "Подтвердить все? Подтверждайте то, что сверено с учениками, родителями и документами."
    )


def _class_of(pages: "Pages") -> str:
    scope = pages.students.list.scope
    if isinstance(scope, str) and scope:
        return scope
    card = pages.students.card_view().card
    return card.texts.get("class_name", "") if card is not None else ""
