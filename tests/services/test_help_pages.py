"""The help: no page is forgotten, links lead to pages that are there, every section can be found."""

import re

import pytest

from app.paths import resources
from app.services.help_pages import FOR_DEVELOPERS, PAGES, find_help, help_pages, help_picture, help_sections


def test_every_page_is_in_the_help_or_is_for_developers() -> None:
    there = {path.stem for path in resources("help").glob("*.md")}
    assert there == set(PAGES) | FOR_DEVELOPERS
    assert not set(PAGES) & FOR_DEVELOPERS


@pytest.mark.parametrize("page", help_pages(), ids=lambda page: page.key)
def test_a_page_has_a_russian_title_and_its_links_lead_somewhere(page: object) -> None:
    assert re.search(r"[а-я]{3}", page.title)
    for link in re.findall(r"\]\(([^)]+)\)", page.text):
        assert resources("help", link.split("#")[0]).exists() or resources("help", "..", link).exists(), link


def test_every_section_is_found_by_its_heading() -> None:
    for section in help_sections():
        assert section in find_help(section.title), section.title


def test_headings_go_before_texts_and_nothing_is_found_for_nonsense() -> None:
    found = find_help("СКАНЫ")
    assert found[0].page == "scans"
    assert find_help("ёжъщё") == []


@pytest.mark.parametrize("name", ["", "none.png", "../icons/down.svg", "/etc/passwd", "guide.md", "file:///a.png"])
def test_only_the_pictures_of_the_help_are_given(name: str) -> None:
    assert help_picture(name) is None


def test_every_picture_of_a_page_is_there_and_told_in_words() -> None:
    for page in help_pages():
        for told, name in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.text):
            assert help_picture(name) == resources("help", name)
            assert len(told) > 10
