"""Checks of the centre over pupils."""

from dataclasses import replace

from data.records import FACTS, pupil
from validators.case import Case, of

CASES = [
    Case(
        "RC-5",
        "closed_institution",
        lambda: of(pupil(11)),
        lambda: of(pupil(11, closed_institution=True), pupil(5)),
        facts=replace(FACTS, full_name="МКОУ «Вечерняя школа» (УКП при СИЗО-2 УФСИН)"),
    ),
    Case(
        "RC-11",
        "study_form",
        lambda: of(pupil(study_form="of a newer version")),
        lambda: of(pupil(study_form=None), pupil(doc_kind="travel_passport", doc_series="70", doc_number="1234567")),
    ),
    Case("RC-11", "citizenship", lambda: of(pupil(citizenship="???")), lambda: of(pupil(citizenship="none"))),
]
