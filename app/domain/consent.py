"""The answers to the question of consent to the processing of personal data (PD-1, PD-2)."""

from enum import StrEnum


class Consent(StrEnum):
    """Keys of the dictionary «consents»; who refused goes out of the school to nobody."""

    GIVEN = "given"
    REFUSED = "refused"
    ABSENT = "absent"
