"""Each record that holds facts that age remembers which of them came over from last year and are not confirmed.

Revision 0009, after 0008. Plain tables only: a migration never imports live models.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite adds an empty column without rewriting the table.
    for table in ("guardian", "health_paper", "responsible", "school", "school_class", "staff", "student"):
        op.add_column(table, sa.Column("unconfirmed", sa.JSON(none_as_null=True), nullable=True))
