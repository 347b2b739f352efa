"""Every module of rules in one import, so that a frozen program has them all.

When adding a module of rules: its line here.
"""

from app.validators import (
    admission,
    attempts,
    categories,
    consent,
    dates,
    documents,
    doubles,
    essay,
    exam_choice,
    exam_days,
    exams9,
    exams11,
    gve,
    interview,
    late_choice,
    medals,
    names,
    required,
    results,
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
    dates,
    categories,
    exam_choice,
    exams9,
    exams11,
    exam_days,
    gve,
    late_choice,
    attempts,
    essay,
    interview,
    admission,
    results,
    medals,
    consent,
    doubles,
    staff_doubles,
)
