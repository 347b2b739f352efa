"""What the history records: a decision for every mapped class, and for the columns that nobody enters.

When adding a mapped class: its decision here; a test wants one for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.answers import Remark, TakenReceipt
from app.domain.check_rounds import CheckRound
from app.domain.courses import Course
from app.domain.drafts import Draft
from app.domain.exams import Attempt, ExamChoice, ExamResult
from app.domain.explanations import Explanation
from app.domain.family import FormerDocument, FormerName, Guardian
from app.domain.field import Model, Record, fields
from app.domain.forms import PrintedForm, PrintedLine, PrintedPage
from app.domain.health import HealthPaper
from app.domain.health_images import HealthImage
from app.domain.history import HistoryAct, HistoryChange
from app.domain.import_batches import ImportBatch, ImportChange
from app.domain.imprint import Imprint
from app.domain.keys import Correspondent, KeyPair
from app.domain.last_year import LastPupil, LastYear
from app.domain.moves import Move
from app.domain.proofs import Proof
from app.domain.proposals import Freeze, Letter, Proposal
from app.domain.received import JoinedField, ListedSchool, ReceivedPackage, ReceivedPerson
from app.domain.rooms import Room
from app.domain.scans import ScanBox, ScanFile, ScanPage, ScanPicture
from app.domain.school import Building, Responsible, School, SchoolClass
from app.domain.sent_packages import SentPackage
from app.domain.settings import Setting
from app.domain.staff import Staff
from app.domain.student import Student
from app.domain.taken_year import TakenYear
from app.domain.users import Approval, User


@dataclass(frozen=True, slots=True)
class Recorded:
    """A class whose rows are recorded: what one is called on the screen, and how it stands to other records.

    ``owner`` is the column with the id of the record in whose card it is seen. ``labels`` name the columns that are
    no fields; a column without a name is recorded too, and only not told by itself. ``secret`` are columns of which
    only the hash is recorded, as of every blob.
    """

    title: str
    owner: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A class whose rows are not recorded, and why."""

    why: str


# Columns of recorded classes that nobody enters: they follow from the others.
DERIVED = {
    "version": "counts the saves of a record",
    "search": "made from other columns for searching",
    "sort_key": "made from other columns for ordering",
}

_PUPIL, _SCHOOL = "student_id", "school_id"

