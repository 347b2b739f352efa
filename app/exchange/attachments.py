"""What a package carries besides lines: images of papers on health, and scans of signed forms.

What may go by which channel is told by the kind that the base gave an attachment, never by a name or a content: an
image of a paper on health called «photo.jpg» is one all the same. Names within a package are ours and say nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.channels import PROTECTED
from app.errors import BadFile, Refused
from app.exchange.line_values import Place, check_shape, checked_id

PART = "attachments"  # data/attachments.jsonl tells what the files are
_SUFFIXES = {"image/jpeg": "jpg"}


class AttachmentKind(StrEnum):
    """What an attachment is."""

    HEALTH_IMAGE = "health_image"
    FORM_SCAN = "form_scan"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One page. ``owner`` is the id of its paper on health or of its printed form, ``page`` its number there, from 1;
    ``turn`` how many degrees clockwise make it upright."""

    kind: AttachmentKind
    id: str
    owner: str
    page: int
    media_type: str
    content: bytes
    turn: int = 0

    @property
    def name(self) -> str:
        """Its name within a package."""
        return f"attachments/{self.id}.{_SUFFIXES.get(self.media_type, 'bin')}"

    def line(self) -> dict[str, Any]:
        """What the index says of it."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "owner": self.owner,
            "page": self.page,
            "turn": self.turn,
            "media_type": self.media_type,
            "name": self.name,
            "size": len(self.content),
            "sha256": hashlib.sha256(self.content).hexdigest(),
        }


def check_channel(channel: str, attachments: Iterable[Attachment]) -> None:
    """Refuse a channel for what may not go by it: images of papers on health go by the protected one alone.

    Raises :class:`Refused`; a channel that is not known counts as open.
    """
    if channel == PROTECTED:
        return
    count = sum(one.kind is not AttachmentKind.FORM_SCAN for one in attachments)
    if count:
        raise Refused(
            f"Изображения документов об ОВЗ (страниц: {count}) по открытому каналу не передаются; пакет не сделан.",
            "Передайте пакет по защищённому каналу.",
        )


def attachment_parts(channel: str, attachments: Sequence[Attachment]) -> tuple[list[dict[str, Any]], dict[str, bytes]]:
    """The lines of the index and the files by name, in the order of their ids. The one door into a package: it refuses
    as :func:`check_channel`."""
    check_channel(channel, attachments)
    ordered = sorted(attachments, key=lambda one: one.id)
    return [one.line() for one in ordered], {one.name: one.content for one in ordered}


_FOLDER = "attachments/"
_SHAPE: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "kind": str,
    "owner": str,
    "page": int,
    "turn": int,
    "media_type": str,
    "name": str,
    "size": int,
    "sha256": str,
}


def check_attached(channel: Any, lines: Sequence[Mapping[str, Any]], files: Mapping[str, bytes]) -> None:
    """Hold what a package carries to its index and to its channel.

    ``files`` are all files of the package. Raises :class:`BadFile` where index and files differ, :class:`Refused` for
    an image of a paper on health in a package of the open channel.
    """
    check_shape(PART, lines, _SHAPE)
    found = []
    for number, line in enumerate(lines, 1):
        place = Place(PART, number)
        if line["kind"] not in list(AttachmentKind) or line["media_type"] not in _SUFFIXES:
            raise place.bad("приложение такого вида не бывает")
        content = files.get(line["name"])
        ids = checked_id(place, line["id"]), checked_id(place, line["owner"])
        one = Attachment(
            AttachmentKind(line["kind"]), *ids, line["page"], line["media_type"], content or b"", line["turn"]
        )
        if content is None or one.line() != dict(line):
            raise place.bad("файл приложения не тот, что записан")
        found.append(one)
    if extra := [name for name in files if name.startswith(_FOLDER) and name not in {one.name for one in found}]:
        raise BadFile(f"В пакете лишний файл {extra[0][:60]}.")
    check_channel(channel, found)
