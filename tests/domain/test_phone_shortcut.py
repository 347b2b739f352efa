"""The quick way of reading a telephone gives what the library gives."""

import phonenumbers
from hypothesis import given
from hypothesis import strategies as st

from app.domain.kinds import Phone


@given(
    start=st.sampled_from(["+7", "8"]),
    digits=st.from_regex(r"[3489][0-9]{9}", fullmatch=True),
    shape=st.sampled_from(["{0}{1}{2}{3}{4}", "{0} ({1}) {2}-{3}-{4}", "{0}-{1}-{2}-{3}-{4}", "{0} {1} {2} {3} {4}"]),
)
def test_the_shortcut_agrees(start: str, digits: str, shape: str) -> None:
    text = shape.format(start, digits[:3], digits[3:6], digits[6:8], digits[8:])
    number = phonenumbers.parse(text, "RU")
    assert Phone().parse(text) == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
