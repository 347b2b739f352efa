"""Every mapped class in one import, for those who need the whole schema: new files and migrations."""

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

__all__ = [
    "Approval",
    "Attempt",
    "Building",
    "CheckRound",
    "Correspondent",
    "Course",
    "Draft",
    "ExamChoice",
    "ExamResult",
    "Explanation",
    "FormerDocument",
    "FormerName",
    "Freeze",
    "Guardian",
    "HealthImage",
    "HealthPaper",
    "HistoryAct",
    "HistoryChange",
    "ImportBatch",
    "ImportChange",
    "Imprint",
    "JoinedField",
    "KeyPair",
    "LastPupil",
    "LastYear",
    "Letter",
    "ListedSchool",
    "Model",
    "Move",
    "PrintedForm",
    "PrintedLine",
    "PrintedPage",
    "Proof",
    "Proposal",
    "ReceivedPackage",
    "ReceivedPerson",
    "Remark",
    "Responsible",
    "Room",
    "ScanBox",
    "ScanFile",
    "ScanPage",
    "ScanPicture",
    "School",
    "SchoolClass",
    "SentPackage",
    "Setting",
    "Staff",
    "Student",
    "TakenReceipt",
    "TakenYear",
    "User",
]
