"""Schools in closed institutions."""

from dataclasses import replace

from data.records import FACTS, pupil
from validators.case import Case, of

CLOSED = replace(FACTS, full_name="Вечерняя школа при СИЗО-1 УФСИН по Томской области")

CASES = [
    Case(
        "RC-5",
        "closed_institution",
        lambda: of(pupil(), pupil(11, closed_institution=False)),
        lambda: of(
            pupil(closed_institution=True),
            pupil(8),
            pupil(closed_institution=None, unread={"closed_institution": "не применимо"}),
        ),
        facts=CLOSED,
    ),
    Case(
        "RC-5",
        "closed_institution",
        lambda: of(pupil()),
        lambda: of(pupil(closed_institution=True)),
        facts=replace(FACTS, full_name="УКП № 2"),
    ),
]
