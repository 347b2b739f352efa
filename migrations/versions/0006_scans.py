"""The blank of every printed page, scans of signed forms, and by whom a form was printed and when it was uploaded.

Revision 0006, after 0005. Plain tables only: a migration never imports live models.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scan_file",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_scan_file_sha256")),
    )
    op.create_table(
        "printed_page",
        sa.Column("form_id", sa.String(length=36), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("layout", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"], ["printed_form.id"], name=op.f("fk_printed_page_form_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("form_id", "page", name=op.f("pk_printed_page")),
    )
    op.create_table(
        "scan_page",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.String(length=36), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("quality", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["scan_file.id"], name=op.f("fk_scan_page_file_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["form_id"], ["printed_form.id"], name=op.f("fk_scan_page_form_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_page")),
    )
    with op.batch_alter_table("scan_page") as batch:
        batch.create_index(batch.f("ix_scan_page_file_id"), ["file_id"], unique=False)
        batch.create_index(batch.f("ix_scan_page_form_id"), ["form_id"], unique=False)

    op.create_table(
        "scan_box",
        sa.Column("page_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("seen", sa.String(length=10), nullable=False),
        sa.Column("decided", sa.String(length=10), nullable=False),
        sa.Column("cut", sa.LargeBinary(), nullable=True),
        sa.Column("blank_cut", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["page_id"], ["scan_page.id"], name=op.f("fk_scan_box_page_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "key", "kind", name=op.f("pk_scan_box")),
    )
    op.create_table(
        "scan_picture",
        sa.Column("page_id", sa.String(length=36), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page_id"], ["scan_page.id"], name=op.f("fk_scan_picture_page_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_scan_picture")),
    )
    with op.batch_alter_table("printed_form") as batch:
        batch.add_column(sa.Column("printed_by", sa.String(length=150), nullable=False, server_default=""))
        batch.add_column(sa.Column("uploaded_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("printed_form") as batch:
        batch.alter_column("printed_by", server_default=None)
