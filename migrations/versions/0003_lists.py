"""The texts in which the lists of pupils, workers and rooms are searched, and the keys that order them.

Revision 0003, after 0002. Plain tables only: a migration never imports live models. No file can have workers or
rooms yet: 0002 has only just brought their tables.
"""

import re

import sqlalchemy as sa
from alembic import op

from app.domain.text import fold

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NONE = "нет"
COLUMNS = "id, last_name, first_name, middle_name, class_name, birth, snils, doc_series, doc_number"


def upgrade() -> None:
    for table in ("student", "staff", "room"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("search", sa.String(), nullable=False, server_default=""))
            batch.add_column(sa.Column("sort_key", sa.String(), nullable=False, server_default=""))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("search", server_default=None)
            batch.alter_column("sort_key", server_default=None)
    bound = op.get_bind()
    rows = [told(row) for row in bound.execute(sa.text(f"SELECT {COLUMNS} FROM student"))]
    if rows:
        bound.execute(sa.text("UPDATE student SET search = :search, sort_key = :sort_key WHERE id = :id"), rows)


def told(row: sa.Row[tuple[str | None, ...]]) -> dict[str, str | None]:
    """The two texts of one pupil."""
    id, last, first, middle, class_name, birth, snils, series, number = row
    name = " ".join(part for part in (last, first, middle) if part and part != NONE)
    words = [name, class_name or ""]
    if birth:
        words.append(".".join(reversed(birth.split("-"))))
    if snils and snils != NONE:
        words += [f"{snils[:3]}-{snils[3:6]}-{snils[6:9]} {snils[9:]}", snils]
    if series and number and NONE not in (series, number):
        words += [f"{series} {number}", series + number]
    if number and number != NONE:
        words.append(number)
    return {"id": id, "search": fold(" ".join(words)), "sort_key": f"{natural(class_name or '')}\t{natural(name)}"}


def natural(text: str) -> str:
    """A folded text with its numbers padded."""
    return re.sub(r"\d+", lambda found: found[0].zfill(6), fold(text))
