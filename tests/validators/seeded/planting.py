"""What a plant is: one way to spoil a clean card, the rule and field that must be found, and how it is saved."""

import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fnmatch import fnmatchcase
from pathlib import Path

from app.domain.field import NOT_APPLICABLE
from app.domain.kinds import Day
from app.domain.school import grade_of
from app.domain.year import AcademicYear
from app.errors import BadValue
from app.services.cards import ENTITIES, Card, Edit, card_of
from app.services.detail_rows import Row
from app.services.read_only import read_only
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.validators.registry import Finding

LATIN = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")


class Line(dict[str, str]):
    """The texts of a row of a list, which knows what row it was; a copy of it is a new row."""

    def __init__(self, stored: Row) -> None:
        super().__init__(stored.texts)
        self.id = stored.id


class Spot:
    """A card being spoiled: texts and lists as they may be changed, who else is there, and the random source."""

    def __init__(self, card: Card, base: "Base") -> None:
        self.card = card
        self.base = base
        self.random = base.random
        self.texts = dict(card.texts)
        self.rows: dict[str, list[dict[str, str]]] = {name: [*map(Line, rows)] for name, rows in card.details.items()}
        self.echoes: set[str] = set()

    @property
    def grade(self) -> int:
        """The grade of a pupil or a class; 0 where there is none."""
        return grade_of(self.texts.get("class_name") or self.texts.get("name")) or 0

    def day(self, name: str) -> date:
        """The day in a field of the card."""
        return as_day(self.texts[name])

    def other(self, fits: "Callable[[Card], bool]" = lambda card: True) -> Card | None:
        """Another untouched card of the same entity, which will show what is found here too."""
        cards = self.base.cards[self.card.entity]
        some = [one for one in cards if one.id != self.card.id and self.base.unmarked(one) and is_here(one)]
        found = next((one for one in self.random.sample(some, len(some)) if fits(one)), None)
        if found is not None:
            self.echoes |= {found.id, *self.base.twins_of(found)}
        return found

    def edit(self) -> Edit:
        """The change as it is typed."""
        texts = {name: text for name, text in self.texts.items() if text != self.card.texts[name]}
        lists = {}
        for name, lines in self.rows.items():
            now = tuple(Row(getattr(line, "id", ""), line) for line in lines)
            if now != self.card.details[name]:
                lists[name] = now
        return Edit(self.card.entity, self.card.id, self.card.version, texts, lists)


Spoil = Callable[[Spot], object]  # False where the card does not fit


@dataclass(frozen=True)
class Plant:
    """One way to spoil a card. ``field`` may be a pattern («exams.*.oral»); ``scene`` is the base it stands in."""

    rule: str
    field: str
    spoil: Spoil
    entity: str = "student"
    scene: str = "spring"

    def found_in(self, findings: Sequence[Finding], id: str) -> bool:
        """Whether the rule was found with the field on the planted record."""
        return any(one.id == id and one.rule == self.rule and fnmatchcase(one.field, self.field) for one in findings)


