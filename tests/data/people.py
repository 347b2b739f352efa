"""Made-up people whose every control number is valid; nobody here exists.

Everything comes from one :class:`random.Random`, so that a seed repeats a school exactly. The texts are
those a person would type into a card or a class list, by field name of ``app.domain.student``.
"""

import random
from datetime import date, timedelta

# Берёзов, Жуков, Кедров, Юдин, Глеб, Лев and Анна are drawn for nobody, and nobody is born on the 1st or 15th: tests
# write these over what was drawn, and a change must be a change.
_STEMS = (
    "Волошин Гаранин Дёмин Еланцев Зырянов Калугин Лапшин Мельников Нестеров Огурцов Панкратов "
    "Рябинин Сорокин Тимирязев Ушаков Фомин Хромов Цветков Черемных Шадрин Щукин Ягодин Томилин "
    "Чулымов Кетский Парабельский Колпашев Асинов Бакчаров Шегарский Молчанов Тегульдетов Верхнев Каргасов"
).split()
_BOYS = "Александр Артём Борис Виктор Герман Данил Егор Захар Илья Кирилл Леонид Максим Никита Пётр Роман Семён".split()
_GIRLS = "Алёна Варвара Галина Дарья Ева Злата Инна Ксения Лидия Мария Нина Ольга Полина Софья Таисия Ульяна".split()
_FATHERS = "Андреев Борисов Викторов Геннадьев Дмитриев Евгеньев Иванов Константинов Максимов Николаев Олегов".split()
_STREETS = "Советская Лесная Школьная Набережная Кедровая Нефтяников Молодёжная Томская".split()


def snils_of(number: int) -> str:
    """A valid СНИЛС over a nine-digit number (above 001-001-998), as it is written on the card."""
    digits = f"{number:09}"
    control = sum(int(digit) * (9 - place) for place, digit in enumerate(digits)) % 101 % 100
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]} {control:02}"


def day(value: date) -> str:
    return value.strftime("%d.%m.%Y")


def mother_of(texts: dict[str, str]) -> dict[str, str]:
    """The row of a pupil's mother, the same each time she is asked for."""
    digits = int(texts["doc_number"])
    last = texts["last_name"]
    if texts["sex"] == "мужской":
        last = last[:-2] + "ая" if last.endswith("ский") else last if last.endswith("ых") else last + "а"
    names = [name for name in _GIRLS if name != texts["first_name"]]  # a daughter is not her own mother
    first, father = names[digits % len(names)], _FATHERS[digits % len(_FATHERS)]
    phone = f"+7 913 9{digits // 10000 % 100:02}-{digits // 100 % 100:02}-{digits % 100:02}"
    return {"relation": "мать", "name": f"{last} {first} {father}на", "phone": phone}


class People:
    """A source of pupils, all different in СНИЛС and document.

    Two sources in one school begin from different numbers (``first``), so that they do not share papers."""

    def __init__(self, seed: int, year: int = 2019, first: int = 0) -> None:
        self.random = random.Random(seed)
        self.year = year
        self._count = first

    def pupil(self, class_name: str) -> dict[str, str]:
        """The texts of a pupil's card that is right in every field for that class; exams not included."""
        self._count += 1
        grade = int("".join(sign for sign in class_name if sign.isdigit()))
        boy = self.random.random() < 0.5
        born = date(self.year - grade - 7, 9, 1) + timedelta(days=self.random.randrange(1, 364))
        if born.day in {1, 15}:
            born += timedelta(days=1)
        texts = {
            **self._name(boy=boy),
            "sex": "мужской" if boy else "женский",
            "birth": day(born),
            "class_name": class_name,
            **self._paper(born),
        }
        if grade < 9:
            return texts
        texts |= self._graduate(born, grade)
        return texts | {"consent_by": self._signer(texts, born)}

    def _signer(self, texts: dict[str, str], born: date) -> str:
        """Who gave the consent: of age by that day the pupil himself, else his mother."""
        if (born.year + 18, born.month, born.day) <= (self.year, 9, 10):
            return f"{texts['last_name']} {texts['first_name']} {texts['middle_name']}"
        return mother_of(texts)["name"]

    def _name(self, *, boy: bool) -> dict[str, str]:
        stem = self.random.choice(_STEMS)
        if stem.endswith("ский"):
            last = stem if boy else stem[:-2] + "ая"
        elif stem.endswith("ых"):
            last = stem
        else:
            last = stem if boy else stem + "а"
        father = self.random.choice(_FATHERS)
        return {
            "last_name": last,
            "first_name": self.random.choice(_BOYS if boy else _GIRLS),
            "middle_name": father + ("ич" if boy else "на"),
        }

    def _paper(self, born: date) -> dict[str, str]:
        """A birth certificate for the young, a passport for those who were 14 by 1 September."""
        fourteen = date(born.year + 14, born.month, born.day if (born.month, born.day) != (2, 29) else 28)
        number = f"{100000 + self._count * 7 % 900000:06}"
        if fourteen + timedelta(days=20) > date(self.year, 9, 1):
            return {
                "doc_kind": "Свидетельство о рождении",
                "doc_series": "I-ОМ",
                "doc_number": number,
                "doc_issued": day(born + timedelta(days=20)),
                "doc_issuer": "Отдел ЗАГС г. Кедрового Томской области",
            }
        return {
            "doc_kind": "Паспорт гражданина РФ",
            "doc_series": f"69{(born.year + 14) % 100:02}",
            "doc_number": number,
            "doc_issued": day(fourteen + timedelta(days=20)),
            "doc_issuer": "УМВД России по Томской области",
            "doc_department": "700-001",
        }

    def _graduate(self, born: date, grade: int) -> dict[str, str]:
        address = (
            f"Томская обл., г. Кедровый, ул. {self.random.choice(_STREETS)}, д. {self.random.randrange(1, 90)}, "
            f"кв. {self.random.randrange(1, 60)}"
        )
        return {
            "birth_place": "г. Кедровый Томской области",
            "citizenship": "Российская Федерация",
            "snils": snils_of(130_000_000 + self._count * 37),
            "study_form": "очная",
            "ovz": "нет",
            "disabled": "нет",
            "category": "Не проходит ГИА в текущем учебном году"
            if grade == 10
            else "Выпускник общеобразовательного учреждения текущего года",
            "consent": "есть",
            "consent_date": f"10.09.{self.year}",
            "registered_address": address,
            "actual_address": address,
            "phone": f"+7 913 8{self._count % 100:02}-{self.random.randrange(100):02}-{self.random.randrange(100):02}",
        }

    def exams(self, class_name: str) -> tuple[tuple[str, str], ...]:
        """Keys of subject and form that a pupil of the class may rightly have chosen."""
        if class_name.startswith("9"):
            chosen = [
                "rus",
                "math",
                *self.random.sample(["phys", "chem", "bio", "geo", "hist", "soc", "inf", "eng"], 2),
            ]
            return tuple(sorted((subject, "oge") for subject in chosen))
        if class_name.startswith("11") or class_name.startswith("12"):
            chosen = ["rus", self.random.choice(["math_profile", "math_basic"])]
            chosen += self.random.sample(["phys", "chem", "bio", "geo", "hist", "soc", "inf", "eng"], 2)
            return tuple(sorted((subject, "ege") for subject in chosen))
        return ()
