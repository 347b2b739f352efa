"""What is new since the check before."""

from datetime import date

from app.services.cards import Edit, load_card, save_card
from app.services.check_rounds import before, digest_of, remember
from app.services.checking import check
from app.storage.passport import Passport
from data.people import People

AS_OF = date(2019, 9, 30)


def pupil(passport: Passport, number: int, **texts: str) -> str:
    saved = save_card(passport, Edit("student", "", 0, People(number, first=number).pupil("5А") | texts))
    assert saved.card is not None
    return saved.card.id


def new(passport: Passport) -> set[tuple[str, str]]:
    """Whom and what the check before did not find."""
    known = before(passport)
    assert known is not None
    return {(one.id, one.rule) for one in check(passport, AS_OF).findings if not known.had(one)}


def test_before_the_first_check_nothing_is_known(passport: Passport) -> None:
    assert before(passport) is None


def test_finding_is_new_until_the_check_after_next(passport: Passport) -> None:
    pupil(passport, 10, doc_number="12")
    remember(passport, check(passport, AS_OF))
    assert new(passport) == set()
    second = pupil(passport, 20, doc_number="13")
    assert new(passport) == {(second, "DOC-2")}
    remember(passport, check(passport, AS_OF))
    assert new(passport) == {(second, "DOC-2")}  # compared with the check before the last one
    remember(passport, check(passport, AS_OF))  # nothing has changed: not another check
    assert new(passport) == {(second, "DOC-2")}
    third = pupil(passport, 30, doc_number="14")
    remember(passport, check(passport, AS_OF))
    assert new(passport) == {(third, "DOC-2")}


def test_same_finding_with_another_value_is_not_new(passport: Passport) -> None:
    id = pupil(passport, 10, doc_number="12")
    remember(passport, check(passport, AS_OF))
    save_card(passport, Edit("student", id, load_card(passport, "student", id).version, {"doc_number": "13"}))
    assert new(passport) == set()


def test_only_two_checks_are_kept_and_tell_nobody(passport: Passport) -> None:
    for number in range(4):
        pupil(passport, number * 10, doc_number="12")
        remember(passport, check(passport, AS_OF))
    with passport.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT number, digests FROM check_round").all()
    assert [number for number, _ in rows] == [3, 4]
    assert all(len(digests) % 8 == 0 for _, digests in rows)
    assert digest_of(check(passport, AS_OF).findings[0]) < 1 << 64
