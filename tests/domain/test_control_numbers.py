"""Control digits against numbers that are known to be right, and against every slip of one digit."""

import pytest

from app.domain.control_numbers import inn_control, ogrn_control, okpo_control
from app.domain.field import field_by_name
from app.domain.school import School
from app.domain.staff import Staff

RIGHT = {
    inn_control: ("1234567894", "123456789047"),
    ogrn_control: ("1022200525819",),
    okpo_control: ("00040778", "00032537"),
}
CASES = [(control, digits) for control, numbers in RIGHT.items() for digits in numbers]


@pytest.mark.parametrize(("control", "digits"), CASES)
def test_right_number_holds_and_a_slip_in_the_last_digit_does_not(control, digits: str) -> None:  # type: ignore[no-untyped-def]
    assert control(digits)
    for other in "0123456789":
        assert control(digits[:-1] + other) == (digits[-1] == other)


@pytest.mark.parametrize("digits", ["1234567894", "1022200525819"])
def test_slip_inside_shows(digits: str) -> None:
    control = inn_control if len(digits) == 10 else ogrn_control
    for place in range(3, len(digits) - 1):
        slipped = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
        assert not control(slipped)


def test_inn_of_another_length_does_not_hold() -> None:
    assert not inn_control("12345678")
    assert not inn_control("12345678904")


def test_second_weights_of_okpo() -> None:
    """Where the first sum gives 10, the second decides; where it gives 10 too, the digit is 0."""

    def first(body: str) -> int:
        return sum(int(digit) * weight for weight, digit in enumerate(body, 1)) % 11

    def second(body: str) -> int:
        return sum(int(digit) * weight for weight, digit in enumerate(body, 3)) % 11

    bodies = [f"{number:07}" for number in range(3000) if first(f"{number:07}") == 10]
    assert bodies
    for body in bodies:
        assert okpo_control(body + str(second(body) % 10))
    assert {second(body) for body in bodies} >= {0, 10}


def test_examples_of_fields_hold() -> None:
    controls = {"inn": inn_control, "ogrn": ogrn_control, "okpo": okpo_control}
    checked = 0
    for model in (School, Staff):
        for name, control in controls.items():
            if told := field_by_name(model).get(name):
                assert control(told.kind.example), f"{model.__name__}.{name}: {told.kind.example}"
                checked += 1
    assert checked == 4
