"""Every module of rules in one import, so that a frozen program has them all.

When adding a module of rules: its line here.
"""

from app.validators import (
    categories,
    centre,
    clock,
    conditions,
    consent,
    dates,
    documents,
    doubles,
    enrolment,
    exam_choice,
    exams9,
    exams11,
    family,
    former,
    health,
    last_year,
    names,
    passport,
    required,
    snils,
    staff_doubles,
    unread,
)

MODULES = (
    required,
    unread,
    names,
    snils,
    documents,
    passport,
    dates,
    former,
    enrolment,
    clock,
    categories,
    exam_choice,
    exams9,
    exams11,
    health,
    conditions,
    family,
    consent,
    centre,
    last_year,
    doubles,
    staff_doubles,
)
