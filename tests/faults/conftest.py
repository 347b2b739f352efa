"""What the tests of faults share: failures of their shared parts say what they found, and they may take their time."""

from pathlib import Path

import pytest

pytest.register_assert_rewrite("faults.acts", "faults.damage", "faults.points", "faults.power", "faults.whole")

_SECONDS = 600  # on a busy computer; alone each takes some ten


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.timeout(_SECONDS))
