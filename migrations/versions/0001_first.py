"""The first schema: school, classes, pupils, exams, register of forms.

Revision 0001, after . Plain tables only: a migration never imports live models.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imprint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.String(length=10), nullable=False),
        sa.Column("made_with", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imprint")),
    )
    op.create_table(
        "school",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=True),
        sa.Column("full_name", sa.String(length=1024), nullable=True),
        sa.Column("short_name", sa.String(length=255), nullable=True),
        sa.Column("locality", sa.String(length=40), nullable=True),
        sa.Column("legal_address", sa.String(length=500), nullable=True),
        sa.Column("actual_address", sa.String(length=500), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=255), nullable=True),
        sa.Column("head_post", sa.String(length=150), nullable=True),
        sa.Column("head_name", sa.String(length=150), nullable=True),
        sa.Column("keeper_name", sa.String(length=150), nullable=True),
        sa.Column("keeper_phone", sa.String(length=20), nullable=True),
        sa.Column("keeper_email", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
    )
    op.create_table(
        "printed_form",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["school.id"],
            name=op.f("fk_printed_form_school_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_form")),
        sa.UniqueConstraint("number", name=op.f("uq_printed_form_number")),
    )
    op.create_table(
        "school_class",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=10), nullable=False),
        sa.Column("teacher", sa.String(length=150), nullable=True),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["school.id"],
            name=op.f("fk_school_class_school_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_class")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_school_class_school_id")),
    )
    op.create_table(
        "printed_line",
        sa.Column("form_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"],
            ["printed_form.id"],
            name=op.f("fk_printed_line_form_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("form_id", "person_id", name=op.f("pk_printed_line")),
    )
    op.create_table(
        "student",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=True),
        sa.Column("first_name", sa.String(length=80), nullable=True),
        sa.Column("middle_name", sa.String(length=80), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("birth", sa.Date(), nullable=True),
        sa.Column("birth_place", sa.String(length=255), nullable=True),
        sa.Column("citizenship", sa.String(length=40), nullable=True),
        sa.Column("snils", sa.String(length=11), nullable=True),
        sa.Column("class_name", sa.String(length=10), nullable=True),
        sa.Column("study_form", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=60), nullable=True),
        sa.Column("file_number", sa.String(length=30), nullable=True),
        sa.Column("enrolled", sa.Date(), nullable=True),
        sa.Column("enrolment_order", sa.String(length=60), nullable=True),
        sa.Column("enrolled_from", sa.String(length=255), nullable=True),
        sa.Column("ovz", sa.Boolean(), nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("closed_institution", sa.Boolean(), nullable=True),
        sa.Column("special_seating", sa.Boolean(), nullable=True),
        sa.Column("consent", sa.String(length=40), nullable=True),
        sa.Column("consent_date", sa.Date(), nullable=True),
        sa.Column("doc_kind", sa.String(length=40), nullable=True),
        sa.Column("doc_series", sa.String(length=9), nullable=True),
        sa.Column("doc_number", sa.String(length=12), nullable=True),
        sa.Column("doc_issued", sa.Date(), nullable=True),
        sa.Column("doc_issuer", sa.String(length=255), nullable=True),
        sa.Column("doc_department", sa.String(length=7), nullable=True),
        sa.Column("registered_address", sa.String(length=500), nullable=True),
        sa.Column("actual_address", sa.String(length=500), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=255), nullable=True),
        sa.Column("guardian_relation", sa.String(length=40), nullable=True),
        sa.Column("guardian_name", sa.String(length=150), nullable=True),
        sa.Column("guardian_phone", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["school_id", "class_name"],
            ["school_class.school_id", "school_class.name"],
            name="fk_student_class",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["school.id"],
            name=op.f("fk_student_school_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_student")),
    )
    with op.batch_alter_table("student", schema=None) as batch_op:
        batch_op.create_index("ix_student_class", ["school_id", "class_name"], unique=False)

    op.create_table(
        "exam_choice",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("student_id", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["student_id"],
            ["student.id"],
            name=op.f("fk_exam_choice_student_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_choice")),
        sa.UniqueConstraint("student_id", "subject", name=op.f("uq_exam_choice_student_id")),
    )
