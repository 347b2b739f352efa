"""Names, documents and СНИЛС of workers, and names of people in the cards of the school and of classes.

The checks themselves are those of pupils (``names``, ``documents``, ``passport``, ``snils``).
"""

from collections.abc import Iterator

from app.domain.school import School, SchoolClass
from app.domain.staff import Staff
from app.validators.documents import (
    BIRTH,
    COPY,
    PAPER,
    SEEN,
    department_elsewhere,
    kind_against_citizenship,
    other_form_faults,
    passport_faults,
    series_elsewhere,
    strange_series,
)
from app.validators.names import AS_WRITTEN, DOCUMENT, PARTS, sex_against_name, stray_signs, unfit_forms
from app.validators.passport import AGES, issued_too_early, renewal_overdue, series_against_issue
from app.validators.registry import Context, Level, Remark, rule
from app.validators.snils import CARD, filler_number, wrong_control
from app.validators.wording import in_list

OF_SCHOOL = ("head_name", "keeper_name", "confirmed_1_by", "confirmed_2_by")
RIS_NAMES = "РИС: кириллица, точка, дефис, пробел (CH-CY)"


@rule(
    "FMT-1w",
    "Знаки имени работника не из набора РИС",
    Level.QUESTION,
    RIS_NAMES,
    Staff,
    norm="В фамилии, имени и отчестве работника — только русские буквы, точка, дефис и пробел.",
    checker=DOCUMENT,
    phrases=AS_WRITTEN,
)
def letters(worker: Staff, context: Context) -> Iterator[Remark]:
    """A worker's name holds the letters that РИС takes."""
    return stray_signs(worker, PARTS)


@rule(
    "FMT-1s",
    "Знаки имени в карточке школы",
    Level.QUESTION,
    RIS_NAMES,
    School,
    norm="В ФИО руководителя, ответственных и подтвердивших сведения — только русские буквы, точка, дефис и пробел.",
    checker=DOCUMENT,
    phrases=AS_WRITTEN,
)
def letters_at_school(school: School, context: Context) -> Iterator[Remark]:
    """Names of the head and of responsible persons hold the letters that РИС takes."""
    yield from stray_signs(school, OF_SCHOOL)
    yield from in_list(school, "responsibles", lambda one: stray_signs(one, ("name",)))


@rule(
    "FMT-1c",
    "Знаки имени классного руководителя",
    Level.QUESTION,
    RIS_NAMES,
    SchoolClass,
    norm="В ФИО классного руководителя — только русские буквы, точка, дефис и пробел.",
    checker=DOCUMENT,
    phrases=AS_WRITTEN,
)
def letters_of_teacher(school_class: SchoolClass, context: Context) -> Iterator[Remark]:
    """The name of a class's teacher holds the letters that РИС takes."""
    return stray_signs(school_class, ("teacher",))


@rule(
    "FMT-3w",
    "Имя работника не как в документе",
    Level.QUESTION,
    "ФИО как в документе, без прочерков (FMT-3)",
    Staff,
    norm="ФИО работника внесены полностью, как в паспорте: без прочерков, инициалов и лишних знаков.",
    checker=DOCUMENT,
    phrases=AS_WRITTEN,
)
def form_of_name(worker: Staff, context: Context) -> Iterator[Remark]:
    """No dash, word «нет» or initial stands for a worker's name."""
    return unfit_forms(worker, PARTS)


@rule(
    "FMT-3s",
    "Имя в карточке школы не полностью",
    Level.QUESTION,
    "ФИО полностью (FMT-3): руководитель подписывает все формы",
    School,
    norm="ФИО руководителя, ответственных и подтвердивших сведения внесены полностью, без инициалов.",
    checker="Сверьте с приказом о назначении.",
    phrases=AS_WRITTEN,
)
def forms_at_school(school: School, context: Context) -> Iterator[Remark]:
    """Names of the head and of responsible persons are whole."""
    yield from unfit_forms(school, OF_SCHOOL)
    yield from in_list(school, "responsibles", lambda one: unfit_forms(one, ("name",)))


