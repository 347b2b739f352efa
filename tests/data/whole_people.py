"""Names, papers and numbers of the people of a whole school: no two alike, every control number valid."""

import random
from datetime import date, timedelta
from itertools import count
from typing import Any, NamedTuple

from app.domain.text import fold
from app.validators.wording import years_after

Values = dict[str, Any]

NOT_APPLICABLE = "не применимо"
NONE = "нет"

_STEMS = (
    "Волошин Гаранин Дёмин Еланцев Зырянов Калугин Лапшин Мельников Нестеров Огурцов Панкратов "
    "Рябинин Сорокин Тимирязев Ушаков Фомин Хромов Цветков Шадрин Щукин Ягодин Томилин Чулымов "
    "Колпашев Асинов Бакчаров Молчанов Верхнев Каргасов Алёшин Быков Громов Ершов Захаров Игнатов Королёв "
    "Лаптев Мухин Носков Орлов Пирогов Рожков Суриков Трофимов Уваров Федотов Худяков Чижов Шубин Яшин"
).split()
_UNBENT = "Черемных Коваленко Шевчук Черных Мицкевич Бондаренко".split()  # the same for boys and girls
_BOYS = (
    "Александр Артём Борис Виктор Григорий Данил Егор Захар Илья Кирилл Леонид Максим Никита Пётр Роман Семён "
    "Тимофей Фёдор Ярослав Матвей Арсений Денис"
).split()
_GIRLS = (
    "Алёна Варвара Галина Дарья Ева Злата Инна Ксения Лидия Мария Нина Ольга Полина Софья Таисия Ульяна Вера "
    "Елена Юлия Яна Кира Римма"
).split()
_FATHERS = (
    "Андреев Борисов Викторов Геннадьев Дмитриев Евгеньев Иванов Константинов Максимов Николаев Олегов Павлов "
    "Романов Степанов Фёдоров Юрьев"
).split()
_EASTERN = (("Мамедов", "Гасан"), ("Алиев", "Рауф"), ("Гусейнов", "Эльчин"), ("Рзаев", "Вагиф"))
_EASTERN_BOYS, _EASTERN_GIRLS = "Али Турал Эмин Самир Ильгар".split(), "Лейла Айгюн Севда Нигяр Фатима".split()
_FOREIGN = "Гарсиа Каримов Ким О Сент Рахимов Юсупов Нгуен Торрес Асанов Токаев Ли Мюллер Ван Бекетов Назаров".split()
_FOREIGN_BOYS = "Хуан Чоль Жан Бахром Рустам Тимур Алишер Ерлан Ли Отабек Ен Хи".split()
_FOREIGN_GIRLS = "Лусия Су Анни Мадина Зарина Айгерим Сабина Гульнора Мэй Динара Камила Асель".split()
TWINS = (("Данил", "Данила"), ("Дарина", "Карина"), ("Алина", "Арина"), ("Роман", "Родион"))
_STREETS = "Советская Лесная Школьная Набережная Кедровая Нефтяников Молодёжная Томская".split()


class Name(NamedTuple):
    """A person's name in its parts; no отчество is «нет»."""

    last: str
    first: str
    middle: str

    @property
    def whole(self) -> str:
        """«Фамилия Имя Отчество»."""
        return " ".join(part for part in self if part != NONE)

    def fields(self) -> Values:
        """The values of the three fields."""
        return {"last_name": self.last, "first_name": self.first, "middle_name": self.middle}


