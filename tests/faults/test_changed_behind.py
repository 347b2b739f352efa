"""A base that somebody else changes while it is open: nothing of ours goes into it, what was saved is in a new file."""

import os
import shutil
from pathlib import Path
from subprocess import run

import pytest

from app.errors import ReadOnly, Refused
from app.services.backups import Reason, copy_before
from app.services.cards import Edit, load_card, save_card
from app.services.school import school_card
from app.storage import own_signs
from app.storage.opening import new_passport, open_passport
from app.storage.own_signs import OwnSigns
from app.storage.passport import Passport
from data.talking import Talking, small_disk

PASSWORD = "длинный пароль школы"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "school.passport"
    told = {"year": "2019-20", "kind": "school", "code": "700101", "name": "Первая"}
    new_passport(path, **told, password=PASSWORD).close()
    new_passport(tmp_path / "other.passport", **(told | {"name": "Чужая"})).close()
    return path


def save(passport: Passport, name: str) -> None:
    card = school_card(passport)
    save_card(passport, Edit("school", card.id, load_card(passport, "school", card.id).version, {"short_name": name}))


def name_in(path: Path, password: str = PASSWORD) -> str:
    with open_passport(path, password) as passport:
        return school_card(passport).texts["short_name"]


def replaced(base: Path) -> None:
    shutil.copyfile(base.with_name("other.passport"), base.with_name("came"))
    base.with_name("came").rename(base)


def overwritten(base: Path) -> None:
    shutil.copyfile(base.with_name("other.passport"), base)


def touched(base: Path) -> None:
    os.utime(base)


CHANGES = [replaced, touched]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_goes_into_a_changed_file_and_nothing_saved_is_lost(base: Path, change) -> None:
    passport = open_passport(base, PASSWORD)
    save(passport, "Сохранённая")
    change(base)
    before = base.read_bytes()
    with pytest.raises(ReadOnly, match=r"изменила другая программа.*school\.saved-1\.passport рядом") as refused:
        save(passport, "Потом")
    assert "Откройте school.saved-1.passport" in refused.value.hint
    with pytest.raises(ReadOnly):
        save(passport, "Ещё раз")
    passport.close()
    assert base.read_bytes() == before
    assert name_in(base.with_name("school.saved-1.passport")) == "Сохранённая"
    kept = {"school.passport", "other.passport", "school.saved-1.passport"}
    assert {one.name for one in base.parent.iterdir()} == kept, "no log is left to mix with the other file"


def test_without_its_log_the_base_still_takes_what_was_saved(base: Path) -> None:
    passport = open_passport(base, PASSWORD)
    save(passport, "Сохранённая")
    base.with_name(f"{base.name}-wal").unlink()
    with pytest.raises(ReadOnly):
        save(passport, "Потом")
    passport.close()
    assert name_in(base) == name_in(base.with_name("school.saved-1.passport")) == "Сохранённая"


def test_a_file_written_over_is_left_to_whoever_wrote_it(base: Path) -> None:
    passport = open_passport(base, PASSWORD)
    save(passport, "Сохранённая")
    overwritten(base)
    before = base.read_bytes()
    with pytest.raises(Refused, match="ничего не пишется"):
        save(passport, "Потом")
    passport.close()
    assert base.read_bytes() == before
    assert name_in(base, "") == "Чужая"
    assert name_in(base.with_name("school.saved-1.passport")) == "Сохранённая"  # a small base is in memory whole


@pytest.mark.parametrize("change", [replaced, touched])
def test_a_change_found_at_closing_loses_nothing_either(base: Path, change) -> None:
    passport = open_passport(base, PASSWORD)
    save(passport, "Сохранённая")
    change(base)
    before = base.read_bytes()
    passport.close()
    assert base.read_bytes() == before
    assert passport.saved_aside is not None
    assert name_in(passport.saved_aside) == "Сохранённая"


def test_what_was_saved_aside_takes_no_ones_name(base: Path) -> None:
    base.with_name("school.saved-1.passport").write_bytes(b"mine")
    passport = open_passport(base, PASSWORD)
    save(passport, "Сохранённая")
    touched(base)
    with pytest.raises(ReadOnly, match=r"saved-2\.passport"):
        save(passport, "Потом")
    passport.close()
    assert base.with_name("school.saved-1.passport").read_bytes() == b"mine"


def test_a_removed_file_is_told_as_gone(base: Path) -> None:
    passport = open_passport(base, PASSWORD)
    save(passport, "Сохранённая")
    base.unlink()
    with pytest.raises(ReadOnly, match="пропал, пока он был открыт"):
        save(passport, "Потом")
    passport.close()
    assert name_in(base.with_name("school.saved-1.passport")) == "Сохранённая"


def test_our_own_acts_are_nobody_elses(base: Path) -> None:
    with open_passport(base, PASSWORD) as passport:
        for number in range(3):
            save(passport, f"Имя {number}")
            copy_before(passport, Reason.IMPORT)
            with passport.roomy(), passport.reading():
                pass
        with pytest.raises(ZeroDivisionError), passport.writing():
            raise ZeroDivisionError
        passport.rekey("другой пароль школы")
        save(passport, "После смены")
        assert passport.saved_aside is None
    assert name_in(base, "другой пароль школы") == "После смены"


def test_windows_is_told_by_which_file_it_is(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_signs, "WINDOWS", True)
    signs = OwnSigns(base)
    touched(base)
    signs.look()
    assert not signs.changed
    assert signs.same_as_kept()
    replaced(base)
    signs.look()
    assert signs.changed


def test_a_stick_put_back_is_known_by_size_and_time(base: Path, tmp_path: Path) -> None:
    signs = OwnSigns(base)
    kept = base.stat()
    shutil.copyfile(base, tmp_path / "copy")
    (tmp_path / "copy").rename(base)
    os.utime(base, ns=(kept.st_atime_ns, kept.st_mtime_ns // 2_000_000_000 * 2_000_000_000))
    assert signs.same_as_kept()
    with base.open("ab") as file:
        file.write(b"x")
    assert not signs.same_as_kept()
    base.unlink()
    assert signs.gone
    assert not signs.same_as_kept()


def test_a_stick_that_was_pulled_out_takes_nothing_half(tmp_path: Path) -> None:
    (stick := tmp_path / "stick").mkdir()
    with small_disk(stick, "8m") as there:
        if not there:
            pytest.skip("no right to mount a stick")
        new_passport(stick / "school.passport", year="2019-20", kind="school", code="700101", name="На флешке").close()
        with Talking(stick / "school.passport") as one:
            assert one.ask("save Сохранённая") == {"name": "Сохранённая"}
            run(["umount", "-l", str(stick)], check=True)
            answer = one.ask("save Потом")
            run(["mount", "-t", "tmpfs", "tmpfs", str(stick)], check=True)
            assert answer["kind"] == "ReadOnly"
            assert "пропал, пока он был открыт" in answer["text"]
            saved = Path(one.ask("close")["aside"])
    assert name_in(saved, "") == "Сохранённая"
