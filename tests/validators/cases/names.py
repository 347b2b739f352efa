"""Letters and form of names, sex against отчество."""

from app.domain.family import FormerName
from data.records import guardian, pupil
from validators.case import Case, of


def former(**parts: str) -> FormerName:
    return FormerName(**({"last_name": "Берёзова", "unread": {}} | parts))


CASES = [
    Case("FMT-1", "first_name", lambda: of(pupil(first_name="Aлександр")), lambda: of(pupil(first_name="Семён"))),
    Case("FMT-1", "last_name", lambda: of(pupil(last_name="д'Арк")), lambda: of(pupil(last_name="Мамин-Сибиряк"))),
    Case("FMT-1", "last_name", lambda: of(pupil(last_name="Smith")), lambda: of(pupil(middle_name="Гасан оглы"))),
    Case("FMT-1", "last_name", lambda: of(pupil(last_name="Берё3ов")), lambda: of(pupil())),
    Case(
        "FMT-1a",
        "guardians.1.name",
        lambda: of(pupil(guardians=[guardian(name="Берёзовa Ольга Петровна")])),
        lambda: of(pupil(guardians=[guardian(name="Jane Smith"), guardian(name="О'Коннор Анна"), guardian(name=None)])),
    ),
    Case(
        "FMT-1a",
        "former_names.2.last_name",
        lambda: of(pupil(former_names=[former(), former(last_name="Берёзов1")])),
        lambda: of(pupil(former_names=[former()])),
    ),
    Case("FMT-1a", "consent_by", lambda: of(pupil(consent_by="Берёзовa Ольга")), lambda: of(pupil(consent_by=None))),
    Case("FMT-3", "first_name", lambda: of(pupil(first_name="Л.")), lambda: of(pupil(first_name="О"))),
    Case("FMT-3", "last_name", lambda: of(pupil(last_name="-")), lambda: of(pupil(middle_name="нет"))),
    Case("FMT-3", "last_name", lambda: of(pupil(last_name="Берёзов-")), lambda: of(pupil(last_name="Сент-Экзюпери"))),
    Case("FMT-3", "first_name", lambda: of(pupil(first_name="Андреевич")), lambda: of(pupil(last_name="Петрович"))),
    Case(
        "FMT-3a",
        "guardians.1.name",
        lambda: of(pupil(guardians=[guardian(name="Берёзова О. П.")])),
        lambda: of(pupil()),
    ),
    Case(
        "FMT-3a",
        "former_names.1.first_name",
        lambda: of(pupil(former_names=[former(first_name="Л.")])),
        lambda: of(pupil(former_names=[former(middle_name="нет")])),
    ),
    Case(
        "SEX-1",
        "sex",
        lambda: of(pupil(middle_name="Андреевна")),
        lambda: of(pupil(middle_name="нет"), pupil(middle_name="Бернар"), pupil(sex=None, middle_name="Андреевна")),
    ),
    *(
        Case("SEX-1", "sex", lambda sex=wrong, name=name: of(pupil(sex=sex, middle_name=name)), lambda: of(pupil()))  # type: ignore[misc]
        for wrong, name in (
            ("female", "Ильич"),
            ("male", "Никитична"),
            ("female", "Гасан оглы"),
            ("male", "Айдын кызы"),
        )
    ),
]
