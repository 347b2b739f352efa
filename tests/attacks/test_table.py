"""Every attack of the list has a test that is there, or a written reason."""

import ast
from functools import cache
from pathlib import Path

from attacks.table import ATTACKS

TESTS = Path(__file__).parents[1]


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))


def test_every_number_is_there_once() -> None:
    assert [one.number for one in ATTACKS] == list(range(1, 38))
    assert all(one.tests or len(one.reason) > 30 for one in ATTACKS)


def test_every_named_test_is_there() -> None:
    lacking = []
    for one in ATTACKS:
        for named in one.tests:
            path, _, name = named.partition("::")
            if not (TESTS / path).exists() or name not in named_in(path):
                lacking.append(f"S{one.number}: {named}")
    assert lacking == []