@rule(
    "FMT-3c",
    "Имя классного руководителя не полностью",
    Level.QUESTION,
    "ФИО полностью (FMT-3): классный руководитель подписывает формы класса",
    SchoolClass,
    norm="ФИО классного руководителя внесены полностью, без инициалов.",
    checker="Сверьте с карточкой работника.",
    phrases=AS_WRITTEN,
)
def form_of_teacher(school_class: SchoolClass, context: Context) -> Iterator[Remark]:
    """The name of a class's teacher is whole."""
    return unfit_forms(school_class, ("teacher",))


@rule(
    "SEX-1w",
    "Пол работника не по отчеству",
    Level.QUESTION,
    "РИС: пол — по документу",
    Staff,
    norm="Пол работника согласуется с окончанием отчества.",
    checker="Сверьте пол и отчество с паспортом.",
    uses=("middle_name", "sex"),
    phrases=("Пол и отчество сверены с документом.",),
)
def sex(worker: Staff, context: Context) -> Iterator[Remark]:
    """The sex of a worker agrees with the ending of the отчество."""
    return sex_against_name(worker)


@rule(
    "FMT-4w",
    "СНИЛС работника: контрольное число",
    Level.ERROR,
    "Контрольное число СНИЛС (FMT-4)",
    Staff,
    norm="Последние две цифры СНИЛС работника сходятся с первыми девятью.",
    checker=CARD,
)
def control_number(worker: Staff, context: Context) -> Iterator[Remark]:
    """The last two digits agree with the first nine."""
    return wrong_control(worker)


@rule(
    "FMT-4aw",
    "СНИЛС работника похож на заглушку",
    Level.QUESTION,
    "Номера до 001-001-998 контрольного числа не имеют",
    Staff,
    norm="СНИЛС работника — номер с карточки; если его нет, внесено «нет».",
    checker=CARD,
)
def filler(worker: Staff, context: Context) -> Iterator[Remark]:
    """000-000-000 00 and the like pass the control, but are nobody's number."""
    return filler_number(worker)


@rule(
    "FMT-2w",
    "Паспорт работника: серия и номер",
    Level.ERROR,
    "РИС: серия 4 цифры, номер 6 цифр (DOC-1)",
    Staff,
    norm="Серия паспорта РФ — 4 цифры, номер — 6 цифр.",
    checker=COPY,
    uses=PAPER,
)
def passport_format(worker: Staff, context: Context) -> Iterator[Remark]:
    """Series and number of a worker's passport."""
    return passport_faults(worker)


@rule(
    "RC-2w",
    "У работника серия из 4 цифр не у паспорта РФ",
    Level.ERROR,
    "Проверка РЦОИ RC-2",
    Staff,
    norm="Серия из 4 цифр бывает только у паспорта РФ.",
    checker=COPY,
    uses=PAPER,
)
def passport_series_elsewhere(worker: Staff, context: Context) -> Iterator[Remark]:
    """A worker's other document has no series of a passport."""
    return series_elsewhere(worker)


@rule(
    "DOC-2w",
    "Работник со свидетельством о рождении",
    Level.QUESTION,
    "Паспорт с 14 лет (FMT-5)",
    Staff,
    norm="У работника внесён документ взрослого: паспорт, вид на жительство и другие, а не свидетельство о рождении.",
    checker="Попросите паспорт.",
    uses=("doc_kind",),
)
def childs_paper(worker: Staff, context: Context) -> Iterator[Remark]:
    """No worker is identified by a birth certificate."""
    if worker.doc_kind == BIRTH:
        text = "У работника внесено свидетельство о рождении; внесите паспорт."
        yield Remark(text, "doc_kind", "внести паспорт")


