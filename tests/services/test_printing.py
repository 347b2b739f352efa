"""Printing and its register: numbers, files, refusals, and which papers are stale."""

import errno
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from app.domain.field import new_id
from app.domain.forms import PrintedForm, PrintedLine
from app.errors import AppError, BadFile, BadValue, Refused
from app.services.cards import Edit, load_card, save_card
from app.services.printing import Change, FormState, forms, print_form
from app.services.progress import Cancelled
from app.services.school import school_card
from app.storage.opening import open_passport
from app.storage.passport import Passport
from data.choices import chosen
from data.faults import fail_the_commit
from data.papers import codes_in, pictures_of, texts_of
from data.people import People


def add(passport: Passport, people: People, class_name: str, **changed: str) -> str:
    edit = Edit("student", new_id(), 0, people.pupil(class_name) | changed, chosen(people.exams(class_name)))
    save_card(passport, edit)
    return edit.id


def change(passport: Passport, entity: str, id: str, **texts: str) -> None:
    save_card(passport, Edit(entity, id, load_card(passport, entity, id).version, texts))


@pytest.fixture
def pupils(passport: Passport, seed: int) -> list[str]:
    """Five pupils of 9А, by id."""
    people = People(seed)
    return [add(passport, people, "9А") for _ in range(5)]


def register(passport: Passport) -> list[PrintedForm]:
    with passport.reading() as session:
        query = select(PrintedForm).options(selectinload(PrintedForm.lines)).order_by(PrintedForm.number)
        return list(session.scalars(query))


def states_of(passport: Passport) -> list[FormState]:
    """The states of the one form that is printed here; others may stand beside it."""
    return [state for state in forms(passport) if state.kind == "graduates"]


def only(passport: Passport) -> FormState:
    (state,) = states_of(passport)
    return state


