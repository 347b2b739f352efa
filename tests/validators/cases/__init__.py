"""For every rule records that break it and records, as like as can be, that do not; a module per subject."""

from importlib import import_module
from pathlib import Path

from validators.case import Case

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
CASES: list[Case] = [case for name in NAMES for case in import_module(f"validators.cases.{name}").CASES]
