"""Every command of the command line, one after another, on made-up schools: what it did and left can then be looked at.

``python tests/data/every_command.py FOLDER`` prints the statuses by command and what was heard of the network, as JSON.
"""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

SCHOOL = ("--year", "2019-20", "--kind", "school", "--code", "700101", "--name", "МБОУ «Школа № 1»")
CENTRE = ("--year", "2019-20", "--kind", "municipality", "--code", "700000", "--name", "Департамент образования")
CLASS = "9А"
PASSWORD = os.environ.get("SCHOOL_PASSPORT_PASSWORD", "")  # of every base, where it is set
MARKED = os.environ.get("MARKED_SURNAME", ""), os.environ.get("MARKED_SNILS", "")  # given to one of the class


class _Run:
    """Runs commands, keeping the statuses by name and what they said."""

    def __init__(self) -> None:
        self.statuses: dict[str, int] = {}
        self.said = ""

    def __call__(self, name: str, *arguments: object) -> Any:
        from app.cli import run

        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            self.statuses[name] = run([name, *map(str, arguments), "--json"])
        self.said += out.getvalue() + err.getvalue()
        assert self.statuses[name] in (0, 3), f"{name}: {err.getvalue()}"
        return json.loads(out.getvalue())


def every_command(folder: Path) -> _Run:
    """Run all of them; the statuses and what was said."""
    run = _Run()
    run("demo", demo := folder / "demo")
    base, pupils = folder / "school.passport", demo / "pupils.xlsx"
    run("new", base, *SCHOOL)
    run("import", base, pupils, "--rejects", folder / "rejected.xlsx")
    found = [one for one in run("check", base)["findings"] if one["entity"] == "student" and one["class"] == CLASS]
    marked = (f"last_name={MARKED[0]}", f"snils={MARKED[1]}") if MARKED[0] else ()
    run("change", base, "student", found[0]["id"], "phone=+7 913 800-00-77", *marked)
    run("forms", base)
    run("print", base, "graduates", "--class", CLASS, "-o", folder / "form.pdf")
    run("scan", base, folder / "form.pdf")
    (folder / "uploads").mkdir()
    run("uploads", base, "-o", folder / "uploads")
    run("new", folder / "old.passport", "--year", "2024-25", *SCHOOL[2:])
    run("new-year", folder / "old.passport", "-o", folder / "next.passport")
    _hand_over(run, folder)
    run("history", base)
    _copies(run, base, folder)
    return run


def _copies(run: _Run, base: Path, folder: Path) -> None:
    """A copy, a base from it, and a look at both; commands of the contract that may not be there yet."""
    from app.cli.commands import COMMANDS

    if "backup" in COMMANDS:
        (folder / "copies").mkdir()
        copy = run("backup", base, "-o", folder / "copies")["path"]
        run("restore", copy, "-o", folder / "restored.passport")
        run("verify", base)


def _hand_over(run: _Run, folder: Path) -> None:
    """A clean school's package, taken by the municipality, and its answer taken by the school."""
    from data.municipality import school

    with school(folder / "clean.passport", pupils=12) as clean:
        if PASSWORD:
            clean.rekey(PASSWORD)
    run("new", folder / "centre.passport", *CENTRE)
    (folder / "packages").mkdir()
    made = run("export", folder / "clean.passport", "-o", folder / "packages")
    taken = run("accept", folder / "centre.passport", made["file"])
    run("receipt", folder / "clean.passport", taken["packages"][0]["receipt"])


def heard_of_network() -> list[str]:
    """A list that from now on gets every call of this process that opens, names or listens to the network."""
    heard: list[str] = []
    sys.addaudithook(lambda event, given: heard.append(f"{event} {given[1:]}") if _is_network(event) else None)
    return heard


def _is_network(event: str) -> bool:
    return event.startswith(("socket.", "urllib.", "http.", "smtplib.", "ftplib.", "webbrowser."))


def network_modules() -> Iterator[str]:
    """The loaded modules that can reach the network."""
    known = "socket ssl http.client urllib.request ftplib smtplib xmlrpc.client asyncio webbrowser requests".split()
    yield from (one for one in known if one in sys.modules)
    yield from (one for one in sys.modules if one.startswith(("PySide6.QtNetwork", "PySide6.QtWeb")))


if __name__ == "__main__":
    from app.log import begin_log
    from app.temporary import begin_temporary

    begin_log()  # as the program begins
    begin_temporary()
    found = heard_of_network()
    done = every_command(Path(sys.argv[1]))
    sys.stdout.write(json.dumps({"statuses": done.statuses, "heard": found, "modules": list(network_modules())}))
