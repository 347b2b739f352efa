"""The courses of a worker: повышение квалификации, переподготовка."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Detail, field
from app.domain.kinds import Day, Text, Whole
from app.domain.staff_tabs import COURSES


class Course(Detail):
    """A course of повышение квалификации or переподготовка."""

    __tablename__ = "course"

    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    title: Mapped[str | None] = field(
        "Название", COURSES, Text(255, example="Подготовка к ГИА-9 по физике"), help="Как в удостоверении."
    )
    given_by: Mapped[str | None] = field(
        "Кто проводил", COURSES, Text(255, example="ТОИПКРО"), help="Организация, выдавшая удостоверение."
    )
    hours: Mapped[int | None] = field("Часов", COURSES, Whole(1, 3000, "72"), help="Сколько часов в удостоверении.")
    finished: Mapped[date | None] = field(
        "Окончены", COURSES, Day(first=1970), help="День окончания или выдачи удостоверения."
    )
    paper: Mapped[str | None] = field(
        "Удостоверение №",
        COURSES,
        Text(80, example="7019-0042"),
        help="Номер удостоверения или диплома о переподготовке.",
    )