@dataclass
class Base:
    """The cards of a clean file by entity, and which of them are taken in this round."""

    passport: Passport
    as_of: date
    random: random.Random
    cards: dict[str, list[Card]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    @property
    def year(self) -> AcademicYear:
        """The year of the file."""
        return self.passport.year

    def read(self) -> None:
        """Read the cards as they are stored now, and take none."""
        self.taken.clear()
        with self.passport.reading() as session:
            for name, model in ENTITIES.items():
                self.cards[name] = [card_of(name, one) for one in read_only(session, model)]

    def keep(self) -> None:
        """Keep the file as it is now, to come back to."""
        self.passport.close()
        shutil.copy(self.passport.path, self._kept)
        self.passport = open_passport(self.passport.path)
        self.read()

    def put_back(self) -> None:
        """The file as it was kept."""
        path = self.passport.path
        self.passport.close()
        shutil.copy(self._kept, path)
        self.passport = open_passport(path)
        self.read()

    @property
    def _kept(self) -> Path:
        return self.passport.path.with_suffix(".kept")

    def free(self, id: str) -> bool:
        """Whether a record was neither spoiled nor is an echo in this round."""
        return id not in self.taken

    def unmarked(self, card: Card) -> bool:
        """Whether neither the card nor one that might show what is found on it is taken."""
        return all(map(self.free, (card.id, *self.twins_of(card))))

    def twins_of(self, card: Card) -> set[str]:
        """Who was born to the same father on the same day: once the papers of one are spoiled, they look alike."""
        alike = [card.texts.get(name) for name in ("birth", "middle_name")]
        if not all(alike):
            return set()
        others = (one for one in self.cards[card.entity] if one.id != card.id)
        return {one.id for one in others if [one.texts["birth"], one.texts["middle_name"]] == alike}

    def planted(self, plant: Plant) -> Spot | None:
        """A free record of the plant's entity, spoiled; None where none fits."""
        cards = self.cards[plant.entity]
        for card in self.random.sample(cards, len(cards)):
            if self.free(card.id) and is_here(card):
                spot = Spot(card, self)
                spot.echoes |= self.twins_of(card)
                if self.unmarked(card) and _spoiled(plant, spot):
                    self.taken |= {card.id, *spot.echoes}
                    return spot
        return None


def is_here(card: Card) -> bool:
    """Whether a person has not left: of who has, hardly a rule speaks."""
    return not card.texts.get("left") and not card.texts.get("dismissed")


def _spoiled(plant: Plant, spot: Spot) -> bool:
    """Whether a plant could be put; a card that was spoiled before may lack what it needs."""
    try:
        return plant.spoil(spot) is not False
    except BadValue:
        return False


def shown(day: date) -> str:
    """A day as it is typed."""
    return Day().show(day)


def as_day(text: str) -> date:
    """The day of a text."""
    return Day().parse(text)


# --- ways to spoil; a condition is a way that changes nothing and is False where the card does not fit ----

Text = str | Callable[[Spot], str]


def _made(spot: Spot, texts: Mapping[str, Text]) -> dict[str, str]:
    return {name: text if isinstance(text, str) else text(spot) for name, text in texts.items()}


def put(**texts: Text) -> Spoil:
    """Type texts into fields; a function makes them of the card."""

    def spoil(spot: Spot) -> bool:
        new = _made(spot, texts)
        changed = any(spot.texts[name] != text for name, text in new.items())
        spot.texts.update(new)
        return changed

    return spoil


def row(listed: str, fits: Mapping[str, str] | None = None, /, **texts: Text) -> Spoil:
    """Type texts into fields of one row of a list, one in which ``fits`` stands."""

    def spoil(spot: Spot) -> bool:
        rows = [one for one in spot.rows[listed] if all(one[key] == text for key, text in (fits or {}).items())]
        if rows:
            spot.random.choice(rows).update(_made(spot, texts))
        return bool(rows)

    return spoil


def rows(listed: str, /, **texts: Text) -> Spoil:
    """Type texts into fields of every row of a list that has some."""

    def spoil(spot: Spot) -> bool:
        for one in spot.rows[listed]:
            one.update(_made(spot, texts))
        return bool(spot.rows[listed])

    return spoil


def add(listed: str, /, **texts: Text) -> Spoil:
    """Add a row to a list."""
    return lambda spot: spot.rows[listed].append(_made(spot, texts))


def again(name: str) -> Spoil:
    """Enter the first row of a list a second time."""
    return lambda spot: bool(spot.rows[name]) and not spot.rows[name].append(dict(spot.rows[name][0]))


def drop(name: str) -> Spoil:
    """Take all rows out of a list that has some."""
    return lambda spot: bool(spot.rows[name]) and not spot.rows[name].clear()


def swap(name: str, old: str, new: Text) -> Spoil:
    """Replace a subject of the chosen exams."""
    return row(name, {"subject": old}, subject=new)


def every(*spoils: Spoil) -> Spoil:
    """All of these together, one after the other, as far as the card fits."""
    return lambda spot: all(spoil(spot) is not False for spoil in spoils)


def grades(*allowed: int) -> Spoil:
    """Cards of these grades."""
    return lambda spot: spot.grade in allowed


def stands(**texts: str) -> Spoil:
    """Cards in which these texts stand; «*» for anything but nothing, «нет» and «не применимо»."""

    def fits(spot: Spot) -> bool:
        return all(
            spot.texts[name] not in ("", "нет", NOT_APPLICABLE) if text == "*" else spot.texts[name] == text
            for name, text in texts.items()
        )

    return fits


def lists(listed: str, /, **texts: str) -> Spoil:
    """Cards with a row in a list in which these texts stand."""
    return lambda spot: any(all(one[key] == text for key, text in texts.items()) for one in spot.rows[listed])


def moved(name: str, days: int) -> Callable[[Spot], str]:
    """The day in a field so many days later or earlier."""
    return lambda spot: shown(spot.day(name) + timedelta(days=days))


def one_figure(name: str) -> Callable[[Spot], str]:
    """The day in a field with one figure of it mistyped."""

    def slipped(spot: Spot) -> str:
        right = shown(spot.day(name))
        # A month that ends with its 30th leaves that day no neighbour which one figure tells from it.
        near = (shown(spot.day(name) + timedelta(days=days)) for days in (1, -1, -10))
        return next(one for one in near if sum(a != b for a, b in zip(right, one, strict=True)) == 1)

    return slipped


def future(spot: Spot) -> str:
    """A day soon after the check."""
    return shown(spot.base.as_of + timedelta(days=spot.random.randrange(1, 20)))


def wrong_digit(name: str, first: int, last: int) -> Callable[[Spot], str]:
    """One digit of a number, from one place to another, counted without other signs, replaced."""

    def text(spot: Spot) -> str:
        signs = list(spot.texts[name])
        places = [place for place, sign in enumerate(signs) if sign.isdigit()][first:last]
        if places:
            place = spot.random.choice(places)
            signs[place] = str((int(signs[place]) + spot.random.randrange(1, 9)) % 10)
        return "".join(signs)

    return text


def one_latin(name: str) -> Callable[[Spot], str]:
    """One Russian letter of a name typed with the other layout of the keyboard."""

    def text(spot: Spot) -> str:
        old = spot.texts[name]
        places = [place for place, sign in enumerate(old) if sign.translate(LATIN) != sign]
        if not places or len(old) < 3:
            return old
        place = spot.random.choice(places)
        return old[:place] + old[place].translate(LATIN) + old[place + 1 :]

    return text


def slip(name: str) -> Callable[[Spot], str]:
    """A letter inside a name replaced by another."""

    def text(spot: Spot) -> str:
        old = spot.texts[name]
        place = spot.random.randrange(1, max(len(old) - 1, 2))
        return old if len(old) < 4 else old[:place] + ("щ" if old[place] != "щ" else "ж") + old[place + 1 :]

    return text
