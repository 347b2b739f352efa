"""The fields of an identity document, which pupils, their parents and workers have alike (ris.md 3.3, D-3)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import MappedColumn

from app.domain.choice_kinds import Choice
from app.domain.field import NOBODY, Tab, field
from app.domain.kinds import Day, Text
from app.domain.paper_kinds import DepartmentCode, DocNumber, DocSeries

PAPER = "сам документ"

Grades = Iterable[int]


def doc_kind(
    tab: Tab, section: str = "", *, needed: Grades = NOBODY, headings: tuple[str, ...] = (), sticky: bool = False
) -> MappedColumn[Any]:
    """Its kind: what series and number must look like follows from it."""
    told = "От вида зависит, какими бывают серия и номер."
    return field(
        "Вид документа",
        tab,
        Choice("documents"),
        section=section,
        needed=needed,
        headings=headings,
        help=told,
        sticky=sticky,
        paper=PAPER,
    )


def doc_series(
    tab: Tab, section: str = "", *, needed: Grades = NOBODY, headings: tuple[str, ...] = ()
) -> MappedColumn[Any]:
    """Its series, «нет» where the document has none."""
    told = "Без пробелов: паспорт 6904, свидетельство II-ОМ. Если серии нет, внесите «нет»."
    return field(
        "Серия документа",
        tab,
        DocSeries(),
        section=section,
        needed=needed,
        headings=headings,
        help=told,
        own=True,
        paper=PAPER,
    )


def doc_number(
    tab: Tab, section: str = "", *, needed: Grades = NOBODY, headings: tuple[str, ...] = ()
) -> MappedColumn[Any]:
    """Its number."""
    told = "Только номер, без серии; ведущие нули сохраняются."
    return field(
        "Номер документа",
        tab,
        DocNumber(),
        section=section,
        needed=needed,
        headings=headings,
        help=told,
        own=True,
        paper=PAPER,
    )


def doc_issued(
    tab: Tab, section: str = "", *, needed: Grades = NOBODY, headings: tuple[str, ...] = ()
) -> MappedColumn[Any]:
    """The day of issue."""
    told = "День, месяц и год подряд, например 01092019."
    return field(
        "Дата выдачи", tab, Day(first=1950), section=section, needed=needed, headings=headings, help=told, paper=PAPER
    )


def doc_issuer(
    tab: Tab, section: str = "", *, needed: Grades = NOBODY, headings: tuple[str, ...] = ()
) -> MappedColumn[Any]:
    """Who issued it."""
    told = "Как написано в документе. F3 повторяет значение предыдущей карточки."
    kind = Text(255, example="УМВД России по Томской области")
    return field("Кем выдан", tab, kind, section=section, needed=needed, headings=headings, help=told, paper=PAPER)


def doc_department(tab: Tab, section: str = "", *, headings: tuple[str, ...] = ()) -> MappedColumn[Any]:
    """The code of the department, which only a Russian passport has."""
    told = "Шесть цифр, есть только в паспорте РФ; у других документов — «не применимо»."
    return field("Код подразделения", tab, DepartmentCode(), section=section, headings=headings, help=told, paper=PAPER)
