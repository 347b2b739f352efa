"""Printing выверка forms: the papers asked for are drawn into one PDF, and each gets its number in the register."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session, selectinload

from app.disk import Beside, why
from app.domain.field import field_by_name, new_id
from app.domain.forms import PrintedForm, PrintedLine, PrintedPage
from app.domain.roles import Right
from app.domain.school import SchoolClass, class_order
from app.domain.student import Student
from app.domain.year import AcademicYear
from app.errors import BadFile, Refused
from app.printer.blank import pack
from app.printer.fingerprint import form_fingerprint, line_fingerprints
from app.printer.form import Form, Sheet
from app.printer.forms import form_of
from app.printer.page import Paper, Stamp, draw_papers, lay_out, size_of
from app.services.cards import school_id
from app.services.places import PDF, check_place
from app.services.progress import Progress, silent
from app.services.register import Change, FormState, forms
from app.services.rights import needs, require_all
from app.services.sample import is_sample_in
from app.services.season import check_not_frozen
from app.services.sheets import Asked, Holdings, Known
from app.storage.passport import Passport

__all__ = ["Change", "FormState", "Printed", "forms", "print_form"]


@dataclass(frozen=True, slots=True)
class Printed:
    """Papers that lie in their file and stand in the register.

    ``number`` and ``fingerprint`` are of the first of ``papers``: there are several where every pupil has one of his
    own. ``pages`` and ``records`` are of all of them; ``scope`` is the class, '' for the whole school.
    """

    number: int
    kind: str
    scope: str
    pages: int
    records: int
    fingerprint: str
    path: Path
    papers: int = 1


@dataclass(frozen=True, slots=True)
class Order:
    """A sheet to print, its scope in the register, whether it is whole, and what the register keeps of its lines."""

    sheet: Sheet
    scope: str
    whole: bool
    lines: Mapping[str, str]


Orders = Callable[[Session, Passport], list[Order]]


@needs(Right.PRINT)
def print_form(
    passport: Passport,
    kind: str,
    out: Path,
    *,
    class_name: str | None = None,
    who: Sequence[str] = (),
    by: str = "",
    progress: Progress = silent,
) -> Printed:
    """Print a form of a class, of the school, or of the records with the ids ``who``, into a PDF and register it.

    A form that every pupil has for himself is printed for the class or for those named, a paper for each. ``by`` is
    who prints, as the register shall say; it may be empty. The file is written whole beside its place, the printing
    registered, and only then the file put in its place: after a failure there is neither a new file nor a number, and
    the older paper is as it was. A crash between the last two leaves a number without a paper, never a paper without
    its number. Every printing is a paper of its own and gets a new number. Raises :class:`Refused` for an unknown form
    or class, a class the form is not for, nobody to print, or a file that must not be replaced; :class:`BadFile` where
    it cannot be written.
    """
    findings = _checked(passport, progress) if form_of(kind).of == "question" else None
    orders = orders_of(kind, class_name=class_name, who=who, findings=findings)
    return put_on_paper(passport, out, orders, by, progress)


def _checked(passport: Passport, progress: Progress) -> Known:
    """What a check finds today; it reads the file by itself, so it is done before the printing begins."""
    from app.services.checking import check  # noqa: PLC0415 - brings all rules

    return check(passport, progress=progress).findings


def orders_of(
    kind: str,
    *,
    class_name: str | None = None,
    who: Sequence[str] = (),
    every: bool = False,
    findings: Known = None,
) -> Orders:
    """What finds the sheets to print in a file; ``every`` means all classes that have the form, a paper for each.

    A form of questions is made of ``findings``, those of a check as of today, and refused without.
    """
    form = form_of(kind)

    def orders(session: Session, passport: Passport) -> list[Order]:
        if every:
            return _all_papers(Holdings(session, passport.year, (form,), findings=findings), form)
        return _asked(session, passport.year, form, class_name, who, findings=findings)

    return orders


def _all_papers(holdings: Holdings, form: Form) -> list[Order]:
    _must_be_told(holdings, form)
    found = [one for one in holdings.papers(form) if not _is_empty(one)]
    if not found:
        raise Refused(form.empty or f"Форма «{form.title}»: на ней никто не стоит, печатать некого.")
    return [order_of(one.sheet(), one.scope) for one in found]


def _must_be_told(holdings: Holdings, form: Form) -> None:
    if not holdings.tell(form):
        hint = "Дождитесь проверки на сегодня; если выбран другой день проверки, уберите его."
        raise Refused(f"Форма «{form.title}» печатается по проверке, а её ещё нет.", hint)


def _is_empty(asked: Asked) -> bool:
    """Whether there is nothing to print; of the whole school an empty list may be signed too."""
    return not asked.records and (not asked.form.whole or bool(asked.form.empty))


@needs(Right.PRINT)
def put_on_paper(passport: Passport, out: Path, orders: Orders, by: str, progress: Progress) -> Printed:
    """Number, draw, register and write what ``orders`` finds in the file; as :func:`print_form` says."""
    check_place(out, PDF, passport.path)
    with Beside(out) as file:

        def write(pdf: bytes) -> None:
            with writing(out):
                file.write(pdf)

        papers = _issue(passport, orders, by, write, progress)
        try:
            with writing(out):
                file.put()
        except BadFile:
            _unregister(passport, [paper.stamp.number for paper in papers])
            raise
    return _printed(papers, out)


@needs(Right.PRINT)
def hand_over(passport: Passport, orders: Orders, by: str = "", progress: Progress = silent) -> tuple[Printed, bytes]:
    """The same for a printer: the papers are registered, and the PDF is given back instead of being written."""
    made: list[bytes] = []
    papers = _issue(passport, orders, by, made.append, progress)
    return _printed(papers, Path()), made[0]


def preview(passport: Passport, orders: Orders, progress: Progress = silent) -> bytes:
    """The PDF of papers as they would be printed now, without a number: nothing is registered."""
    with passport.reading() as session:
        papers = [_paper(order, 0) for order in _allowed(orders, session, passport)]
        return draw_papers(papers, progress, sample=is_sample_in(session))


def _issue(
    passport: Passport, orders: Orders, by: str, keep: Callable[[bytes], None], progress: Progress
) -> list[Paper]:
    """Number, draw and register papers in one transaction, which ends well only when ``keep`` has the PDF."""
    with passport.writing("Печать формы") as session:
        check_not_frozen(session, "формы выверки закрыты", "Изменения подают официальным письмом (страница «Ответы»).")
        wanted = _allowed(orders, session, passport)
        last = session.scalar(text("SELECT max(number) FROM main.printed_form")) or 0  # also those one does not see
        papers = [_paper(order, number) for number, order in enumerate(wanted, last + 1)]
        pdf = draw_papers(papers, progress, sample=is_sample_in(session))
        for order, paper in zip(wanted, papers, strict=True):
            _register(session, order, paper, by)
        session.flush()
        keep(pdf)
    return papers


def _allowed(orders: Orders, session: Session, passport: Passport) -> list[Order]:
    """What is to be printed; a paper of the whole school is not for who sees only a part of it."""
    wanted = orders(session, passport)
    if any(order.sheet.form.whole for order in wanted):
        require_all(passport)
    return wanted


def _paper(order: Order, number: int) -> Paper:
    now = datetime.now().astimezone().replace(microsecond=0)
    stamp = Stamp(number, now, form_fingerprint(order.sheet, order.lines.values()))
    return Paper(order.sheet, stamp, lay_out(order.sheet, stamp))


def _printed(papers: Sequence[Paper], out: Path) -> Printed:
    first = papers[0]
    classes = {paper.sheet.class_name for paper in papers}
    return Printed(
        first.stamp.number,
        first.sheet.form.key,
        classes.pop() if len(classes) == 1 else "",
        sum(len(paper.pages) for paper in papers),
        sum(paper.sheet.records for paper in papers),
        first.stamp.fingerprint,
        out,
        len(papers),
    )


def _asked(
    session: Session, year: AcademicYear, form: Form, class_name: str | None, who: Sequence[str], *, findings: Known
) -> list[Order]:
    """The sheets to print."""
    if not form.is_in(year):
        raise Refused(f"Формы «{form.title}» в {year.title} учебном году нет: её день не назначен.")
    if form.whole:
        if class_name:
            raise Refused(f"Форма «{form.title}» печатается на всю школу, класс для неё не указывают.")
        holdings = Holdings(session, year, (form,), findings=findings)
        _must_be_told(holdings, form)
        (asked,) = holdings.papers(form)
        return [_part(asked, who, "школе")]
    if form.scope == "student" and who and not class_name:
        names = _classes_of(session, who)
    else:
        parse = field_by_name(SchoolClass)["name"].kind.parse
        names = [parse(class_name) if class_name else _one_class(session, who)]
    return _of_classes(Holdings(session, year, (form,), names), form, names, who)


def _of_classes(holdings: Holdings, form: Form, names: Sequence[str], who: Sequence[str]) -> list[Order]:
    """The sheets of these classes, or of those pupils in them."""
    for name in names:
        if not form.is_for(name, holdings.year):
            grades = sorted(form.grades(holdings.year))
            told = f"{grades[0]}–{grades[-1]}" if len(grades) > 1 else f"{grades[0]}"
            raise Refused(f"Форма «{form.title}» печатается для классов {told}; класс {name} в них не входит.")
        if not holdings.pupils.get(name):
            hint = "Проверьте класс в карточках обучающихся."
            raise Refused(f"В классе {name} нет обучающихся: печатать некого.", hint)
    found = [asked for name in names for asked in holdings.papers_of(form, name)]
    if form.scope == "class":
        return [_part(found[0], who, f"классе {names[0]}")]
    chosen = [one for one in found if not who or one.scope in who]
    if not chosen or len(chosen) < len(set(who)):
        raise Refused(
            f"Форма «{form.title}»: {'из указанных обучающихся подходят не все' if who else 'печатать некого'}."
        )
    return [order_of(one.sheet(), one.scope) for one in chosen]


def _part(asked: Asked, who: Sequence[str], where: str) -> Order:
    """The sheet of all records of a paper, or of those chosen of them."""
    if _is_empty(asked):
        told = f"Форма «{asked.form.title}»: в {where} на ней никто не стоит, печатать некого."
        raise Refused(asked.form.empty or told)
    wanted = set(who)
    chosen = [one for one in asked.records if one.id in wanted] if who else list(asked.records)
    if who and len(chosen) != len(wanted):
        raise Refused(f"Из указанных в {where} нет: {len(wanted) - len(chosen)}.")
    whole = len(chosen) == len(asked.records)
    part = "" if whole else f"Не весь список: {len(chosen)} из {len(asked.records)}"
    return order_of(asked.sheet(chosen, part), asked.scope, whole=whole)


def order_of(sheet: Sheet, scope: str, *, whole: bool = True) -> Order:
    """The order of a sheet whose lines are registered as they stand."""
    return Order(sheet, scope, whole, line_fingerprints(sheet))


def _one_class(session: Session, who: Sequence[str]) -> str:
    if not who:
        raise Refused("Не указан класс: форма печатается по классам.")
    names = _classes_of(session, who)
    if len(names) != 1:
        raise Refused(f"Форма печатается для одного класса, а указаны: {', '.join(names)}.")
    return names[0]


def _classes_of(session: Session, who: Sequence[str]) -> list[str]:
    """The classes of these pupils."""
    found = session.scalars(select(Student.class_name).where(Student.id.in_(who)).distinct()).all()
    names = sorted((name for name in found if name), key=class_order)
    if not names or None in found:
        raise Refused("Форма печатается по классам, а указаны обучающиеся без класса.")
    return names


def _register(session: Session, order: Order, paper: Paper, by: str) -> None:
    session.add(
        PrintedForm(
            id=new_id(),
            unread={},
            school_id=school_id(session),
            number=paper.stamp.number,
            kind=paper.sheet.form.key,
            scope=order.scope,
            whole=order.whole,
            printed_at=paper.stamp.printed_at.astimezone(UTC).replace(tzinfo=None),
            printed_by=by,
            pages=len(paper.pages),
            fingerprint=paper.stamp.fingerprint,
            layouts=[
                PrintedPage(page=place, layout=pack(page, size_of(paper.sheet)))
                for place, page in enumerate(paper.pages, 1)
            ],
            lines=[PrintedLine(person_id=key, fingerprint=fingerprint) for key, fingerprint in order.lines.items()],
        )
    )


def _unregister(passport: Passport, numbers: Sequence[int]) -> None:
    with passport.writing("Печать не удалась") as session:
        query = select(PrintedForm).where(PrintedForm.number.in_(numbers)).options(selectinload(PrintedForm.lines))
        for one in session.scalars(query):
            session.delete(one)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Say in a sentence why a file was not written; :class:`BadFile`."""
    hint = "Форма не напечатана. Выберите другую папку или другое имя."
    try:
        yield
    except OSError as problem:
        raise BadFile(f"Файл {out} не записан: {why(problem)}.", hint) from problem
    except ValueError:
        raise BadFile("Имя файла для формы не подходит.", hint) from None
