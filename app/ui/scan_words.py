"""What the page «Сканы» says of pages and heaps, in words; no widgets."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded with the first use of the page
    from app.services.scan_pages import PageState
    from app.services.scanning import ScanReport
    from app.services.uploads import UploadReport

_NAMED = 6  # people whose signature is missing; more are counted
_FEW = 4  # sentences that a note shows; how many more there are is told


def of_form(state: "PageState") -> tuple[str, str]:
    """What a page is, and whether that is «good», a «question» or an «error»."""
    from app.services.verdicts import IN_WORDS, Verdict  # noqa: PLC0415 - not needed by the first window

    words = IN_WORDS[state.verdict]
    if not state.ours:
        return f"✖ {words}", "error"
    if state.doubtful:
        return f"? сомнительных мест: {len(state.doubtful)}", "question"
    if state.verdict is Verdict.STALE:
        return f"? {words}", "question"
    empty = [f"не подписано мест: {len(unsigned(state))}"] if unsigned(state) else []
    if wanting := [*empty, *state.remarks]:
        return f"? {'; '.join(wanting)}", "question"
    return f"✔ {words}{' по коду от руки' if state.by_hand else ''}", "good"


def not_good(state: "PageState") -> bool:
    """Whether a page wants somebody's eyes."""
    return of_form(state)[1] != "good"


def unsigned(state: "PageState") -> list[str]:
    """Whose signature a page lacks."""
    from app.printer.scan import State  # noqa: PLC0415 - as above

    return [one.who for one in state.boxes if one.kind != "mistake" and one.state is State.EMPTY]


def of_page(state: "PageState") -> str:
    """What page it is, whose signature it lacks, and what to do about a bad scan."""
    if not state.ours:
        return f"{state.file}, страница {state.place}"
    told = [f"Форма № {state.number}, стр. {state.page} из {state.pages}."]
    if lacking := unsigned(state):
        more = f" и ещё {len(lacking) - _NAMED}" if len(lacking) > _NAMED else ""
        told.append(f"Не подписано: {', '.join(lacking[:_NAMED])}{more}.")
    if quality := "; ".join(state.remarks):
        told.append(f"{quality[0].upper()}{quality[1:]}: лучше отсканировать ещё раз.")
    return " ".join(told)


def signatures(state: "PageState") -> str:
    """«подписано 12 из 14»; and that «есть ошибка» is ticked."""
    from app.printer.scan import State  # noqa: PLC0415 - as above

    signed = sum(one.state is State.SIGNED for one in state.boxes if one.kind != "mistake")
    places = sum(one.kind != "mistake" for one in state.boxes)
    mistake = any(one.kind == "mistake" and one.state is State.SIGNED for one in state.boxes)
    return (f"{signed} из {places}" if places else "") + (", есть ошибка" if mistake else "")


def told(report: "ScanReport") -> list[str]:
    """What came of a heap: first how much, then each trouble."""
    ours = sum(one.ours for one in report.pages)
    lines = [f"Прочитано страниц: {len(report.pages)}, из них форм этой школы: {ours}."]
    if report.stopped:
        lines.append("Чтение остановлено; файлы, прочитанные до этого, сохранены.")
    for number, pages in report.missing.items():
        lines.append(f"Форма № {number}: нет страниц {_listed(pages)}.")
    for number, pages in report.double.items():
        lines.append(f"Форма № {number}: страницы {_listed(pages)} есть дважды; лишние уберите.")
    return _few([*lines, *report.failures])


def uploads_told(report: "UploadReport") -> list[str]:
    """What files were made, what is missing, what to look at."""
    size = sum(one.size for one in report.files) / 1_000_000
    done = f"Сделано файлов: {len(report.files)}, {size:.1f} МБ. Выложите их в «Обмен файлами» и отметьте это здесь."
    first = done if report.files else "Файлов не сделано."
    lacking = [one.sentence() for one in report.missing if one.scanned]
    if bare := [f"№ {one.number}" for one in report.missing if not one.scanned]:
        lacking.append(f"Не отсканированы формы: {', '.join(bare)}.")
    return _few([first, *lacking, *report.remarks])


def _listed(pages: tuple[int, ...]) -> str:
    return ", ".join(map(str, pages))


def _few(lines: list[str]) -> list[str]:
    return lines if len(lines) <= _FEW + 1 else [*lines[:_FEW], f"… и ещё {len(lines) - _FEW}."]
