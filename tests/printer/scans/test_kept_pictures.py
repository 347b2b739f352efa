"""Pictures of scans as they are kept: nothing that a camera wrote beside the picture."""

import io

import pytest
from PIL import Image

from app.printer.scans.kept import kept, without_notes
from app.printer.scans.plain import prepared

GPS, PLACE = 0x8825, b"\x38\x00\x00\x00\x1e\x00\x00\x00"


def jpeg(**saved: object) -> bytes:
    file = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(file, "JPEG", **saved)
    return file.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Петрова"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (56.0, 30.0, 0.0)
    return jpeg(exif=exif, comment=b"from the phone of Petrova")


def test_place_and_remarks_of_a_camera_are_not_kept() -> None:
    content = with_place()
    bare = without_notes(content)
    assert b"Exif" in content
    assert b"Exif" not in bare
    assert b"Petrova" not in bare
    with Image.open(io.BytesIO(bare)) as image, Image.open(io.BytesIO(content)) as before:
        assert not image.getexif()
        assert image.tobytes() == before.tobytes()


def test_a_small_jpeg_is_kept_bare_and_not_coded_anew() -> None:
    content = with_place()
    with Image.open(io.BytesIO(content)) as image:
        assert kept(prepared(image, content, fine=False)) == without_notes(content)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00\x00", b"\xff\xd8\xff\xe1\xff\xffx", b"%PDF"]
)
def test_what_is_no_jpeg_comes_back_as_it_is(content: bytes) -> None:
    assert without_notes(content) == content


def test_colours_stay() -> None:
    content = jpeg(icc_profile=b"a profile of colours")
    assert without_notes(content) == content
