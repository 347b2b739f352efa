"""Explanations, earlier checks, last year's pupils, a loaded year file; changes of pupils become a list of their own.

Revision 0004, after 0003. Plain tables only: a migration never imports live models.
"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_tables()
    add_moves()


def add_tables() -> None:
    op.create_table(
        "check_round",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("digests", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_check_round")),
    )
    op.create_table(
        "explanation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("entity", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=150), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
        sa.UniqueConstraint("record_id", "rule", "field", name=op.f("uq_explanation_record_id")),
    )
    op.create_table(
        "last_pupil",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=True),
        sa.Column("first_name", sa.String(length=80), nullable=True),
        sa.Column("middle_name", sa.String(length=80), nullable=True),
        sa.Column("birth", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("snils", sa.String(length=11), nullable=True),
        sa.Column("class_name", sa.String(length=10), nullable=True),
        sa.Column("ovz", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_last_pupil")),
    )
    op.create_table(
        "last_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.String(length=10), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_last_year")),
    )
    op.create_table(
        "taken_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taken_year")),
    )


def add_moves() -> None:
    op.create_table(
        "move",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("student_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("learned", sa.Date(), nullable=True),
        sa.Column("entered", sa.Date(), nullable=True),
        sa.Column("ground", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_move_student_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move")),
    )
    with op.batch_alter_table("move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_move_student_id"), ["student_id"], unique=False)

    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("applied", sa.Date(), nullable=True))

    keep_learned()
    with op.batch_alter_table("student", schema=None) as batch_op:
        batch_op.drop_column("learned")


def keep_learned() -> None:
    """The day the school learned of the last change, as a change that has been entered: which one it was of is told
    by what stands on the card."""
    bound = op.get_bind()
    found = bound.execute(
        sa.text(
            "SELECT id, learned, CASE WHEN \"left\" IS NOT NULL THEN 'leaving' WHEN enrolled IS NOT NULL THEN "
            "'enrolment' ELSE 'document' END FROM student WHERE learned IS NOT NULL"
        )
    ).all()
    rows = [
        {"id": str(uuid.uuid4()), "student": student, "kind": kind, "learned": learned}
        for student, learned, kind in found
    ]
    if rows:
        told = "INSERT INTO move (id, version, place, unread, student_id, kind, learned, entered) "
        bound.execute(sa.text(told + "VALUES (:id, 1, 0, '{}', :student, :kind, :learned, :learned)"), rows)
