"""All that a school keeps: workers, rooms, buildings, lists of details; parents leave the pupil's own row.

Revision 0002, after 0001. Plain tables only: a migration never imports live models.
"""

import json
import uuid

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_school_lists()
    add_staff_and_rooms()
    add_student_lists()
    widen_cards()


def add_school_lists() -> None:
    op.create_table(
        "draft",
        sa.Column("entity", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "record_id", name=op.f("pk_draft")),
    )
    op.create_table(
        "proof",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("by", sa.String(length=150), nullable=False),
        sa.Column("compared_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", "field", "way", name=op.f("pk_proof")),
    )
    op.create_table(
        "building",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("address", sa.String(length=500), nullable=True),
        sa.Column("floors", sa.Integer(), nullable=True),
        sa.Column("lift", sa.Boolean(), nullable=True),
        sa.Column("ramp", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_building_school_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_building")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_building_school_id")),
    )
    op.create_table(
        "responsible",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("duty", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=150), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=255), nullable=True),
        sa.Column("order", sa.String(length=60), nullable=True),
        sa.Column("order_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_responsible_school_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responsible")),
    )
    with op.batch_alter_table("responsible", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_responsible_school_id"), ["school_id"], unique=False)


def add_staff_and_rooms() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=True),
        sa.Column("first_name", sa.String(length=80), nullable=True),
        sa.Column("middle_name", sa.String(length=80), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("birth", sa.Date(), nullable=True),
        sa.Column("citizenship", sa.String(length=40), nullable=True),
        sa.Column("snils", sa.String(length=11), nullable=True),
        sa.Column("inn", sa.String(length=12), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("doc_kind", sa.String(length=40), nullable=True),
        sa.Column("doc_series", sa.String(length=9), nullable=True),
        sa.Column("doc_number", sa.String(length=12), nullable=True),
        sa.Column("doc_issued", sa.Date(), nullable=True),
        sa.Column("doc_issuer", sa.String(length=255), nullable=True),
        sa.Column("doc_department", sa.String(length=7), nullable=True),
        sa.Column("registered_address", sa.String(length=500), nullable=True),
        sa.Column("actual_address", sa.String(length=500), nullable=True),
        sa.Column("education", sa.String(length=40), nullable=True),
        sa.Column("institution", sa.String(length=255), nullable=True),
        sa.Column("graduated", sa.Integer(), nullable=True),
        sa.Column("speciality", sa.String(length=255), nullable=True),
        sa.Column("qualification", sa.String(length=255), nullable=True),
        sa.Column("diploma", sa.String(length=60), nullable=True),
        sa.Column("degree", sa.String(length=40), nullable=True),
        sa.Column("employer", sa.String(length=40), nullable=True),
        sa.Column("post", sa.String(length=255), nullable=True),
        sa.Column("subjects", sa.String(length=500), nullable=True),
        sa.Column("classes", sa.String(length=255), nullable=True),
        sa.Column("load", sa.String(length=20), nullable=True),
        sa.Column("part_time", sa.String(length=40), nullable=True),
        sa.Column("hired", sa.Date(), nullable=True),
        sa.Column("experience", sa.Integer(), nullable=True),
        sa.Column("teaching_experience", sa.Integer(), nullable=True),
        sa.Column("post_experience", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("category_date", sa.Date(), nullable=True),
        sa.Column("awards", sa.String(length=500), nullable=True),
        sa.Column("dismissed", sa.Date(), nullable=True),
        sa.Column("dismissal_order", sa.String(length=60), nullable=True),
        sa.Column("oge_organiser", sa.Boolean(), nullable=True),
        sa.Column("ege_organiser", sa.Boolean(), nullable=True),
        sa.Column("positions", sa.String(length=500), nullable=True),
        sa.Column("barred_subjects", sa.String(length=500), nullable=True),
        sa.Column("mobile", sa.String(length=20), nullable=True),
        sa.Column("personal_email", sa.String(length=255), nullable=True),
        sa.Column("ppe_experience", sa.Integer(), nullable=True),
        sa.Column("trained", sa.Date(), nullable=True),
        sa.Column("certificate", sa.String(length=60), nullable=True),
        sa.Column("consent", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_staff_school_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_school_id"), ["school_id"], unique=False)

    op.create_table(
        "course",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("staff_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=True),
        sa.Column("given_by", sa.String(length=255), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("finished", sa.Date(), nullable=True),
        sa.Column("paper", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_course_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_staff_id"), ["staff_id"], unique=False)

    op.create_table(
        "room",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("building", sa.String(length=120), nullable=True),
        sa.Column("number", sa.String(length=10), nullable=True),
        sa.Column("name", sa.String(length=22), nullable=True),
        sa.Column("floor", sa.Integer(), nullable=True),
        sa.Column("ready_from", sa.Date(), nullable=True),
        sa.Column("headquarters", sa.Boolean(), nullable=True),
        sa.Column("row_count", sa.Integer(), nullable=True),
        sa.Column("places_in_row", sa.Integer(), nullable=True),
        sa.Column("broken", sa.String(length=500), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("spare", sa.Integer(), nullable=True),
        sa.Column("specialised", sa.Boolean(), nullable=True),
        sa.Column("purpose", sa.String(length=500), nullable=True),
        sa.Column("video", sa.String(length=40), nullable=True),
        sa.Column("equipment", sa.String(length=500), nullable=True),
        sa.Column("noda", sa.Boolean(), nullable=True),
        sa.Column("laboratory", sa.Boolean(), nullable=True),
        sa.Column("subjects", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["school_id", "building"],
            ["building.school_id", "building.name"],
            name="fk_room_building",
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(["school_id"], ["school.id"], name=op.f("fk_room_school_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
    )
    with op.batch_alter_table("room", schema=None) as batch_op:
        batch_op.create_index("ix_room_building", ["school_id", "building"], unique=False)


def add_student_lists() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("student_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["student_id"], ["student.id"], name=op.f("fk_attempt_student_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_student_id"), ["student_id"], unique=False)

    op.create_table(
        "exam_result",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("student_id", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("primary_score", sa.Integer(), nullable=True),
        sa.Column("test_score", sa.Integer(), nullable=True),
        sa.Column("mark", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True),
        sa.Column("source", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(
            ["student_id"], ["student.id"], name=op.f("fk_exam_result_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_result")),
    )
    with op.batch_alter_table("exam_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exam_result_student_id"), ["student_id"], unique=False)

    op.create_table(
        "former_document",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("student_id", sa.String(length=36), nullable=False),
        sa.Column("doc_kind", sa.String(length=40), nullable=True),
        sa.Column("doc_series", sa.String(length=9), nullable=True),
        sa.Column("doc_number", sa.String(length=12), nullable=True),
        sa.Column("doc_issued", sa.Date(), nullable=True),
        sa.Column("doc_issuer", sa.String(length=255), nullable=True),
        sa.Column("doc_department", sa.String(length=7), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["student_id"], ["student.id"], name=op.f("fk_former_document_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_document")),
    )
    with op.batch_alter_table("former_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_document_student_id"), ["student_id"], unique=False)

    op.create_table(
        "former_name",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("student_id", sa.String(length=36), nullable=False),
        sa.Column("last_name", sa.String(length=80), nullable=True),
        sa.Column("first_name", sa.String(length=80), nullable=True),
        sa.Column("middle_name", sa.String(length=80), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ground", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(
            ["student_id"], ["student.id"], name=op.f("fk_former_name_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
    )
    with op.batch_alter_table("former_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_name_student_id"), ["student_id"], unique=False)

    op.create_table(
        "guardian",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("student_id", sa.String(length=36), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=150), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=255), nullable=True),
        sa.Column("birth", sa.Date(), nullable=True),
        sa.Column("doc_kind", sa.String(length=40), nullable=True),
        sa.Column("doc_series", sa.String(length=9), nullable=True),
        sa.Column("doc_number", sa.String(length=12), nullable=True),
        sa.Column("doc_issued", sa.Date(), nullable=True),
        sa.Column("doc_issuer", sa.String(length=255), nullable=True),
        sa.Column("work", sa.String(length=255), nullable=True),
        sa.Column("ground", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(
            ["student_id"], ["student.id"], name=op.f("fk_guardian_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian")),
    )
    with op.batch_alter_table("guardian", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guardian_student_id"), ["student_id"], unique=False)

    op.create_table(
        "health_paper",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("student_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(length=255), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("group", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["student_id"], ["student.id"], name=op.f("fk_health_paper_student_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_paper")),
    )
    with op.batch_alter_table("health_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_health_paper_student_id"), ["student_id"], unique=False)


def widen_cards() -> None:
    with op.batch_alter_table("exam_choice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("period", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("oral", sa.Boolean(), nullable=True))

    with op.batch_alter_table("school", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("type", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("property_form", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("founder", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("inn", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("kpp", sa.String(length=9), nullable=True))
        batch_op.add_column(sa.Column("ogrn", sa.String(length=13), nullable=True))
        batch_op.add_column(sa.Column("okpo", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("oktmo", sa.String(length=11), nullable=True))
        batch_op.add_column(sa.Column("remote", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("shifts", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("fax", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("site", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("head_phone", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("head_email", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("keeper_order", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("licence_number", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("licence_blank", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("licence_issued", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("licence_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("accreditation_number", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("accreditation_blank", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("accreditation_issued", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("accreditation_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("is_point", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("point_code", sa.String(length=4), nullable=True))
        batch_op.add_column(sa.Column("point_exams", sa.String(length=500), nullable=True))
        batch_op.add_column(sa.Column("confirmed_1", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_1_by", sa.String(length=150), nullable=True))
        batch_op.add_column(sa.Column("confirmed_2", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_2_by", sa.String(length=150), nullable=True))

    with op.batch_alter_table("school_class", schema=None) as batch_op:
        batch_op.add_column(sa.Column("profile", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("study_form", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("language", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("shift", sa.String(length=40), nullable=True))

    move_guardians()
    with op.batch_alter_table("student", schema=None) as batch_op:
        batch_op.add_column(sa.Column("snils_absence", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("foreign_languages", sa.String(length=500), nullable=True))
        batch_op.add_column(sa.Column("enrolment_reason", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("left", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("leaving_order", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("leaving_reason", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("left_to", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("learned", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("home_schooling", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("conditions", sa.String(length=500), nullable=True))
        batch_op.add_column(sa.Column("admitted", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("admission_council", sa.String(length=30), nullable=True))
        batch_op.add_column(sa.Column("admission_date", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("consent_by", sa.String(length=150), nullable=True))
        batch_op.add_column(sa.Column("distinction", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("medal", sa.String(length=40), nullable=True))
        batch_op.drop_column("guardian_name")
        batch_op.drop_column("guardian_phone")
        batch_op.drop_column("guardian_relation")


PARTS = {"guardian_relation": "relation", "guardian_name": "name", "guardian_phone": "phone"}


def move_guardians() -> None:
    """The three columns of a pupil's one representative become the first of his list, unread texts included."""
    base = op.get_bind()
    columns = ", ".join(PARTS)
    for id, *values, unread in base.execute(sa.text(f"SELECT id, {columns}, unread FROM student")).all():
        texts = json.loads(unread)
        left = {name: text for name, text in texts.items() if name not in PARTS}
        moved = {PARTS[name]: text for name, text in texts.items() if name in PARTS}
        if any(value is not None for value in values) or moved:
            row = dict(zip(PARTS.values(), values, strict=True))
            own = {"id": str(uuid.uuid4()), "student_id": id, "unread": json.dumps(moved, ensure_ascii=False)}
            base.execute(INSERT, {**row, **own})
        if moved:
            told = {"unread": json.dumps(left, ensure_ascii=False), "id": id}
            base.execute(sa.text("UPDATE student SET unread = :unread WHERE id = :id"), told)


INSERT = sa.text(
    "INSERT INTO guardian (id, version, place, unread, student_id, relation, name, phone)"
    " VALUES (:id, 1, 0, :unread, :student_id, :relation, :name, :phone)"
)
