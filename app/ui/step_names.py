"""What the steps that can be taken back are called."""

from collections.abc import Mapping, Sequence

from app.domain.kinds import NONE
from app.domain.listed import Listed, listing_of
from app.services.cards import ENTITIES, Edit, Saved

_CARDS = {
    "school": "карточки школы",
    "class": "класса",
    "student": "карточки ученика",
    "staff": "карточки работника",
    "room": "аудитории",
}


def name_of(edit: Edit, saved: Saved) -> str:
    """The name of one save: «правка карточки ученика «Юдин Глеб»»."""
    act = "удаление" if edit.remove else "правка" if edit.version else "создание"
    texts = saved.card.texts if saved.card is not None else saved.undo.texts
    called = called_by(edit.entity, texts)
    return f"{act} {_CARDS[edit.entity]}" + (f" «{called}»" if called else "")


def called_by(entity: str, texts: Mapping[str, str]) -> str:
    """What a record is called, from the texts of its card; '' for the one school."""
    model = ENTITIES[entity]
    names = listing_of(model).name if issubclass(model, Listed) else ("name",)
    return " ".join(text for name in names if (text := texts.get(name, "")) and text != NONE)


def of_cards(count: int) -> str:
    """«25 карточек», «21 карточки»: how many, after «правка» or «удаление»."""
    return f"{count} {'карточки' if count % 10 == 1 and count % 100 != 11 else 'карточек'}"


def of_fields(labels: Sequence[str]) -> str:
    """«поле «Пол»», «поля «Пол», «СНИЛС»»."""
    return ("поле " if len(labels) == 1 else "поля ") + ", ".join(f"«{label}»" for label in labels)
