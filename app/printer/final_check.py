"""The form «Итоговая выверка»: ФИО, personal data, category, form and subjects, signed by the pupils themselves."""

from app.printer.cells import label, shown
from app.printer.form import HEAD, KEEPER, TEACHER, Column, Form
from app.printer.person import SIGNATURE, born, document, exams_cell, name, sits, snils_and_citizenship

FINAL_CHECK = Form(
    key="final_check",
    title="Итоговая выверка участников ГИА",
    ask="Участник проверяет свою строку по документам и подписывает её. Ошибку исправьте в карточке и напечатайте лист "
    "изменений или форму заново.",
    grades=lambda year: {*year.gia9.grades, *year.gia11.grades},
    takes=sits,
    columns=lambda _year: (
        name(38),
        born(22),
        document(50),
        snils_and_citizenship(25),
        Column(label("category"), 40, lambda one: (shown(one, "category"),)),
        Column("Форма ГИА и выбранные предметы", 53, exams_cell),
        SIGNATURE.wide(31),
    ),
    signers=(TEACHER, KEEPER, HEAD),
    works=("final_check",),
    lists=("exams",),
)
