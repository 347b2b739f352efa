"""An update of the program's data: rehearsed, taken after a copy, holding from then on, and the way back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app import __version__
from app.domain import program_data
from app.domain.actors import Role
from app.domain.dictionaries import entry
from app.domain.field import field_by_name
from app.domain.keys import KeyPair
from app.domain.student import Student
from app.domain.year import academic_year, known_years
from app.errors import AppError, BadFile, Refused
from app.exchange.signing import Signer, new_secret
from app.services import updating
from app.services.backups import copy_lines
from app.services.cards import Edit, save_card
from app.services.checking import check
from app.services.data_changes import ADDED, CHANGED, GONE, Change
from app.services.history import whole_history
from app.services.keys import confirm_keys, take_card
from app.services.keys import save_card as save_key_card
from app.services.progress import Cancelled
from app.services.updates import UnknownMaker, put_on
from app.services.updating import carry_out, plan_back, plan_update
from app.services.year_file import read_year_file, take_year
from app.storage import update_store
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from data.people import People
from data.shared import TwoClasses, actor, working
from data.shifted_year import shifted_year
from data.updates import (
    MEDALS,
    OFF,
    SEVERE,
    SUBJECTS,
    YEAR,
    know_maker,
    laid,
    made,
    more_medals,
    newer_year,
    text_of,
)
from services.answering import content


@pytest.fixture(autouse=True)
def own_data_again() -> Iterator[None]:
    """Whatever a test lets hold, the next begins with the program's own data."""
    yield
    program_data.wear({})


@pytest.fixture(autouse=True)
def maker(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    know_maker(monkeypatch, tmp_path_factory.mktemp("makers"))


@pytest.fixture
def spoiled(passport: Passport) -> Passport:
    """A base with a wrong certificate and a Latin letter in class 5."""
    people = People(4)
    save_card(passport, Edit("student", "a", 0, people.pupil("5А") | {"doc_number": "12"}))
    save_card(passport, Edit("student", "b", 0, people.pupil("5А") | {"first_name": "Aлла"}))
    return passport


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".tmp"}


def taken(passport: Passport, path: Path) -> None:
    carry_out(passport, plan_update(passport, path))
    assert put_on(passport) == ""


def own_signer(passport: Passport) -> Signer:
    """Who signs for a base that has given its card."""
    with passport.reading() as session:
        return Signer(session.scalars(select(KeyPair.signing)).one())


def test_the_rehearsal_tells_what_changes_and_which_cards_get_worse(spoiled: Passport, tmp_path: Path) -> None:
    path = laid(tmp_path, 7, {YEAR: newer_year(OFF + SEVERE), MEDALS: more_medals()})
    planned = plan_update(spoiled, path)
    assert planned.title == "обновление № 7 от 02.12.2026"
    assert planned.maker == "изготовитель проб"
    assert [(one.id, one.rule) for one in planned.found.worse] == [("b", "FMT-1")]
    assert [(one.id, one.rule) for one in planned.found.cleared] == [("a", "DOC-2")]
    year = "Год 2019/20"
    assert Change(year, CHANGED, "редакция", "1", "2") in planned.changes
    assert Change("Список «Медаль»", ADDED, "медаль для пробы") in [
        Change(one.where, one.what, one.title) for one in planned.changes
    ]
    rules = [one for one in planned.changes if one.where == f"{year}, правила"]
    assert [(one.what, one.title) for one in rules] == [(ADDED, "DOC-2"), (ADDED, "FMT-1, 5")]
    assert not program_data.worn()  # nothing holds yet
    assert "trial" not in {one.key for one in field_by_name(Student)["medal"].kind.entries()}


def test_a_taken_update_holds_at_once_and_at_the_next_start(spoiled: Passport, tmp_path: Path) -> None:
    path = laid(tmp_path, 7, {YEAR: newer_year(OFF), MEDALS: more_medals()})
    assert entry("medals", "trial").name == "trial"
    taken(spoiled, path)
    path.unlink()
    assert spoiled.year.edition == 2
    assert "DOC-2" not in {one.rule for one in check(spoiled).findings}
    assert entry("medals", "trial").name == "медаль для пробы"
    assert field_by_name(Student)["medal"].kind.parse("Медаль для пробы") == "trial"
    assert whole_history(spoiled)[0].what == updating.TAKEN
    assert copy_lines(spoiled)[0].reason == "перед обновлением данных программы"
    program_data.wear({})  # a new start
    assert put_on() == ""
    assert academic_year("2019-20").edition == 2


