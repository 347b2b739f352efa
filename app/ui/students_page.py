"""The page «Обучающиеся»."""

from app.domain.kinds import Day
from app.domain.student import STUDENT_TABS, Student
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.record_page import RecordPage
from app.ui.student_list import StudentList


class StudentsPage(RecordPage):
    """Pupils by class; the class of a card is one of the school's, or a new one."""

    entity = "student"
    follows = "class"
    removal = "Удаляют только внесённых по ошибке; выбывшему вносят дату выбытия."

    def __init__(self, desk: Desk) -> None:
        self.classes = StudentList(desk)
        super().__init__(desk, self.classes)

    def make_card(self) -> CardView:
        """A card that offers the school's classes, and the days of attempts of the year."""
        year = self.desk.passport.year
        days = [Day().show(day) for _, day in (*year.attempt_days("essay"), *year.attempt_days("interview"))]
        offers = {"class_name": lambda: self.classes.class_names, "attempts.day": lambda: days}
        return CardView("student", Student, STUDENT_TABS, year, offers)
