"""The head approves the very data he saw, and everybody sees whether they still are those; he can lend his right."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.domain.actors import OWNER, Actor, Role
from app.domain.users import Act, Approval, User
from app.errors import Refused
from app.services import moments
from app.services.approvals import approval, approve, let_owner_approve
from app.services.cards import Edit, load_card, save_card
from app.services.checking import check
from app.services.explaining import explain
from app.services.printing import print_form
from app.storage.opening import open_passport
from app.storage.passport import Passport
from app.validators.findings import Level
from data.shared import TwoClasses, actor, working

HEAD = actor(Role.HEAD)


@pytest.fixture
def base(two_classes_made: TwoClasses, tmp_path: Path) -> Path:
    """A base that has a head among its users."""
    path = two_classes_made.copy(tmp_path)
    with open_passport(path) as passport, passport.writing() as session:
        session.add(User(id=HEAD.id, name=HEAD.name, role=Role.HEAD, classes=[], since=moments.now()))
    return path


@pytest.fixture
def approved(base: Path) -> Path:
    """The same with its data approved by the head."""
    with working(base, HEAD) as passport:
        approve(passport, approval(passport).fingerprint)
    return base


@pytest.fixture
def owned(approved: Path) -> Iterator[Passport]:
    with open_passport(approved) as passport:
        yield passport


def acts(passport: Passport) -> list[tuple[str, str]]:
    with passport.reading() as session:
        return [(one.act, one.actor_id) for one in session.scalars(select(Approval).order_by(Approval.number))]


def change(passport: Passport, id: str, **texts: str) -> None:
    save_card(passport, Edit("student", id, load_card(passport, "student", id).version, texts))


def test_the_head_approves_what_he_saw(base: Path) -> None:
    with working(base, HEAD) as passport:
        before = approval(passport)
        assert (before.wanted, before.at, before.holds, before.mine) == (True, None, False, True)
        assert "не утверждены" in before.sentence()
        after = approve(passport, before.fingerprint)
        assert (after.holds, after.by, after.code) == (True, HEAD.name, before.code)
        assert after.sentence().startswith("Утверждено")
        assert HEAD.name in after.sentence()
        assert len(after.code) == 10
        assert acts(passport) == [(Act.APPROVED, HEAD.id)]
        with passport.reading() as session:
            (kept,) = session.scalars(select(Approval))
        assert kept.totals is not None
        assert kept.totals["code"] == "700101"


def test_a_change_shows_and_the_same_data_are_approved_again(
    owned: Passport, two_classes_made: TwoClasses, tmp_path: Path
) -> None:
    id = two_classes_made.ids["9А"][0]
    name = load_card(owned, "student", id).texts["first_name"]
    assert approval(owned).holds
    change(owned, id, first_name="Глеб")
    changed = approval(owned)
    assert not changed.holds
    assert "Изменилось после утверждения" in changed.sentence()
    change(owned, id, first_name=name)
    assert approval(owned).holds  # by the data, not by how often they were saved
    print_form(owned, "graduates", tmp_path / "1.pdf", class_name="9А")
    assert approval(owned).holds  # paper is no change of the data


@pytest.mark.parametrize("entity", ["staff", "room", "explanation"])
def test_it_is_of_all_that_goes_out(owned: Passport, entity: str) -> None:
    if entity == "explanation":
        explain(owned, [next(one for one in check(owned).findings if one.level is Level.QUESTION)], "Так в паспорте")
    else:
        names = {"staff": {"last_name": "Новая"}, "room": {"number": "7", "building": "Корпус 1"}}
        save_card(owned, Edit(entity, "", 0, names[entity]))
    assert not approval(owned).holds


def test_data_that_changed_meanwhile_are_not_approved(base: Path, two_classes_made: TwoClasses) -> None:
    with working(base, HEAD) as passport:
        seen = approval(passport).fingerprint
    with open_passport(base) as passport:
        change(passport, two_classes_made.ids["9А"][0], first_name="Глеб")
    with working(base, HEAD) as passport:
        with pytest.raises(Refused, match="данные изменились"):
            approve(passport, seen)
        assert acts(passport) == []


@pytest.mark.parametrize("who", [OWNER, *map(actor, (Role.TYPIST, Role.TEACHER, Role.READER))])
def test_nobody_else_approves(base: Path, who: Actor) -> None:
    with working(base, who) as passport:
        seen = approval(passport)
        assert not seen.mine
        with pytest.raises(Refused, match="утверждение данных"):
            approve(passport, seen.fingerprint)
        with pytest.raises(Refused, match="утверждение данных"):
            let_owner_approve(passport, yes=True)
        assert acts(passport) == []


def test_the_head_lends_his_right_and_takes_it_back(base: Path) -> None:
    with working(base, HEAD) as passport:
        let_owner_approve(passport, yes=True)
        let_owner_approve(passport, yes=True)
    with open_passport(base) as passport:
        seen = approval(passport)
        assert (seen.given, seen.mine) == (True, True)
        done = approve(passport, seen.fingerprint)
        assert (done.by, done.holds) == (OWNER.name, True)
    with working(base, actor(Role.TYPIST)) as passport:
        assert not approval(passport).mine
    with working(base, HEAD) as passport:
        let_owner_approve(passport, yes=False)
        assert acts(passport) == [(Act.GIVEN, HEAD.id), (Act.APPROVED, OWNER.id), (Act.TAKEN_BACK, HEAD.id)]
    with open_passport(base) as passport, pytest.raises(Refused):
        approve(passport, approval(passport).fingerprint)


def test_what_a_head_lent_ends_with_him(base: Path) -> None:
    with working(base, HEAD) as passport:
        let_owner_approve(passport, yes=True)
    with open_passport(base) as passport:
        with passport.writing() as session:
            session.execute(update(User).values(closed=moments.now()))
        assert not approval(passport).given


def test_where_there_is_no_head_there_is_nothing_to_tell(two_classes_made: TwoClasses, tmp_path: Path) -> None:
    with open_passport(two_classes_made.copy(tmp_path)) as passport:
        assert not approval(passport).wanted
