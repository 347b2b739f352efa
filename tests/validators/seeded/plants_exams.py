"""Plants in what a pupil sits: category, exams, days, attempts, admission, results, honours."""

from validators.seeded.planting import (
    Plant,
    Spoil,
    Spot,
    add,
    again,
    drop,
    every,
    grades,
    lists,
    put,
    row,
    rows,
    stands,
    swap,
)

NINTH, TENTH, ELEVENTH, LAST = grades(9), grades(10), grades(11), grades(11, 12)
RUS, MATH, BASIC, PROFILE = (
    "Русский язык",
    "Математика",
    "Математика (базовый уровень)",
    "Математика (профильный уровень)",
)
C1, C2, C3, C4, C5 = ("C1", "C2", "C3", "C4", "C5")
ESSAYS = ("04.12.2019", "05.02.2020", "06.05.2020")
INTERVIEWS = ("12.02.2020", "11.03.2020", "18.05.2020")
HEALTHY = stands(ovz="нет", disabled="нет", home_schooling="нет")
GRADUATE = stands(category="Выпускник общеобразовательного учреждения текущего года")
NO_GIA = stands(category="Не проходит ГИА в текущем учебном году")


def here_last_year(spot: Spot) -> bool:
    """Cards of those who were in the school before the year of the scenes."""
    return not spot.texts["enrolled"].endswith(("2019", "2020"))


def without(*subjects: str) -> Spoil:
    """Take chosen exams away."""

    def spoil(spot: Spot) -> bool:
        before = len(spot.rows["exams"])
        spot.rows["exams"] = [one for one in spot.rows["exams"] if one["subject"] not in subjects]
        return len(spot.rows["exams"]) < before

    return spoil


def choose(subject: str, form: str, **more: str) -> Spoil:
    """One more exam."""
    return every(without_it(subject), add("exams", subject=subject, form=form, **more))


def without_it(subject: str) -> Spoil:
    """Cards on which a subject is not chosen."""
    return lambda spot: all(one["subject"] != subject for one in spot.rows["exams"])


def attempt(kind: str, day: str, applied: str = "01.11.2019", result: str = "") -> Spoil:
    """One more appointment."""
    return add("attempts", kind=kind, day=day, applied=applied, result=result)


def electives(count: int) -> Spoil:
    """So many electives are left of those chosen."""

    def spoil(spot: Spot) -> bool:
        own = [one for one in spot.rows["exams"] if one["subject"] not in (RUS, MATH)]
        spot.rows["exams"] = [one for one in spot.rows["exams"] if one not in own[count:]]
        return len(own) > count

    return spoil


CATEGORIES = (
    Plant("C1", "category", every(grades(5), put(category=C1))),
    Plant("C1", "category", every(grades(8), put(category=C1))),
    Plant("C1a", "category", every(grades(12), put(category=C2))),
    Plant("C1a", "category", every(grades(12), put(category=C3))),
    Plant(
        "C2",
        "category",
        every(TENTH, NO_GIA, choose("Физика", "ГВЭ")),
    ),
    Plant(
        "C3",
        "category",
        every(TENTH, NO_GIA, choose("Физика", "ЕГЭ")),
    ),
    Plant("C3", "category", every(grades(7), put(category=C3))),
    Plant("C3a", "exams", every(TENTH, put(category=C3), drop("exams"))),
    Plant("C3a", "exams", every(TENTH, NO_GIA, put(category=C3))),
    Plant("C4", "category", every(TENTH, put(category=C4))),
    Plant("CAT-6", "category", every(NINTH, put(category=C4))),
    Plant("C4a", "enrolled", every(ELEVENTH, GRADUATE, put(category=C4, enrolled="02.09.2013"))),
    Plant("C4a", "category", every(ELEVENTH, GRADUATE, here_last_year, put(category=C4))),
    Plant("C5", "category", every(TENTH, put(category=C5))),
    Plant("C5", "category", every(ELEVENTH, put(category=C5))),
    Plant("C5a", "exams", every(put(class_name="", category=C5), choose("Физика", "ГВЭ"))),
    Plant("C5b", "exams", every(ELEVENTH, put(class_name="", category=C5), drop("exams"))),
    Plant("CAT-3", "category", every(ELEVENTH, put(class_name="", category=C5))),
    Plant("CAT-3a", "study_form", every(LAST, put(study_form="экстерн"))),
    Plant("CAT-3a", "study_form", every(NINTH, put(study_form="экстерн"))),
    Plant("CAT-6", "category", every(TENTH, put(category=C1))),
    Plant("CAT-6", "category", every(ELEVENTH, put(category=C2))),
    Plant("CAT-6", "category", every(ELEVENTH, put(category=C3))),
    Plant("CAT-6", "category", every(NINTH, put(category=C2))),
    Plant("CAT-7", "category", every(grades(6), put(category=C5))),
    Plant("CAT-7", "category", every(grades(4), put(category=C2))),
    Plant("CAT-7", "exams", every(grades(8), choose(RUS, "ОГЭ"))),
)

