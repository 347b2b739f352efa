"""Every module of rules in one import, so that a frozen program has them all.

When adding a module of rules: its line here.
"""

from app.validators import (
    categories,
    consent,
    dates,
    documents,
    doubles,
    exam_choice,
    exams9,
    exams11,
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
    categories,
    exam_choice,
    exams9,
    exams11,
    consent,
    doubles,
    staff_doubles,
)
