"""One search over all that has a name: pupils, workers, rooms, rules, forms, help."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.domain.text import fold
from app.domain.year import AcademicYear
from app.printer.forms import FORMS
from app.services.help_pages import find_help
from app.services.lists import CELLS, GROUP, ID, LEFT, NAME, find, group_title, list_rows
from app.services.rules_page import rule_lines
from app.storage.passport import Passport

Kind = Literal["student", "staff", "room", "rule", "form", "help"]
RECORDS: tuple[tuple[Kind, str], ...] = (("student", "обучающийся"), ("staff", "работник"), ("room", "аудитория"))
_LEAST = 2  # letters: one would find everybody


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. ``key`` is the id of a record, the number of a rule, the key of a form or of a help page."""

    kind: Kind
    key: str
    title: str
    note: str


class Everything:
    """What a search goes over, read once; of each kind at most ``most`` are told."""

    def __init__(self, passport: Passport, most: int = 8) -> None:
        self._most = most
        self._year: AcademicYear = passport.year
        self._rows = {entity: list_rows(passport, entity, (NAME,)) for entity, _ in RECORDS}

    def find(self, text: str) -> tuple[list[Hit], str]:
        """What was found, kind by kind, and the text in the other keyboard layout where that was needed."""
        if len(text.strip()) < _LEAST:
            return [], ""
        hits, mended = [], ""
        for entity, word in RECORDS:
            rows, other = find(self._rows[entity], text)
            mended = mended or (other if rows else "")
            hits += [_record(entity, word, row) for row in rows[: self._most]]
        words = fold(mended or text).split()
        hits += [one for source in (self._rules, _forms) for one in list(source(words))[: self._most]]
        hits += [Hit("help", one.page, one.title, "справка") for one in find_help(mended or text)[: self._most]]
        return hits, mended

    def _rules(self, words: list[str]) -> Iterator[Hit]:
        for one in rule_lines(self._year):
            if all(word in fold(f"{one.id} {one.title}") for word in words):
                yield Hit("rule", one.id, f"{one.id}: {one.title}", "правило")


def _record(entity: Kind, word: str, row: tuple[object, ...]) -> Hit:
    group = group_title(entity, str(row[GROUP])) if row[GROUP] else ""
    told = ", ".join(part for part in (word, group, "выбыл" if row[LEFT] else "") if part)
    return Hit(entity, str(row[ID]), str(row[CELLS] or "без имени"), told)


def _forms(words: list[str]) -> Iterator[Hit]:
    for one in FORMS:
        if all(word in fold(one.title) for word in words):
            yield Hit("form", one.key, one.title, "форма выверки")