def test_the_way_back_is_one_step_to_what_held_before(spoiled: Passport, tmp_path: Path) -> None:
    taken(spoiled, laid(tmp_path, 7, {MEDALS: more_medals()}))
    taken(spoiled, laid(tmp_path, 8, {YEAR: newer_year(OFF), MEDALS: more_medals()}))
    planned = plan_back(spoiled)
    assert planned.title == "обновление № 7 от 02.12.2026"
    assert [one.rule for one in planned.found.worse] == ["DOC-2"]
    carry_out(spoiled, planned)
    put_on(spoiled)
    assert (spoiled.year.edition, entry("medals", "trial").name) == (1, "медаль для пробы")
    last = plan_back(spoiled)
    assert (last.title, [one.what for one in last.changes]) == (updating.OWN, [GONE])
    carry_out(spoiled, last)
    put_on(spoiled)
    assert not program_data.worn()
    with pytest.raises(Refused, match="Обновлений нет"):
        plan_back(spoiled)


def test_an_update_that_is_no_newer_is_refused(spoiled: Passport, tmp_path: Path) -> None:
    own = program_data.issue().number
    taken(spoiled, laid(tmp_path, 8, {MEDALS: more_medals()}))
    for number in (own, 7, 8):
        with pytest.raises(Refused, match="не новее"):
            plan_update(spoiled, laid(tmp_path, number, {MEDALS: more_medals()}))


