"""What the words of a worker's post say, and the rules on them (РЦОИ: RC-8, RC-9 of ris.md 6)."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from app.domain.choice_kinds import keys_of
from app.domain.dictionaries import dictionary, entry
from app.domain.field import field_by_name
from app.domain.program_data import renewed
from app.domain.staff import Staff
from app.domain.text import fold
from app.validators.registry import Context, Level, Remark, rule

BARE = ("учитель", "преподаватель")
_WORD = re.compile(r"[а-я]+")
_ENDING = re.compile(r"(?:ий|ый|ой|ая|ие|[аяеий])$")  # of the first word of a subject's name
_LEAST_STEM = 4


@renewed
@cache
def family(subject: str) -> str:
    """What the levels of one subject have in common: the first word of its name, «математика»."""
    return fold(entry("subjects", subject).name).split()[0]


@renewed
@cache
def _stems() -> tuple[tuple[str, str], ...]:
    """The stem by which a post names a subject («физик» in «учитель физики»), and the subject; one of a family."""
    stems: dict[str, str] = {}
    for one in dictionary("subjects").entries:
        stem = _ENDING.sub("", family(one.key))
        if len(stem) >= _LEAST_STEM:
            stems.setdefault(stem, one.key)
    return tuple(stems.items())


@renewed
@lru_cache(1024)
def named_subjects(post: str | None) -> tuple[str, ...]:
    """Keys of the subjects that a post names, in the order of the dictionary."""
    words = _WORD.findall(fold(post or ""))
    return tuple(key for stem, key in _stems() if any(_names(stem, word) for word in words))


def _names(stem: str, word: str) -> bool:
    """Whether a word is the stem with an ending: «физики», and not «физкультуры»."""
    return word.startswith(stem) and len(word) - len(stem) <= 3


@lru_cache(1024)
def is_teacher(post: str | None) -> bool:
    """Whether a post is that of a teacher."""
    return any(word in BARE for word in _WORD.findall(fold(post or "")))


@rule(
    "RC-8",
    "Должность «учитель» без предмета",
    Level.QUESTION,
    "Проверка РЦОИ RC-8: должность не конкретизирована",
    Staff,
    norm="В должности учителя назван предмет: «учитель физики».",
    checker="РЦОИ возвращает работников ППЭ с должностью «учитель»; сверьте с приказом о приёме или тарификацией.",
    uses=("post", "oge_organiser", "ege_organiser"),
    phrases=("Так записано в трудовой книжке, предметы внесены отдельно.",),
)
def bare_post(worker: Staff, context: Context) -> Iterator[Remark]:
    """A post that is only «учитель» does not tell РЦОИ of which subject."""
    if worker.post and (worker.oge_organiser or worker.ege_organiser) and fold(worker.post) in BARE:
        yield Remark(
            f"Должность «{worker.post}» без предмета; допишите его, например «учитель физики».",
            "post",
            "дописать предмет в должность",
        )


@rule(
    "RC-9",
    "Предмет назван в должности, а перечень пуст",
    Level.QUESTION,
    "Проверка РЦОИ RC-9: предметы специализации",
    Staff,
    norm="Предмет, названный в должности работника ППЭ, стоит среди тех, по которым он не может быть организатором.",
    checker="Специалист по предмету не работает в аудитории в его день; сверьте с тарификацией.",
    uses=("post", "subjects", "barred_subjects", "oge_organiser", "ege_organiser"),
)
def post_names_subject(worker: Staff, context: Context) -> Iterator[Remark]:
    """A post with a subject in it and no barred subjects; where the taught subjects are known, PPE-7 speaks."""
    if not worker.post or not (worker.oge_organiser or worker.ege_organiser):
        return
    if worker.barred_subjects or keys_of(worker.subjects):
        return
    if found := named_subjects(worker.post):
        named = field_by_name(Staff)["barred_subjects"].kind.show(" ".join(found))
        yield Remark(
            f"Должность «{worker.post}», а предметы, по которым не может быть организатором, не внесены; внесите: "
            f"{named}.",
            "barred_subjects",
            f"внести: {named}",
            change=(("barred_subjects", named),),
        )
