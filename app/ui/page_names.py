"""The pages of a school's base: their places in the navigation, their titles, and which shows what kind of record."""

HOME, STUDENTS, STAFF, ROOMS, SCHOOL, CHECK, FORMS, SCANS, IMPORT, PACKAGE, ANSWERS, CALENDAR = range(12)
TITLES = (
    "Начало",
    "Обучающиеся",
    "Работники",
    "Аудитории",
    "Школа и классы",
    "Проверка",
    "Выверка",
    "Сканы",
    "Загрузка списка",
    "Пакет для МОУО",
    "Ответы МОУО",
    "Календарь",
)
PAGE_OF = {"student": STUDENTS, "staff": STAFF, "room": ROOMS, "school": SCHOOL, "class": SCHOOL}
