"""The tabs of a worker's card, their sections, and the papers that fields are copied from."""

from app.domain.field import Tab

CLAUSE = "{order}: работники ОО — все вкладки"

PERSONAL = Tab("personal", "Общее", clause=CLAUSE)
PAPER = Tab("document", "Документ", clause=CLAUSE)
EDUCATION = Tab("education", "Образование", clause=CLAUSE)
WORK = Tab("work", "Работа", clause=CLAUSE)
COURSES = Tab("courses", "Курсы", clause=CLAUSE)
EXAM_WORK = Tab(
    "exam_work", "Профессиональная деятельность", clause="{order}: включение в перечень работников ППЭ, пять пунктов"
)
STAFF_TABS = (PERSONAL, PAPER, EDUCATION, WORK, COURSES, EXAM_WORK)

SERVICE = "Стаж и категория"
DISMISSAL = "Увольнение"
EXPERIENCE = "Опыт и обучение"
PASSPORT = "паспорт"
DIPLOMA = "диплом"
RECORD_BOOK = "трудовая книжка"
