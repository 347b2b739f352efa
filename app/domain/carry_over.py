"""What comes along into the next school year's base and what stays behind: a decision for every mapped class.

When adding a mapped class: its decision here; a test wants one for each. What becomes of single fields of those that
come along is told by the field itself (``on_new_year``).
"""

from enum import StrEnum

from app.domain.answers import Remark, TakenReceipt
from app.domain.check_rounds import CheckRound
from app.domain.courses import Course
from app.domain.drafts import Draft
from app.domain.exams import Attempt, ExamChoice, ExamResult
from app.domain.explanations import Explanation
from app.domain.family import FormerDocument, FormerName, Guardian
from app.domain.field import Model
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

MADE_FROM = "made_from"  # the setting by which a base knows of which one it is the next year
OF_THE_FILE = frozenset({"saves", "copies"})  # how far this very file has come, and the number of its newest copy
SETTINGS_OF_A_YEAR = frozenset({MADE_FROM}) | OF_THE_FILE  # settings that stay behind; all others come along


class Carry(StrEnum):
    """What becomes of the rows of a mapped class; a detail comes along with the record it belongs to, or not at all."""

    ALONG = "along"
    BEHIND = "behind"
    ANEW = "anew"


DECISIONS: dict[type[Model], tuple[Carry, str]] = {
    School: (Carry.ALONG, "the same school; what it confirmed of itself begins anew"),
    Building: (Carry.ALONG, "stands where it stood"),
    Responsible: (Carry.ALONG, "named until another order"),
    SchoolClass: (Carry.ALONG, "moves up with its pupils"),
    Student: (Carry.ALONG, "who is still here, moved or left for a second year, as planned"),
    FormerName: (Carry.ALONG, "older papers stay made out to it"),
    FormerDocument: (Carry.ALONG, "older papers name it"),
    Guardian: (Carry.ALONG, "the family stays; telephones are confirmed"),
    HealthPaper: (Carry.ALONG, "holds until its term, which is confirmed"),
    HealthImage: (Carry.ALONG, "shows a paper that comes along"),
    Staff: (Carry.ALONG, "who was not dismissed; work at exams is confirmed"),
    Course: (Carry.ALONG, "was finished for good"),
    Room: (Carry.ALONG, "stands where it stood"),
    KeyPair: (Carry.ALONG, "the school signs as the same one, and what was sealed to it must still open"),
    Correspondent: (Carry.ALONG, "its key was confirmed by a person"),
    Setting: (Carry.ALONG, "habits of the school; those of a year are named above"),
    ExamChoice: (Carry.BEHIND, "chosen for the exams of one year"),
    Attempt: (Carry.BEHIND, "appointed for the days of one year"),
    ExamResult: (Carry.BEHIND, "belongs to the year of the exam"),
    Move: (Carry.BEHIND, "its clock ran in its year"),
    Explanation: (Carry.BEHIND, "given for a finding of its year"),
    CheckRound: (Carry.BEHIND, "what was found then is no measure now"),
    Draft: (Carry.BEHIND, "the difference to a card of the old base"),
    Proof: (Carry.BEHIND, "compared for the forms of its year"),
    PrintedForm: (Carry.BEHIND, "signed for its year"),
    PrintedLine: (Carry.BEHIND, "of a printed form"),
    PrintedPage: (Carry.BEHIND, "of a printed form"),
    ScanFile: (Carry.BEHIND, "of a printed form"),
    ScanPage: (Carry.BEHIND, "of a printed form"),
    ScanPicture: (Carry.BEHIND, "of a printed form"),
    ScanBox: (Carry.BEHIND, "of a printed form"),
    TakenReceipt: (Carry.BEHIND, "answers a package of its year"),
    Remark: (Carry.BEHIND, "stands in an answer of its year"),
    Freeze: (Carry.BEHIND, "ends with the season"),
    Proposal: (Carry.BEHIND, "is for the РИС of its year"),
    Letter: (Carry.BEHIND, "holds proposals of its year"),
    ImportBatch: (Carry.BEHIND, "is taken back in the base it was loaded into"),
    ImportChange: (Carry.BEHIND, "of a loaded list"),
    HistoryAct: (Carry.ANEW, "tells of the base in which it happened; the old one stays and can be looked into"),
    HistoryChange: (Carry.ANEW, "of an act"),
    SentPackage: (Carry.BEHIND, "packages are counted within a year"),
    ListedSchool: (Carry.ALONG, "the municipality has the same schools"),
    ReceivedPackage: (Carry.BEHIND, "holds for its year"),
    ReceivedPerson: (Carry.BEHIND, "of a received package"),
    JoinedField: (Carry.BEHIND, "chosen between two packages of its year"),
    User: (Carry.ALONG, "who may come in still may, by the same password; a teacher's class moves up with its pupils"),
    Approval: (Carry.BEHIND, "was of the data of its year"),
    TakenYear: (Carry.ANEW, "the file of the next year, where one was given"),
    Imprint: (Carry.ANEW, "says which year the file is of"),
    LastYear: (Carry.ANEW, "the old base itself, to compare with"),
    LastPupil: (Carry.ANEW, "the old base itself, to compare with"),
}


def come_along() -> list[type[Model]]:
    """The classes whose rows come along, each after those that it points at."""
    places = {table.name: place for place, table in enumerate(Model.metadata.sorted_tables)}
    found = [model for model, (carry, _) in DECISIONS.items() if carry is Carry.ALONG]
    return sorted(found, key=lambda model: places[model.__tablename__])
