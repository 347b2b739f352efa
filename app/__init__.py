"""«Паспорт школы»: an offline client in which a school keeps its data for the state final exams."""

__version__ = "0.1.0"
