"""Letters and form of names."""

from data.records import pupil
from validators.case import Case, of

CASES = [
    Case("FMT-1", "first_name", lambda: of(pupil(first_name="Aлександр")), lambda: of(pupil(first_name="Семён"))),
    Case("FMT-1", "last_name", lambda: of(pupil(last_name="д'Арк")), lambda: of(pupil(last_name="Мамин-Сибиряк"))),
    Case("FMT-1", "last_name", lambda: of(pupil(last_name="Smith")), lambda: of(pupil(middle_name="Гасан оглы"))),
    Case("FMT-3", "first_name", lambda: of(pupil(first_name="Л.")), lambda: of(pupil(first_name="О"))),
    Case("FMT-3", "last_name", lambda: of(pupil(last_name="-")), lambda: of(pupil(middle_name="нет"))),
]
