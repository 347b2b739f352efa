"""The page «Проверка»: tree, table and details of findings, and what is done about them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.services.cards import load_card
from app.services.checking import check, in_order
from app.services.detail_rows import Row
from app.services.explaining import explanations, phrases_for
from app.ui import finding_acts, finding_lines, habits
from app.ui import page_names as places
from app.ui.check_page import CheckPage
from app.ui.explain_dialog import SIGNS, ExplainDialog, explainable
from app.ui.finding_acts import mending
from app.ui.finding_lines import line_of
from app.ui.known_findings import KnownFindings
from app.ui.main_window import MainWindow
from app.ui.table import Line, row_height
from app.validators.findings import Finding, Level
from ui.acts import act_of, refuse
from ui.checks import WRONG_SNILS, change, check_page, checked, explain_now, explain_with, made, pupil, question


def show(window: MainWindow, *findings: Finding) -> CheckPage:
    """The page with made-up findings of real pupils."""
    window.desk.present.known = KnownFindings(in_order(findings))
    window.desk.findings_changed.emit()
    return check_page(window)


def of_pupil(window: MainWindow, class_name: str, place: int, **told: object) -> Finding:
    card = pupil(window, class_name, place)
    return made(id=card.id, class_name=class_name, who=card.texts["last_name"], **told)


def keys_of(page: CheckPage) -> list[tuple[str, str, str]]:
    return [one.key for one in page._lines.findings]


def test_tree_leads_from_the_school_to_a_pupil(qtbot: QtBot, window: MainWindow) -> None:
    one = of_pupil(window, "9А", 1)
    worse = replace(one, rule="T-2", level=Level.QUESTION)
    other = of_pupil(window, "9Б", 2, level=Level.QUESTION)
    page = show(window, one, worse, other)
    root = page.tree.topLevelItem(0)
    assert (root.text(0), root.text(1)) == ("Вся школа", "✖1 ?2")
    assert [root.child(place).text(0) for place in range(root.childCount())] == ["9А", "9Б"]
    assert root.child(0).data(0, Qt.ItemDataRole.AccessibleTextRole) == "9А: ошибок 1, вопросов 1"
    assert not root.child(0).childCount()  # made when it is opened
    page.tree.setFocus()
    qtbot.keyClick(page.tree, Qt.Key.Key_Down)
    assert keys_of(page) == [one.key, worse.key]
    qtbot.keyClick(page.tree, Qt.Key.Key_Right)
    assert root.child(0).childCount() == 1
    qtbot.keyClick(page.tree, Qt.Key.Key_Down)
    assert page.tree.node.key == ("class 9А", one.id)
    window.desk.present._put({other.id: ()})
    assert page.tree.node.key == ("class 9А", one.id)  # one stays where one was
    window.desk.present._put({one.id: ()})
    assert page.tree.node.key == ()
    assert page.details.head.text() == "Замечаний нет."


def test_tree_by_rules(window: MainWindow) -> None:
    one, other = of_pupil(window, "9А", 1), of_pupil(window, "9Б", 2, level=Level.QUESTION, rule="T-3")
    page = show(window, one, other)
    page.grouping.setCurrentText("по правилам")
    page.tree.choose(("question", "T-3"))
    assert keys_of(page) == [other.key]
    page.grouping.setCurrentText("по классам")
    assert keys_of(page) == [one.key, other.key]


def test_filters_by_level_and_words(window: MainWindow) -> None:
    one, other = of_pupil(window, "9А", 1), of_pupil(window, "9Б", 2, level=Level.QUESTION, text="Телефон?")
    page = show(window, one, other)
    page.level.setCurrentIndex(page.level.findData(Level.QUESTION))
    assert keys_of(page) == [other.key]
    page.words.setText("снилс")
    assert keys_of(page) == []
    assert page.details.head.text() == "Под этот отбор ничего не подходит."
    assert not page.details.open_button.isVisible()
    page.words.setText("телефон")
    assert keys_of(page) == [other.key]
    window.pages.show_findings(("class 9А",))
    assert keys_of(page) == [one.key]


def test_details_say_everything(window: MainWindow) -> None:
    other = pupil(window, "9Б", 0)
    one = of_pupil(
        window,
        "9А",
        1,
        rule="AGE-1",  # to which every button belongs
        level=Level.QUESTION,
        least="внести пол",
        change=(("sex", "женский"),),
        values=(("Пол", ""), ("Имя", "Анна")),
        others=(other.id,),
        checker="Сверить с паспортом.",
        lapsed="Пояснение «верно» потеряло силу. Пол: было женский, стало не внесено.",
    )
    details = show(window, one).details
    assert details.head.text() == f"? Вопрос. Проба — {one.who}, 9А"
    assert details.lapsed.text() == one.lapsed
    assert details.least.text() == "Достаточно: внести пол"
    assert details.values.text() == "В базе: Пол — не внесено; Имя — Анна"
    assert details.checker.text() == "Проверяющему: Сверить с паспортом."
    assert details.clause.text() == "Правило AGE-1. Основание: п. 1"
    assert all(button.isVisible() for button in details._buttons)
    window.desk.present._put({one.id: (made(id=one.id),)})
    shown = [button for button in details._buttons if button.isVisible()]
    assert shown == [details.open_button]
    assert not any(label.isVisible() for label in (details.lapsed, details.least, details.values, details.checker))


def test_change_is_saved_as_a_step_and_shown_in_the_open_card(qtbot: QtBot, window: MainWindow) -> None:
    card = pupil(window, "9А", 1)  # its card stays open
    one = made(id=card.id, class_name="9А", change=(("birth_place", "Кедровый"),))
    page = show(window, one)
    qtbot.mouseClick(page.details.mend_button, Qt.MouseButton.LeftButton)
    checked(qtbot, window)
    assert load_card(window.desk.passport, "student", card.id).texts["birth_place"] == "Кедровый"
    assert window.pages.students.card.text("birth_place") == "Кедровый"
    assert one.key not in keys_of(page)  # the real check has spoken
    window.pages.take_back()
    assert window.pages.students.card.text("birth_place") == card.texts["birth_place"]


def test_change_that_is_refused_is_told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[AppError] = []
    monkeypatch.setattr(finding_acts, "show_error", lambda _parent, problem: told.append(problem))
    monkeypatch.setattr(window.desk, "save", refuse)
    window.pages.acts.mend(of_pupil(window, "9А", 1, change=(("sex", "женский"),)))
    assert [str(one) for one in told] == ["Диск переполнен."]


def test_change_in_a_list_changes_that_row_only(window: MainWindow) -> None:
    card = pupil(window, "9А", 1)
    rows = (Row("x", {"phone": "1", "name": "А"}), Row("y", {"phone": "2", "name": "Б"}))
    card = replace(card, details={**card.details, "guardians": rows})
    edit = mending(card, made(change=(("guardians.2.phone", "3"), ("guardians.2.name", "В"), ("sex", "женский"))))
    assert edit.texts == {"sex": "женский"}
    assert edit.details == {"guardians": (rows[0], Row("y", {"phone": "3", "name": "В"}))}


def test_several_of_one_rule_are_explained_together(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    one = question(window)
    some = [found for found in window.desk.findings if found.rule == one.rule][:3]
    assert len(some) == 3
    page = check_page(window)
    page.grouping.setCurrentText("по правилам")
    page.tree.choose(("question", one.rule))
    total = len(keys_of(page))
    page.table.selectRow(0)
    for _ in some[1:]:
        qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.marked() == some
    assert page.details.explain_button.text() == "Пояснить (3)… (Ctrl+Enter)"
    seen = explain_with(monkeypatch, "Сведений нет.", "Кедрова А. И.")
    act_of(window, "Пояснить замечание").trigger()
    assert [seen[0].phrases.item(n).text() for n in range(seen[0].phrases.count())] == list(phrases_for(one.rule))
    assert said == ["Пояснено замечаний: 3."]
    assert len(keys_of(page)) == total - 3  # folded away
    checked(qtbot, window)
    assert window.desk.findings == check(window.desk.passport).findings
    assert habits.kept(SIGNS) == "Кедрова А. И."
    page.with_explained.setChecked(True)
    page.table.selectRow(0)
    assert page.details.explained.text() == "✔ Пояснено: «Сведений нет.»"
    assert page.table.lines.lines[0].cells[0] == "✔ Вопрос"
    qtbot.mouseClick(page.details.withdraw_button, Qt.MouseButton.LeftButton)
    checked(qtbot, window)
    page.with_explained.setChecked(False)
    assert len(keys_of(page)) == total - 2


def test_explanation_lapses_with_its_values_and_says_so(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = pupil(window, "5А", 0)
    passport = {"doc_kind": "Свидетельство о рождении", "birth": "03.03.2003"}
    change(window, card.id, **passport)
    checked(qtbot, window)
    asked = [one for one in window.desk.findings_of(card.id) if one.level is Level.QUESTION and "birth" in one.field]
    asked = asked or [one for one in window.desk.findings_of(card.id) if one.level is Level.QUESTION]
    assert asked
    explain_now(window, asked, "Так и есть.")
    change(window, card.id, birth="04.03.2003")
    lapsed = [one for one in window.desk.findings_of(card.id) if one.lapsed]
    assert lapsed
    assert "03.03.2003" in lapsed[0].lapsed
    assert "04.03.2003" in lapsed[0].lapsed
    page = check_page(window)
    page.words.setText(lapsed[0].rule)
    page.tree.choose(("class 5А", card.id))
    line = next(line for line in page.table.lines.lines if line.stands_for.key == lapsed[0].key)
    assert line.cells[-1].startswith("Пояснение потеряло силу.")
    told = window.pages.students.card.findings_list
    window.pages.open_card("student", card.id)
    assert any("потеряло силу" in told.item(row).text() for row in range(told.count()))


def test_error_cannot_be_explained(window: MainWindow, said: list[str]) -> None:
    page = show(window, of_pupil(window, "9А", 1))
    assert not page.details.explain_button.isVisible()
    act_of(window, "Пояснить замечание").trigger()
    assert said == ["Ошибку пояснить нельзя: её исправляют."]
    show(window)
    act_of(window, "Пояснить замечание").trigger()
    assert said[1:] == ["Выберите вопрос, который хотите пояснить."]


def test_very_many_are_explained_beside_the_window(qtbot: QtBot, window: MainWindow) -> None:
    cards = [pupil(window, class_name, place).id for class_name in ("5А", "9А") for place in range(6)]
    many = [made(id=id, rule="T-2", level=Level.QUESTION, field=f"f{number}") for id in cards for number in range(10)]
    show(window, *many)
    dialog = ExplainDialog(window, window.desk, many)
    dialog.show()
    assert "и ещё" not in dialog.about.text()
    dialog.text.setText("  Сверено   с документом. ")
    dialog.accept()
    checked(qtbot, window)
    assert not dialog.isVisible()
    told = explanations_of(window)
    assert len(told) == len(many)
    assert set(told) == {"Сверено с документом."}
    dialog.deleteLater()


def explanations_of(window: MainWindow) -> list[str]:
    """The texts of all explanations that are kept."""
    with window.desk.passport.reading() as session:
        return [one.text for one in explanations(session).values()]


def test_other_rules_and_errors_are_left_out_of_an_explanation() -> None:
    asked = made(level=Level.QUESTION)
    chosen = [asked, made(level=Level.ERROR), made(level=Level.QUESTION, rule="T-2"), replace(asked, id="b")]
    assert explainable(chosen, asked) == [asked, replace(asked, id="b")]


def test_explanation_dialog_takes_phrases_and_tells_refusals(qtbot: QtBot, window: MainWindow) -> None:
    asked = question(window)
    dialog = ExplainDialog(window, window.desk, [asked], left_out=2)
    dialog.show()
    assert "2" in dialog.left_out.text()
    dialog.accept()
    assert dialog.refusal.isVisible()
    assert dialog.isVisible()
    dialog.phrases.setFocus()
    qtbot.keyClick(dialog.phrases, Qt.Key.Key_Down)
    assert dialog.text.text() == phrases_for(asked.rule)[dialog.phrases.currentRow()]
    dialog.accept()
    assert not dialog.isVisible()
    assert window.desk.findings_of(asked.id)
    explained = next(one for one in window.desk.findings_of(asked.id) if one.key == asked.key)
    assert explained.explained == phrases_for(asked.rule)[dialog.phrases.currentRow()]
    dialog.deleteLater()


def test_other_card_of_a_finding_is_shown(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    other, third = pupil(window, "9Б", 0), pupil(window, "9Б", 1)
    page = show(window, of_pupil(window, "9А", 1, others=(other.id,)))
    qtbot.mouseClick(page.details.other_button, Qt.MouseButton.LeftButton)
    assert window.pages.students.card.card.id == other.id
    shown: list[list[str]] = []
    monkeypatch.setattr(
        finding_acts.QMenu, "popup", lambda menu, _: shown.append([one.text() for one in menu.actions()])
    )
    window.pages.acts.show_other(made(others=(other.id, third.id, "gone")))
    assert shown[0][2] == "Карточка удалена"
    assert shown[0][0].startswith(other.texts["last_name"])


def test_everything_on_the_page_is_reached_by_tab(qtbot: QtBot, window: MainWindow) -> None:
    page = show(window, of_pupil(window, "9А", 1, change=(("sex", "женский"),), level=Level.QUESTION))
    page.grouping.setFocus()
    wanted = [page.level, page.words, page.with_explained, page.tree, page.table, page.details.area]
    wanted += [page.details.open_button, page.details.mend_button, page.details.explain_button]
    met: list[object] = []
    for _ in range(14):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    places_met = [met.index(one) for one in wanted]
    assert places_met == sorted(places_met)


def test_nothing_is_cut_on_a_small_screen(window: MainWindow) -> None:
    other = pupil(window, "9Б", 0).id
    lapsed = "Пояснение «верно» от 01.10.2019 потеряло силу. Пол: было женский, стало не внесено."
    told = {"others": (other,), "change": (("sex", "женский"),), "lapsed": lapsed, "level": Level.QUESTION}
    told |= {"rule": "AGE-1"}  # to which every button belongs
    page = show(window, of_pupil(window, "9А", 1, **told))
    page.day.put(window.desk.passport.year.first_day)
    assert window.width() <= 1366
    assert page.minimumSizeHint().width() <= page.width()
    for button in page.details._buttons:
        assert button.isVisible()
        assert button.sizeHint().width() <= button.width()
        assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))


def test_of_ten_thousand_findings_only_what_is_seen_is_made(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = in_order(
        made(id=f"id{number // 2}", class_name=f"{1 + number // 1000}А", who=f"Юдин {number}", rule=f"T-{number % 40}")
        for number in range(10_000)
    )
    window.desk.present.known = KnownFindings(many)
    page = check_page(window)
    seen: set[str] = set()

    def seen_line(one: Finding) -> Line:
        seen.add(one.who)
        return line_of(one)

    monkeypatch.setattr(finding_lines, "line_of", seen_line)
    page.refresh()
    QApplication.processEvents()
    assert len(page.table.lines.lines) == 10_000
    assert len(seen) <= 1 + page.table.height() // row_height(page.table)  # as many rows as find room
    root = page.tree.topLevelItem(0)
    assert [root.child(place).childCount() for place in range(root.childCount())] == [0] * 10


def test_wrong_number_is_listed_right_after_its_save(qtbot: QtBot, window: MainWindow) -> None:
    page = check_page(window)
    change(window, pupil(window, "9А", 0).id, snils=WRONG_SNILS)
    window.pages.go(places.CHECK)
    page.words.setText("FMT-4")
    assert len(keys_of(page)) == 1
