"""The sections of a school as the page «Начало» tells them: open errors and questions, how ready each class is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.overview_table import per_cent
from app.ui.bars import Share
from app.ui.check_nodes import BY_CLASS, Node, below, root_of
from app.ui.palette import LEVEL_SIGNS
from app.ui.table import Line
from app.validators.findings import Finding, Level

if TYPE_CHECKING:
    from app.services.readiness import ClassReadiness

OPEN = ("Раздел", "Ошибки", "Вопросы", "Готово")
READY = 3  # the column of bars


def section_lines(findings: Sequence[Finding], classes: "Sequence[ClassReadiness]") -> list[Line]:
    """A line for each section in which something is open, and for each class; each stands for a node of the check.

    ``classes`` may not be known yet. A line of a class without anything open stands for its name.
    """
    wanted = [one for one in findings if one.open and one.level is not Level.ADVICE]
    nodes = {node.key[0]: node for node in below(wanted, root_of(wanted, ""), BY_CLASS)}
    ready = {f"class {one.name}": one for one in classes}
    before = [key for key in nodes if key == BY_CLASS.single]
    after = [key for key in nodes if key not in ready and key not in before]
    return [_line(key, nodes.get(key), ready.get(key)) for key in (*before, *ready, *after)]


def _line(key: str, node: Node | None, ready: "ClassReadiness | None") -> Line:
    title = node.title if node else ready.name if ready and ready.name else "Без класса"
    counts = node.counts if node else (0, 0)
    levels = zip((Level.ERROR, Level.QUESTION), counts, strict=False)
    shown = [f"{LEVEL_SIGNS[level]} {count}" if count else "" for level, count in levels]
    bar = Share(per_cent(ready.share), ready.share) if ready else ""
    return Line((title, *shown, bar), node.key if node else ready.name if ready else "")
