"""The list of выверка forms, in the order in which they are offered. When adding a form: one line here."""

from app.errors import Refused
from app.printer.form import Form
from app.printer.graduates import GRADUATES

FORMS: tuple[Form, ...] = (GRADUATES,)


def form_of(key: str) -> Form:
    """The form of a key; :class:`Refused` names the known ones where there is none."""
    for form in FORMS:
        if form.key == key:
            return form
    raise Refused(f"Формы «{key}» нет.", f"Есть: {', '.join(form.key for form in FORMS)}.")
