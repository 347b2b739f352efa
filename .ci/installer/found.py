"""What PyInstaller cannot see by itself because it is imported when first used, or read as a file."""

import ast
from collections.abc import Iterator
from pathlib import Path


def modules_of(package: Path) -> list[str]:
    """Every module under a package's folder, by its dotted name."""
    files = (path.relative_to(package.parent).with_suffix("") for path in sorted(package.rglob("*.py")))
    return [".".join(file.parts).removesuffix(".__init__") for file in files]


def imported_by(folder: Path) -> list[str]:
    """Every module that the files under a folder import at any place, by its dotted name."""
    files = sorted(folder.rglob("*.py"))
    return sorted({name for file in files for name in _imports(ast.parse(file.read_text("utf-8")))})


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
