"""What a screen reader is told of a widget and all that is in it."""

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

NAMED = {
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.PushButton,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.List,
}
WITH_VALUES = {QAccessible.Role.EditableText, QAccessible.Role.ComboBox}


def walk(found: QAccessibleInterface | None) -> list[QAccessibleInterface]:
    """Everything shown below an object, which may be a table of many cells: those are not walked."""
    if found is None or not found.isValid() or found.state().invisible:
        return []
    if found.role() in {QAccessible.Role.Table, QAccessible.Role.Tree, QAccessible.Role.List}:
        return [found]
    inside = [one for place in range(found.childCount()) for one in walk(found.child(place))]
    return [found, *inside]


def name_of(one: QAccessibleInterface) -> str:
    """What an object is called; a box of choices on Linux answers its value and is called by its label instead."""
    if one.role() != QAccessible.Role.ComboBox:
        return one.text(QAccessible.Text.Name).strip()
    box = one.object()
    assert isinstance(box, QWidget)
    labels = (other.text(QAccessible.Text.Name) for other, _ in one.relations(QAccessible.RelationFlag.Label))
    return box.accessibleName() or next(iter(labels), "")


def nameless(widget: QWidget) -> list[str]:
    told = []
    for one in walk(QAccessible.queryAccessibleInterface(widget)):
        if one.role() not in NAMED:
            continue
        name = name_of(one)
        value = one.text(QAccessible.Text.Value).strip()
        of = one.object()
        parents = []
        while of is not None and len(parents) < 4:
            parents.append(type(of).__name__)
            of = of.parent()
        if not name:
            told.append(f"{one.role().name} without a name: {' < '.join(parents)}")
        elif one.role() in WITH_VALUES and value and name == value:
            told.append(f"{one.role().name} named by its value: {' < '.join(parents)}")
    return told
