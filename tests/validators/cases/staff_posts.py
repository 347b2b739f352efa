"""Posts of workers."""

from data.records import worker
from validators.case import Case, of

NONE = {"subjects": None, "barred_subjects": None}

CASES = [
    Case(
        "RC-8",
        "post",
        lambda: of(worker(post="Учитель"), worker(post=" преподаватель ")),
        lambda: of(
            worker(post="Учитель физики"),
            worker(post="Учитель-логопед"),
            worker(post="Директор"),
            worker(post="Учитель", oge_organiser=False),
            worker(post=None),
        ),
    ),
    Case(
        "RC-9",
        "barred_subjects",
        lambda: of(worker(**NONE), worker(**NONE, post="Учитель русского языка и литературы")),
        lambda: of(
            worker(),
            worker(subjects="phys", barred_subjects=None),
            worker(**NONE, post="Учитель физкультуры"),
            worker(**NONE, post="Учитель физической культуры"),
            worker(**NONE, post="Заместитель директора по информатизации"),
            worker(**NONE, post="Учитель начальных классов"),
            worker(**NONE, oge_organiser=False),
            worker(**NONE, post=None),
        ),
    ),
]