REFUSED = {
    "a year changed in its edition": ({YEAR: newer_year(OFF, edition=1)}, "не новее"),
    "the file of another year": ({YEAR: text_of("years/2024-25.toml").encode()}, "другого года"),
    "a year that is none": ({YEAR: b"name = 1"}, "не принят"),
    "a list without a key": ({MEDALS: more_medals().replace(b'"regional"', b'"other"')}, "нет ключа «regional»"),
    "a list that is none": ({MEDALS: b"\xff\x00"}, "не прочитан"),
    "a list nobody asks for": ({"dictionaries/unknown.toml": more_medals()}, "таких данных у программы нет"),
    "a part of the program": ({"app/__main__.py": b"print()"}, "таких данных у программы нет"),
    "its own number": ({"data.toml": b"number = 9"}, "таких данных у программы нет"),
    "the makers": ({"makers.txt": b"00"}, "таких данных у программы нет"),
    "a layout that is none": ({"ris.toml": b""}, "ris.toml не прочитан"),
    "nothing": ({}, "Файлов данных в обновлении нет"),
    "a file too large": ({MEDALS: b"#" * 1_000_001}, "слишком велик"),
    "a year that names what no list has": ({YEAR: newer_year().replace(b'"rus"', b'"rus_x"', 1)}, "нет в словаре"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_our_data_is_refused_and_changes_nothing(
    spoiled: Passport, tmp_path: Path, own_data: Path, name: str
) -> None:
    files, says = REFUSED[name]
    path = laid(tmp_path, 7, files)
    before = files_in(own_data), content(spoiled)
    with pytest.raises(AppError, match=says):
        plan_update(spoiled, path)
    assert (files_in(own_data), content(spoiled)) == before
    assert not program_data.worn()


def test_a_key_of_the_update_before_cannot_go_either(spoiled: Passport, tmp_path: Path) -> None:
    taken(spoiled, laid(tmp_path, 7, {MEDALS: more_medals()}))
    with pytest.raises(BadFile, match="нет ключа «trial»"):
        plan_update(spoiled, laid(tmp_path, 8, {YEAR: newer_year()}))


def test_an_update_for_a_newer_program_is_refused(spoiled: Passport, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="Сначала обновите программу"):
        plan_update(spoiled, laid(tmp_path, 7, {MEDALS: more_medals()}, program="99.0.0"))


def test_a_stranger_is_refused_until_a_municipality_is_compared(tmp_path: Path, passport: Passport) -> None:
    told = {"year": "2019-20", "kind": "municipality", "code": "700000", "name": "Департамент"}
    with new_passport(tmp_path / "centre.passport", **told) as centre:
        card = save_key_card(centre, tmp_path)
        signer = own_signer(centre)
        path = laid(tmp_path, 7, {MEDALS: more_medals()}, signer)
        assert plan_update(centre, path).maker == "эта база"
    with pytest.raises(UnknownMaker, match="ни с программой не пришёл"):
        plan_update(passport, path)
    known = take_card(passport, card)
    with pytest.raises(UnknownMaker):
        plan_update(passport, path)  # known, and nobody has compared it
    confirm_keys(passport, known.kind, known.code)
    taken(passport, path)
    with new_passport(tmp_path / "other.passport", year="2019-20", kind="school", code="700102", name="Школа") as other:
        assert "в этой базе не сверен" in put_on(other)  # another base has not compared it
        assert not program_data.worn()
        assert "не сверен" in " ".join(other.noticed.told())
    assert put_on() == ""  # before any base nobody knows the key
    assert not program_data.worn()
    put_on(passport)
    assert MEDALS in program_data.worn()


@pytest.mark.parametrize("role", Role)
def test_the_same_data_hold_for_whoever_works(two_classes_made: TwoClasses, tmp_path: Path, role: Role) -> None:
    told = {"year": "2019-20", "kind": "municipality", "code": "700000", "name": "Департамент"}
    with new_passport(tmp_path / "centre.passport", **told) as centre:
        card = save_key_card(centre, tmp_path)
        signer = own_signer(centre)
    base = two_classes_made.copy(tmp_path)
    with open_passport(base) as passport:
        known = take_card(passport, card)
        confirm_keys(passport, known.kind, known.code)
        taken(passport, laid(tmp_path, 7, {MEDALS: more_medals()}, signer))
    program_data.wear({})
    with working(base, actor(role)) as passport:
        assert put_on(passport) == ""
        assert MEDALS in program_data.worn()


def test_a_school_is_no_maker_for_its_municipality(tmp_path: Path, passport: Passport) -> None:
    told = {"year": "2019-20", "kind": "municipality", "code": "700000", "name": "Департамент"}
    card = save_key_card(passport, tmp_path)
    signer = own_signer(passport)
    with new_passport(tmp_path / "centre.passport", **told) as centre:
        known = take_card(centre, card)
        confirm_keys(centre, known.kind, known.code)
        with pytest.raises(UnknownMaker):
            plan_update(centre, laid(tmp_path, 7, {MEDALS: more_medals()}, signer))


def test_a_base_of_a_year_that_only_the_update_has_opens_without_it(spoiled: Passport, tmp_path: Path) -> None:
    taken(spoiled, laid(tmp_path, 7, {"years/2020-21.toml": shifted_year(tmp_path, "2019-20").read_bytes()}))
    assert "2020-21" in known_years()
    told = {"kind": "school", "code": "700101", "name": "Школа"}
    new_passport(tmp_path / "next.passport", year="2020-21", **told).close()
    carry_out(spoiled, plan_back(spoiled))
    put_on(spoiled)
    assert "2020-21" not in known_years()
    with open_passport(tmp_path / "next.passport") as opened:
        assert opened.year.name == "2020-21"


def test_a_base_whose_year_names_a_list_of_the_update_opens_without_it(spoiled: Passport, tmp_path: Path) -> None:
    subjects = text_of(SUBJECTS) + '\n[[entries]]\nkey = "runes"\nname = "рунология"\n'
    year = shifted_year(tmp_path, "2019-20").read_text(encoding="utf-8").replace('"rus"', '"runes"')
    taken(spoiled, laid(tmp_path, 7, {SUBJECTS: subjects.encode(), "years/2020-21.toml": year.encode()}))
    told = {"kind": "school", "code": "700101", "name": "Школа"}
    new_passport(tmp_path / "next.passport", year="2020-21", **told).close()
    carry_out(spoiled, plan_back(spoiled))
    put_on(spoiled)
    with open_passport(tmp_path / "next.passport") as opened:
        assert ("runes",) in opened.year.gia9.compulsory
        check(opened)


def test_the_years_own_file_of_a_base_that_is_newer_stays(spoiled: Passport, tmp_path: Path) -> None:
    (path := tmp_path / "2019-20.toml").write_bytes(newer_year(OFF, edition=5))
    take_year(spoiled, read_year_file(path))
    planned = plan_update(spoiled, laid(tmp_path, 7, {YEAR: newer_year(SEVERE)}))
    assert "редакция 5" in planned.own_year
    assert not planned.found.worse
    carry_out(spoiled, planned)
    put_on(spoiled)
    assert spoiled.year.edition == 5


def test_damage_on_the_disk_is_told_and_the_programs_own_data_hold(spoiled: Passport, tmp_path: Path) -> None:
    taken(spoiled, laid(tmp_path, 7, {MEDALS: more_medals()}))
    kept = update_store._folder() / update_store.pointer().file
    whole = kept.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 25)):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert "поврежд" in put_on(spoiled)
        assert not program_data.worn()
    kept.write_bytes(whole)
    assert put_on(spoiled) == ""
    for raw in (b"", b"{}", b"[", b'{"file":"../x","before":"","tried":""}', b"\xff", b"x" * 5000):
        update_store._pointer().write_bytes(raw)
        told = put_on(spoiled)
        assert not program_data.worn()
        assert "поврежд" in told or raw in (b"", b"{}")
    kept.unlink()
    update_store.point(update_store.Pointer(kept.name, "", __version__))
    assert "поврежд" in put_on(spoiled)


