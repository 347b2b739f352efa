"""Write the next migration from the difference between the records and the newest schema.

    make migration            (Windows: py .ci\\make.py migration)

The file gets the next number and the house style; what is left to do is printed.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from alembic import command  # noqa: E402
from alembic.config import Config  # noqa: E402

from app.storage.driver import connect  # noqa: E402
from app.storage.engine import make_engine  # noqa: E402
from app.storage.schema import HEAD, upgrade  # noqa: E402

NEXT = """
Written: {path}. Next:
  1. read it: every step has to hold for a base full of data, and nothing in it may be missing or too much;
  2. give it a first line that says what it brings, and a name after its number;
  3. put HEAD = "{number}" into app/storage/schema.py;
  4. make test (also proves that records and schema agree, and that an older base is brought up to date)."""


def main() -> None:
    """Bring an empty file to the newest schema and compare it with the records."""
    number = f"{int(HEAD) + 1:04}"
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("file_template", "%%(rev)s")
    with tempfile.TemporaryDirectory() as folder:
        connection = connect(Path(folder) / "empty.passport", new=True)
        upgrade(connection)
        with make_engine(connection).begin() as bound:
            config.attributes["connection"] = bound
            command.revision(config, message=f"Schema {number}", autogenerate=True, rev_id=number)
        connection.close()
    path = ROOT / "migrations" / "versions" / f"{number}.py"
    subprocess.run([sys.executable, "-m", "ruff", "check", "--fix", "--quiet", str(path)], check=False)
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(path)], check=True)
    print(NEXT.format(path=path.relative_to(ROOT), number=number))


if __name__ == "__main__":
    main()
