"""The form «Обучающиеся 1–8 классов»: names and identity documents, by classes."""

from app.printer.form import HEAD, KEEPER, TEACHER, Form
from app.printer.graduates import CHECK
from app.printer.person import born, name, short_document

GRADES = frozenset(range(1, 9))  # «1–8 классы» of the order

PUPILS = Form(
    key="pupils_1_8",
    title="Обучающиеся 1–8 классов",
    ask=CHECK,
    grades=lambda _year: GRADES,
    columns=lambda _year: (name(68), born(30), short_document(74)),
    signers=(TEACHER, KEEPER, HEAD),
    landscape=False,
    works=("pupils_1_8",),
)
