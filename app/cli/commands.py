"""Each command: its arguments to a service, the service's answer to plain data and lines."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.cli import copy_commands
from app.cli.accept_tables import accept_data, accept_lines
from app.cli.history_tables import history_data, history_lines
from app.cli.lists import changed_rows, chosen_exams
from app.cli.new_year_tables import new_year_data, new_year_lines
from app.cli.passwords import VARIABLE, open_base, password_of
from app.cli.scan_tables import scan_data, scan_lines, uploads_data, uploads_lines
from app.cli.tables import (
    check_lines,
    export_lines,
    finding_data,
    findings_by_class,
    form_data,
    form_lines,
    import_lines,
)
from app.domain.field import mended
from app.domain.imprint import MUNICIPALITY, SCHOOL
from app.errors import Refused
from app.services.cards import ENTITIES, Edit, load_card, save_card
from app.storage.opening import new_passport
from app.storage.passport import Passport
from app.storage.schema import HEAD
from app.storage.snapshots import open_snapshot
from app.validators.registry import Level

if TYPE_CHECKING:  # brings the paper
    from app.services.printing import Printed

EXAMS = "exams"
OPEN_BASE = (
    f"База без пароля: данные детей прочитает всякий, у кого окажется файл. Пароль: --password-file или {VARIABLE}."
)


@dataclass(slots=True)
class Answer:
    """What a command says: the object of ``--json``, or lines; messages beside it; whether the user is needed."""

    data: dict[str, Any]
    lines: Iterable[str]
    messages: tuple[str, ...] = ()
    needs_user: bool = field(default=False, kw_only=True)


@contextmanager
def _school(given: Namespace) -> Iterator[Passport]:
    """An open file of a school; a municipality's has acts of its own."""
    with open_base(given) as passport:
        if passport.kind != SCHOOL:
            raise Refused(f"{given.base.name} — база муниципалитета; это действие есть только в базе школы.")
        yield passport


def _new(given: Namespace) -> Answer:
    base = {"year": given.year, "kind": given.kind, "code": given.code, "name": given.name}
    with new_passport(given.base, **base, password=password_of(given)) as passport:
        data = {"path": str(passport.path), "year": passport.year.name, "kind": passport.kind, "schema": HEAD}
        title = passport.year.title
        told = () if passport.has_password else (OPEN_BASE,)
    return Answer(data, [f"Создана база: {given.base}", f"Учебный год: {title}"], told)


def _import(given: Namespace) -> Answer:
    from app.services.importing import import_list  # noqa: PLC0415 - brings the workbook readers

    with _school(given) as passport:
        report = import_list(
            passport,
            given.file,
            given.entity,
            sheet=given.sheet,
            mapping=given.mapping,
            dry_run=given.dry_run,
            rejects=given.rejects,
        )
    names = ("read", "new", "changed", "same", "rejected")
    problems = [
        {"sheet": one.sheet, "row": one.row, "column": one.column, "value": one.value, "text": one.text}
        for one in report.problems
    ]
    data = {**{name: getattr(report, name) for name in names}, "problems": problems}
    lines = import_lines(report, dry_run=given.dry_run, rejects=given.rejects)
    return Answer(data, lines, report.notices, needs_user=report.rejected > 0)


def _check(given: Namespace) -> Answer:
    from app.services.checking import check  # noqa: PLC0415 - brings all rules
    from app.services.last_year import give_last_year  # noqa: PLC0415 - as above

    with _school(given) as passport:
        if given.last_year is not None:
            give_last_year(passport, given.last_year)
        report = check(passport, given.as_of)
    data = {"counts": report.counts, "findings": [finding_data(one) for one in report.findings]}
    return Answer(data, check_lines(report), needs_user=report.counts[Level.ERROR] > 0)


def _forms(given: Namespace) -> Answer:
    from app.services.checking import check  # noqa: PLC0415 - brings all rules
    from app.services.printing import forms  # noqa: PLC0415 - brings the paper

    with _school(given) as passport:
        states = forms(passport, check(passport).findings)
    return Answer({"forms": [form_data(one) for one in states]}, form_lines(states))


