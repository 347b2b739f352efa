"""Numbers of the school in registers, and its codes (ris.md 5: INN-10, OGRN, KPP; FMT-6)."""

from collections.abc import Iterator

from app.domain.control_numbers import inn_control, ogrn_control, okpo_control
from app.domain.field import field_by_name
from app.domain.school import School
from app.validators.registry import Context, Level, Remark, rule

BY_REGISTER = "Сверьте с выпиской из ЕГРЮЛ: одна из цифр набрана неверно."
RUSSIAN_REASONS = range(1, 51)  # reasons of registration from 51 on are those of foreign organisations
CODES = ("code", "point_code")


@rule(
    "INN-10",
    "ИНН школы: контрольное число",
    Level.ERROR,
    "Контрольное число ИНН (INN-10)",
    School,
    norm="Последняя цифра ИНН школы сходится с первыми девятью.",
    checker=BY_REGISTER,
)
def inn(school: School, context: Context) -> Iterator[Remark]:
    """The last of ten digits agrees with the others."""
    if school.inn and not inn_control(school.inn):
        yield Remark(
            f"ИНН {school.inn}: контрольное число не сходится, одна из цифр неверна; исправьте её по выписке из ЕГРЮЛ.",
            "inn",
            "исправить неверную цифру ИНН",
        )


@rule(
    "OGRN",
    "ОГРН школы: контрольное число",
    Level.ERROR,
    "Контрольное число ОГРН (OGRN)",
    School,
    norm="Последняя цифра ОГРН школы сходится с первыми двенадцатью.",
    checker=BY_REGISTER,
)
def ogrn(school: School, context: Context) -> Iterator[Remark]:
    """The last of thirteen digits agrees with the others."""
    if school.ogrn and not ogrn_control(school.ogrn):
        yield Remark(
            f"ОГРН {school.ogrn}: контрольное число не сходится, одна из цифр неверна; исправьте её по выписке из "
            "ЕГРЮЛ.",
            "ogrn",
            "исправить неверную цифру ОГРН",
        )


@rule(
    "OKPO",
    "ОКПО школы: контрольное число",
    Level.QUESTION,
    "Контрольное число ОКПО",
    School,
    norm="Последняя цифра ОКПО школы сходится с остальными.",
    checker="Сверьте с уведомлением Росстата.",
)
def okpo(school: School, context: Context) -> Iterator[Remark]:
    """The last digit agrees with the others."""
    if school.okpo and not okpo_control(school.okpo):
        yield Remark(
            f"ОКПО {school.okpo}: контрольное число не сходится, одна из цифр неверна; исправьте её по уведомлению "
            "Росстата.",
            "okpo",
            "исправить неверную цифру ОКПО",
        )


@rule(
    "KPP",
    "КПП не такого вида",
    Level.QUESTION,
    "КПП: инспекция, причина постановки, номер (KPP)",
    School,
    norm="КПП школы начинается с кода инспекции, за ним — причина постановки российской организации, от 01 до 50.",
    checker=BY_REGISTER,
)
def kpp(school: School, context: Context) -> Iterator[Remark]:
    """Four digits of the tax office, two of the reason, three of the serial number; there is no control digit."""
    found = school.kpp
    if not found:
        return
    office, reason, serial = found[:4], found[4:6], found[6:]
    if office == "0000" or serial == "000" or int(reason) not in RUSSIAN_REASONS:
        yield Remark(
            f"КПП {found}: инспекция {office}, причина постановки {reason}, номер {serial} — такого у школы не бывает; "
            "исправьте по выписке из ЕГРЮЛ, например 701701001.",
            "kpp",
            "исправить КПП по выписке из ЕГРЮЛ",
        )


@rule(
    "CODE-1",
    "Код из одних нулей",
    Level.QUESTION,
    "Коды ОО и ППЭ печатаются в бланках (FMT-6)",
    School,
    norm="Код ОО и код ППЭ — настоящие, их даёт РЦОИ.",
    checker="Сверьте с письмом РЦОИ о кодах.",
)
def code_of_zeros(school: School, context: Context) -> Iterator[Remark]:
    """000000 is typed where the code was not known."""
    for name in CODES:
        found = getattr(school, name)
        if found and not found.strip("0"):
            label = field_by_name(School)[name].label
            yield Remark(
                f"{label} {found} похож на заглушку; внесите код, который дал РЦОИ.",
                name,
                f"внести настоящий «{label}»",
            )
