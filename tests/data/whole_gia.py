"""What the pupils of a whole school sit, as of a day: exams, сочинение and собеседование, results, admission."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.year import AcademicYear, Attempt
from data.whole_people import Values

DAY = timedelta(days=1)
ORAL = frozenset({"eng", "ger", "fre", "spa", "chi"})


@dataclass(frozen=True)
class Moment:
    """A day in a school year: what has come about by then."""

    year: AcademicYear
    as_of: date

    @property
    def start(self) -> date:
        """The first day of the year."""
        return self.year.first_day

    def over(self, work: str) -> bool:
        """Whether the last day of a work is over."""
        return self.as_of > self.year.work_day(work)

    def working(self, day: date) -> date:
        """The day itself, or the nearest working day before it."""
        while not self.year.working_days.holds(day):
            day -= DAY
        return day

    @property
    def council(self) -> date:
        """The day of the council that admits to ГИА."""
        return self.working(date(self.start.year + 1, 5, 20))

    @property
    def results(self) -> date:
        """The day from which all results of the main period are known."""
        return date(self.start.year + 1, 7, 6)


def chosen(now: Moment, grade: int, source: random.Random, *, case: str) -> list[Values]:
    """The chosen exams of a pupil; ``case``: '', ovz, again (C4), subject (C3), none."""
    exams = now.year.exams_of(grade)
    if exams is None or case == "none" or (case == "subject" and exams is now.year.gia9):
        return []
    form = exams.forms[0]
    if case == "subject":
        return [_choice(source.choice(("geo", "chem", "phys", "eng")), form)]
    core = [source.choice(group) for group in exams.compulsory]
    if case == "ovz":
        core = [next((one for one in group if one != "math_profile"), group[0]) for group in exams.compulsory]
        return [_choice(subject, "gve") for subject in core]
    electives = 0 if case == "again" else exams.electives or source.randrange(0, 4)
    usual = [one for one in ("phys", "chem", "bio", "geo", "hist", "soc", "inf", "lit", "eng") if one in exams.subjects]
    return [_choice(one, form) for one in (*core, *source.sample(usual, electives))]


def _choice(subject: str, form: str) -> Values:
    oral = True if subject in ORAL else None
    return {"subject": subject, "form": form, "oral": oral, "period": None, "day": None}


def put_on_days(now: Moment, grade: int, exams: Sequence[Values]) -> None:
    """Put chosen exams on different main days of the year's timetable, where it tells them."""
    kind = "gia9" if grade == 9 else "gia11"
    taken: set[date] = set()
    for one in exams:
        one["period"] = "main"
        days = [day for day in _days(now, kind, one["subject"]) if day not in taken]
        if days and one["form"] != "gve":
            one["day"] = days[0]
            taken.add(days[0])


def _days(now: Moment, kind: str, subject: str) -> Iterator[date]:
    """The main days of a subject; where only the period is known, its working days."""
    for row in now.year.exam_days:
        if row.exams == kind and row.period == "main" and not row.part and not row.reserve and subject in row.subjects:
            yield row.date
    for period in now.year.exam_periods:
        if period.exams == kind and period.period == "main" and not period.reserve:
            days = (period.first + DAY * place for place in range((period.last - period.first).days + 1))
            yield from (day for day in days if now.year.working_days.holds(day))


def attempts(now: Moment, kind: Attempt, source: random.Random, *, written: str, since: date | None) -> list[Values]:
    """The appointments so far of one who takes part: passed at once, or after a failed or missed first time.

    ``written`` is the kind that is kept («summary» on a ground); ``since`` the day a newcomer came."""
    again = source.choice(("fail", "absent_valid")) if source.random() < 0.06 else ""
    rows: list[Values] = []
    for row, day in now.year.attempt_days(kind):
        if since is not None and day < since:
            continue
        if not now.over(row.work) and now.as_of <= day:
            break
        before = rows[-1]["day"] + DAY * 2 if rows else now.start
        applied = max(now.working(day - timedelta(days=16)), before)
        told = now.as_of > day
        result = (again if not rows and again else "pass") if told else None
        rows.append({"kind": written, "day": day, "applied": applied, "result": result})
        if result != again or not again:
            break
    return rows


def admission(now: Moment, rows: Sequence[Values]) -> Values:
    """The decision of the council, once it has met."""
    if now.as_of < now.council or (rows and rows[-1]["result"] != "pass"):
        return {}
    return {"admitted": True, "admission_council": "8", "admission_date": now.council}


def results(now: Moment, grade: int, exams: Sequence[Values], source: random.Random) -> list[Values]:
    """The results of all exams, once they are known."""
    return [_result(grade, one, source) for one in exams if one["day"]] if now.as_of >= now.results else []


def _result(grade: int, exam: Values, source: random.Random) -> Values:
    marked = grade == 9 or exam["subject"] == "math_basic"
    return {
        "subject": exam["subject"],
        "day": exam["day"],
        "primary_score": source.randrange(16, 28) if exam["subject"] != "math_basic" else source.randrange(12, 20),
        "test_score": None if marked else source.randrange(72, 98),
        "mark": source.randrange(3, 6) if marked else None,
        "status": "official",
        "source": "Сайт результатов, протокол № 12",
    }


def health(now: Moment, kind: str, source: random.Random, group: str) -> Values:
    """A paper on ОВЗ or a disability, given before the year and good to its end or for ever."""
    issuers = {
        "pmpk": "ПМПК г. Томска",
        "mse": "Бюро № 4 ФКУ «ГБ МСЭ по Томской области»",
        "medical": "ОГАУЗ «Кедровская районная больница»",
    }
    issued = now.working(now.start - timedelta(days=source.randrange(5, 300)))
    until = None if source.random() < 0.5 else date(now.start.year + 2, 9, 1)
    row: Values = {"kind": kind, "number": f"{source.randrange(1, 900)}/{issued.year % 100:02}", "issued": issued}
    row |= {"issuer": issuers[kind], "until": until, "group": group if kind != "medical" else None}
    if until is None:
        row["unread"] = {"until": "не применимо"}
    return row
