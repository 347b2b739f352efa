"""Control digits of the numbers of registers: ИНН, ОГРН, ОКПО (ris.md 5); that of СНИЛС stands with its kind."""

from stdnum.ru import inn, ogrn

_OKPO_SECOND = 3  # the weights begin from it where the first sum gives no digit


def inn_control(digits: str) -> bool:
    """Whether the control digits of an ИНН hold: one of ten digits, two of twelve."""
    return inn.is_valid(digits)


def ogrn_control(digits: str) -> bool:
    """Whether the last of thirteen digits of an ОГРН is its control digit.

    Only the digit is looked at: what else a library wants of an ОГРН (its region) lags behind the register."""
    return digits[-1:] == ogrn.calc_check_digit(digits)


def okpo_control(digits: str) -> bool:
    """Whether the last of eight or ten digits of an ОКПО is its control digit.

    Σ digit·weight mod 11, the weights 1, 2, 3 …; where that is 10, weights from 3 on; 10 again counts as 0."""
    found = _weighed(digits[:-1], 1)
    if found > 9:
        found = _weighed(digits[:-1], _OKPO_SECOND) % 10
    return digits[-1:] == str(found)


def _weighed(digits: str, first: int) -> int:
    """The sum by weights that go round from 1 to 10, modulo 11."""
    return sum(int(digit) * ((first + place - 1) % 10 + 1) for place, digit in enumerate(digits)) % 11