def _print(given: Namespace) -> Answer:
    with _school(given) as passport:
        done = _printed(passport, given)
    data = {"form": done.kind, "number": done.number, "pages": done.pages, "records": done.records}
    last = f"–{done.number + done.papers - 1}" if done.papers > 1 else ""
    line = f"Напечатана форма № {done.number}{last}: строк {done.records}, страниц {done.pages}, файл {done.path}"
    return Answer(data, [line])


def _printed(passport: Passport, given: Namespace) -> "Printed":
    from app.services import printing, supplements  # noqa: PLC0415 - brings the paper

    if given.form == supplements.CHANGES:
        if given.number is None or given.class_name or given.who:
            raise Refused("Лист изменений печатается к одной форме: назовите её номер ключом --number, и только его.")
        return supplements.print_changes(passport, given.number, given.out)
    if given.number is not None:
        raise Refused("Ключ --number нужен только листу изменений (changes).")
    return printing.print_form(passport, given.form, given.out, class_name=given.class_name, who=tuple(given.who))


def _scan(given: Namespace) -> Answer:
    from app.services.scanning import scan  # noqa: PLC0415 - brings the reader of pictures

    with _school(given) as passport:
        report = scan(passport, given.files)
    return Answer(scan_data(report), scan_lines(report), tuple(report.failures), needs_user=report.needs_user)


def _uploads(given: Namespace) -> Answer:
    from app.services.uploads import uploads  # noqa: PLC0415 - as above

    with _school(given) as passport:
        report = uploads(passport, given.out)
    return Answer(uploads_data(report), uploads_lines(report), needs_user=bool(report.missing or report.remarks))


def _export(given: Namespace) -> Answer:
    from app.services.exporting import export_package  # noqa: PLC0415 - brings all rules
    from app.services.municipality_export import export_collection  # noqa: PLC0415 - as above
    from app.services.receivers import NOBODY, receiver_of  # noqa: PLC0415 - as above

    to = receiver_of(given.to) if given.to else NOBODY
    with open_base(given) as passport:
        if passport.kind == MUNICIPALITY:
            done = export_collection(passport, given.out, to=to)
        else:
            done = export_package(passport, given.out, channel=given.channel, to=to, draft=given.draft)
    data = {
        "file": str(done.path),
        "fingerprint": done.fingerprint,
        "counts": dict(done.counts),
        "receipt": done.receipt,
        **({"password": done.password} if done.password else {}),
    }
    told = [f"Не вошёл в пакет (отказ от обработки данных): {one}." for one in done.left_out]
    if done.questions:
        told.append(f"Вопросов без исправления и пояснения: {done.questions}; их задаст и МОУО (команда check).")
    return Answer(data, export_lines(done), tuple(told))


def _accept(given: Namespace) -> Answer:
    from app.services.accepting import accept  # noqa: PLC0415 - brings all rules

    with open_base(given) as passport:
        if passport.kind != MUNICIPALITY:
            raise Refused(f"{given.base.name} — база школы; пакеты принимает база муниципалитета.")
        done = accept(passport, given.packages, dry_run=given.dry_run)
    refused = [one for one in done if one.state == "refused"]
    if len(refused) == len(done):
        raise Refused("\n".join(f"{one.file.name}: {one.text}" for one in done))
    needs_user = any(one.state != "accepted" for one in done)
    return Answer(accept_data(done), accept_lines(done, dry_run=given.dry_run), needs_user=needs_user)


def _receipt(given: Namespace) -> Answer:
    from app.services.answers import STATES, take_receipt_file  # noqa: PLC0415 - brings signatures

    with _school(given) as passport:
        taken = take_receipt_file(passport, given.file)
    remarks = [
        {"id": one.id, "entity": one.entity, "record": one.record_id, "field": one.field, "who": one.who}
        | {"level": one.level, "text": one.text, "state": one.state}
        for one in taken.remarks
    ]
    again = " (уже взят раньше, ничего не изменено)" if taken.already else ""
    lines = [
        f"Пакет {taken.package}: {STATES[taken.state]}{again}",
        *(f"{one.who}: {one.text}" for one in taken.remarks),
    ]
    waits = any(one.state != "closed" for one in taken.remarks)
    return Answer({"state": taken.state.value, "remarks": remarks}, lines, taken.notices, needs_user=waits)


