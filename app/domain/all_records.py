"""Every mapped class in one import, for those who need the whole schema: new files and migrations."""

from app.domain.exams import ExamChoice
from app.domain.field import Model
from app.domain.forms import PrintedForm, PrintedLine
from app.domain.imprint import Imprint
from app.domain.school import School, SchoolClass
from app.domain.student import Student

__all__ = ["ExamChoice", "Imprint", "Model", "PrintedForm", "PrintedLine", "School", "SchoolClass", "Student"]
