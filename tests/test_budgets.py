"""The sizes that the project keeps to, counted."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FUNCTION, LONGEST_FILE = 40, 400
USUAL_FUNCTION, NINE_OF_TEN = 9, 30  # the median, and what nine functions of ten keep to
LONGER = {"tests/services/test_importing.py": 480}  # one subject, told in one story; may not grow
FEWEST_TESTS = 0.7  # lines of tests for a line of the program


def files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with the number of its lines, decorators left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield f"{path.relative_to(ROOT)}: {node.name}", node.end_lineno - node.lineno + 1


def test_no_function_is_too_long() -> None:
    found = {name: size for path in files("app", "tests") for name, size in functions(path)}
    assert {name: size for name, size in found.items() if size > LONGEST_FUNCTION} == {}


def test_functions_are_small() -> None:
    found = sorted(size for path in files("app") for _, size in functions(path))
    assert median(found) <= USUAL_FUNCTION
    assert found[len(found) * 9 // 10] <= NINE_OF_TEN


def test_no_file_is_too_long() -> None:
    found = {str(path.relative_to(ROOT)): lines(path) for path in files("app", "tests")}
    assert {name: size for name, size in found.items() if size > LONGER.get(name, LONGEST_FILE)} == {}


def test_the_program_is_tested() -> None:
    assert sum(map(lines, files("tests"))) >= FEWEST_TESTS * sum(map(lines, files("app")))
