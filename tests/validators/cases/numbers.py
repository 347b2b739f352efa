"""Control numbers."""

from data.records import pupil
from validators.case import Case, of

CASES = [
    Case("FMT-4", "snils", lambda: of(pupil(snils="11223344596")), lambda: of(pupil(snils="08765430300"))),
    Case("FMT-4a", "snils", lambda: of(pupil(snils="00000000000")), lambda: of(pupil(snils="нет"))),
]
