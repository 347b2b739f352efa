"""The list of выверка forms, in the order in which they are offered. When adding a form: one line here."""

from app.errors import Refused
from app.printer.attempts import ATTEMPTS
from app.printer.choice import CHOICES
from app.printer.final_check import FINAL_CHECK
from app.printer.form import Form
from app.printer.graduate_sheet import GRADUATE_SHEET
from app.printer.graduates import GRADUATES
from app.printer.health import HEALTH
from app.printer.medals import MEDALS
from app.printer.pupils import PUPILS
from app.printer.questions import QUESTIONS
from app.printer.room_fund import ROOMS
from app.printer.school_sheet import SCHOOL_STAGES
from app.printer.slip import SLIP
from app.printer.workers import POINT_WORKERS, WORKERS

FORMS: tuple[Form, ...] = (
    *SCHOOL_STAGES,
    PUPILS,
    GRADUATES,
    GRADUATE_SHEET,
    *HEALTH,
    *ATTEMPTS,
    *CHOICES,
    FINAL_CHECK,
    SLIP,
    WORKERS,
    POINT_WORKERS,
    ROOMS,
    MEDALS,
    QUESTIONS,
)


def form_of(key: str) -> Form:
    """The form of a key; :class:`Refused` names the known ones where there is none."""
    for form in FORMS:
        if form.key == key:
            return form
    raise Refused(f"Формы «{key}» нет.", f"Есть: {', '.join(form.key for form in FORMS)}.")
