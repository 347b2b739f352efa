"""The лист изменений on paper, and the box «есть ошибка» of the slip."""

import os
from pathlib import Path

from app.printer.changes import removed_line, supplement
from app.printer.final_check import FINAL_CHECK
from app.printer.form import Piece
from app.printer.page import lay_out
from app.printer.placed import MM
from app.printer.slip import SLIP
from data.for_forms import records_for
from data.papers import overlaps, sheet_of, stamp_of, written_over

STORED = Path(__file__).parent / "pages" / "changes.txt"


def test_a_sheet_of_changes_reads_as_stored() -> None:
    """The lines by what happened to them, under the number of the form, with boxes for those who sign."""
    sheet = sheet_of(FINAL_CHECK, records_for(FINAL_CHECK, 5))
    gone = removed_line(sheet, (Piece("Уехавший"), Piece("Пётр Олегович")))
    lines = (("added", sheet.lines[4]), ("removed", gone), ("changed", sheet.lines[1]))
    made = supplement(sheet, stamp_of(sheet, number=17), lines)
    found = []
    for number, page in enumerate(lay_out(made, stamp_of(made, number=21)), 1):
        found.append(f"--- стр. {number}")
        found += [f"{one.x / MM:6.1f} {one.y / MM:6.1f} {one.size:4.1f} {one.text}" for one in page.texts]
    if os.environ.get("STORE_PAGES"):
        STORED.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert STORED.read_text(encoding="utf-8").splitlines() == found


def test_lines_stand_by_what_happened_and_nobody_signs_for_one_who_is_gone() -> None:
    sheet = sheet_of(FINAL_CHECK, records_for(FINAL_CHECK, 5))
    gone = removed_line(sheet, (Piece("Уехавший"),))
    made = supplement(
        sheet, stamp_of(sheet), (("added", sheet.lines[4]), ("removed", gone), ("changed", sheet.lines[1]))
    )
    pages = lay_out(made, stamp_of(made, number=21))
    sections = ["Изменено", "Добавлено", "Исключено из списка"]
    assert [one.text for page in pages for one in page.texts if one.text in sections] == sections
    keys = [box.key for page in pages for box in page.boxes if box.kind == "person"]
    assert keys == [sheet.lines[1].key, sheet.lines[4].key]
    for page in pages:
        assert overlaps(page) == []
        assert written_over(page) == []


def test_a_slip_has_one_box_to_tick_with_the_pupils_id() -> None:
    (pupil,) = records_for(SLIP, 1)
    sheet = sheet_of(SLIP, [pupil])
    (page,) = lay_out(sheet, stamp_of(sheet))
    (box,) = [one for one in page.boxes if one.kind == "mistake"]
    assert box.key == pupil.id
    assert (box.width, box.height) == (8 * MM, 8 * MM)
    assert len([one for one in page.boxes if one.kind == "signer"]) == 2  # the pupil and a parent
