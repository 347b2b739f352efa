"""A package opened as a base: the same lines come out of it, and the same rules find the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.errors import BadFile
from app.exchange.attachments import PART
from app.exchange.package import OpenedPackage, open_package
from app.services.checking import check
from app.services.exporting import export_package
from app.services.package_base import known_parts, package_base
from app.services.package_content import content_of
from app.storage.passport import Passport
from data.whole_school import whole_school, with_last_year

AS_OF = date(2020, 8, 20)
PUPILS = 120


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Passport:
    from data.seed import SEED

    path = tmp_path_factory.mktemp("school") / "school.passport"
    made = whole_school(path, PUPILS, year="2019-20", as_of=AS_OF, seed=SEED)
    with_last_year(made)
    return made


@pytest.fixture
def package(school: Passport, tmp_path: Path) -> OpenedPackage:
    return open_package(export_package(school, tmp_path, draft=True).path.read_bytes())


def with_line(package: OpenedPackage, part: str, change: Callable[[dict[str, Any]], object]) -> OpenedPackage:
    """The package with its first line of a part changed."""
    lines = [dict(one) for one in package.lines[part]]
    change(lines[0])
    return replace(package, lines={**package.lines, part: lines})


def test_the_same_lines_come_out(package: OpenedPackage) -> None:
    with package_base(package, "2019-20") as base, base.reading() as session:
        content = content_of(session, ())
    assert set(known_parts()) == set(package.lines)
    assert content.parts == {part: list(lines) for part, lines in package.lines.items() if part != PART}


def test_the_same_rules_find_the_same(school: Passport, package: OpenedPackage) -> None:
    for day in (date(2019, 10, 1), date(2020, 2, 10), AS_OF):
        with package_base(package, "2019-20") as base:
            assert check(base, day).findings == check(school, day).findings


@pytest.mark.parametrize(
    ("part", "change", "told"),
    [
        ("students", lambda line: line.update(sex="other"), "поле sex"),
        ("students", lambda line: line.update(birth="2004-02-31"), "поле birth: это не день"),
        ("students", lambda line: line.update(birth=20040201), "поле birth: это не день"),
        ("students", lambda line: line.update(ovz=0), "поле ovz: значение другого вида"),
        ("students", lambda line: line.update(last_name="Я" * 81), "поле last_name"),
        ("students", lambda line: line.update(last_name="иВАНОВ\nвторая"), "поле last_name"),
        ("students", lambda line: line.update(snils="1122334459"), "поле snils"),
        ("students", lambda line: line.update(id="x"), "номер записи"),
        ("students", lambda line: line.update(id=line["id"].upper()), "номер записи"),
        ("students", lambda line: line.update(extra=1), "лишнее поле extra"),
        ("students", lambda line: line.pop("birth"), "нет поля birth"),
        ("students", lambda line: line.update(unread={"nothing": "x"}), "поле unread"),
        ("students", lambda line: line.update(class_name="9Щ"), "не сходятся"),
        ("exam_choices", lambda line: line.update(subject="magic"), "поле subject"),
        ("exam_choices", lambda line: line.update(place=-1), "место в списке"),
        ("guardians", lambda line: line.update(student_id="1" * 8 + "-1111-4111-8111-" + "1" * 12), "нет"),
        ("staff", lambda line: line.update(positions="nobody"), "поле positions"),
        ("rooms", lambda line: line.update(seats="15"), "поле seats: значение другого вида"),
        ("rooms", lambda line: line.update(seats=True), "поле seats: значение другого вида"),
    ],
)
def test_what_the_program_would_not_have_written_is_refused_with_its_place(
    package: OpenedPackage, part: str, change: Callable[[dict[str, Any]], object], told: str
) -> None:
    with pytest.raises(BadFile, match=told) as refusal:
        package_base(with_line(package, part, change), "2019-20")
    assert "сходятся" in told or f"Часть {part}, строка 1" in str(refusal.value)


def test_parts_that_are_missing_or_unknown_are_named(package: OpenedPackage) -> None:
    without = {name: lines for name, lines in package.lines.items() if name != "moves"}
    with pytest.raises(BadFile, match="нет части moves"):
        package_base(replace(package, lines=without), "2019-20")
    with pytest.raises(BadFile, match="лишняя часть secrets"):
        package_base(replace(package, lines={**package.lines, "secrets": []}), "2019-20")
    with pytest.raises(BadFile, match="не одна школа"):
        package_base(replace(package, lines={**package.lines, "school": []}), "2019-20")
