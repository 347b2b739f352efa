"""The pupils of a whole school, right in every field as of a day, with the hard cases of real schools among them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from app.validators.wording import years_after
from data import whole_gia
from data.whole_gia import DAY, Moment
from data.whole_people import NONE, NOT_APPLICABLE, TWINS, Name, Papers, Values, passport_day

LISTS = ("exams", "attempts", "health_papers", "results", "guardians", "former_documents", "former_names", "moves")

# A case of pupils, the share of them, the grades in which it may stand.
CASES: tuple[tuple[str, float, range], ...] = (
    ("", 0.70, range(1, 13)),
    ("double surname", 0.02, range(1, 13)),
    ("without", 0.02, range(1, 13)),
    ("eastern", 0.02, range(1, 13)),
    ("foreign", 0.02, range(1, 13)),
    ("twins", 0.02, range(1, 13)),
    ("newcomer", 0.03, range(1, 13)),
    ("leaver", 0.02, range(1, 13)),
    ("ovz", 0.05, range(1, 13)),
    ("disabled", 0.02, range(1, 13)),
    ("home", 0.01, range(1, 13)),
    ("family", 0.01, range(2, 13)),
    ("old", 0.02, range(9, 10)),
    ("again", 0.03, range(11, 13)),
    ("subject", 0.10, range(10, 11)),
    ("renamed", 0.01, range(1, 13)),
)


@dataclass
class Pupil:
    """A pupil's card: its values, and its lists by name."""

    case: str
    values: Values
    lists: dict[str, list[Values]] = field(default_factory=dict)


