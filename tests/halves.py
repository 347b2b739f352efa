"""The two halves of what is said to a typist: «what is wrong; what is expected», and the example in the second."""

import re

DEMAND = re.compile(r"\b[а-яё]+[ьий]те(?:сь)?\b", re.IGNORECASE)  # «внесите», «исправьте», «дайте»
LOOKING = {"проверьте", "сверьте", "убедитесь", "посмотрите", "уточните"}  # ask for a look only
COUNTED = re.compile(r"(?:\d|\b(?:одн|дв|тр|четыр|шест)\w*) (?:русск\w+ )?(?:цифр|букв|знак)", re.IGNORECASE)
EXAMPLE = re.compile(r"например,? (.+?)(?:\.?$|,? а внесено| или )")
_MARKS = ("; ", ": ", ". ")


def halves(text: str) -> tuple[str, str]:
    """What is wrong and what is expected, '' where nothing is; the second begins after the last mark before it asks."""
    asks = DEMAND.search(text)
    cut = max(text.rfind(mark, 0, asks.start()) for mark in _MARKS) if asks else -1
    return (text[:cut], text[cut + 2 :]) if cut > 0 else (text, "")


def check_halves(text: str) -> None:
    """Both are there; the second asks for more than a look, and says for what: «внесите» alone does not."""
    wrong, expected = halves(text)
    assert len(wrong.split()) > 1, text
    assert len(expected.split()) > 1, text
    assert {found.group().casefold() for found in DEMAND.finditer(expected)} - LOOKING, text


def example_in(text: str) -> str:
    """What stands after «например», '' where there is none."""
    found = EXAMPLE.search(text)
    return found[1] if found else ""