CHOSEN = (
    Plant("EXAM-1", "exams", every(NINTH, GRADUATE, drop("exams")), scene="autumn"),
    Plant("EXAM-1", "exams", every(LAST, GRADUATE, drop("exams")), scene="autumn"),
    Plant(
        "EXAM-5",
        "exams.*.oral",
        every(NINTH, swap("exams", "Физика", "Физика"), row("exams", {"subject": "Физика"}, oral="да")),
    ),
    Plant("EXAM-5", "exams.*.oral", every(LAST, row("exams", {"subject": RUS}, oral="да"))),
    Plant(
        "CAT-5",
        "exams",
        every(ELEVENTH, without("История", "Физика"), choose("История", "ЕГЭ"), choose("Физика", "ЕГЭ")),
    ),
    Plant("G9-1", "exams", every(NINTH, GRADUATE, without(RUS))),
    Plant("G9-1", "exams", every(NINTH, GRADUATE, without(MATH))),
    Plant("G9-1", "exams", every(NINTH, GRADUATE, drop("exams"))),
    Plant("G9-2", "exams", every(NINTH, GRADUATE, HEALTHY, electives(1))),
    Plant("G9-2", "exams", every(NINTH, GRADUATE, HEALTHY, electives(0))),
    Plant(
        "G9-2",
        "exams",
        every(NINTH, GRADUATE, HEALTHY, without_it("История"), add("exams", subject="История", form="ОГЭ")),
    ),
    Plant("G9-3", "exams", every(NINTH, choose("Китайский язык", "ОГЭ"))),
    Plant("G9-3", "exams", every(NINTH, swap("exams", MATH, PROFILE))),
    Plant("G9-4", "exams", every(NINTH, lists("exams", form="ОГЭ"), put(ovz="да"), electives(1))),
    Plant("G9-5", "exams", every(NINTH, row("exams", form="ЕГЭ"))),
    Plant("G9-5", "exams", every(NINTH, HEALTHY, row("exams", form="ГВЭ"))),
    Plant("G9-9", "exams.*.oral", every(NINTH, row("exams", {"subject": "Английский язык"}, oral="нет"))),
    Plant("G11-1", "exams", every(LAST, GRADUATE, without(RUS))),
    Plant("G11-1", "exams", every(LAST, GRADUATE, without(BASIC, PROFILE))),
    Plant(
        "G11-1a",
        "exams",
        every(
            LAST,
            stands(category="Выпускник, не завершивший среднее (полное) общее образование (не прошедший ГИА)"),
            without(RUS),
        ),
    ),
    Plant(
        "RC-6",
        "exams",
        every(
            LAST, put(category=C4), add("results", subject=RUS, day="28.05.2019", status="официальный", test_score="60")
        ),
    ),
    Plant("G11-2", "exams", every(LAST, lists("exams", subject=BASIC), add("exams", subject=PROFILE, form="ЕГЭ"))),
    Plant("G11-2", "exams", every(LAST, lists("exams", subject=PROFILE), add("exams", subject=BASIC, form="ЕГЭ"))),
    Plant("G11-3", "exams", every(LAST, put(class_name="", category=C5), lists("exams", subject=BASIC))),
    Plant("G11-3a", "exams", every(TENTH, put(category=C3), add("exams", subject=BASIC, form="ЕГЭ"))),
    Plant("G11-4", "exams", every(LAST, add("exams", subject=MATH, form="ЕГЭ"))),
    Plant("G11-5", "exams", every(LAST, row("exams", form="ОГЭ"))),
    Plant("G11-5", "exams", every(LAST, HEALTHY, row("exams", form="ГВЭ"))),
    Plant("G11-7a", "exams.*.oral", every(LAST, choose("Немецкий язык", "ЕГЭ"))),
    Plant("G11-7a", "exams.*.oral", every(LAST, choose("Китайский язык", "ЕГЭ", oral="нет"))),
    Plant("RC-3", "special_seating", every(LAST, HEALTHY, put(special_seating="да"))),
    Plant("RC-3", "special_seating", every(LAST, put(ovz="да", special_seating=""))),
)

