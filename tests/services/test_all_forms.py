"""Every form on a real file: of the school, of classes, of single pupils; what is due, and whose paper is stale."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import Refused
from app.printer.forms import FORMS
from app.services.checking import check
from app.services.due import due
from app.services.form_people import names_of, papers_of
from app.services.printing import Change, hand_over, orders_of, preview, print_form
from app.services.register import forms
from app.services.school import school_card
from app.storage.passport import Passport
from data import demo_workers
from data.papers import codes_in, pictures_of, texts_of
from data.people import People
from services.form_acts import add, add_all, appoint, change, state

CLASSES = ("5А", "9А", "9Б", "11А")


@pytest.fixture
def pupils(passport: Passport, seed: int) -> dict[str, list[str]]:
    """Three pupils in each of four classes, with workers and rooms beside them."""
    people = People(seed)
    add_all(passport, "staff")
    add_all(passport, "room")
    made = {name: [add(passport, people, name) for _ in range(3)] for name in CLASSES}
    appoint(passport, made["11А"][0], "essay", date(2019, 12, 4))
    appoint(passport, made["9А"][0], "interview", date(2020, 2, 12))
    change(passport, "student", made["9А"][1], ovz="да")
    change(passport, "student", made["11А"][1], medal="областная")
    return made


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_every_form_is_printed_from_the_file(
    passport: Passport, pupils: dict[str, list[str]], tmp_path: Path, form
) -> None:
    if form.key in {"essay_2", "essay_3", "interview_2", "interview_3"}:  # nobody is appointed to these days
        with pytest.raises(Refused, match="никто не стоит"):
            hand_over(passport, orders_of(form.key, every=True))
        return
    findings = check(passport).findings
    printed, pdf = hand_over(passport, orders_of(form.key, every=True, findings=findings))
    texts = texts_of(pdf)
    assert len(texts) == printed.pages
    assert printed.kind == form.key
    assert {one.state for one in forms(passport, findings) if one.kind == form.key} == {"printed"}
    numbers = {f"Форма № {number}" for number in range(1, printed.papers + 1)}
    assert numbers == {line for text in texts for line in text.splitlines() if line.startswith("Форма №")}
    codes = [one for one in codes_in(pictures_of(pdf)[-1]) if one.startswith("PSH")]
    assert len(codes) == 1


def test_each_pupil_gets_a_paper_of_his_own(passport: Passport, pupils: dict[str, list[str]], tmp_path: Path) -> None:
    printed = print_form(passport, "slip", tmp_path / "1.pdf", class_name="9А")
    assert (printed.number, printed.papers, printed.pages, printed.records) == (1, 3, 3, 3)
    assert state(passport, "slip", "9А").state == "printed"
    change(passport, "student", pupils["9А"][2], first_name="Другое")
    now = state(passport, "slip", "9А")
    assert (now.state, now.stale, now.number, now.pages) == ("stale", (Change(pupils["9А"][2], "changed"),), 3, 3)
    assert print_form(passport, "slip", tmp_path / "2.pdf", who=[pupils["9А"][2]]).number == 4
    assert state(passport, "slip", "9А").state == "printed"
    both = print_form(passport, "slip", tmp_path / "3.pdf", who=[pupils["9А"][0], pupils["11А"][0]])
    assert (both.papers, both.scope) == (2, "")
    assert state(passport, "slip", "11А").stale == tuple(Change(one, "added") for one in _ordered(passport, pupils))


def _ordered(passport: Passport, pupils: dict[str, list[str]]) -> list[str]:
    """The pupils of 11А without a slip, in the order of the form."""
    order = [one.person_id for one in state(passport, "slip", "11А").stale]
    assert sorted(order) == sorted(pupils["11А"][1:])
    return order


def test_leavers_and_those_who_do_not_sit_are_on_no_form(
    passport: Passport, pupils: dict[str, list[str]], tmp_path: Path
) -> None:
    change(passport, "student", pupils["9А"][0], left="10.01.2020")
    change(passport, "student", pupils["9А"][1], category="Не проходит ГИА в текущем учебном году")
    assert state(passport, "graduates", "9А").records == 2
    assert state(passport, "choice_9", "9А").records == 1
    workers = state(passport, "staff").records
    worker = hand_over(passport, orders_of("staff"))[0]
    assert worker.records == workers == len(demo_workers.workers())


def test_a_preview_registers_nothing(passport: Passport, pupils: dict[str, list[str]]) -> None:
    pdf = preview(passport, orders_of("pupils_1_8", class_name="5А"))
    assert "Форма № ____" in texts_of(pdf)[0]
    assert {one.state for one in forms(passport)} == {"missing"}


def test_forms_of_the_school_refuse_a_class_and_take_chosen_records(
    passport: Passport, pupils: dict[str, list[str]], tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="класс для неё не указывают"):
        print_form(passport, "rooms", tmp_path / "1.pdf", class_name="9А")
    staff = [one.person_id for one in _all_added(passport, tmp_path)]
    printed = print_form(passport, "staff", tmp_path / "2.pdf", who=staff[:2])
    assert (printed.records, printed.scope) == (2, "")
    assert f"Не весь список: 2 из {len(staff)}" in texts_of(printed.path.read_bytes())[0]
    with pytest.raises(Refused, match="Из указанных в школе нет: 1"):
        print_form(passport, "staff", tmp_path / "3.pdf", who=["нет такого"])
    with pytest.raises(Refused, match="печатать некого"):
        print_form(passport, "essay_2", tmp_path / "3.pdf", class_name="11А")


def _all_added(passport: Passport, tmp_path: Path) -> tuple[Change, ...]:
    """The workers, by name, as changes against a paper with nobody on it would tell them."""
    from app.services.sheets import Holdings

    with passport.reading() as session:
        return tuple(Change(one.id, "added") for one in Holdings(session, passport.year).staff)


def test_what_is_due_stands_by_date_with_its_forms(
    passport: Passport, pupils: dict[str, list[str]], tmp_path: Path
) -> None:
    change(passport, "school", school_card(passport).id, is_point="да")
    works = due(passport)
    assert [one.work.key for one in works] == [one.key for one in passport.year.calendar if one.scan_due]
    assert [one.day for one in works] == sorted(one.day for one in works)
    by_key = {one.work.key: one for one in works}
    assert "staff" not in by_key  # by the reading taken of this year's order no scan is due
    assert [one.class_name for one in by_key["pupils_9_12"].forms] == ["9А", "9Б", "11А"]
    assert by_key["essay_2"].forms == ()  # nobody is appointed
    assert by_key["pupils_9_12"].count("missing") == 3
    assert by_key["pupils_9_12"].days_left(date(2019, 9, 25)) == 5
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    now = {one.work.key: one for one in due(passport)}["pupils_9_12"]
    assert (now.count("printed"), now.count("missing"), now.done) == (1, 2, False)


def test_rooms_are_due_of_schools_that_are_points_only(passport: Passport) -> None:
    assert "rooms" in {one.work.key for one in due(passport)}  # not known is not «no»
    change(passport, "school", school_card(passport).id, is_point="нет")
    assert "rooms" not in {one.work.key for one in due(passport)}


def test_a_card_tells_its_papers_and_which_are_stale(
    passport: Passport, pupils: dict[str, list[str]], tmp_path: Path
) -> None:
    one = pupils["9А"][0]
    assert papers_of(passport, "student", one) == ()
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    print_form(passport, "choice_9", tmp_path / "2.pdf", class_name="9А")
    assert [(p.number, p.title, p.stale) for p in papers_of(passport, "student", one)] == [
        (1, "Данные о выпускниках", False),
        (2, "Выбор предметов ГИА-9", False),
    ]
    change(passport, "student", one, snils="нет")
    assert [p.stale for p in papers_of(passport, "student", one)] == [True, False]
    change(passport, "student", one, class_name="9Б")
    assert [p.stale for p in papers_of(passport, "student", one)] == [True, True]
    assert papers_of(passport, "student", pupils["5А"][0]) == ()


def test_the_school_and_workers_tell_theirs(passport: Passport, pupils: dict[str, list[str]], tmp_path: Path) -> None:
    school = school_card(passport).id
    print_form(passport, "school_1", tmp_path / "1.pdf")
    print_form(passport, "staff", tmp_path / "2.pdf")
    worker = _all_added(passport, tmp_path)[0].person_id
    assert [p.stale for p in papers_of(passport, "school", school)] == [False]
    assert [p.stale for p in papers_of(passport, "staff", worker)] == [False]
    change(passport, "school", school, phone="+7 3825 12-34-56")
    change(passport, "staff", worker, post="Сторож")
    assert [p.stale for p in papers_of(passport, "school", school)] == [True]
    assert [p.stale for p in papers_of(passport, "staff", worker)] == [True]
    assert papers_of(passport, "class", "нет такого") == ()


def test_whose_lines_changed_is_told_by_name(passport: Passport, pupils: dict[str, list[str]], tmp_path: Path) -> None:
    print_form(passport, "graduates", tmp_path / "1.pdf", class_name="9А")
    change(passport, "student", pupils["9А"][0], last_name="Переменов", first_name="Лев", middle_name="нет")
    stale = state(passport, "graduates", "9А").stale
    assert names_of(passport, "graduates", stale) == ("Переменов Лев",)
    assert names_of(passport, "graduates", (Change("нет", "removed"),)) == ("удалённая карточка",)
    assert names_of(passport, "school_1", (Change("phone", "changed"), Change("buildings.2", "removed"))) == (
        "Телефон школы",
        "Здания, № 2",
    )
