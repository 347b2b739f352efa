"""Fields that are empty in many records: counted apart from real errors, most first, what all may have alike first."""

from app.services.common_gaps import MANY, gaps_of
from app.validators.findings import Finding, Level


def finding(id: str, field: str, rule: str = "REQ-1", **told: object) -> Finding:
    given = {"level": Level.ERROR, "entity": "student"} | told
    return Finding(rule, given.pop("level"), "", given.pop("entity"), id, "9А", "", field, "", "", **given)


def test_what_many_lack_stands_before_what_fewer_lack_and_one_value_for_all_before_one_for_each() -> None:
    ids = [f"{number}" for number in range(MANY + 1)]
    found = [finding(id, field) for id in ids for field in ("doc_number", "citizenship")]
    found += [finding(id, "study_form") for id in ids[:MANY]]
    found += [finding(id, "phone") for id in ids[: MANY - 1]]
    gaps = gaps_of(found)
    assert [one.field.name for one in gaps.common] == ["citizenship", "doc_number", "study_form"]
    assert [one.ids for one in gaps.common] == [tuple(ids), tuple(ids), tuple(ids[:MANY])]
    assert gaps.errors == gaps.empty == len(found)


def test_only_open_errors_of_empty_fields_count_and_only_what_stands_in_lists_is_filled() -> None:
    many = [f"{number}" for number in range(MANY)]
    found = [finding(id, "snils", "FMT-4") for id in many]
    found += [finding(id, "citizenship", level=Level.QUESTION) for id in many]
    found += [finding(id, "study_form", explained="Так и есть.") for id in many]
    found += [finding(id, "teacher", entity="class") for id in many]
    found += [finding(id, "guardians.1.phone") for id in many]
    gaps = gaps_of(found)
    assert gaps.common == ()
    assert (gaps.empty, gaps.errors) == (2 * MANY, 3 * MANY)