@rule(
    "DOC-3w",
    "Другой документ работника: серия и номер",
    Level.QUESTION,
    "Вид серии и номера по видам документов (DOC-3)",
    Staff,
    norm="Серия и номер загранпаспорта, военного документа, свидетельства об убежище — обычного для них вида.",
    checker=COPY,
    uses=PAPER,
    phrases=SEEN,
)
def other_format(worker: Staff, context: Context) -> Iterator[Remark]:
    """Series and number of a worker's document of a kind that has a form of its own."""
    return other_form_faults(worker)


@rule(
    "CH-DSw",
    "Знаки серии документа работника",
    Level.QUESTION,
    "РИС: знаки серии (CH-DS)",
    Staff,
    norm="В серии документа — или русские, или латинские буквы, цифры и дефис.",
    checker=COPY,
    uses=PAPER,
    phrases=SEEN,
)
def series_signs(worker: Staff, context: Context) -> Iterator[Remark]:
    """The signs of the series of a worker's document are those that РИС takes."""
    return strange_series(worker)


@rule(
    "DOC-6w",
    "Гражданство и вид документа работника",
    Level.QUESTION,
    "Документы граждан РФ и иностранных граждан",
    Staff,
    norm="Вид документа работника подходит к гражданству.",
    checker="Сверьте гражданство с документом; двойное гражданство поясняют.",
    uses=("citizenship", "doc_kind"),
    phrases=("Двойное гражданство.",),
)
def citizens_document(worker: Staff, context: Context) -> Iterator[Remark]:
    """A worker's document is one that citizens of his state have."""
    return kind_against_citizenship(worker)


@rule(
    "DOC-7w",
    "Код подразделения у работника не с паспортом РФ",
    Level.QUESTION,
    "Код подразделения есть только в паспорте РФ",
    Staff,
    norm="Код подразделения внесён только для паспорта РФ.",
    checker=COPY,
    uses=("doc_kind", "doc_department"),
)
def needless_department(worker: Staff, context: Context) -> Iterator[Remark]:
    """Only a passport has a code of the department."""
    return department_elsewhere(worker)


@rule(
    "FMT-5w",
    "Паспорт работника не заменён в 20 или 45 лет",
    Level.QUESTION,
    "Замена в 20 и 45 лет, 90 дней на неё (FMT-5)",
    Staff,
    norm="Паспорт заменён в течение 90 дней после 20 и после 45 лет.",
    checker="Попросите новый паспорт: со старым работника в ППЭ не допустят.",
    uses=AGES,
    phrases=("Паспорт меняется, новый будет внесён после получения.",),
)
def passport_to_renew(worker: Staff, context: Context) -> Iterator[Remark]:
    """A worker's passport was renewed at 20 and at 45."""
    return renewal_overdue(worker, context.as_of)


@rule(
    "FMT-5aw",
    "Паспорт работника выдан раньше 14 лет",
    Level.QUESTION,
    "Паспорт с 14 лет",
    Staff,
    norm="Паспорт РФ выдан не раньше, чем исполнилось 14 лет.",
    checker="Сверьте дату рождения и дату выдачи с паспортом.",
    uses=AGES,
)
def passport_too_early(worker: Staff, context: Context) -> Iterator[Remark]:
    """A worker's passport was not issued before the age of 14."""
    return issued_too_early(worker, context.as_of)


@rule(
    "DOC-9w",
    "Серия паспорта работника и год выдачи",
    Level.ADVICE,
    "Третья и четвёртая цифры серии — год печати бланка",
    Staff,
    norm="Год печати бланка в серии паспорта близок к году выдачи.",
    checker="Сверьте серию и дату выдачи с паспортом.",
    uses=("doc_series", "doc_issued"),
)
def year_of_series(worker: Staff, context: Context) -> Iterator[Remark]:
    """The series of a worker's passport fits the year of issue."""
    return series_against_issue(worker)
