"""Files of papers on health become plain pages: nothing of the file but its dots, and nothing beyond measure."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from app.errors import BadFile
from app.printer.health_pictures import MOST_BYTES, MOST_PAGES, plain_pages, shown_within
from data.health_files import claimed_png, jpeg, located_jpeg, pdf, png


def opened(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as image:
        image.load()
        return image


def dark(image: Image.Image, x: float, y: float) -> bool:
    """Whether the picture is dark at a place, told in parts of its width and height."""
    return image.convert("L").getpixel((int(image.width * x), int(image.height * y))) < 100


@pytest.mark.parametrize("content", [jpeg(1000, 1400), png(1000, 1400), png(1000, 1400, "RGBA"), png(1000, 1400, "1")])
def test_picture_becomes_one_jpeg_of_the_same_dots(content: bytes) -> None:
    (page,) = plain_pages(content, "a")
    image = opened(page)
    assert (image.format, image.size) == ("JPEG", (1000, 1400))
    assert dark(image, 0.1, 0.1)
    assert not dark(image, 0.9, 0.1)


@pytest.mark.parametrize("content", [jpeg(3000, 4200), *(png(3500, 4900, mode) for mode in ("RGB", "RGBA", "P", "1"))])
def test_large_picture_becomes_as_large_as_paper_wants(content: bytes) -> None:
    (page,) = plain_pages(content, "a.jpg")
    image = opened(page)
    assert 2300 <= max(image.size) <= 2340
    assert abs(image.width / image.height - 5 / 7) < 0.01
    assert dark(image, 0.1, 0.1)
    assert not dark(image, 0.9, 0.1)


def test_large_picture_on_its_side_is_turned_too() -> None:
    (page,) = plain_pages(located_jpeg(5000, 6000, orientation=6), "photo.jpg")
    assert dark(opened(page), 0.9, 0.1)


def test_nothing_that_the_camera_wrote_is_left() -> None:
    content = located_jpeg(800, 1000)
    assert opened(content).getexif().get_ifd(0x8825)
    (page,) = plain_pages(content, "photo.jpg")
    assert not opened(page).getexif()
    for secret in (b"Exif", b"Telephone", b"secret", b"GPS"):
        assert secret not in page


def test_picture_that_lies_on_its_side_is_turned_upright() -> None:
    (page,) = plain_pages(located_jpeg(800, 1000, orientation=6), "photo.jpg")  # 6: to be turned clockwise
    image = opened(page)
    assert image.size == (1000, 800)
    assert dark(image, 0.9, 0.1)


def test_pdf_becomes_its_pages() -> None:
    content = pdf(3)
    assert b"secret title" in content or b"/Title" in content
    pages = plain_pages(content, "scan.pdf")
    assert len(pages) == 3
    assert all(dark(opened(page), 0.1, 0.1) for page in pages)
    assert not any(b"secret" in page or b"%PDF" in page for page in pages)


@pytest.mark.parametrize("front", [jpeg(300, 400), png(300, 400)])
def test_second_file_behind_the_picture_is_gone(front: bytes) -> None:
    behind = BytesIO()
    with zipfile.ZipFile(behind, "w") as archive:
        archive.writestr("secret.txt", "secret " * 10)
    polyglot = front + behind.getvalue()
    assert zipfile.is_zipfile(BytesIO(polyglot))
    (page,) = plain_pages(polyglot, "photo.jpg")
    assert not zipfile.is_zipfile(BytesIO(page))
    assert b"secret" not in page


def test_picture_beyond_measure_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("it was unpacked"))
    with pytest.raises(BadFile, match="30000 × 30000"):
        plain_pages(claimed_png(30_000, 30_000), "bomb.png")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (jpeg(1000, 1400)[:9000], "повреждён или обрезан"),
        (png(1000, 1400)[:3000], "повреждён или обрезан"),
        (claimed_png(500, 500), "повреждён или обрезан"),
        (jpeg(90, 4000), "слишком мало"),
        (b"", "не изображение"),
        (b"MZ\x90\x00 a program", "не изображение"),
        (b"GIF89a\x01\x00\x01\x00", "не изображение"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "не изображение"),
        (b"%PDF-1.7 and nothing", "повреждён или обрезан"),
        (pdf(MOST_PAGES + 1), f"страниц: {MOST_PAGES + 1}"),
        (b"\xff\xd8" + b"\0" * MOST_BYTES, "слишком велик"),
    ],
)
def test_what_is_no_paper_is_refused_in_one_sentence(content: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why) as refused:
        plain_pages(content, "paper.jpg")
    assert "paper.jpg" in refused.value.text


def test_kept_page_is_shown_no_larger_than_asked() -> None:
    (page,) = plain_pages(jpeg(1000, 1400), "a")
    image = opened(shown_within(page, 700))
    assert image.format == "PNG"
    assert max(image.size) == 700
    with pytest.raises(BadFile, match="повреждено"):
        shown_within(b"damaged", 700)
