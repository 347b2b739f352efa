"""The attacks that were thought of, S1–S37, and what tries each: tests by path and name, or why there is none.

``python tests/attacks/table.py`` prints it. A test file that is not there is named by the test of this table.
"""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attack:
    """One number of the list: the attack in a few words, the tests that try it, or the reason why none does."""

    number: int
    what: str
    tests: tuple[str, ...] = ()
    reason: str = ""


TEXTS = "attacks/test_texts_everywhere.py::"
BOMBS = "attacks/test_scan_bombs.py::"
SHEETS = "exchange/test_sheet_guard.py::"
MEMORY = "exchange/test_hostile_memory.py::test_a_hostile_file_is_answered_in_little_memory"
PACKAGES = "services/test_hostile_packages.py::"
STRANGER = f"{PACKAGES}test_what_a_stranger_bends_is_refused"
SCHOOL = f"{PACKAGES}test_what_a_school_signs_but_no_program_wrote_is_refused"
UPDATES = "attacks/test_updates.py::"
FIELDS = f"{TEXTS}test_every_field_holds_a_text_as_it_is_or_tells_why_not"
LOADED = f"{TEXTS}test_what_is_loaded_is_what_is_typed"

ATTACKS = (
    Attack(1, "SQL and wildcards in fields and search", (FIELDS, f"{TEXTS}test_a_search_takes_every_sign_for_itself")),
    Attack(
        2,
        "markup in names",
        (
            FIELDS,
            f"{TEXTS}test_a_form_prints_every_name_as_it_stands",
            "printer/test_hard_values.py::test_no_value_is_markup",
            "ui/test_markup_window.py::test_no_text_of_the_window_is_read_as_markup",
        ),
    ),
    Attack(
        3,
        "unclosed tags and formats",
        (FIELDS, LOADED, "cli/test_commands.py::test_a_fault_of_the_program_quotes_no_data"),
    ),
    Attack(
        4,
        "formulas handed to a spreadsheet",
        (
            f"{TEXTS}test_a_workbook_and_a_text_hold_no_formula",
            "exchange/test_cell_text.py::test_no_text_of_a_csv_is_a_formula",
            "services/test_list_export.py::test_cells_stay_what_they_are",
        ),
    ),
    Attack(
        5,
        "invisible and turning signs",
        (FIELDS, LOADED, "domain/test_kinds_hold.py::test_any_text_is_read_or_refused_in_words"),
    ),
    Attack(6, "Latin letters in Russian names", ("validators/test_every_rule.py::test_rule_tells_the_bad_record",)),
    Attack(
        7,
        "NUL, surrogates, a megabyte, 100,000 lines",
        (
            FIELDS,
            f"{TEXTS}test_a_megabyte_in_a_field_is_refused_and_nothing_is_saved",
            f"{TEXTS}test_a_list_with_such_a_cell_is_refused_whole",
            f"{TEXTS}test_no_kind_of_text_takes_what_no_keyboard_makes",
            "exchange/test_strict_json.py::test_a_line_that_we_would_not_have_written_is_refused_with_its_place",
        ),
    ),
    Attack(
        8,
        "control characters on the way to log, file names, QR",
        (
            "test_log.py::test_an_event_is_one_line_whatever_stands_in_it",
            f"{TEXTS}test_a_package_carries_every_name_and_comes_back_whole",
            "printer/test_page_code.py::test_no_text_at_all_breaks_the_reader",
        ),
    ),
    Attack(9, "external entities, billion laughs", (f"{SHEETS}test_entities_are_refused", MEMORY)),
    Attack(10, "a cell at XFD1048576", (f"{SHEETS}test_a_far_cell_is_refused_however_it_is_written", MEMORY)),
    Attack(11, "zip bombs in workbooks", (MEMORY,)),
    Attack(
        12,
        "lying sizes, missing parts, macros, false endings",
        (
            f"{SHEETS}test_too_many_entries_doubled_names_and_missing_parts_are_refused",
            f"{SHEETS}test_a_foreign_file_is_named_for_what_it_is",
            "exchange/test_xlsx_sheets.py::test_macros_and_links_are_told_and_not_followed",
        ),
    ),
    Attack(
        13,
        "formulas, hidden rows, links, errors",
        ("services/test_importing.py::test_formulas_errors_and_hidden_things",),
    ),
    Attack(
        14,
        "hostile csv",
        ("exchange/test_csv_sheet.py::test_a_line_of_a_gigabyte_is_refused_unread", MEMORY),
    ),
    Attack(
        15,
        "paths, links and devices in a package",
        (STRANGER, "exchange/test_container.py::test_a_link_a_folder_or_a_device_is_refused"),
    ),
    Attack(
        16,
        "bombs and doubled names in a package",
        (STRANGER, "exchange/test_container.py::test_more_entries_than_a_package_has_are_refused_before_they_are_read"),
    ),
    Attack(17, "flipped and cut packages", (f"{PACKAGES}test_a_byte_flipped_anywhere_is_refused",)),
    Attack(18, "the four wrong keys", (f"{PACKAGES}test_the_four_ways_of_a_wrong_key_are_told_apart",)),
    Attack(
        19,
        "replayed, older, foreign packages",
        (SCHOOL, "services/test_accepting.py::test_older_over_newer_and_a_replay_are_refused"),
    ),
    Attack(20, "hostile JSON", ("exchange/test_strict_json.py::test_so_is_a_whole_object", SCHOOL)),
    Attack(
        21,
        "a manifest that lies",
        (STRANGER, "exchange/test_container.py::test_a_part_about_which_the_manifest_lies_is_refused"),
    ),
    Attack(
        22,
        "a health image by the open channel",
        ("exchange/test_attachments.py::test_s22_image_of_a_paper_never_goes_by_an_open_channel",),
    ),
    Attack(23, "PDF bombs and actions", (f"{BOMBS}test_a_bomb_is_answered_in_bounded_memory",)),
    Attack(
        24,
        "image bombs, EXIF, polyglots",
        (
            f"{BOMBS}test_a_bomb_is_answered_in_bounded_memory",
            "printer/test_health_pictures.py::test_nothing_that_the_camera_wrote_is_left",
            "printer/test_health_pictures.py::test_second_file_behind_the_picture_is_gone",
        ),
    ),
    Attack(25, "foreign and forged codes on scans", (f"{BOMBS}test_a_foreign_code_is_no_page_of_ours",)),
    Attack(
        26,
        "wrong and odd passwords",
        (
            "storage/test_base_key.py::test_any_password_opens_exactly_as_it_was_typed",
            "attacks/test_password_attacks.py::test_no_wrong_password_opens",
        ),
    ),
    Attack(
        27,
        "a pupil searched as bytes in all that is left",
        (
            "attacks/test_traces.py::test_nothing_of_a_person_is_left_in_the_clear",
            "attacks/test_traces.py::test_the_key_is_in_no_file",
        ),
    ),
    Attack(28, "core files", ("test_temporary.py::test_a_dying_process_leaves_no_core_file",)),
    Attack(29, "a plain copy by accident", ("attacks/test_password_attacks.py::test_no_copy_is_plain_by_accident",)),
    Attack(
        30,
        "history changed behind the program",
        (
            "storage/test_history_chain.py::test_the_chain_names_the_first_act_that_is_not_as_written",
            "storage/test_history_chain.py::test_a_chain_that_was_reckoned_anew_has_another_head",
        ),
    ),
    Attack(
        31,
        "foreign triggers, views, bases",
        (
            "storage/test_opening.py::test_base_of_another_program_is_refused",
            "storage/test_known_schema.py::test_what_another_program_put_there_is_refused_and_stays_as_it_was",
        ),
    ),
    Attack(
        32,
        "a role without the right",
        (
            "services/test_rights.py::test_no_role_begins_an_act_that_it_has_no_right_to",
            "storage/test_guard.py::test_every_table_is_changed_only_with_its_right",
        ),
    ),
    Attack(
        33,
        "hostile year files",
        (
            "domain/test_year.py::test_file_of_another_shape_is_refused_naming_the_key",
            "attacks/test_year_files.py::test_a_hostile_year_file_is_refused_in_a_sentence",
        ),
    ),
    Attack(
        34,
        "connections",
        (
            "attacks/test_no_network.py::test_no_command_touches_the_network",
            "attacks/test_no_network.py::test_the_system_sees_no_connection_either",
            "ui/test_no_network_window.py::test_no_page_touches_the_network",
        ),
    ),
    Attack(
        35,
        "planted modules and libraries",
        reason="The program is not frozen yet: run from a checkout it loads what Python finds.",
    ),
    Attack(
        36,
        "a changed or older update",
        (
            f"{UPDATES}test_a_byte_flipped_anywhere_and_a_cut_anywhere_are_refused",
            f"{UPDATES}test_what_is_bent_by_hand_is_refused",
            f"{UPDATES}test_an_older_one_is_refused",
            f"{UPDATES}test_what_is_planted_beside_does_not_hold",
            "services/test_year_file.py::test_bad_file_is_refused_in_a_sentence",
        ),
    ),
    Attack(
        37,
        "what clipboard, printing and lock leave",
        (
            "ui/test_lock_window.py::test_a_copied_list_is_marked_and_goes_with_the_lock",
            "test_temporary.py::test_what_a_killed_program_left_is_swept_at_the_next_start",
            "ui/test_forms_window.py::test_the_printer_gets_pages_at_their_true_size",
        ),
    ),
)


def lines() -> list[str]:
    """The table in lines of plain text."""
    return [
        f"S{one.number:<3} {one.what:<55} "
        + (f"{len(one.tests)} test{'s' * (len(one.tests) > 1)}" if one.tests else f"not tried: {one.reason}")
        for one in ATTACKS
    ]


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
