"""Plants in ОВЗ, disability, papers and conditions, and in the consent."""

from validators.seeded.planting import Plant, drop, every, grades, lists, put, row, stands

UPPER = grades(9, 10, 11, 12)
TAKES = grades(9, 11)
HEALTHY = stands(ovz="нет", disabled="нет", home_schooling="нет")
PAPERS = "health_papers"
NO_GIA = stands(category="Не проходит ГИА в текущем учебном году")

HEALTH = (
    Plant("OVZ-1", PAPERS, every(TAKES, stands(ovz="да"), drop(PAPERS))),
    Plant("OVZ-1", PAPERS, every(TAKES, HEALTHY, put(ovz="да", special_seating="нет"))),
    Plant("OVZ-2", PAPERS, every(TAKES, HEALTHY, put(disabled="да"))),
    Plant("OVZ-3", PAPERS, every(TAKES, HEALTHY, put(home_schooling="да"))),
    Plant("OVZ-4", "conditions", every(UPPER, HEALTHY, put(conditions="ассистент"))),
    Plant("OVZ-4", "special_seating", every(grades(9), HEALTHY, put(special_seating="да"))),
    Plant("OVZ-5", "conditions", every(TAKES, stands(ovz="да"), put(conditions=""))),
    Plant("OVZ-6", PAPERS, every(NO_GIA, HEALTHY, put(ovz="да", conditions="увеличение времени на 1,5 часа"))),
    Plant("OVZ-7", "conditions", every(TAKES, stands(disabled="да"), put(conditions="ассистент"))),
    Plant("OVZ-9", f"{PAPERS}.*.until", every(TAKES, row(PAPERS, issued="01.10.2018", until="01.05.2020"))),
    Plant("OVZ-10", "disabled", every(TAKES, lists(PAPERS, kind="справка МСЭ об инвалидности"), put(disabled="нет"))),
    Plant("OVZ-10", "ovz", every(TAKES, lists(PAPERS, kind="заключение ПМПК"), put(ovz="нет"))),
    Plant("OVZ-11", f"{PAPERS}.*.issued", every(UPPER, row(PAPERS, issued="13.04.2020"))),
    Plant("OVZ-11", f"{PAPERS}.*.issued", every(UPPER, row(PAPERS, issued="01.01.1998"))),
    Plant("OVZ-11", f"{PAPERS}.*.until", every(UPPER, row(PAPERS, issued="01.10.2018", until="01.09.2018"))),
    Plant("OVZ-12", "conditions", every(UPPER, stands(ovz="да"), put(conditions="материалы шрифтом Брайля"))),
    Plant(
        "OVZ-13",
        "conditions",
        every(UPPER, stands(ovz="да"), put(conditions="экзамен на дому; экзамен в медицинской организации")),
    ),
    Plant("OVZ-14", "special_seating", every(UPPER, stands(disabled="да"), put(conditions="отдельная аудитория"))),
    Plant(
        "G11-6", "conditions", every(TAKES, lists("exams", form="ОГЭ"), put(ovz="да", conditions="ГВЭ в устной форме"))
    ),
    Plant(
        "G11-6a",
        "conditions",
        every(
            TAKES, lists("exams", form="ГВЭ"), put(ovz="нет", closed_institution="да", conditions="ГВЭ в устной форме")
        ),
    ),
    Plant(
        "GVE-1",
        "conditions",
        every(UPPER, stands(ovz="да"), put(conditions="материалы шрифтом Брайля; ГВЭ в устной форме")),
    ),
)

CONSENT = (
    Plant("PD-1", "consent", every(UPPER, put(consent="не получено"))),
    Plant("PD-1a", "consent_date", every(UPPER, put(consent_date=""))),
    Plant("PD-1a", "consent_by", every(UPPER, put(consent_by=""))),
    Plant("PD-1b", "consent_date", every(UPPER, put(consent_date="10.09.2018"))),
    Plant("PD-2", "consent", every(UPPER, put(consent="отказ"))),
    Plant(
        "PD-2a",
        "consent_by",
        every(grades(9), put(consent_by=lambda one: " ".join(_name(one.texts)))),
    ),
    Plant("PD-2b", "consent_by", every(UPPER, put(consent_by="Посторонний Пётр Петрович"))),
)


def _name(texts: dict[str, str]) -> list[str]:
    return [part for name in ("last_name", "first_name", "middle_name") if (part := texts[name]) != "нет"]


PLANTS = (*HEALTH, *CONSENT)
