"""What a check says: levels, what a rule remarks of one record, and the finding a list, a card or a package shows."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """An error refuses the package, a question wants a correction or an explanation, advice is advice."""

    ERROR = "error"
    QUESTION = "question"
    ADVICE = "advice"

    @property
    def label(self) -> str:
        """The level's name on screen and paper."""
        return {"error": "Ошибка", "question": "Вопрос", "advice": "Совет"}[self.value]

    @property
    def of_many(self) -> str:
        """The level's name after a number: «5 ошибок»; used as «ошибок: 5»."""
        return {"error": "ошибок", "question": "вопросов", "advice": "советов"}[self.value]


ORDER_OF_LEVELS = {level: place for place, level in enumerate(Level)}

Values = tuple[tuple[str, str], ...]


def weaker(one: Level, other: Level) -> Level:
    """The less severe of two levels."""
    return max(one, other, key=ORDER_OF_LEVELS.__getitem__)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of one record.

    ``text``: for the typist, the values found and what to do. ``field``: what to mark («category»,
    «guardians.1.phone»). ``least``: the least change that would clear it, in words. ``change``: the texts, by
    field, of that change where only one can be meant; putting them clears the remark. ``values``: what it speaks
    of besides the rule's own ``uses``, as label and shown value. ``others``: ids of other records it speaks of.
    ``at_most``: a weaker level than the rule's, where the year's data behind this remark are only inferred.
    """

    text: str
    field: str = ""
    least: str = ""
    change: Values = ()
    values: Values = ()
    others: tuple[str, ...] = ()
    at_most: Level = Level.ERROR


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark with everything a list, a card or a package needs to show it; plain values only.

    ``checker`` is the text for the one who checks; ``values`` are label and shown value of all that the finding
    speaks of. ``explained`` is the explanation that holds; ``lapsed`` says which explanation lapsed and why.
    """

    rule: str
    level: Level
    title: str
    entity: str
    id: str
    class_name: str
    who: str
    field: str
    text: str
    clause: str
    checker: str = ""
    least: str = ""
    change: Values = ()
    values: Values = ()
    others: tuple[str, ...] = ()
    explained: str = ""
    lapsed: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """By what an explanation, or an earlier check, knows the finding again: record, rule, field."""
        return self.id, self.rule, self.field

    @property
    def open(self) -> bool:
        """Whether it still waits for a correction or an explanation."""
        return not self.explained