DECISIONS: dict[type[Model], Recorded | Unrecorded] = {
    School: Recorded("Школа"),
    Building: Recorded("Здание", _SCHOOL),
    Responsible: Recorded("Ответственное лицо", _SCHOOL),
    SchoolClass: Recorded("Класс"),
    Student: Recorded("Обучающийся"),
    FormerName: Recorded("Прежнее имя", _PUPIL),
    FormerDocument: Recorded("Прежний документ", _PUPIL),
    Guardian: Recorded("Представитель", _PUPIL),
    HealthPaper: Recorded("Документ об ОВЗ", _PUPIL),
    HealthImage: Recorded("Изображение документа", "paper_id"),
    ExamChoice: Recorded("Выбранный экзамен", _PUPIL),
    Attempt: Recorded("Сочинение, собеседование", _PUPIL),
    ExamResult: Recorded("Результат экзамена", _PUPIL),
    Move: Recorded("Изменение со сроком", _PUPIL),
    Staff: Recorded("Работник"),
    Course: Recorded("Курсы", "staff_id"),
    Room: Recorded("Аудитория"),
    Explanation: Recorded("Пояснение", "record_id", {"text": "Пояснение", "rule": "Правило"}),
    Proof: Recorded("Сверка", "record_id", {"compared_at": "Сверено (UTC)", "by": "Кто сверил"}),
    Remark: Recorded("Замечание МОУО", "record_id", {"answer": "Ответ", "closed_at": "Закрыто (UTC)"}),
    Proposal: Recorded("Предложение", "record_id", {"state": "Состояние", "ground": "Основание", "new": "Станет"}),
    TakenReceipt: Recorded("Ответ МОУО", labels={"state": "Состояние", "package": "Пакет"}),
    Freeze: Recorded("Закрытие сезона", labels={"lifted_at": "Снято (UTC)", "reason": "Почему снято"}),
    Letter: Recorded("Письмо", labels={"outgoing": "Исходящий номер", "ground": "Основание"}),
    PrintedForm: Recorded("Напечатанная форма", labels={"uploaded_at": "Скан загружен (UTC)", "scope": "Класс"}),
    ScanFile: Recorded("Файл сканов", labels={"name": "Имя файла"}),
    ScanPage: Recorded("Страница скана", "file_id", {"number": "Форма №", "page": "Страница", "verdict": "Вывод"}),
    ScanPicture: Recorded("Снимок страницы", "page_id", {"turn": "Поворот"}),
    ScanBox: Recorded("Место подписи", "page_id", {"seen": "Увидено", "decided": "Решено"}),
    KeyPair: Recorded("Ключи базы", labels={"saved_at": "Копия сделана (UTC)"}, secret=frozenset({"opening"})),
    Correspondent: Recorded("Чужие ключи", labels={"verifying": "Ключ", "confirmed_at": "Сверены (UTC)"}),
    Setting: Recorded("Настройка базы", labels={"value": "Значение"}),
    TakenYear: Recorded("Файл учебного года", labels={"content": "Содержание"}),
    ListedSchool: Recorded("Школа в списке", labels={"name": "Название"}),
    JoinedField: Recorded("Выбор из двух пакетов", "record_id", {"value": "Значение"}),
    User: Recorded(
        "Пользователь", labels={"name": "Имя", "role": "Роль", "classes": "Классы", "closed": "Закрыт (UTC)"}
    ),
    Approval: Recorded("Утверждение данных", labels={"act": "Что сделано", "fingerprint": "Отпечаток данных"}),
    Draft: Unrecorded("not saved yet; the save is recorded"),
    Imprint: Unrecorded("written when the file is made and never changed"),
    ImportBatch: Unrecorded("itself tells of an act that the history names"),
    ImportChange: Unrecorded("tells once more what the history does, until the load can no longer be taken back"),
    CheckRound: Unrecorded("what the program found, not what people entered"),
    PrintedLine: Unrecorded("written with its form and never changed"),
    PrintedPage: Unrecorded("written with its form and never changed"),
    SentPackage: Unrecorded("itself a register; the history has an act for each package"),
    LastYear: Unrecorded("taken from last year's base as a whole"),
    LastPupil: Unrecorded("taken from last year's base as a whole"),
    ReceivedPackage: Unrecorded("kept as the school signed it; the history has an act for each"),
    ReceivedPerson: Unrecorded("made from a received package"),
    HistoryAct: Unrecorded("the history itself"),
    HistoryChange: Unrecorded("the history itself"),
}

RECORDED: dict[str, tuple[type[Model], Recorded]] = {
    model.__tablename__: (model, told) for model, told in DECISIONS.items() if isinstance(told, Recorded)
}

# The tables of the cards and of their lists: what a school's package holds of its records.
CARDS = tuple(name for name, (model, _) in RECORDED.items() if issubclass(model, Record) and fields(model))


def recorded_columns(model: type[Model]) -> tuple[str, ...]:
    """The columns of a class that the history records, in the order of its table."""
    return tuple(column.name for column in model.__table__.columns if column.name not in DERIVED)


def goes_with(model: type[Model]) -> str:
    """The recorded table with whose row a row of this class is made and goes; '' for one that stands by itself."""
    told = DECISIONS[model]
    if isinstance(told, Recorded) and told.owner:
        for key in model.__table__.columns[told.owner].foreign_keys:
            if key.ondelete == "CASCADE" and key.column.table.name in RECORDED:
                return key.column.table.name
    return ""
