"""What may go by which channel is told by the kind of an attachment alone; names within a package say nothing."""

import hashlib
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.channels import OPEN, PROTECTED
from app.errors import BadFile, Refused
from app.exchange.attachments import (
    PART,
    Attachment,
    AttachmentKind,
    attachment_parts,
    check_channel,
)
from app.exchange.package import open_package, pack
from app.exchange.signing import Signer

SCAN = Attachment(AttachmentKind.FORM_SCAN, "b2", "form", 1, "image/jpeg", b"scan", 90)
IMAGE = Attachment(AttachmentKind.HEALTH_IMAGE, "a1", "paper", 1, "image/jpeg", b"image")


@pytest.mark.parametrize("channel", [OPEN, "", "OPEN", "Protected", "none"])
def test_s22_image_of_a_paper_never_goes_by_an_open_channel(channel: str) -> None:
    with pytest.raises(Refused, match="страниц: 1") as refused:
        attachment_parts(channel, [SCAN, IMAGE])
    assert "по открытому каналу не передаются" in refused.value.text


@given(st.text(max_size=40), st.sampled_from(["image/jpeg", "image/png", "text/plain", ""]), st.binary(max_size=40))
def test_s22_neither_name_nor_type_nor_content_makes_it_another_thing(id: str, kind: str, content: bytes) -> None:
    disguised = Attachment(AttachmentKind.HEALTH_IMAGE, id, "photo.jpg", 1, kind, content)
    with pytest.raises(Refused):
        check_channel(OPEN, [disguised])


def test_scans_of_forms_go_by_both_channels_images_by_the_protected_one() -> None:
    check_channel(OPEN, [])
    check_channel(OPEN, [SCAN])
    check_channel(PROTECTED, [SCAN, IMAGE])
    lines, files = attachment_parts(PROTECTED, [SCAN, IMAGE])
    assert [line["id"] for line in lines] == ["a1", "b2"]
    assert files == {"attachments/a1.jpg": b"image", "attachments/b2.jpg": b"scan"}


def test_index_tells_what_each_file_is() -> None:
    lines, files = attachment_parts(OPEN, [SCAN])
    assert lines == [
        {
            "id": "b2",
            "kind": "form_scan",
            "owner": "form",
            "page": 1,
            "turn": 90,
            "media_type": "image/jpeg",
            "name": "attachments/b2.jpg",
            "size": 4,
            "sha256": hashlib.sha256(b"scan").hexdigest(),
        }
    ]
    assert files == {"attachments/b2.jpg": b"scan"}


def uuid(number: int) -> str:
    return str(UUID(int=number))


PAGES = [
    Attachment(AttachmentKind.FORM_SCAN, uuid(1), uuid(2), 1, "image/jpeg", b"scan", 90),
    Attachment(AttachmentKind.HEALTH_IMAGE, uuid(3), uuid(4), 1, "image/jpeg", b"image"),
]


def package(channel: str, lines: list[dict[str, Any]], files: dict[str, bytes]) -> bytes:
    return pack({"channel": channel}, {PART: lines}, Signer(bytes(range(32))), files).content


def test_attachments_are_read_back_from_a_package() -> None:
    opened = open_package(package(PROTECTED, *attachment_parts(PROTECTED, PAGES)))
    assert [line["kind"] for line in opened.lines[PART]] == ["form_scan", "health_image"]
    assert opened.opened.files[f"attachments/{uuid(3)}.jpg"] == b"image"


def test_a_health_image_in_an_open_package_is_refused_by_its_kind() -> None:
    lines, files = attachment_parts(PROTECTED, PAGES)
    with pytest.raises(Refused, match="по открытому каналу не передаются"):
        open_package(package(OPEN, lines, files))
    with pytest.raises(Refused):
        open_package(package("another", lines, files))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "photo"},
        {"media_type": "image/png"},
        {"name": "attachments/photo.jpg"},
        {"name": f"attachments/{uuid(3)}.jpg"},
        {"size": 5},
        {"sha256": "0" * 64},
        {"page": "1"},
        {"id": "1"},
        {"owner": "x"},
        {"more": 1},
    ],
)
def test_an_index_that_does_not_fit_its_files_is_refused(change: dict[str, Any]) -> None:
    (scan, image), files = attachment_parts(PROTECTED, PAGES)
    with pytest.raises(BadFile):
        open_package(package(PROTECTED, [{**scan, **change}, image], files))


def test_a_file_that_no_line_tells_of_is_refused() -> None:
    lines, files = attachment_parts(OPEN, PAGES[:1])
    for name in (f"attachments/{uuid(9)}.jpg", "photo.jpg", "other/photo.jpg"):
        with pytest.raises(BadFile, match="лишний файл"):
            open_package(package(OPEN, lines, {**files, name: b"x"}))


def test_order_of_attachments_does_not_matter() -> None:
    assert attachment_parts(PROTECTED, [SCAN, IMAGE]) == attachment_parts(PROTECTED, [IMAGE, SCAN])
