"""The list of pupils: its groups are the classes, under their parallels."""

from collections import Counter
from collections.abc import Iterable

from app.domain.school import grade_of
from app.services.students import class_names
from app.ui.desk import Desk
from app.ui.group_tree import Group
from app.ui.record_list import NO_GROUP, ListWords, RecordList

WORDS = ListWords(
    table="Список обучающихся",
    search="Поиск: фамилия, класс, СНИЛС, документ",
    groups="Классы",
    whole="Вся школа",
    ungrouped="Без класса",
    file="Обучающиеся",
)


class StudentList(RecordList):
    """Pupils by class; a class without pupils is in the tree too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "student", WORDS)
        self.class_names: list[str] = []

    def groups(self, counts: Counter[str]) -> Iterable[Group]:
        """The school, pupils without a class, every parallel of several classes and its classes."""
        self.class_names = class_names(self.desk.passport)
        yield Group(None, self.words.whole, counts.total(), None)
        if counts[NO_GROUP]:
            yield Group(NO_GROUP, self.words.ungrouped, counts[NO_GROUP], frozenset({NO_GROUP}))
        by_grade: dict[int | None, list[str]] = {}
        for name in self.class_names:
            by_grade.setdefault(grade_of(name), []).append(name)
        for grade, names in by_grade.items():
            above = grade if len(names) > 1 else None
            if above is not None:
                pupils = sum(counts[name] for name in names)
                yield Group(above, f"{above} классы", pupils, frozenset(names))
            for name in names:
                yield Group(name, name, counts[name], frozenset({name}), above)
