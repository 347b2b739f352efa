"""Consent."""

from data.records import pupil
from validators.case import Case, of

CASES = [
    Case("PD-1", "consent", lambda: of(pupil(consent="absent")), lambda: of(pupil())),
    Case("PD-2", "consent", lambda: of(pupil(consent="refused")), lambda: of(pupil())),
]