DAYS = (
    Plant(
        "EXAM-2",
        "exams.*.day",
        every(LAST, row("exams", {"subject": RUS, "form": "ЕГЭ"}, day="29.05.2020", period="основной")),
    ),
    Plant(
        "EXAM-2",
        "exams.*.day",
        every(LAST, choose("Французский язык", "ЕГЭ", oral="да", day="15.06.2020", period="основной")),
    ),
    Plant(
        "EXAM-3",
        "exams.*.period",
        every(LAST, row("exams", {"subject": RUS, "form": "ЕГЭ"}, day="28.05.2020", period="дополнительный")),
    ),
    Plant(
        "EXAM-3",
        "exams.*.period",
        every(NINTH, row("exams", {"subject": RUS, "form": "ОГЭ"}, day="24.04.2020", period="основной")),
    ),
    Plant(
        "EXAM-4",
        "exams.*.period",
        every(LAST, row("exams", {"subject": RUS, "form": "ЕГЭ"}, day="28.05.2020", period="")),
    ),
    Plant(
        "CAT-4",
        "exams.*.day",
        every(LAST, GRADUATE, row("exams", {"subject": RUS, "form": "ЕГЭ"}, day="23.03.2020", period="досрочный")),
    ),
    Plant("CAT-4", "exams.*.period", every(LAST, GRADUATE, row("exams", {"form": "ЕГЭ"}, day="", period="досрочный"))),
    Plant("G11-10", "exams.*.period", every(LAST, row("exams", {"form": "ЕГЭ"}, day="", period="пересдача в июле"))),
    Plant("G11-10", "exams", every(LAST, rows("exams", day="", period="пересдача в июле")), scene="modern"),
    Plant(
        "DL-4",
        "moves.*.ground",
        every(NINTH, add("moves", kind="экзамены после срока", learned="12.03.2020", entered="13.03.2020")),
    ),
    Plant(
        "DL-4b",
        "moves.*.entered",
        every(
            LAST,
            rows("exams", day="", period=""),
            row("exams", {"subject": RUS, "form": "ЕГЭ"}, day="23.03.2020", period="досрочный"),
            add(
                "moves",
                kind="экзамены после срока",
                learned="12.03.2020",
                entered="13.03.2020",
                ground="Решение ГЭК № 4",
            ),
        ),
    ),
)

ATTEMPTS = (
    Plant("ESS-1", "attempts", every(ELEVENTH, GRADUATE, drop("attempts"), put(enrolled="02.09.2013", left=""))),
    Plant("ESS-1", "attempts", every(grades(12), GRADUATE, drop("attempts"), put(enrolled="02.09.2013", left=""))),
    Plant("ESS-1a", "attempts.*.kind", every(NINTH, attempt("итоговое сочинение", ESSAYS[0]))),
    Plant("ESS-1a", "attempts.*.kind", every(TENTH, attempt("итоговое изложение", ESSAYS[0]))),
    Plant("ESS-2", "attempts.*.kind", every(LAST, HEALTHY, row("attempts", kind="итоговое изложение"))),
    Plant(
        "ESS-2a",
        "attempts.*.kind",
        every(
            ELEVENTH,
            lists("attempts", kind="итоговое сочинение"),
            put(ovz="да"),
            again("attempts"),
            lambda spot: spot.rows["attempts"][-1].update(kind="итоговое изложение"),
        ),
    ),
    Plant(
        "ESS-3",
        "attempts",
        every(ELEVENTH, lists("attempts", kind="итоговое сочинение"), put(class_name="", category=C5)),
    ),
    Plant("ESS-4", "attempts.*.applied", every(LAST, row("attempts", {"day": ESSAYS[0]}, applied="21.11.2019"))),
    Plant("ESS-4", "attempts.*.applied", every(LAST, row("attempts", {"day": ESSAYS[0]}, applied=""))),
    Plant(
        "ESS-5",
        "attempts.*.day",
        every(
            ELEVENTH, GRADUATE, put(enrolled="02.09.2013"), drop("attempts"), attempt("итоговое сочинение", ESSAYS[1])
        ),
    ),
    Plant(
        "ESS-5",
        "attempts.*.day",
        every(
            ELEVENTH,
            GRADUATE,
            rows("attempts", result="неявка без уважительной причины"),
            attempt("итоговое сочинение", ESSAYS[2]),
        ),
    ),
    Plant(
        "ESS-5a",
        "attempts.*.day",
        every(LAST, GRADUATE, rows("attempts", result="зачёт"), attempt("итоговое сочинение", ESSAYS[2])),
    ),
    Plant("INT-1", "attempts", every(NINTH, GRADUATE, drop("attempts"), put(enrolled="02.09.2013"))),
    Plant("INT-1a", "attempts.*.kind", every(ELEVENTH, attempt("итоговое собеседование", INTERVIEWS[0]))),
    Plant("INT-2", "attempts.*.applied", every(NINTH, row("attempts", {"day": INTERVIEWS[0]}, applied="30.01.2020"))),
    Plant(
        "INT-3",
        "attempts.*.day",
        every(
            NINTH,
            GRADUATE,
            put(enrolled="02.09.2013"),
            drop("attempts"),
            attempt("итоговое собеседование", INTERVIEWS[1]),
        ),
    ),
    Plant(
        "INT-3",
        "attempts.*.day",
        every(NINTH, GRADUATE, rows("attempts", result="удалён"), attempt("итоговое собеседование", INTERVIEWS[2])),
    ),
    Plant(
        "INT-5",
        "attempts.*.day",
        every(NINTH, GRADUATE, rows("attempts", result="зачёт"), attempt("итоговое собеседование", INTERVIEWS[2])),
    ),
    Plant("ATT-1", "attempts.*.day", every(NINTH, row("attempts", day="13.02.2020"))),
    Plant("ATT-1", "attempts.*.day", every(LAST, row("attempts", day="11.12.2019"))),
    Plant("ATT-2", "attempts.*.result", every(LAST, row("attempts", day=ESSAYS[2], result="зачёт"))),
    Plant("ATT-3", "attempts.*.result", every(NINTH, row("attempts", {"day": INTERVIEWS[0]}, result=""))),
    Plant("ATT-4", "attempts.*.kind", every(NINTH, row("attempts", kind=""))),
    Plant("ATT-4", "attempts.*.day", every(LAST, row("attempts", day=""))),
)