class Papers:
    """The one source of names, numbers and addresses of a school; everything from one random source."""

    def __init__(self, source: random.Random) -> None:
        self.random = source
        self._number = count(1)
        self._paper = count(1)
        self._known: set[tuple[str, date]] = set()

    def name(self, *, boy: bool, birth: date, family: str = "", kind: str = "") -> Name:
        """A name that nobody of that birth date has yet; ``kind``: '', double, eastern, foreign, without."""
        while True:
            found = self._drawn(boy, family, kind)
            key = (fold(found.whole), birth)
            if key not in self._known:
                self._known.add(key)
                return found

    def _drawn(self, boy: bool, family: str, kind: str) -> Name:
        pick = self.random.choice
        if kind == "eastern":
            last, father = pick(_EASTERN)
            parts = (pick(_EASTERN_BOYS), f"{father} оглы") if boy else (pick(_EASTERN_GIRLS), f"{father} кызы")
            return Name(last if boy else f"{last}а", *parts)
        if kind == "foreign":
            first = pick(_FOREIGN_BOYS if boy else _FOREIGN_GIRLS)
            return Name(pick(_FOREIGN) + pick(("", "", " Лопес", " Мин", " Дюран")), first, NONE)
        last = family or pick(_STEMS) + pick(("", "", "", "ский"))
        if kind == "double":
            last = f"{_of(pick(_STEMS), boy)}-{pick(_STEMS)}"
        elif not family and self.random.random() < 0.03:
            last = pick(_UNBENT)
        middle = NONE if kind == "without" else pick(_FATHERS) + ("ич" if boy else "на")
        return Name(_of(last, boy), pick(_BOYS if boy else _GIRLS), middle)

    def snils(self) -> str:
        """The next valid СНИЛС."""
        digits = f"{120_000_000 + next(self._number) * 37:09}"
        total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits))
        return f"{digits}{total % 101 % 100:02}"

    def number(self, long: int = 6) -> str:
        """The next number of a paper."""
        return f"{10 ** (long - 1) + next(self._paper) * 17 % (9 * 10 ** (long - 1)):0{long}}"

    def phone(self) -> str:
        """The next mobile telephone."""
        return f"+7913{8_000_000 + next(self._number) % 1_000_000:07}"

    def email(self) -> str:
        """The next e-mail address."""
        return f"mail{next(self._number)}@example.ru"

    def inn(self) -> str:
        """The next valid ИНН of a person."""
        return with_control_12(f"{7017000000 + next(self._number):010}")

    def address(self) -> str:
        """An address in the school's town."""
        house, flat = self.random.randrange(1, 90), self.random.randrange(1, 60)
        return f"636615, Томская обл., г. Кедровый, ул. {self.random.choice(_STREETS)}, д. {house}, кв. {flat}"

    def passport(self, issued: date) -> Values:
        """A passport of the Russian Federation of that day."""
        return {
            "doc_kind": "passport",
            "doc_series": f"69{issued.year % 100:02}",
            "doc_number": self.number(),
            "doc_issued": issued,
            "doc_issuer": "УМВД России по Томской области",
            "doc_department": "700-001",
        }

    def certificate(self, birth: date, number: str = "") -> Values:
        """A birth certificate; twins have given numbers."""
        place = next(self._number)
        letters = "АБВГДЕЖИКЛМНОПРСТУФ"
        return {
            "doc_kind": "birth",
            "doc_series": f"{('I', 'II', 'III')[place % 3]}-{letters[place // 900_000 % 19]}М",
            "doc_number": number or self.number(),
            "doc_issued": birth + timedelta(days=self.random.randrange(5, 40)),
            "doc_issuer": "Отдел ЗАГС г. Кедрового Томской области",
        }

    def foreign_paper(self, born: date, as_of: date) -> Values:
        """A passport or, for a child, a birth certificate of another state; or a residence permit."""
        kind = self.random.choice(("foreign_passport", "residence"))
        issued = max(as_of - timedelta(days=self.random.randrange(200, 900)), born + timedelta(days=400))
        series = {"foreign_passport": self.random.choice(("AA", "AN", NONE)), "residence": "82"}[kind]
        issuer = {"foreign_passport": "МВД Республики", "residence": "УВМ УМВД России по Томской области"}[kind]
        return {
            "doc_kind": kind,
            "doc_series": series,
            "doc_number": self.number(7),
            "doc_issued": issued,
            "doc_issuer": issuer,
        }


def _of(stem: str, boy: bool) -> str:
    if stem in _UNBENT or boy:
        return stem
    return f"{stem[:-2]}ая" if stem.endswith("ий") else f"{stem}а"


def with_control_12(ten: str) -> str:
    """Twelve digits of a person's ИНН over its first ten."""
    for weights in ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)):
        ten += str(sum(int(digit) * weight for digit, weight in zip(ten, weights, strict=True)) % 11 % 10)
    return ten


def passport_day(birth: date, as_of: date, source: random.Random) -> date:
    """When the passport was given that a person has, or will have: at 14, and again at 20 where that has come."""
    days = timedelta(days=source.randrange(5, 60))
    renewed = years_after(birth, 20) + days
    return renewed if renewed <= as_of else years_after(birth, 14) + days


def name_fields(model_values: Values) -> str:
    """The whole name in the values of a card."""
    return Name(model_values["last_name"], model_values["first_name"], model_values["middle_name"]).whole
