"""SECURITY.md names a test for every promise, and each is there; its help page says the same limits in Russian."""

import re
from pathlib import Path

from app.paths import resources

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def promises() -> list[str]:
    part = PAGE.split("## Promises", 1)[1].split("\n## ", 1)[0]
    return [line for line in part.splitlines() if line.startswith("| ") and "---" not in line][1:]


def test_every_promise_names_tests_that_are_there() -> None:
    assert len(promises()) >= 15
    for line in promises():
        named = re.findall(r"`tests/([\w/]+\.py)`", line)
        assert named, line
        assert [one for one in named if not (ROOT / "tests" / one).exists()] == []


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", PAGE)
    assert links
    assert [one for one in links if not (ROOT / one).exists()] == []


def test_the_school_is_told_the_limits() -> None:
    told = resources("help", "protection.md").read_text(encoding="utf-8")
    for words in ("не сертифицирована", "Прежние копии", "не стирает память", "24 часов", "72 часов", "опубликован"):
        assert words in told
