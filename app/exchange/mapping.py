"""A user's own statement of which heading holds which field: a JSON file {"Ученик": "full_name", "Прим.": ""}."""

import json
from collections.abc import Mapping
from pathlib import Path

from app.disk import why
from app.errors import BadFile
from app.exchange.list_kinds import ListKind

_LARGEST = 1 << 20


def read_mapping(path: Path, kind: ListKind) -> dict[str, str]:
    """The mapping of a file; :class:`BadFile` where it is not one, or names a field that there is not."""
    try:
        if path.stat().st_size > _LARGEST:
            raise BadFile(f"Файл сопоставления {path.name} слишком велик.")
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise BadFile(f"Файл сопоставления {path} не читается: {why(problem)}.") from problem
    except (ValueError, RecursionError) as problem:
        raise BadFile(
            f"Файл сопоставления {path.name} не прочитан: он повреждён или правлен не этой программой."
        ) from problem
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise BadFile(
            f"Файл сопоставления {path.name} не принят: ожидается {{заголовок: поле}}.",
            'Например: {"Ученик": "full_name", "Кл. рук.": ""}.',
        )
    return checked_mapping(told, kind)


def checked_mapping(told: Mapping[str, str], kind: ListKind) -> dict[str, str]:
    """The mapping itself; :class:`BadFile` where it names a field that there is not."""
    for heading, name in told.items():
        if name and name not in kind.targets:
            raise BadFile(
                f"В сопоставлении столбцу «{heading}» дано поле «{name}», а такого нет.",
                f"Есть: {', '.join(kind.targets)}.",
            )
    return dict(told)