def _change(given: Namespace) -> Answer:
    from app.services.confirming import confirm  # noqa: PLC0415 - needed only here
    from app.services.rechecking import check_record  # noqa: PLC0415 - brings all rules

    texts = dict(given.changes)
    if len(texts) < len(given.changes):
        raise Refused("Одно поле названо дважды; ничего не изменено.")
    with _school(given) as passport:
        card = load_card(passport, given.entity, given.id)
        lists = changed_rows(card, {name: texts.pop(name) for name in list(texts) if "." in name})
        if given.entity == "student" and EXAMS in texts:
            lists[EXAMS] = chosen_exams(texts.pop(EXAMS))
        texts = mended(ENTITIES[card.entity], texts)
        saved = save_card(passport, Edit(card.entity, card.id, card.version, texts, lists), strict=True)
        if not saved.proposed:
            confirm(
                passport, [(card.entity, card.id, name) for name, _ in given.changes]
            )  # named, though it be the same
        found = check_record(passport, given.entity, given.id)
    data = {"findings": [finding_data(one) for one in found]}
    told = "Данные в РИС: записано предложением, пойдёт письмом." if saved.proposed else "Сохранено."
    lines = [told, *(findings_by_class(found) or ["Замечаний к записи нет."])]
    return Answer(data, lines, needs_user=any(one.level is Level.ERROR for one in found))


def _history(given: Namespace) -> Answer:
    from app.services.history import card_history, whole_history  # noqa: PLC0415 - needed only here

    if given.entity and not given.id:
        raise Refused("Назовите и номер записи: history БАЗА ВИД ID (номера называет check --json).")
    with open_base(given) as passport:
        lines = card_history(passport, given.entity, given.id) if given.id else whole_history(passport)
    return Answer(history_data(lines), history_lines(lines, of_one=bool(given.id)))


def _new_year(given: Namespace) -> Answer:
    from app.services import new_year  # noqa: PLC0415 - brings all rules
    from app.services.new_year_plan import plan_new_year  # noqa: PLC0415 - as above
    from app.services.updates import put_on  # noqa: PLC0415 - as above
    from app.services.year_file import read_year_file  # noqa: PLC0415 - as above

    file = read_year_file(given.year_file) if given.year_file else None
    with open_snapshot(given.base, password_of(given)) as old:
        put_on(old)
        plan = plan_new_year(old, new_year.following_year(old.year, file))
        report = new_year.rehearse_new_year(old, plan, file=file) if given.dry_run else None
        made = None if given.dry_run else new_year.make_new_year(old, given.out, plan, file=file)
    told = ("Эта база уже сделана из тех же данных; в ней ничего не изменено.",) if made and made.already else ()
    return Answer(new_year_data(plan, given.out), new_year_lines(plan, made, report), told)


def _demo(given: Namespace) -> Answer:
    from app.services.demonstration import demonstrate  # noqa: PLC0415 - brings everything

    steps = demonstrate(given.folder)
    if not given.json:
        return Answer({}, (step.text for step in steps))  # each line when its step is done
    done = list(steps)
    files = [str(path) for step in done for path in step.files]
    return Answer({"steps": [step.text for step in done], "files": files}, [])


def _of_copies(act: Callable[[Namespace], copy_commands.Said]) -> Callable[[Namespace], Answer]:
    def command(given: Namespace) -> Answer:
        data, lines, needs_user = act(given)
        return Answer(data, lines, needs_user=needs_user)

    return command


COMMANDS: dict[str, Callable[[Namespace], Answer]] = {
    "new": _new,
    "import": _import,
    "check": _check,
    "forms": _forms,
    "print": _print,
    "scan": _scan,
    "uploads": _uploads,
    "export": _export,
    "accept": _accept,
    "receipt": _receipt,
    "change": _change,
    "history": _history,
    "new-year": _new_year,
    "backup": _of_copies(copy_commands.backup),
    "restore": _of_copies(copy_commands.restore),
    "verify": _of_copies(copy_commands.verify),
    "demo": _demo,
}
