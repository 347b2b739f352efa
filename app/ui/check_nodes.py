"""The findings as a tree: school, classes, pupils; or levels and rules. A node is a stretch of a list."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.validators.findings import Finding, Level

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """The findings from ``start`` to ``end`` of a list, of which they are neighbours; ``counts`` by level."""

    key: Key
    title: str
    start: int
    end: int
    counts: tuple[int, ...]
    parted: bool = False  # whether there is something below it


@dataclass(frozen=True, slots=True)
class Grouping:
    """What brings findings together, from the top of the tree down: a key and a title each."""

    steps: tuple[tuple[Callable[[Finding], str], Callable[[Finding], str]], ...]
    single: str = ""  # the key at the top that stands for one record only


def _part(one: Finding) -> str:
    return f"class {one.class_name}" if one.entity in {"class", "student"} else one.entity


def _part_title(one: Finding) -> str:
    named = {"school": "Школа", "staff": "Работники", "room": "Аудитории"}
    return named.get(one.entity) or one.class_name or "Без класса"


_LEVELS = {"error": "Ошибки", "question": "Вопросы", "advice": "Советы"}

BY_CLASS = Grouping(((_part, _part_title), (lambda one: one.id, lambda one: one.who)), single="school")
BY_RULE = Grouping(
    (
        (lambda one: one.level.value, lambda one: _LEVELS[one.level.value]),
        (lambda one: one.rule, lambda one: f"{one.title} ({one.rule})"),
    )
)


def arranged(findings: Sequence[Finding], grouping: Grouping) -> Sequence[Finding]:
    """The findings, given in the order of a list, in the order of the tree."""
    if grouping is BY_CLASS:
        return findings
    rules = {rule: _natural(rule) for rule in {one.rule for one in findings}}
    return by_level(sorted(findings, key=lambda one: rules[one.rule]))


def by_level(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, errors first, else in their order."""
    return [one for level in Level for one in findings if one.level is level]


def _natural(rule: str) -> tuple[str, int, str]:
    """«G9-2» before «G9-10»."""
    head, _, number = rule.rpartition("-")
    return (head, int(number), "") if number.isdigit() else (rule, 0, rule)


def root_of(findings: Sequence[Finding], title: str) -> Node:
    """The node of everything."""
    return Node((), title, 0, len(findings), _counts(findings, 0, len(findings)), bool(findings))


def below(findings: Sequence[Finding], node: Node, grouping: Grouping) -> list[Node]:
    """The nodes below one."""
    depth = len(node.key)
    if depth == len(grouping.steps) or node.key[:1] == (grouping.single,):
        return []
    key_of, title_of = grouping.steps[depth]
    last = depth + 1 == len(grouping.steps)
    return [
        Node(
            (*node.key, key),
            title_of(findings[start]),
            start,
            end,
            _counts(findings, start, end),
            not last and key != grouping.single,
        )
        for key, start, end in _runs(findings, node, key_of)
    ]


def _runs(findings: Sequence[Finding], node: Node, key_of: Callable[[Finding], str]) -> Iterator[tuple[str, int, int]]:
    """Neighbours of one key, with where they begin and end."""
    start, present = node.start, ""
    for place in range(node.start, node.end):
        key = key_of(findings[place])
        if key != present:
            if place > start:
                yield present, start, place
            start, present = place, key
    if node.end > start:
        yield present, start, node.end


def _counts(findings: Sequence[Finding], start: int, end: int) -> tuple[int, ...]:
    levels = [findings[place].level for place in range(start, end)]
    return tuple(levels.count(level) for level in Level)  # counting tells by identity, which is quick
