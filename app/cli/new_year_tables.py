"""What the command new-year answers: numbers that add up, class by class, and what a check will find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.validators.findings import Level

if TYPE_CHECKING:  # only the command that needs one imports its service
    from app.services.checking import Report
    from app.services.new_year import Made
    from app.services.new_year_plan import NewYearPlan


def new_year_data(plan: NewYearPlan, out: Path) -> dict[str, Any]:
    """The numbers under the keys of the contract; ``left_before`` had left before and are in none of the others."""
    classes = [
        {"class": name, **{fate.value: count for fate, count in counts.items()}}
        for name, counts in plan.by_class().items()
    ]
    counts = {fate.value: count for fate, count in plan.counts.items()}
    return {"path": str(out), "year": plan.year.name, **counts, "left_before": plan.left_before, "classes": classes}


def new_year_lines(plan: NewYearPlan, made: Made | None, report: Report | None) -> Iterator[str]:
    """The same for people, with the reasons where a class is not simply moved up."""
    if made is not None:
        yield f"{'Уже сделана' if made.already else 'Сделана'} база {plan.year.title} учебного года: {made.path}"
    sums = " + ".join(f"{fate.words} {count}" for fate, count in plan.counts.items())
    yield f"Обучающихся: {len(plan.pupils)} = {sums}."
    if plan.left_before:
        yield f"Выбыли раньше и остались в прошлой базе: {plan.left_before}."
    for name, counts in plan.by_class().items():
        told = ", ".join(f"{fate.words} {count}" for fate, count in counts.items() if count)
        yield f"  {name or 'без класса':<10} {told}"
    for why, count in plan.reasons().items():
        yield f"  {why}: {count}"
    if report is not None:
        found = ", ".join(f"{level.of_many} {report.counts[level]}" for level in Level)
        yield f"В новой базе будет: {found}. Пока ничего не сделано."
