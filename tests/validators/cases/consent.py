"""Consent."""

from datetime import date

from data.records import guardian, pupil
from validators.case import Case, of

HIMSELF = "Берёзов Лев Андреевич"

CASES = [
    Case("PD-1", "consent", lambda: of(pupil(consent="absent")), lambda: of(pupil())),
    Case("PD-2", "consent", lambda: of(pupil(consent="refused")), lambda: of(pupil())),
    Case(
        "PD-2a",
        "consent_by",
        lambda: of(pupil(consent_by=HIMSELF)),
        lambda: of(
            pupil(),
            pupil(11, consent_by=HIMSELF, birth=date(2001, 9, 10)),
            pupil(consent="absent", consent_by=HIMSELF),
            pupil(consent_by=HIMSELF, birth=None),
        ),
    ),
    Case(
        "PD-2a",
        "consent_by",
        lambda: of(pupil(11, consent_by=HIMSELF, birth=date(2001, 9, 11))),
        lambda: of(pupil(11, consent_by=HIMSELF, birth=date(2001, 9, 11), consent_date=None)),
    ),
    Case(
        "PD-2b",
        "consent_by",
        lambda: of(pupil(consent_by="Липова Анна Ивановна")),
        lambda: of(
            pupil(consent_by="Березова Ольга Петровна"),
            pupil(consent_by="Берёзова О.П."),
            pupil(consent_by="Липова Анна Ивановна", guardians=[guardian(name=None)]),
            pupil(consent_by=HIMSELF),
        ),
    ),
    Case(
        "PD-1a",
        "consent_date",
        lambda: of(pupil(consent_date=None)),
        lambda: of(pupil(consent="absent", consent_date=None)),
    ),
    Case(
        "PD-1a",
        "consent_by",
        lambda: of(pupil(consent_by=None)),
        lambda: of(pupil(consent_by=None, unread={"consent_by": "не применимо"})),
    ),
    Case(
        "PD-1b",
        "consent_date",
        lambda: of(pupil(consent_date=date(2019, 8, 31))),
        lambda: of(pupil(consent_date=date(2019, 9, 1)), pupil(consent_date=date(1999, 1, 1))),
    ),
]
