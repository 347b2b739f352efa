"""The help of the program: its pages in the order of the work, and a search over their sections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.domain.text import fold
from app.paths import resources

# In the order in which a school meets them.
PAGES = (
    "guide",
    "places",
    "card",
    "lists",
    "many",
    "check",
    "rules",
    "forms",
    "scans",
    "package",
    "password",
    "keys",
    "answers",
    "new_year",
    "history",
    "users",
    "copies",
    "protection",
    "municipality",
    "install",
)
FOR_DEVELOPERS = frozenset({"newcomer", "year"})  # formats of files, in English


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page as Markdown; ``title`` is its heading."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A part of a page under a heading of its own; the beginning of a page has the page's."""

    page: str
    title: str
    text: str


@cache
def help_pages() -> tuple[HelpPage, ...]:
    """All pages that there are."""
    return tuple(_page(key) for key in PAGES)


def _page(key: str) -> HelpPage:
    text = resources("help", f"{key}.md").read_text(encoding="utf-8")
    return HelpPage(key, _bare(text.split("\n", 1)[0]), text)


def help_picture(name: str) -> Path | None:
    """The picture of that name in the help; None for anything but a bare name of one that is there."""
    return (
        resources("help", name) if re.fullmatch(r"[a-z_]+\.png", name) and resources("help", name).is_file() else None
    )


@cache
def help_sections() -> tuple[HelpSection, ...]:
    """The sections of all pages, in their order."""
    return tuple(section for page in help_pages() for section in _sections(page))


def _sections(page: HelpPage) -> list[HelpSection]:
    parts = re.split(r"^(#{1,3} .*)$", page.text, flags=re.MULTILINE)
    return [HelpSection(page.key, _bare(head), body) for head, body in zip(parts[1::2], parts[2::2], strict=True)]


def find_help(text: str) -> Sequence[HelpSection]:
    """The sections in which every word is found, those that have them in their headings first."""
    words = fold(text).split()
    found = [one for one in help_sections() if all(word in fold(f"{one.title} {one.text}") for word in words)]
    return sorted(found, key=lambda one: not all(word in fold(one.title) for word in words))


def _bare(heading: str) -> str:
    """A heading without its marks."""
    return re.sub(r"[`*]", "", heading).strip("# ")
