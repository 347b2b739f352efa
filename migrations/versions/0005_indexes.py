"""Indexes by which the sums of a school and the doubles of a pupil are found without reading all pupils."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_student_sums": ["class_name", "left", "ovz"],
    "ix_student_birth": ["birth"],
    "ix_student_snils": ["snils"],
    "ix_student_doc_number": ["doc_number"],
    "ix_student_search": ["search"],
}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.create_index(name, "student", columns)