def test_a_class_is_printed_and_registered(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    printed = print_form(passport, "graduates", tmp_path / "форма.pdf", class_name="9 а")
    assert (printed.number, printed.kind, printed.scope, printed.records) == (1, "graduates", "9А", 5)
    (row,) = register(passport)
    assert (row.number, row.kind, row.scope, row.whole, row.pages) == (1, "graduates", "9А", True, printed.pages)
    assert row.fingerprint == printed.fingerprint
    assert {line.person_id for line in row.lines} == set(pupils)
    assert before <= row.printed_at.replace(tzinfo=UTC) <= datetime.now(UTC)

    pdf = printed.path.read_bytes()
    texts = texts_of(pdf)
    assert len(texts) == printed.pages
    for place, picture in enumerate(pictures_of(pdf), 1):
        code = f"PSH1|700101|2019-20|graduates|9А|1|{place}/{printed.pages}|{printed.fingerprint}"
        assert code in codes_in(picture)
    for id in pupils:
        assert load_card(passport, "student", id).texts["last_name"] in "".join(texts)


def test_every_printing_is_a_paper_of_its_own(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    first = print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    second = print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    assert (first.number, second.number) == (1, 2)
    assert first.fingerprint == second.fingerprint
    assert "Форма № 2" in texts_of(second.path.read_bytes())[0]
    assert sorted(path.name for path in tmp_path.glob("*.pdf*")) == ["1.pdf"]


def test_the_register_outlives_the_program(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    passport.close()
    with open_passport(passport.path) as again:
        assert only(again).state == "printed"
        assert print_form(again, "graduates", tmp_path / "2.pdf", class_name="9А").number == 2


def test_pupils_stand_in_the_order_of_russian_names(passport: Passport, seed: int, tmp_path: Path) -> None:
    people = People(seed)
    names = ["Ёжиков", "Жуков", "Едокова", "Ябеда", "Абакумов"]
    for name in names:
        add(passport, people, "9А", last_name=name)
    pdf = print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А").path.read_bytes()
    found = re.findall("|".join(names), "".join(texts_of(pdf)))
    assert found == ["Абакумов", "Едокова", "Ёжиков", "Жуков", "Ябеда"]


def test_states_of_all_classes(passport: Passport, pupils: list[str], seed: int, tmp_path: Path) -> None:
    people = People(seed + 1)
    for class_name in ("11А", "10А", "5Б", "9Б"):
        add(passport, people, class_name)
    save_card(passport, Edit("class", new_id(), 0, {"name": "12А"}))  # nobody in it
    printed = print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    states = states_of(passport)
    assert [(one.class_name, one.state, one.records) for one in states] == [
        ("9А", "printed", 5),
        ("9Б", "missing", 1),
        ("10А", "missing", 1),
        ("11А", "missing", 1),
    ]
    assert states[0].title == "Данные о выпускниках"
    assert (states[0].number, states[0].pages) == (1, printed.pages)
    assert states[0].printed_at is not None
    assert states[0].printed_at.tzinfo is not None
    assert (states[1].number, states[1].printed_at, states[1].pages) == (0, None, 0)


def test_changes_after_printing_make_a_paper_stale(
    passport: Passport, pupils: list[str], seed: int, tmp_path: Path
) -> None:
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    change(passport, "student", pupils[0], phone="+7 913 000-00-00", file_number="И-15", doc_department="700-009")
    assert only(passport).state == "printed"  # none of these is on the form

    change(passport, "student", pupils[0], doc_issuer="ОВД г. Томска")
    new = add(passport, People(seed + 7), "9А")
    gone = load_card(passport, "student", pupils[1])
    save_card(passport, Edit("student", gone.id, gone.version, remove=True))
    state = only(passport)
    assert (state.state, state.records, state.heading_changed) == ("stale", 5, False)
    assert set(state.stale) == {Change(pupils[0], "changed"), Change(new, "added"), Change(pupils[1], "removed")}

    print_form(passport, "graduates", tmp_path / "2.pdf", class_name="9А")
    assert (only(passport).state, only(passport).number) == ("printed", 2)


def test_an_exam_or_an_unreadable_text_makes_a_paper_stale(
    passport: Passport, pupils: list[str], tmp_path: Path
) -> None:
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    version = load_card(passport, "student", pupils[2]).version
    save_card(passport, Edit("student", pupils[2], version, details=chosen((("math", "gve"), ("rus", "gve")))))
    change(passport, "student", pupils[3], birth="31.02.2004")
    assert set(only(passport).stale) == {Change(pupils[2], "changed"), Change(pupils[3], "changed")}


def test_a_change_taken_back_makes_the_paper_good_again(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    saved = save_card(passport, Edit("student", pupils[0], 1, {"last_name": "Переменов"}))
    assert only(passport).state == "stale"
    save_card(passport, saved.undo)
    assert only(passport).state == "printed"


def test_a_new_head_makes_the_heading_stale_but_nobody_in_it(
    passport: Passport, pupils: list[str], tmp_path: Path
) -> None:
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    change(passport, "school", school_card(passport).id, head_name="Щукин Лев Львович")
    state = only(passport)
    assert (state.state, state.stale, state.heading_changed) == ("stale", (), True)


def test_a_class_whose_pupils_all_left_stays_in_the_list(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    for id in pupils:
        change(passport, "student", id, class_name="9Б")
    left = states_of(passport)[0]
    assert (left.class_name, left.state, left.records, len(left.stale)) == ("9А", "stale", 0, 5)


def test_chosen_pupils_are_a_part_and_do_not_stand_for_the_class(
    passport: Passport, pupils: list[str], tmp_path: Path
) -> None:
    printed = print_form(passport, "graduates", tmp_path / "1.pdf", who=pupils[:2])
    assert (printed.scope, printed.records) == ("9А", 2)
    assert "Не весь список: 2 из 5" in texts_of(printed.path.read_bytes())[0]
    assert [row.whole for row in register(passport)] == [False]
    assert only(passport).state == "missing"
    assert print_form(passport, "graduates", tmp_path / "2.pdf", class_name="9А", who=pupils).records == 5
    assert only(passport).number == 2  # all of them are the class


def test_refusals_are_sentences_and_change_nothing(
    passport: Passport, pupils: list[str], seed: int, tmp_path: Path
) -> None:
    other = add(passport, People(seed + 3), "9Б")
    young = add(passport, People(seed + 4), "5Б")
    out = tmp_path / "1.pdf"
    for kind, class_name, who, told in (
        ("нет_такой", "9А", [], "Формы «нет_такой» нет"),
        ("graduates", None, [], "Не указан класс"),
        ("graduates", "5Б", [], "печатается для классов 9–12; класс 5Б в них не входит"),
        ("graduates", "11В", [], "В классе 11В нет обучающихся"),
        ("graduates", "13Ы", [], "Класс не прочитан"),
        ("graduates", None, [pupils[0], other], "а указаны: 9А, 9Б"),
        ("graduates", None, ["нет такого"], "обучающиеся без класса"),
        ("graduates", None, [young], "класс 5Б в них не входит"),
        ("graduates", "9А", [other], "в классе 9А нет: 1"),
    ):
        with pytest.raises((Refused, BadValue), match=told):
            print_form(passport, kind, out, class_name=class_name, who=who)
    assert not out.exists()
    assert register(passport) == []


def test_bad_places_are_sentences_and_take_no_number(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    list_of_pupils = tmp_path / "список.xlsx"
    list_of_pupils.write_bytes(b"PK\x03\x04")
    for out, told in (
        (tmp_path / "нет" / "1.pdf", "такой папки нет"),
        (tmp_path, "на этом месте лежит папка"),
        (list_of_pupils / "1.pdf", "не записан"),
        (tmp_path / ("я" * 300), "Имя файла слишком длинное"),
        (tmp_path / "a\0b.pdf", "В имени файла"),
        (Path(), "нужно имя файла"),
        (list_of_pupils, "это не PDF"),
        (passport.path, "база не тронута"),
    ):
        with pytest.raises(AppError, match=told) as refused:
            print_form(passport, "graduates", out, class_name="9А")
        assert refused.value.hint
    assert list_of_pupils.read_bytes() == b"PK\x03\x04"
    assert register(passport) == []
    assert not list(tmp_path.glob("*.tmp"))
    assert print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А").number == 1


def test_a_full_disk_leaves_the_old_paper_and_no_number(
    passport: Passport, pupils: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А").path.read_bytes()
    monkeypatch.setattr("os.fsync", lambda _file: _raise(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(BadFile, match="не хватает места на диске"):
        print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    assert (tmp_path / "1.pdf").read_bytes() == old
    assert not list(tmp_path.glob("*.tmp"))
    assert len(register(passport)) == 1


@pytest.mark.parametrize("older", [None, b"%PDF- an older paper"])
def test_a_paper_that_could_not_be_registered_is_not_there(
    passport: Passport, pupils: list[str], tmp_path: Path, older: bytes | None
) -> None:
    """The commit fails after the new paper is written; the older one in its place stays."""
    out = tmp_path / "1.pdf"
    if older:
        out.write_bytes(older)
    with pytest.raises(IntegrityError):
        print_form(passport, "graduates", out, class_name="9А", progress=lambda *_: fail_the_commit(passport))
    assert (out.read_bytes() if out.exists() else None) == older
    assert not list(tmp_path.glob("*.tmp"))
    assert register(passport) == []
    assert print_form(passport, "graduates", out, class_name="9А").number == 1


def test_a_paper_that_could_not_take_its_place_takes_no_number(
    passport: Passport, pupils: list[str], tmp_path: Path
) -> None:
    """A folder comes into the place while the form is drawn, after the place was looked at."""
    out = tmp_path / "1.pdf"
    with pytest.raises(BadFile, match="на этом месте лежит папка"):
        print_form(passport, "graduates", out, class_name="9А", progress=lambda *_: out.mkdir(exist_ok=True))
    assert not list(tmp_path.glob("*.tmp"))
    assert register(passport) == []
    with passport.reading() as session:
        assert session.scalars(select(PrintedLine)).all() == []


def test_stopping_leaves_nothing(passport: Passport, pupils: list[str], tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А", progress=stop)
    assert not (tmp_path / "1.pdf").exists()
    assert register(passport) == []


def _raise(problem: BaseException) -> None:
    raise problem