class Pupils:
    """A source of pupils of one school; the same random source gives the same pupils."""

    def __init__(self, now: Moment, papers: Papers) -> None:
        self.now = now
        self.papers = papers
        self.random = papers.random
        self._file = count(1)
        self._due = [(case, grades) for case, _, grades in CASES if case]
        self._due += [(case, range(grade, grade + 1)) for grade in (9, 11) for case in ("ovz", "disabled", "home")]

    def of_class(self, name: str, grade: int, size: int) -> Iterator[Pupil]:
        """So many pupils of a class; twins come together, and no case is left to chance alone."""
        shares = {case: share for case, share, grades in CASES if grade in grades}
        left = size
        while left > 0:
            due = next((one for one in self._due if grade in one[1]), None)
            if due is not None:
                self._due.remove(due)
                case = due[0]
            else:
                case = self.random.choices(list(shares), list(shares.values()))[0]
            if case == "twins" and left > 1:
                yield from self._twins(name, grade)
                left -= 2
                continue
            yield self._pupil(name, grade, "" if case == "twins" else case)
            left -= 1

    def _pupil(self, class_name: str, grade: int, case: str) -> Pupil:
        boy = self.random.random() < 0.5
        birth = self._birth(grade, case)
        kind = {"double surname": "double"}.get(case, case)
        name = self.papers.name(boy=boy, birth=birth, kind=kind)
        pupil = Pupil(case, {**name.fields(), "sex": "male" if boy else "female", "birth": birth})
        pupil.values |= self._papers(birth, case)
        return self._filled(pupil, class_name, grade, name)

    def _twins(self, class_name: str, grade: int) -> Iterator[Pupil]:
        birth = self._birth(grade, "")
        firsts = self.random.choice(TWINS)
        boys = firsts[0] in ("Данил", "Роман")
        family = self.papers.name(boy=boys, birth=birth)
        number = self.papers.number()
        shared: Values = {}
        for place, first in enumerate(firsts):
            name = family._replace(first=first)
            pupil = Pupil("twins", {**name.fields(), "sex": "male" if boys else "female", "birth": birth})
            pupil.values |= self._papers(birth, "", f"{(int(number) + place) % 10**6:06}")
            yield self._filled(pupil, class_name, grade, name)
            shared = shared or pupil.values
            pupil.values |= {one: shared[one] for one in ("registered_address", "actual_address")}

    def _birth(self, grade: int, case: str) -> date:
        later = {"old": -1, "again": -1}.get(case, 0)
        start = date(self.now.start.year - grade - 7 + later, 9, 1)
        return start + timedelta(days=self.random.randrange(30, 360))

    def _papers(self, birth: date, case: str, number: str = "") -> Values:
        """СНИЛС, citizenship and the identity document: a passport from the age of 14 on."""
        if case == "foreign":
            state = self.random.choice(("860", "762", "417", "none"))
            told: Values = {"citizenship": state, "snils": NONE, "snils_absence": "Иностранный гражданин, не выдавался"}
            return told | self.papers.foreign_paper(birth, self.now.as_of) | {"birth_place": "г. Ташкент"}
        told = {"citizenship": "643", "snils": self.papers.snils(), "birth_place": "г. Кедровый Томской области"}
        given = passport_day(birth, self.now.as_of, self.random)
        if given <= self.now.as_of:
            return told | self.papers.passport(given) | ({"doc_number": number} if number else {})
        return told | self.papers.certificate(birth, number)

    def _filled(self, pupil: Pupil, class_name: str, grade: int, name: Name) -> Pupil:
        pupil.values["class_name"] = class_name
        pupil.values["unread"] = {}
        self._family(pupil, name)
        self._schooling(pupil, grade)
        self._changes(pupil)
        self._health(pupil, grade)
        if grade >= 9:
            self._gia(pupil, grade, name)
        return pupil

    def _family(self, pupil: Pupil, name: Name) -> None:
        """Parents, addresses, telephones."""
        birth: date = pupil.values["birth"]
        address = self.papers.address()
        pupil.values |= {"registered_address": address, "actual_address": address}
        pupil.values |= {"phone": self.papers.phone(), "email": self.papers.email()}
        pupil.lists["guardians"] = [
            self._guardian(boy, birth, name) for boy in ((False, True) if self.random.random() < 0.5 else (False,))
        ]

    def _guardian(self, boy: bool, child: date, name: Name) -> Values:
        birth = date(child.year - self.random.randrange(21, 36), self.random.randrange(1, 13), 15)
        whole = self.papers.name(boy=boy, birth=birth).whole
        turned = 45 if birth.year + 46 < self.now.start.year else 20
        values = self.papers.passport(date(birth.year + turned, birth.month, 20))
        del values["doc_department"]
        return {
            "relation": "father" if boy else "mother",
            "name": whole,
            "phone": self.papers.phone(),
            "email": self.papers.email(),
            "birth": birth,
            **values,
            "work": "ООО «Лес», бухгалтер",
            "unread": {"ground": NOT_APPLICABLE},
        }

    def _schooling(self, pupil: Pupil, grade: int) -> None:
        """Class, form and languages, enrolment and leaving."""
        form = "family" if pupil.case == "family" else "mixed" if grade == 12 else "full"
        pupil.values |= {"study_form": form, "language": "русский", "foreign_languages": "eng" if grade > 1 else None}
        pupil.values["file_number"] = f"{pupil.values['last_name'][0]}-{next(self._file)}"
        since = self.now.working(date(self.now.start.year - grade + 1 - (grade == 12), 9, 2))
        reason, where, moves = "first_class", None, []
        if pupil.case == "again":
            since, reason, where = self.now.start, "for_gia", "МАОУ СОШ № 4 г. Томска"
        elif pupil.case == "newcomer" or self.random.random() < 0.1:
            since, reason, where = self._moved_in(pupil, since)
        order = f"№ {self.random.randrange(10, 90)} от {since:%d.%m.%Y}"
        if pupil.case == "newcomer":
            entered = since if self.random.random() < 0.5 else self.now.year.working_days.after(since, 1)
            entered = min(entered, self.now.as_of)
            moves = [{"kind": "enrolment", "learned": since, "entered": entered, "ground": f"Приказ {order}"}]
        pupil.values |= {
            "enrolled": since,
            "enrolment_order": order,
            "enrolment_reason": reason,
            "enrolled_from": where,
        }
        if where is None:
            pupil.values["unread"]["enrolled_from"] = NOT_APPLICABLE
        pupil.lists["moves"] = moves
        if pupil.case == "leaver":
            self._leave(pupil)

    def _moved_in(self, pupil: Pupil, first: date) -> tuple[date, str, str]:
        """Day, reason and former school of who came from another: this year, or some year before."""
        if pupil.case == "newcomer":
            last = max((self.now.as_of - self.now.start).days, 3)
            day = self.now.working(self.now.start + timedelta(days=self.random.randrange(3, last + 1)))
        else:
            years = self.random.randrange(0, max(self.now.start.year - first.year, 1))
            day = self.now.working(first.replace(year=first.year + years) + timedelta(days=40))
            if day >= self.now.start:
                day = first
        return min(day, self.now.as_of), "transfer", "МАОУ СОШ № 4 г. Томска"

    def _leave(self, pupil: Pupil) -> None:
        days = self.random.randrange(5, max((self.now.as_of - self.now.start).days, 6))
        left = min(self.now.working(self.now.start + timedelta(days=days)), self.now.as_of)
        order = f"№ {self.random.randrange(10, 90)} от {left:%d.%m.%Y}"
        pupil.values |= {"left": left, "leaving_order": order, "leaving_reason": "transfer"}
        pupil.values["left_to"] = "МБОУ СОШ № 1 г. Асино"
        pupil.lists["moves"].append({"kind": "leaving", "learned": left, "entered": left, "ground": f"Приказ {order}"})

    def _changes(self, pupil: Pupil) -> None:
        """Former documents and names, and the change of a document in this year with its two days kept."""
        told, birth = pupil.values, pupil.values["birth"]
        issued: date = told["doc_issued"]
        if told["doc_kind"] == "passport":
            old = self.papers.certificate(birth)
            pupil.lists["former_documents"] = [old | {"until": issued, "unread": {"doc_department": NOT_APPLICABLE}}]
        else:
            told["unread"]["doc_department"] = NOT_APPLICABLE
        if pupil.case == "renamed":
            old_name = self.papers.name(boy=told["sex"] == "male", birth=birth)
            ground = "Свидетельство о перемене имени I-ОМ № 123456"
            pupil.lists["former_names"] = [{**old_name.fields(), "until": issued - DAY * 10, "ground": ground}]
        if told["doc_kind"] == "passport" and issued >= self.now.start:
            learned = self.now.working(issued)
            ground = f"Паспорт {told['doc_series']} {told['doc_number']}"
            row = {"kind": "document", "learned": max(learned, self.now.start), "entered": max(issued, learned)}
            pupil.lists["moves"].append(row | {"ground": ground})

    def _health(self, pupil: Pupil, grade: int) -> None:
        case, told = pupil.case, pupil.values
        told |= {"ovz": case == "ovz", "disabled": case == "disabled"}
        if grade >= 9:
            told |= {"special_seating": case == "ovz", "home_schooling": case == "home", "closed_institution": False}
        group = self.random.choice(("delay", "speech", "hard_of_hearing"))
        kind = {"ovz": "pmpk", "disabled": "mse", "home": "medical"}.get(case)
        if kind:
            pupil.lists["health_papers"] = [whole_gia.health(self.now, kind, self.random, group)]
            if grade >= 9:
                told["conditions"] = "extra_time"

    def _gia(self, pupil: Pupil, grade: int, name: Name) -> None:
        """The tab «ГИА»: category, exams, attempts, consent, admission, honours."""
        now, told, case = self.now, pupil.values, pupil.case
        category = {10: "C3" if case == "subject" else "C2"}.get(grade, "C4" if case == "again" else "C1")
        told |= {"category": category, **self._consent(pupil, name)}
        wanted = {"again": "again", "subject": "subject", "ovz": "ovz" if category == "C1" else "none"}.get(case, "")
        exams = whole_gia.chosen(now, grade, self.random, case="none" if category == "C2" else wanted)
        if exams and now.over("final_check"):
            whole_gia.put_on_days(now, grade, exams)
        pupil.lists["exams"] = exams
        since = told["enrolled"] if case == "newcomer" else None
        written = "summary" if case in ("ovz", "home") else "essay"
        rows: list[Values] = []
        if category == "C1":
            kind, written = ("interview", "interview") if grade == 9 else ("essay", written)
            rows = whole_gia.attempts(now, kind, self.random, written=written, since=since)
        pupil.lists["attempts"] = rows
        if category in ("C1", "C4") and case != "leaver":
            told |= whole_gia.admission(now, rows)
            if told.get("admitted"):
                pupil.lists["results"] = whole_gia.results(now, grade, exams, self.random)
                self._honours(pupil, grade)

    def _consent(self, pupil: Pupil, name: Name) -> Values:
        signed = self.now.working(max(date(self.now.start.year, 9, 10), pupil.values["enrolled"]))
        signed = min(signed, self.now.as_of)
        adult = years_after(pupil.values["birth"], 18) <= signed
        by = name.whole if adult else pupil.lists["guardians"][0]["name"]
        return {"consent": "given", "consent_date": signed, "consent_by": by}

    def _honours(self, pupil: Pupil, grade: int) -> None:
        if not self.now.over("medals"):
            return
        rows = pupil.lists["results"]
        best = len(rows) == len(pupil.lists["exams"]) > 3 and all((one["mark"] or 5) == 5 for one in rows)
        if grade == 9:
            pupil.values["distinction"] = best and self.random.random() < 0.5
        else:
            pupil.values["unread"]["distinction"] = NOT_APPLICABLE
