"""The help about the files in terms of РИС says of each table and column what the layout says."""

import pytest

from app.exchange.ris import BASES
from app.exchange.ris.columns import Table, layout
from app.paths import resources


def line_of(table: Table) -> str:
    """The row of the help for a table: columns in the order of the file, in brackets those that are never filled."""
    told = dict.fromkeys(one for base in BASES for one in table.of(base.folder))
    ordered = sorted(told, key=lambda one: one.place or len(told) + 1)
    words = [f"({one.name})" if one.absent else one.name + (f" [{one.base}]" if one.base else "") for one in ordered]
    return f"| `{table.name}.csv` | {table.title} | {', '.join(words)} |"


@pytest.mark.parametrize("table", layout().tables, ids=lambda table: table.name)
def test_help_tells_the_columns_of_a_table(table: Table) -> None:
    assert line_of(table) in resources("help", "package.md").read_text(encoding="utf-8").splitlines()


def test_help_tells_how_the_files_are_written() -> None:
    page = resources("help", "package.md").read_text(encoding="utf-8")
    form = layout().format
    assert f"`{form.separator}`" in page
    assert form.encoding in page
