"""ГВЭ in oral form."""

from data.records import exams, pupil
from validators.case import Case, of


def state() -> dict:
    """ГВЭ in both compulsory subjects; new rows each time."""
    return {"exams": exams("gve", "rus", "math_basic")}


CASES = [
    Case(
        "G11-6",
        "conditions",
        lambda: of(pupil(11, ovz=True, conditions="extra_time oral")),
        lambda: of(
            pupil(11, ovz=True, conditions="extra_time oral", **state()),
            pupil(11, ovz=True, conditions="extra_time extra_time_oral"),
            pupil(11, ovz=True, conditions="oral", exams=[]),
        ),
    ),
    Case(
        "G11-6a",
        "conditions",
        lambda: of(pupil(11, closed_institution=True, conditions="oral", **state())),
        lambda: of(
            pupil(11, closed_institution=True, disabled=True, conditions="oral", **state()),
            pupil(11, closed_institution=True, **state()),
        ),
    ),
    Case(
        "GVE-1",
        "conditions",
        lambda: of(pupil(11, ovz=True, conditions="braille oral", **state())),
        lambda: of(
            pupil(11, ovz=True, conditions="braille", **state()), pupil(11, ovz=True, conditions="oral", **state())
        ),
    ),
]
