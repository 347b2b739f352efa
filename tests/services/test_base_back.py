"""The whole base or one card brought back from a copy, and what is said of a base that does not open."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.health_images import HealthImage
from app.errors import AppError, BadFile, Cancelled, Damaged, Refused, WrongPassword
from app.services import moments
from app.services.backups import Health, copy_now
from app.services.base_back import OtherBase, diagnose, looked_at, restore_base, whose
from app.services.cards import Edit, load_card, save_card
from app.services.copy_differences import Fate, difference
from app.services.detail_rows import Row
from app.services.person_back import CardThen, card_then, edit_back, images_back
from app.services.progress import Progress
from app.services.verifying import verify
from app.storage import stoppable
from app.storage.base_key import NO_PASSWORD
from app.storage.opening import new_passport, open_passport
from app.storage.passport import Passport
from data.choices import choice_of, chosen

PASSWORD = "Старый пароль"


def new(path: Path, password: str = "", code: str = "700101", year: str = "2019-20") -> Passport:
    return new_passport(path, year=year, kind="school", code=code, name="X", password=password)


def pupil(id: str, name: str, **more: str) -> Edit:
    lists = chosen((("rus", "oge"), ("math", "oge")))
    return Edit("student", id, 0, {"last_name": name, "first_name": "Глеб", "class_name": "9А", **more}, lists)


@pytest.fixture
def then_and_now(passport: Passport) -> tuple[Passport, Path]:
    """An open base, and a copy from before one card was changed, one removed, one added."""
    for edit in (pupil("a", "Юдин", phone="+7 913 123-45-67"), pupil("b", "Берёзов"), pupil("c", "Фомин")):
        save_card(passport, edit)
    save_card(passport, Edit("staff", "w", 0, {"last_name": "Рябинина"}))
    copy = copy_now(passport).path
    card = load_card(passport, "student", "a")
    save_card(passport, Edit("student", "a", card.version, {"last_name": "Юдина", "phone": ""}, {"exams": ()}))
    save_card(passport, Edit("student", "b", load_card(passport, "student", "b").version, remove=True))
    save_card(passport, pupil("d", "Новых"))
    return passport, copy


def told(then: CardThen) -> dict[str, tuple[str, str]]:
    return {one.name: (one.now, one.then) for one in then.differs}


def test_the_differences_name_each_card(then_and_now: tuple[Passport, Path]) -> None:
    found = difference(*then_and_now)
    assert [(one.id, one.who, one.fate) for one in found.cards] == [
        ("b", "Берёзов Глеб, 9А", Fate.GONE),
        ("a", "Юдина Глеб, 9А", Fate.CHANGED),
        ("d", "Новых Глеб, 9А", Fate.LATER),
    ]
    assert (found.lost, found.saves) == (2, 3)


def test_a_copy_of_now_differs_in_nothing(passport: Passport) -> None:
    save_card(passport, pupil("a", "Юдин"))
    assert difference(passport, copy_now(passport).path).cards == ()


def test_only_the_ticked_fields_come_back_and_can_be_taken_back(then_and_now: tuple[Passport, Path]) -> None:
    passport, copy = then_and_now
    found = card_then(passport, copy, "student", "a")
    differs = told(found)
    assert set(differs) == {"last_name", "phone", "exams"}
    assert differs["last_name"] == ("Юдина", "Юдин")
    assert differs["exams"][0] == ""
    saved = save_card(passport, edit_back(found, {"phone", "exams"}))
    card = load_card(passport, "student", "a")
    assert card.texts["phone"] == found.then.texts["phone"] != ""
    assert card.texts["last_name"] == "Юдина"
    assert set(choice_of(card)) == {("rus", "oge"), ("math", "oge")}
    save_card(passport, saved.undo)
    assert told(card_then(passport, copy, "student", "a")) == differs


def test_nothing_ticked_is_refused(then_and_now: tuple[Passport, Path]) -> None:
    found = card_then(*then_and_now, "student", "a")
    for names in ((), ("first_name",)):
        with pytest.raises(Refused, match="ничего не изменено"):
            edit_back(found, names)


def test_a_deleted_card_comes_back_whole_under_its_id(then_and_now: tuple[Passport, Path]) -> None:
    passport, copy = then_and_now
    found = card_then(passport, copy, "student", "b")
    assert found.now is None
    save_card(passport, edit_back(found, ()))
    card = load_card(passport, "student", "b")
    assert (card.texts, card.details) == (found.then.texts, found.then.details)
    assert not [one for one in difference(passport, copy).cards if one.id == "b"]


def test_the_images_of_papers_come_back_with_them(passport: Passport) -> None:
    papers = {"health_papers": (Row("p", {"kind": "ПМПК", "number": "1"}),)}
    save_card(passport, replace(pupil("a", "Юдин"), details=papers))
    with passport.writing() as session:
        image = {"place": 0, "media_type": "image/png", "size": 3, "sha256": "0" * 64, "added_at": moments.now()}
        session.add(HealthImage(paper_id="p", content=b"abc", **image))
    copy = copy_now(passport).path
    save_card(passport, Edit("student", "a", load_card(passport, "student", "a").version, remove=True))
    with passport.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM health_image")  # as the next opening does
    found = card_then(passport, copy, "student", "a")
    edit = edit_back(found, ())
    assert [images_back(passport, found, edit) for _ in range(2)] == [1, 0]
    save_card(passport, edit)
    with passport.reading() as session:
        assert session.query(HealthImage.paper_id, HealthImage.content).all() == [("p", b"abc")]


def test_a_card_that_the_copy_has_not_is_refused(then_and_now: tuple[Passport, Path]) -> None:
    with pytest.raises(Refused, match="нет"):
        card_then(*then_and_now, "student", "d")


def test_a_copy_of_the_old_password_opens_with_it(tmp_path: Path) -> None:
    with new(tmp_path / "a.passport", PASSWORD) as passport:
        save_card(passport, pupil("a", "Юдин"))
        copy = copy_now(passport).path
        passport.rekey("Новый пароль")
        with pytest.raises(WrongPassword):
            difference(passport, copy)
        assert difference(passport, copy, PASSWORD).cards == ()
    with pytest.raises(WrongPassword):
        restore_base(tmp_path / "a.passport", copy, "Новый пароль")
    done = restore_base(tmp_path / "a.passport", copy, "Новый пароль", PASSWORD)
    assert done.password_of_then
    with open_passport(tmp_path / "a.passport", PASSWORD) as passport:
        assert load_card(passport, "student", "a").texts["last_name"] == "Юдин"


def test_the_whole_base_comes_back(then_and_now: tuple[Passport, Path]) -> None:
    passport, copy = then_and_now
    passport.close()
    done = restore_base(passport.path, copy)
    assert not done.password_of_then
    with open_passport(done.base) as again:
        assert difference(again, copy).cards == ()
        assert again.noticed.missing == 0  # it was wanted
        with again.reading() as session:
            last = session.connection().exec_driver_sql("SELECT what, detail FROM history_act ORDER BY number DESC")
            assert tuple(last.first()) == ("База возвращена из копии", copy.name)
    with open_passport(done.aside) as before:
        assert load_card(before, "student", "d").texts["last_name"] == "Новых"


def stopping(moment: int) -> tuple[Progress, list[tuple[int, int]]]:
    """A progress that stops the act when it is told for the n-th time, and what it was told."""
    said: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        said.append((done, total))
        if len(said) == moment:
            raise Cancelled

    return tell, said


def test_a_restore_can_be_stopped_as_long_as_nothing_is_set_aside(
    then_and_now: tuple[Passport, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stoppable, "OFTEN", 5_000)
    passport, copy = then_and_now
    base = passport.path
    passport.close()
    was = {path.name: path.read_bytes() for path in base.parent.iterdir()}
    moment, said = 0, [(0, 1)]
    while said[-1][0] < said[-1][1]:
        moment += 1
        tell, said = stopping(moment)
        with pytest.raises(Cancelled):
            restore_base(base, copy, progress=tell)
        assert {path.name: path.read_bytes() for path in base.parent.iterdir()} == was
    shares = [done / total for done, total in said]
    assert shares == sorted(shares)
    assert moment > 5
    tell, said = stopping(0)
    assert restore_base(base, copy, progress=tell).aside is not None
    assert len(said) == moment  # and never asked again


def test_a_comparison_can_be_stopped_while_the_copy_is_read(then_and_now: tuple[Passport, Path]) -> None:
    tell, said = stopping(1)
    with pytest.raises(Cancelled):
        difference(*then_and_now, progress=tell)
    assert said[0][0] < said[0][1]


@pytest.mark.parametrize(("code", "year"), [("700102", "2019-20"), ("700101", "2024-25")])
def test_a_copy_of_another_base_is_a_question(passport: Passport, tmp_path: Path, code: str, year: str) -> None:
    with new(tmp_path / "other.passport", code=code, year=year) as other:
        copy = copy_now(other).path
    copy_now(passport)
    passport.close()
    for spoiled in (False, True):
        if spoiled:  # even where the base itself cannot say whose it is
            passport.path.write_bytes(bytes(8192))
        before = passport.path.read_bytes()
        with pytest.raises(OtherBase, match="другой базы"):
            restore_base(passport.path, copy)
        assert passport.path.read_bytes() == before
    restore_base(passport.path, copy, other=True)
    assert whose(passport.path).code == code


def test_no_copy_no_diagnosis(passport: Passport, tmp_path: Path) -> None:
    problem = Damaged("База повреждена.")
    assert diagnose(passport.path, problem) is None
    assert diagnose(tmp_path / "letter.jpg", BadFile("не база")) is None


def problem_of(base: Path, secret: str = "") -> AppError:
    with pytest.raises(AppError) as told:
        open_passport(base, secret or NO_PASSWORD)
    return told.value


@pytest.mark.parametrize("what", ["flips", "cut", "zeros", "first page", "empty"])
def test_a_damaged_base_is_known_and_the_newest_good_copy_named(tmp_path: Path, what: str) -> None:
    base = tmp_path / "a.passport"
    with new(base, PASSWORD) as passport:
        for number in range(3):
            save_card(passport, pupil(f"{number}", f"Имя{number}"))
            copy_now(passport)
        save_card(passport, pupil("last", "Последний"))
    content = bytearray(base.read_bytes())
    spoilt = {
        "flips": bytes(one ^ (7 if place % 900 == 450 else 0) for place, one in enumerate(content)),
        "cut": bytes(content[: len(content) // 2 // 4096 * 4096]),
        "zeros": bytes(content[:40_000]) + bytes(len(content) - 40_000),
        "first page": bytes(4096) + bytes(content[4096:]),
        "empty": b"",
    }
    base.write_bytes(spoilt[what])
    problem = problem_of(base, PASSWORD)
    found = diagnose(base, problem, PASSWORD)
    assert (found.best.number, found.missing) == (3, 1)
    newest = bytearray(found.best.path.read_bytes())
    newest[6000] ^= 1
    found.best.path.write_bytes(newest)
    found = diagnose(base, problem, PASSWORD)
    assert [one.health for one in found.copies] == [Health.DAMAGED, Health.GOOD, Health.GOOD]
    assert (found.best.number, found.missing) == (2, 2)
    restore_base(base, found.best.path, PASSWORD)
    with open_passport(base, PASSWORD) as again:
        assert load_card(again, "student", "1").texts["last_name"] == "Имя1"


def test_a_wrong_password_is_not_called_damage(tmp_path: Path) -> None:
    base = tmp_path / "a.passport"
    with new(base, PASSWORD) as passport:
        copy_now(passport)
    assert diagnose(base, problem_of(base, "не тот"), "не тот") is None
    assert diagnose(base, problem_of(base)) is None  # it only wants its password
    verdict = verify(base, PASSWORD)
    assert verdict.good
    with pytest.raises(WrongPassword):
        verify(base, "не тот")


def test_a_file_that_was_chosen_is_looked_at(passport: Passport, tmp_path: Path) -> None:
    copy = copy_now(passport).path
    assert looked_at(copy).health is Health.GOOD
    moved = tmp_path / "moved.copy"
    moved.write_bytes(copy.read_bytes())
    assert looked_at(moved).health is Health.UNKNOWN
    assert whose(moved).code == "700101"