ADMITTED = {"admission_council": "8", "admission_date": "20.05.2020"}

ENDS = (
    Plant(
        "G9-6",
        "admitted",
        every(NINTH, GRADUATE, rows("attempts", result="незачёт"), put(admitted="да", enrolled="02.09.2013")),
    ),
    Plant(
        "G11-9",
        "admitted",
        every(LAST, GRADUATE, rows("attempts", result="незачёт"), put(admitted="да", enrolled="02.09.2013")),
    ),
    Plant("ADM-1", "admission_council", every(LAST, put(admitted="да"))),
    Plant("ADM-1", "admission_date", every(NINTH, put(admission_date="")), scene="summer"),
    Plant("ADM-2", "admitted", every(LAST, put(admission_council="8"))),
    Plant(
        "ADM-3", "admission_date", every(NINTH, put(admitted="да", admission_council="8", admission_date="20.05.2020"))
    ),
    Plant("ADM-3", "admission_date", every(LAST, put(admission_date="20.05.2019")), scene="summer"),
    Plant("ADM-4", "admitted", every(NINTH, lists("results"), put(admitted="нет")), scene="summer"),
    Plant("ADM-4", "admitted", every(NINTH, put(admitted="нет", distinction="да", **ADMITTED)), scene="summer"),
    Plant("ADM-5", "admitted", every(TENTH, NO_GIA, put(admitted="да", **ADMITTED)), scene="summer"),
    Plant(
        "ADM-6",
        "admitted",
        every(NINTH, GRADUATE, stands(admitted="да"), put(admitted="", admission_council="", admission_date="")),
        scene="summer",
    ),
    Plant(
        "RES-1",
        "results.*.subject",
        every(LAST, without_it("Литература"), add("results", subject="Литература", day="25.05.2020", test_score="70")),
        scene="summer",
    ),
    Plant("RES-2", "results.*.day", every(LAST, row("results", {"subject": RUS}, day="29.05.2020")), scene="summer"),
    Plant("RES-3", "results.*.mark", every(LAST, row("results", {"subject": RUS}, mark="5")), scene="summer"),
    Plant("RES-3", "results.*.test_score", every(NINTH, row("results", test_score="80")), scene="summer"),
    Plant("RES-4", "results.*.subject", every(LAST, again("results")), scene="summer"),
    Plant("RES-5", "results.*.status", every(LAST, row("results", status="не явился")), scene="summer"),
    Plant("RES-6", "results.*.day", every(LAST, row("results", day="25.08.2020")), scene="summer"),
    Plant("MED-1", "distinction", every(NINTH, row("results", mark="3"), put(distinction="да")), scene="summer"),
    Plant(
        "MED-2",
        "medal",
        every(
            ELEVENTH,
            row("results", {"subject": RUS}, test_score="60"),
            put(medal="медаль «За особые успехи в учении» I степени"),
        ),
        scene="summer",
    ),
    Plant(
        "MED-5", "medal", every(ELEVENTH, put(medal="медаль «За особые успехи в учении» II степени")), scene="summer"
    ),
    Plant("MED-6", "distinction", every(ELEVENTH, put(distinction="да"))),
    Plant("MED-6", "medal", every(NINTH, put(medal="медаль «За особые успехи в учении» I степени"))),
    Plant(
        "MED-7", "medal", every(ELEVENTH, put(medal="областная медаль «За особые достижения в учении»")), scene="modern"
    ),
)

PLANTS = (*CATEGORIES, *CHOSEN, *DAYS, *ATTEMPTS, *ENDS)
