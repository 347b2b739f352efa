"""The page «Обучающиеся»."""

from app.domain.field import Tab
from app.domain.kinds import Day
from app.domain.student import STUDENT_TABS, Student
from app.domain.student_gia import GIA
from app.ui.card import CardView
from app.ui.desk import Desk
from app.ui.field_row import Offers
from app.ui.images_button import ImagesButton
from app.ui.record_page import RecordPage
from app.ui.student_list import StudentList
from app.ui.tab_page import TabPage


class StudentCard(CardView):
    """The fields and lists of a pupil, and below the papers on health what leads to their images."""

    def __init__(self, desk: Desk, offers: Offers) -> None:
        self.images = ImagesButton(desk)
        super().__init__("student", Student, STUDENT_TABS, desk.passport.year, offers)

    def make_page(self, tab: Tab) -> TabPage:
        """The tab «ГИА» has the button."""
        page = super().make_page(tab)
        if tab == GIA:
            page.add_to_list("health_papers", self.images)
            page.shown.connect(lambda: self.images.show_of(self.card))
        return page


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
        return StudentCard(self.desk, offers)