def test_a_planted_update_of_a_strangers_key_does_not_hold(spoiled: Passport, own_data: Path) -> None:
    from hashlib import sha256

    planted = made(99, {MEDALS: more_medals()}, Signer(new_secret()))
    name = update_store.keep(99, sha256(planted).hexdigest(), planted)
    update_store.point(update_store.Pointer(name, "", __version__))
    put_on()
    assert not program_data.worn()
    assert "не сверен" in put_on(spoiled)
    assert not program_data.worn()


def test_newer_data_of_the_program_itself_win(
    spoiled: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(spoiled, laid(tmp_path, 7, {MEDALS: more_medals()}))
    newer = program_data.Issue(number=7, date=program_data.issue().date, sha256="")
    monkeypatch.setattr(program_data, "issue", lambda: newer)
    assert put_on(spoiled) == ""
    assert not program_data.worn()


def test_an_update_is_looked_at_anew_by_another_program(spoiled: Passport, tmp_path: Path) -> None:
    taken(spoiled, laid(tmp_path, 7, {MEDALS: more_medals()}))
    pointer = update_store.pointer()
    update_store.point(update_store.Pointer(pointer.file, pointer.before, "0.0.1"))
    assert put_on(spoiled) == ""
    assert update_store.pointer() == pointer


def test_a_rehearsal_that_is_stopped_changes_nothing(spoiled: Passport, tmp_path: Path) -> None:
    path = laid(tmp_path, 7, {MEDALS: more_medals()})
    asked = []

    def stop(done: int, total: int) -> None:
        asked.append(done)
        if len(asked) > 2:
            assert program_data.worn()  # in the second check
            raise Cancelled

    with pytest.raises(Cancelled):
        plan_update(spoiled, path, stop)
    assert not program_data.worn()


def test_no_copy_no_update(spoiled: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = plan_update(spoiled, laid(tmp_path, 7, {MEDALS: more_medals()}))

    def full(*_: object) -> None:
        raise Refused("Диск переполнен.")

    monkeypatch.setattr(updating, "copy_before", full)
    with pytest.raises(Refused, match="переполнен"):
        carry_out(spoiled, planned)
    assert not update_store.is_there()


def test_what_fails_after_the_pointer_puts_it_back(
    spoiled: Passport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(spoiled, laid(tmp_path, 7, {MEDALS: more_medals()}))
    planned = plan_update(spoiled, laid(tmp_path, 8, {YEAR: newer_year(), MEDALS: more_medals()}))
    before = update_store.pointer()

    def failing(*_: object, **__: object) -> None:
        raise Refused("Диск переполнен.")

    monkeypatch.setattr(spoiled, "_commit", failing)
    with pytest.raises(Refused, match="переполнен"):
        carry_out(spoiled, planned)
    assert update_store.pointer() == before
    put_on(spoiled)
    assert MEDALS in program_data.worn()


def test_a_plan_is_not_carried_out_over_another_update(spoiled: Passport, tmp_path: Path) -> None:
    early = plan_update(spoiled, laid(tmp_path, 7, {MEDALS: more_medals()}))
    taken(spoiled, laid(tmp_path, 9, {YEAR: newer_year()}))
    with pytest.raises(Refused, match="Тем временем"):
        carry_out(spoiled, early)
    assert update_store.pointer().number == 9
