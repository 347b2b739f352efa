"""The forms «Работники ОО» and «Работники ППЭ», the second with the workers' own signatures."""

from app.domain.staff import Staff
from app.printer.cells import cell, entered, gaps, label, shown, value
from app.printer.form import HEAD, KEEPER, Cell, Column, Form, Piece
from app.printer.graduates import CHECK
from app.printer.person import SIGNATURE, born, name, short_document, snils_piece


def _numbers(worker: Staff) -> Cell:
    return (snils_piece(worker), *entered(worker, "inn"))


def _education(worker: Staff) -> Cell:
    words = (value(worker, one) for one in ("institution", "graduated", "speciality", "qualification"))
    rest = ", ".join(word for word in words if word)
    return (shown(worker, "education"), *((Piece(rest),) if rest else ()))


def _post(worker: Staff) -> Cell:
    """The post; where the worker is not of this school, who employs; part-time work is told."""
    employer = "" if worker.employer == "school" else value(worker, "employer")
    told = tuple(Piece(word) for word in (value(worker, "post"), employer, value(worker, "part_time")) if word)
    return (*told, *gaps(worker, "post", "employer"))


def _teaching(worker: Staff) -> Cell:
    classes = value(worker, "classes")
    told = (value(worker, "subjects"), f"классы: {classes}" if classes else "", value(worker, "load"))
    return tuple(Piece(word) for word in told if word)


def _standing(worker: Staff) -> Cell:
    category, years = value(worker, "category"), value(worker, "experience")
    told = (Piece(category),) if category else ()
    stage = (Piece(f"стаж: {years}"),) if years else ()
    return (*told, *stage, Piece(f"пед.: {shown(worker, 'teaching_experience').text}"))


def _organiser(worker: Staff) -> Cell:
    names = {"oge_organiser": "ОГЭ", "ege_organiser": "ЕГЭ"}
    pieces = {word: shown(worker, name) for name, word in names.items()}
    return tuple(Piece(f"{word}: {piece.text}", piece.strong) for word, piece in pieces.items())


def _in_point(worker: Staff, _year: object) -> bool:
    return bool(worker.oge_organiser or worker.ege_organiser)


WORKERS = Form(
    key="staff",
    title="Работники ОО",
    ask=CHECK,
    scope="school",
    of="staff",
    columns=lambda _year: (
        name(36),
        born(22),
        short_document(40),
        Column(label("snils", "inn", of=Staff), 27, _numbers),
        Column("Образование", 42, _education),
        Column(label("post", of=Staff), 34, _post),
        Column("Предметы, классы, нагрузка", 32, _teaching),
        Column("Категория; стаж, лет", 26, _standing),
    ),
    signers=(KEEPER, HEAD),
    works=("staff",),
)

POINT_WORKERS = Form(
    key="ppe_staff",
    title="Работники ППЭ",
    ask="Работник проверяет свою строку и подписью подтверждает участие, должность и предметы, по которым он не может "
    "быть организатором.",
    scope="school",
    of="staff",
    takes=_in_point,
    columns=lambda _year: (
        name(36),
        short_document(38),
        Column(label("post", of=Staff), 36, _post),
        Column("Экзамены", 20, _organiser),
        Column(label("positions", of=Staff), 34, lambda one: cell(one, "positions")),
        Column("По каким предметам не может быть организатором", 30, lambda one: cell(one, "barred_subjects")),
        Column(label("mobile", "personal_email", of=Staff), 36, lambda one: cell(one, "mobile", "personal_email")),
        SIGNATURE.wide(29),
    ),
    signers=(KEEPER, HEAD),
    works=("ppe_staff",),
)
