"""A process that dies without a word at its n-th call of what brings bytes to the disk, or ends well before that."""

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
DIED, ENDED = 9, 0

_CHILD = """
import os, sys
from pathlib import Path
base, path, last, calls = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), 0
from app.storage.opening import open_passport
{imports}
def dying(real):
    def call(*given, **named):
        global calls
        calls += real is not opened or "w" in "".join(map(str, given[1:2]))
        if calls == last:
            os._exit({died})
        return real(*given, **named)
    return call
with open_passport(base) as passport:
    opened = Path.open
    os.fsync, Path.replace, Path.open = dying(os.fsync), dying(Path.replace), dying(opened)
    {act}
os._exit({ended})
"""


def dying_at(call: int, imports: str, act: str, base: Path, path: Path) -> int:
    """Do ``act`` (one line; it sees ``passport``, the open base, and ``path``) in such a process; its exit status."""
    child = _CHILD.format(imports=imports, act=act, died=DIED, ended=ENDED)
    words = [sys.executable, "-c", child, str(base), str(path), str(call)]
    return subprocess.run(words, cwd=_ROOT, timeout=60, check=False).returncode
