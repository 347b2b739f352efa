"""Users in the next school year's base: who may come in still may, by the same password, and sees what he should."""

from pathlib import Path

import pytest

from app.domain.actors import Role
from app.domain.carry_over import DECISIONS, Carry
from app.domain.users import User
from app.errors import WrongPassword
from app.services.cards import Edit, save_card
from app.services.lists import GROUP, list_rows
from app.services.new_year import following_year, make_new_year
from app.services.new_year_plan import plan_new_year
from app.services.users import add_user, change_own_password, close_user, users
from app.services.year_file import read_year_file
from app.storage.key_slots import slots_file
from app.storage.opening import open_passport
from data.people import People
from data.shared import OWNER_PASSWORD, PASSWORDS, TwoClasses
from data.shifted_year import shifted_year

pytestmark = pytest.mark.usefixtures("few_rounds")

GONE, OF_9B = "ключ от сарая и замок", "кувшин тропинка сено"


@pytest.fixture
def made(two_classes_made: TwoClasses, tmp_path: Path, seed: int) -> Path:
    """The next year of a school whose class 8А moves up and whose classes 9А and 9Б leave."""
    with open_passport(two_classes_made.copy(tmp_path, locked=True), OWNER_PASSWORD) as old:
        save_card(old, Edit("student", "", 0, People(seed, first=500).pupil("8А"), {}))
        for role, password in PASSWORDS.items():
            add_user(old, f"Имя {role}", role, password, ("8А", "9Б") if role is Role.TEACHER else ())
        add_user(old, "Учитель 9Б", Role.TEACHER, OF_9B, ("9Б",))
        close_user(old, add_user(old, "Ушедший", Role.READER, GONE).id)
        file = read_year_file(shifted_year(tmp_path, "2019-20"))
        plan = plan_new_year(old, following_year(old.year, file))
        return make_new_year(old, tmp_path / "new.passport", plan, file=file).path


def test_each_comes_in_by_the_password_he_had(made: Path) -> None:
    """Before the owner ever opened the new base."""
    assert DECISIONS[User][0] is Carry.ALONG
    for role, password in PASSWORDS.items():
        with open_passport(made, password) as passport:
            assert (passport.actor.role, passport.actor.name) == (role, f"Имя {role}")
    with pytest.raises(WrongPassword):
        open_passport(made, GONE)
    with open_passport(made, OWNER_PASSWORD) as passport:
        assert "Ушедший" not in {one.name for one in users(passport)}


def test_a_teacher_has_his_class_a_year_older_and_one_that_left_no_more(made: Path) -> None:
    with open_passport(made, PASSWORDS[Role.TEACHER]) as passport:
        assert passport.actor.classes == ("9А",)
        assert [row[GROUP] for row in list_rows(passport, "student", ())] == ["9А"]
    with open_passport(made, OF_9B) as passport:
        assert passport.actor.classes == ()
        assert list_rows(passport, "student", ()) == []


def test_a_lost_file_of_users_is_made_again_by_the_owner(made: Path) -> None:
    slots_file(made).unlink()
    with pytest.raises(WrongPassword):
        open_passport(made, PASSWORDS[Role.READER])
    open_passport(made, OWNER_PASSWORD).close()
    open_passport(made, PASSWORDS[Role.READER]).close()


def test_a_password_changed_in_one_year_is_that_of_its_base_only(made: Path) -> None:
    new = "другой чайник и вьюга"
    with open_passport(made, PASSWORDS[Role.READER]) as passport:
        change_own_password(passport, PASSWORDS[Role.READER], new)
    open_passport(made, new).close()
    open_passport(made.with_name("school.passport"), PASSWORDS[Role.READER]).close()
