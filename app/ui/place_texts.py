"""What the window says of the place in which a base lies, and the way out of it."""

from collections.abc import Sequence
from pathlib import Path

from app.storage.whereabouts import Place, Whereabouts

_SHOWN = 3  # names of files in a sentence


def advice(found: Whereabouts, *, new: bool = False) -> str:
    """A sentence on a place that is not a good one for a base, with the way out; '' for a good one.

    Of a ``new`` base nothing lies there yet.
    """
    if new:
        return _of_new(found)
    if found.place is Place.CLOUD:
        return (
            f"База лежит в папке, которую синхронизирует {found.name}: он заменяет файл, пока вы работаете, и может "
            "завести вторую копию. Перенесите базу на диск компьютера, а в облако кладите копии."
        )
    if found.place is Place.STICK:
        return (
            "База лежит на флешке: её легко потерять, а если вынуть не вовремя — испортить. Перенесите базу на диск "
            "компьютера, а на флешку кладите копии."
        )
    if found.place is Place.PASSING:
        return (
            "База лежит в папке загрузок или временных файлов, а такие папки чистят. Перенесите её туда, где лежат "
            "ваши документы."
        )
    return ""


def _of_new(found: Whereabouts) -> str:
    if found.place is Place.CLOUD:
        return (
            f"Эту папку синхронизирует {found.name}: он заменяет файл, пока вы работаете, и может завести "
            "вторую копию. Выберите папку, которую он не трогает, а в облако кладите копии."
        )
    if found.place is Place.STICK:
        return (
            "Это флешка: её легко потерять, а если вынуть не вовремя — испортить базу. Выберите папку на диске "
            "компьютера, а на флешку кладите копии."
        )
    if found.place is Place.PASSING:
        return "Это папка загрузок или временных файлов, а такие чистят. Выберите папку с вашими документами."
    return ""


def other_copies(found: Sequence[Path]) -> str:
    """A sentence on files beside a base that look like other copies of it; '' where there are none."""
    if not found:
        return ""
    names = ", ".join(f"«{one.name}»" for one in found[:_SHOWN])
    more = f" и ещё {len(found) - _SHOWN}" if len(found) > _SHOWN else ""
    return (
        f"Рядом лежит похожее на другие копии этой базы: {names}{more}. Программа их не объединяет: откройте каждую, "
        "сверьте и оставьте одну."
    )
