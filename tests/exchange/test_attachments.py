"""What may go by which channel is told by the kind of an attachment alone; names within a package say nothing."""

import hashlib
import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.exchange.attachments import (
    OPEN,
    PART,
    PROTECTED,
    Attachment,
    AttachmentKind,
    attachment_parts,
    check_channel,
)
from app.exchange.package import pack

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
    packed = pack({"channel": OPEN}, {PART: lines})
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        (line,) = archive.read(f"data/{PART}.jsonl").splitlines()
    assert json.loads(line)["sha256"] == hashlib.sha256(files["attachments/b2.jpg"]).hexdigest()


def test_order_of_attachments_does_not_matter() -> None:
    assert attachment_parts(PROTECTED, [SCAN, IMAGE]) == attachment_parts(PROTECTED, [IMAGE, SCAN])
