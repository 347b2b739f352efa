"""Numbers and codes of the school."""

from data.records import school
from validators.case import Case, of

CASES = [
    Case("INN-10", "inn", lambda: of(school(inn="7017000002")), lambda: of(school(), school(inn=None))),
    Case("OGRN", "ogrn", lambda: of(school(ogrn="1027000000005")), lambda: of(school(), school(ogrn=None))),
    Case(
        "OKPO",
        "okpo",
        lambda: of(school(okpo="00000018")),
        lambda: of(school(), school(okpo=None), school(okpo="0101010125")),
    ),
    Case(
        "KPP",
        "kpp",
        lambda: of(school(kpp="701751001"), school(kpp="000001001"), school(kpp="701701000")),
        lambda: of(school(), school(kpp=None), school(kpp="701750999"), school(kpp="701743001")),
    ),
    Case("CODE-1", "code", lambda: of(school(code="000000")), lambda: of(school(code="000001"))),
    Case("CODE-1", "point_code", lambda: of(school(point_code="0000")), lambda: of(school(point_code=None))),
]
