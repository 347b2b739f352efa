"""What the answers about scans look like: plain data by the contract, and lines of a terminal."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # only the command that needs one imports its service
    from app.services.scan_pages import PageState
    from app.services.scanning import ScanReport
    from app.services.uploads import UploadReport

_STATES = ("signed", "empty", "doubtful")


def scan_data(report: ScanReport) -> dict[str, Any]:
    """A report of scans under the keys of the contract."""
    return {
        "pages": [_page_data(one) for one in report.pages],
        "missing": [{"number": number, "pages": list(pages)} for number, pages in report.missing.items()],
        "double": [{"number": number, "pages": list(pages)} for number, pages in report.double.items()],
        "failures": report.failures,
        "stopped": report.stopped,
    }


def _page_data(page: PageState) -> dict[str, Any]:
    return {
        "id": page.id,
        "file": page.file,
        "place": page.place,
        "form": page.kind or None,
        "number": page.number or None,
        "page": page.page or None,
        "verdict": page.verdict.value,
        "quality": {**asdict(page.quality), "remarks": list(page.remarks)} if page.quality else None,
        "boxes": [{"key": one.key, "kind": one.kind, "state": one.state.value} for one in page.boxes],
    }


def scan_lines(report: ScanReport) -> list[str]:
    """A summary, then page by page, then what is missing and double."""
    ours = sum(one.ours for one in report.pages)
    lines = [f"Прочитано страниц: {len(report.pages)}, из них форм этой школы: {ours}."]
    lines += [f"  {_page_line(one)}" for one in report.pages]
    for title, found in (("Нет страниц", report.missing), ("Повторяются страницы", report.double)):
        lines += [f"{title}: форма № {number}, стр. {', '.join(map(str, pages))}." for number, pages in found.items()]
    if report.stopped:
        lines.append("Чтение остановлено; прочитанные файлы сохранены.")
    return lines


def _page_line(page: PageState) -> str:
    from app.services.verdicts import IN_WORDS  # noqa: PLC0415 - only the command that needs it imports the service

    place = f"{page.file}, стр. {page.place}"
    claim = f"форма № {page.number}, стр. {page.page}" if page.number else ""
    of = f"{claim} из {page.pages}, {page.title} {page.scope}".rstrip() if page.ours else claim
    counts = {state: sum(one.state.value == state for one in page.boxes) for state in _STATES}
    signed = f"подписано {counts['signed']}, пусто {counts['empty']}, сомнительно {counts['doubtful']}"
    parts = (of, IN_WORDS[page.verdict], signed if page.boxes else "", *page.remarks)
    return f"{place}: {'; '.join(part for part in parts if part)}"


def uploads_data(report: UploadReport) -> dict[str, Any]:
    """The files to upload under the keys of the contract."""
    files = [{**asdict(one), "path": str(one.path)} for one in report.files]
    sums = str(report.checksums) if report.checksums else None
    missing = [{"number": one.number, "form": one.kind, "reason": one.reason} for one in report.missing]
    return {"files": files, "checksums": sums, "missing": missing, "remarks": report.remarks}


def uploads_lines(report: UploadReport) -> list[str]:
    """The files, then what is missing, then what to look at."""
    lines = [f"Сделано файлов: {len(report.files)}."]
    lines += [f"  {one.path.name}: страниц {one.pages}, {one.size / 1_000_000:.1f} МБ" for one in report.files]
    missing = [one.sentence() for one in report.missing]
    for title, found in (("Не хватает:", missing), ("Посмотрите:", report.remarks)):
        lines += [title, *(f"  {one}" for one in found)] if found else []
    return lines
