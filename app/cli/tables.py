"""What the answers look like on a terminal: a summary first, then lists in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.text import fold
from app.validators.registry import Finding, Level

if TYPE_CHECKING:  # only the command that needs one imports its service
    from app.services.checking import Report
    from app.services.exporting import Exported
    from app.services.importing import ImportReport
    from app.services.printing import FormState

_PARTS = {
    "school": "школа",
    "classes": "классы",
    "students": "обучающиеся",
    "exam_choices": "выбранные экзамены",
    "forms": "напечатанные формы",
    "moves": "изменения со сроком",
    "explanations": "пояснения",
    "left_out": "не вошли (отказ)",
}


def finding_data(one: Finding) -> dict[str, Any]:
    """A finding under the keys of the contract."""
    return {
        "rule": one.rule,
        "level": one.level.value,
        "entity": one.entity,
        "id": one.id,
        "class": one.class_name,
        "who": one.who,
        "field": one.field,
        "text": one.text,
        "clause": one.clause,
    }


def check_lines(report: Report) -> list[str]:
    """The result of a check: numbers, then findings by class."""
    counts = report.counts
    summary = (
        f"Проверка на {report.as_of:%d.%m.%Y}: ошибок {counts[Level.ERROR]}, вопросов {counts[Level.QUESTION]}, "
        f"советов {counts[Level.ADVICE]}."
    )
    explained = [f"Из них с пояснением: {report.explained}."] if report.explained else []
    return [summary, *explained, *findings_by_class(report.findings)]


def findings_by_class(found: Iterable[Finding]) -> list[str]:
    """Findings under the headings of their classes: level, who, what, rule; under it what else there is to say."""
    lines: list[str] = []
    for title, group in groupby(found, key=_title):
        lines += ["", title]
        for one in group:
            lines.append(f"  {one.level.label:<7} {one.who}: {one.text} [{one.rule}]")
            lines += [f"          {told}" for told in _beside(one)]
    return lines


def _beside(one: Finding) -> Iterator[str]:
    """The explanation of a finding, or what made it lapse, or else the least change that would clear the finding."""
    if one.explained:
        yield f"Пояснено: {one.explained}"
        return
    if one.lapsed:
        yield one.lapsed
    if one.least:
        yield f"Достаточно: {one.least}."


def _title(one: Finding) -> str:
    return one.class_name or {"school": "Школа", "staff": "Работники", "room": "Аудитории"}.get(
        one.entity, "Без класса"
    )


def import_lines(report: ImportReport, *, dry_run: bool, rejects: Path | None) -> list[str]:
    """The result of an import: numbers that add up, the columns taken, the cells not taken."""
    lines = [
        "Проба: ничего не изменено." if dry_run else "Список загружен.",
        f"Прочитано строк: {report.read} = новых {report.new} + изменённых {report.changed} + "
        f"без изменений {report.same} + отклонённых {report.rejected}.",
    ]
    lines += _headings(report)
    if report.changes:
        lines += ["", "Изменится:" if dry_run else "Изменено:"]
        lines += [f"  {one.who}: {one.label}: {one.old or '—'} → {one.new or '—'}" for one in report.changes]
    if report.problems:
        lines += ["", "Не принято:"]
        lines += [f"  {_place(one)}: {one.text}" for one in report.problems]
    if rejects is not None and report.rejected:
        lines += ["", f"Отклонённые строки записаны в {rejects}"]
    return lines


def _headings(report: ImportReport) -> list[str]:
    """Which heading was taken for which field, each pair once; those not taken last, with their sheets."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for sheet, heading, label in report.columns:
        pairs.setdefault((heading, label), []).append(sheet)
    renamed = [(heading, "→ " + label) for heading, label in pairs if label and fold(heading) != fold(label)]
    passed = [(heading, "листы: " + ", ".join(sheets)) for (heading, label), sheets in pairs.items() if not label]
    lines = ["", "Заголовки приняты так:", *_columns(renamed)] if renamed else []
    return [*lines, "", "Столбцы не загружены:", *_columns(passed)] if passed else lines


def _place(one: Any) -> str:
    column = f", столбец {one.column}" if one.column else ""
    value = f", «{one.value}»" if one.value else ""
    return f"лист «{one.sheet}», строка {one.row}{column}{value}"


_STEPS = {
    "stale": "устарела, печатайте заново",
    "printed": "напечатана",
    "scanned": "отсканирована",
    "uploaded": "загружена",
}


def form_data(one: FormState) -> dict[str, Any]:
    """A form of a class as plain data; a moment with its zone."""
    return {
        "form": one.kind,
        "title": one.title,
        "class": one.class_name or None,
        "state": one.state,
        "step": one.step,
        "records": one.records,
        "number": one.number or None,
        "printed_at": one.printed_at.isoformat() if one.printed_at else None,
        "pages": one.pages or None,
        "heading_changed": one.heading_changed,
        "stale": [{"id": change.person_id, "how": change.how} for change in one.stale],
    }


def form_lines(states: Sequence[FormState]) -> list[str]:
    """Kinds of forms, each with the state of every class."""
    lines: list[str] = []
    for (kind, title), group in groupby(states, key=lambda one: (one.kind, one.title)):
        lines += [f"{title} ({kind})", *_columns([_form_row(one) for one in group])]
    return lines or ["Форм нет: в базе нет классов, для которых они печатаются."]


def _form_row(one: FormState) -> tuple[str, ...]:
    whose, lines = one.class_name or "школа", f"строк {one.records}"
    if one.printed_at is None:
        return whose, lines, "не напечатана"
    paper = f"№ {one.number} от {one.printed_at:%d.%m.%Y %H:%M}, страниц {one.pages}"
    return whose, lines, f"{_STEPS[one.step]}: {paper}"


def export_lines(done: Exported) -> list[str]:
    """The result of an export, receipt first."""
    first = "Собран черновик пакета" if done.draft else "Собран пакет"
    counts = _columns([(_PARTS.get(name, name), str(count)) for name, count in done.counts.items()])
    codes = [f"Код пакета: {done.receipt}", f"SHA-256:    {done.fingerprint}"]
    password = [f"Пароль:     {done.password}  (передайте другим путём; он нигде не сохранён)"] if done.password else []
    return [f"{first}: {done.path}", *codes, *password, "", *counts]


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows in columns as wide as their widest word; the last one is left as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    for row in rows:
        start = "  ".join(f"{text:<{width}}" for text, width in zip(row[:-1], widths, strict=True))
        yield f"  {start}  {row[-1]}".rstrip()
