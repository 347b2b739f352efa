"""Schools of a municipality: their list, the packages that came, fields chosen of two copies, people over schools.

Revision 0010, after 0009. Plain tables only: a migration never imports live models.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "joined_field",
        sa.Column("school_code", sa.String(length=20), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("school_code", "part", "record_id", "field", name=op.f("pk_joined_field")),
    )
    op.create_table(
        "listed_school",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_listed_school")),
    )
    op.create_table(
        "received_package",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("school_code", sa.String(length=20), nullable=False),
        sa.Column("receipt", sa.String(length=10), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("follows", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("two_copies", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("standing", sa.JSON(), nullable=False),
        sa.Column("sealing", sa.String(length=100), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_received_package")),
    )
    with op.batch_alter_table("received_package", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_received_package_school_code"), ["school_code"], unique=False)

    op.create_table(
        "received_person",
        sa.Column("school_code", sa.String(length=20), nullable=False),
        sa.Column("entity", sa.String(length=10), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("place", sa.String(length=255), nullable=False),
        sa.Column("snils", sa.String(length=11), nullable=False),
        sa.Column("birth", sa.Date(), nullable=True),
        sa.Column("left", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("school_code", "entity", "record_id", name=op.f("pk_received_person")),
    )
