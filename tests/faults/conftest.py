"""So that what fails within the shared parts of the suite says what it found."""

import pytest

pytest.register_assert_rewrite("faults.acts", "faults.damage", "faults.points", "faults.power", "faults.whole")
