"""СНИЛС."""

from data.records import pupil
from validators.case import Case, of

CASES = [
    Case("FMT-4", "snils", lambda: of(pupil(snils="11223344596")), lambda: of(pupil(snils="08765430300"))),
    Case("FMT-4a", "snils", lambda: of(pupil(snils="00000000000")), lambda: of(pupil(snils="нет"))),
    Case(
        "SNILS-1",
        "snils_absence",
        lambda: of(pupil(snils="нет")),
        lambda: of(
            pupil(snils=None),
            pupil(snils="нет", snils_absence="Документы поданы"),
            pupil(snils="нет", unread={"snils_absence": "не применимо"}),
        ),
    ),
    Case(
        "SNILS-2",
        "snils_absence",
        lambda: of(pupil(snils_absence="Не выдавался")),
        lambda: of(pupil(snils="нет", snils_absence="Не выдавался")),
    ),
]
