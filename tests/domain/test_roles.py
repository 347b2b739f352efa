"""Who may do what, as it was decided: a change of the table is a change here too."""

import pytest

from app.domain.actors import Role
from app.domain.all_records import Model
from app.domain.roles import ANYBODY, RIGHT_TITLES, RIGHTS, WRITERS, Right, may, may_write

DECIDED = {
    Role.OWNER: "edit edit_all print scan import export answer restore manage",
    Role.TYPIST: "edit edit_all print scan",
    Role.TEACHER: "edit print",
    Role.HEAD: "approve",
    Role.READER: "",
}


@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_what_was_decided_and_no_more(role: Role) -> None:
    assert {right.value for right in Right if may(role, right)} == set(DECIDED[role].split())
    assert role in RIGHTS


def test_every_table_has_its_right_and_every_right_its_words() -> None:
    assert set(WRITERS) == {table.name for table in Model.metadata.tables.values()}
    assert set(RIGHT_TITLES) == set(Right)


@pytest.mark.parametrize("role", Role)
def test_a_table_that_nobody_has_placed_is_the_owners(role: Role) -> None:
    assert may_write(role, "something_new") is (role is Role.OWNER)


def test_a_reader_writes_only_what_the_program_keeps_by_itself() -> None:
    assert {table for table in WRITERS if may_write(Role.READER, table)} == {
        table for table, rights in WRITERS.items() if rights is ANYBODY
    }
    assert not may_write(Role.READER, "user_account")


def test_the_owner_may_change_every_table() -> None:
    assert all(may_write(Role.OWNER, table) for table in WRITERS)
