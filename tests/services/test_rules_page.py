"""The page of rules is made from the registry, is the one in the help, and tells what the year changes."""

from datetime import date

from msgspec.structs import replace

from app.domain.year import RuleSetting, academic_year
from app.paths import resources
from app.services.rules_page import rule_lines, rules_text
from app.validators.registry import RULES, Level

YEAR = academic_year("2019-20")


def test_help_has_the_page_of_the_registered_rules() -> None:
    page = resources("help", "rules.md").read_text(encoding="utf-8")
    assert page == rules_text(), "resources/help/rules.md is stale: make rules"


def test_every_rule_is_on_the_page_with_all_its_texts() -> None:
    page = rules_text()
    for one in RULES.values():
        assert f"### {one.id}. {one.title}\n" in page
        for text in (one.norm, one.checker, *one.phrases):
            assert text.endswith(".")
            assert text in page
    assert "{" not in page


def test_lines_tell_the_rule_as_it_holds_in_the_year() -> None:
    lines = {one.id: one for one in rule_lines(YEAR)}
    assert lines.keys() == RULES.keys()
    assert (lines["FMT-4"].level, lines["FMT-4"].why) == (Level.ERROR, "")
    assert YEAR.order in lines["C1"].clause


def test_what_the_year_changes_is_told_with_its_reason() -> None:
    some = RuleSetting("G9-2", "нет экзаменов", on=False, grades=(9,), first=date(2020, 6, 10))
    year = replace(YEAR, rules=(RuleSetting("FMT-4", "проба", on=False), some, RuleSetting("C4", "x", level="advice")))
    lines = {one.id: one for one in rule_lines(year)}
    assert (lines["FMT-4"].level, lines["FMT-4"].why) == (None, "выключено: проба.")
    assert lines["G9-2"].level is Level.ERROR  # off for some only
    assert lines["G9-2"].why == "выключено: классы 9, с 10.06.2020, нет экзаменов."
    assert lines["C4"].why == "совет: x."
