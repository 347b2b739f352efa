"""What a file is: of a school or a municipality, of which year, made by which program."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model

SCHOOL = "school"
MUNICIPALITY = "municipality"


class Imprint(Model):
    """The one row that says what the file is; written when it is made and never changed."""

    __tablename__ = "imprint"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    kind: Mapped[str] = mapped_column(String(20))
    year: Mapped[str] = mapped_column(String(10))
    made_with: Mapped[str] = mapped_column(String(20))
