"""One run of the command line: from arguments to an exit status, with no way out but a sentence."""

import json

from app.cli.arguments import parse, version_line
from app.cli.commands import COMMANDS, Answer
from app.cli.streams import abandon, prepare, say, tell
from app.errors import AppError
from app.log import note, note_problem, our_place
from app.services.updates import put_on

DONE, NEEDS_USER, REFUSED = 0, 3, 4


def run(arguments: list[str]) -> int:
    """Carry out a command; the exit status. Nothing is raised but what the interpreter itself insists on."""
    prepare(json="--json" in arguments)
    try:
        return _run(arguments)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except AppError as problem:
        note_problem(problem)
        tell(str(problem))
    except BrokenPipeError:
        abandon()
        return DONE
    except KeyboardInterrupt:
        tell("Прервано; незаконченное действие отменено.")
    except MemoryError:
        tell("Не хватает оперативной памяти; ничего не изменено.")
    except Exception as problem:
        note_problem(problem)
        tell(_fault(problem))
    return REFUSED


def no_window(why: str) -> int:
    """Say that the window cannot be shown and what can be done instead; the exit status."""
    prepare(json=False)
    tell(f"Окно не открывается: {why}. Те же действия есть командами: school-passport --help.")
    return REFUSED


def _run(arguments: list[str]) -> int:
    given = parse(arguments)
    if given.command is None:
        if given.version:
            say(version_line())
            return DONE
        parse(["--help"])
    note("command %s", given.command)
    put_on()  # what is wrong with it is told with the base
    answer = COMMANDS[given.command](given)
    for message in answer.messages:
        tell(message)
    _show(answer, as_json=given.json)
    return NEEDS_USER if answer.needs_user else DONE


def _show(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(answer.data, ensure_ascii=False, default=str))
        return
    for line in answer.lines:
        say(line)


def _fault(problem: Exception) -> str:
    """A fault of the program in one line: its kind and place in our code, never its text, which may quote data."""
    place = f", {found}" if (found := our_place(problem)) else ""
    return (
        f"Ошибка программы ({type(problem).__name__}{place}); незаконченное действие отменено. "
        "Сообщите эту строку разработчикам."
    )
