"""What the process from which children are forked has done before: everything loaded, one of each act carried out.

Mapped classes are configured and statements known then, so that a child begins at once. No base stays open, for an
open base must not be forked (https://sqlite.org/howtocorrupt.html).
"""

import gc
import tempfile
from pathlib import Path

from faults.acts import save_on
from faults.copy_acts import make_base_and_copy, put_back

with tempfile.TemporaryDirectory() as _name:
    make_base_and_copy(Path(_name))
    save_on(lambda _word: None, Path(_name), saves=2)
    put_back(lambda _word: None, Path(_name))
gc.collect()
gc.freeze()
