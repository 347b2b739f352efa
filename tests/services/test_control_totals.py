"""Control totals: the same from the school's base and from its package, and on paper as they were sent."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.control_totals import Totals, totals_from
from app.domain.field import new_id
from app.errors import BadFile, Refused
from app.exchange.package import open_package
from app.services.cards import Edit, load_card, save_card
from app.services.control_totals import control_totals
from app.services.detail_rows import Row, Rows
from app.services.exporting import export_package
from app.services.keys import own_keys, take_card
from app.services.keys import save_card as save_key_card
from app.services.package_base import package_base
from app.services.packages_sent import packages_sent, print_totals
from app.services.printing import print_form
from app.services.receivers import known_receivers, receiver_of
from app.services.school import school_card
from app.storage.opening import new_passport
from app.storage.passport import Passport
from data.choices import chosen
from data.demo_workers import rooms, workers
from data.people import People
from data.whole_school import whole_school

AS_OF = date(2020, 2, 10)


def numbers(totals: Totals, block: str, label: str) -> tuple[int, ...]:
    rows = next(one.rows for one in totals.blocks if one.title == block)
    return next(row.numbers for row in rows if row.label == label)


def labels(totals: Totals, block: str) -> list[str]:
    return [row.label for one in totals.blocks if one.title == block for row in one.rows]


def add(passport: Passport, entity: str, texts: dict[str, str], lists: dict[str, Rows] | None = None) -> str:
    edit = Edit(entity, new_id(), 0, texts, lists or {})
    save_card(passport, edit)
    return edit.id


@pytest.fixture
def small(passport: Passport, seed: int) -> Passport:
    """Four pupils who go out, one who stays out, one who left; two workers, two rooms."""
    people = People(seed)
    told = (
        ("9А", {"sex": "м", "ovz": "да"}),
        ("9А", {"sex": "ж"}),
        ("9Б", {"sex": "ж"}),
        ("10А", {"sex": "м"}),
        ("9Б", {"consent": "отказ"}),
        ("9Б", {"left": "01.10.2019"}),
    )
    for class_name, changed in told:
        exams = chosen((("rus", "oge"), ("math", "oge"))) if class_name.startswith("9") else {}
        add(passport, "student", people.pupil(class_name) | {"consent": "получено"} | changed, exams)
    first, second = workers()[:2]
    add(passport, "staff", first | {"oge_organiser": "да", "ege_organiser": "нет"})
    add(passport, "staff", second | {"consent": "отказ", "oge_organiser": "да"})
    for texts in rooms()[7:9]:  # 0024 with 14 seats, and the headquarters
        add(passport, "room", texts)
    return passport


def test_they_count_whose_data_go_out(small: Passport) -> None:
    totals = control_totals(small)
    assert (totals.code, totals.name, totals.year) == ("700101", "МБОУ «СОШ № 1»", "2019-20")
    assert labels(totals, "Обучающиеся") == ["9А", "9Б", "9 классы", "10А", "10 классы", "Школа"]
    assert numbers(totals, "Обучающиеся", "9А")[:4] == (2, 1, 1, 1)
    assert numbers(totals, "Обучающиеся", "9 классы")[:4] == (3, 1, 2, 1)
    assert numbers(totals, "Обучающиеся", "Школа")[:4] == (4, 2, 2, 1)
    assert numbers(totals, "Выбранные экзамены", "Русский язык") == (3, 0, 0)
    assert numbers(totals, "Выбранные экзамены", "Всего") == (6, 0, 0)
    assert numbers(totals, "Работники", "Работают") == (1,)
    assert numbers(totals, "Работники", "Организаторы ОГЭ") == (1,)
    assert numbers(totals, "Остальное", "Аудитории для участников") == (1,)
    assert numbers(totals, "Остальное", "Мест в них") == (14,)
    assert numbers(totals, "Остальное", "Обучающиеся, выбывшие из школы") == (1,)
    assert numbers(totals, "Остальное", "Не вошли: отказ от обработки данных") == (2,)


def test_an_empty_school_has_totals(passport: Passport) -> None:
    assert labels(control_totals(passport), "Обучающиеся") == ["Школа"]
    assert totals_from(control_totals(passport).plain()) == control_totals(passport)


def test_printed_forms_and_essays_are_counted(passport: Passport, seed: int, tmp_path: Path) -> None:
    lists = {"attempts": (Row("", {"kind": "сочинение", "day": "04.12.2019"}), Row("", {"kind": "сочинение"}))}
    add(passport, "student", People(seed).pupil("11А"), lists)
    print_form(passport, "graduates", tmp_path / "f.pdf", class_name="11А")
    totals = control_totals(passport)
    assert numbers(totals, "Остальное", "Напечатано форм выверки") == (1,)
    name = "Сочинение (изложение), собеседование"
    assert labels(totals, name) == ["итоговое сочинение, без даты", "итоговое сочинение, 04.12.2019"]


def test_the_municipality_gets_the_same_from_the_package(tmp_path: Path, seed: int) -> None:
    with whole_school(tmp_path / "s.passport", 120, year="2019-20", as_of=AS_OF, seed=seed) as school:
        with school.reading() as session:
            ids = session.execute(text("SELECT id FROM student ORDER BY id LIMIT 3")).scalars().all()
        for id in ids:
            card = load_card(school, "student", id)
            save_card(school, Edit("student", id, card.version, {"consent": "отказ"}))
        own = control_totals(school)
        done = export_package(school, tmp_path, draft=True)
    package = open_package(done.path.read_bytes())
    assert done.counts["left_out"] == 3
    with package_base(package, "2019-20") as base:
        assert control_totals(base, package.manifest["counts"]["left_out"]) == own
        assert control_totals(base) != own
    assert sum(numbers(own, "Обучающиеся", "Школа")) > 100


@pytest.fixture
def sent(small: Passport, tmp_path: Path) -> Path:
    (folder := tmp_path / "out").mkdir()
    export_package(small, folder, draft=True)
    return folder


def test_the_order_of_packages_is_told_newest_first(small: Passport, sent: Path, tmp_path: Path) -> None:
    with new_passport(
        tmp_path / "m.passport", year="2019-20", kind="municipality", code="700000", name="Округ"
    ) as centre:
        key = save_key_card(centre, tmp_path)
        recipient = own_keys(centre).recipient
    take_card(small, key)
    ((known, confirmed),) = known_receivers(small)
    assert (known.told, known.name, confirmed) == (recipient, "Округ", False)
    protected = export_package(small, sent, channel="protected", to=known, draft=True)
    locked = export_package(small, sent, to=receiver_of("password"), draft=True)
    export_package(small, sent, to=receiver_of("password"), draft=True)  # the same again is no other
    told = packages_sent(small)
    assert [one.sequence for one in told] == [3, 2, 1]
    assert [one.receipt for one in told[:2]] == [locked.receipt, protected.receipt]
    assert [one.receiver for one in told] == ["кто знает пароль", "Округ", "любой"]
    assert [one.channel for one in told] == ["open", "protected", "open"]
    assert all(one.draft and one.lines["students"] == 5 for one in told)


def test_the_page_tells_what_was_sent_though_the_base_has_changed(small: Passport, sent: Path, tmp_path: Path) -> None:
    before = control_totals(small)
    out = tmp_path / "totals.pdf"
    assert print_totals(small, 1, out) == 1
    first = out.read_bytes()
    add(small, "room", rooms()[1])
    assert control_totals(small) != before == packages_sent(small)[0].totals
    print_totals(small, 1, out)
    assert out.read_bytes() == first


def test_no_page_for_a_package_that_is_none_and_none_over_the_base(small: Passport, sent: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Пакета № 2"):
        print_totals(small, 2, tmp_path / "t.pdf")
    with pytest.raises(Refused, match="место самой базы"):
        print_totals(small, 1, small.path)
    with pytest.raises(BadFile, match="не записан"):
        print_totals(small, 1, tmp_path / "nowhere" / "t.pdf")
    assert not (tmp_path / "t.pdf").exists()


def test_names_are_no_markup_on_the_page(small: Passport, tmp_path: Path) -> None:
    card = school_card(small)
    save_card(small, Edit("school", card.id, card.version, {"short_name": "МБОУ <b>«Школа» <img src=x> & {0} %s"}))
    done = export_package(small, tmp_path, draft=True)
    out = tmp_path / "t.pdf"
    print_totals(small, 1, out)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed (Debian package poppler-utils)")
    text = subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, check=True, text=True).stdout
    assert "МБОУ <b>«Школа» <img src=x> & {0} %s" in text
    assert f"Код пакета: {done.receipt}" in text
    assert "ЧЕРНОВИК" in text
    assert done.fingerprint[:8].upper() in text
    assert "Подтверждаю: руководитель ОО" in text
    assert " ".join("Школа 4 2 2 1".split()) in " ".join(text.split())
