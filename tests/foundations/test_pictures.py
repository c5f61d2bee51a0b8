"""Pictures from outside: small, square, alone; nothing hostile goes through."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from mentorat.foundations.errors import PictureRefused, PictureTooLarge
from mentorat.foundations.pictures import HEAVIEST, MOST_BYTES, square_jpeg

PLACE = b"48.8566, 2.3522"


def written(picture, kind="JPEG", **options):
    sheet = BytesIO()
    picture.save(sheet, kind, **options)
    return sheet.getvalue()


def photo(width=640, height=480, mode="RGB"):
    return Image.effect_noise((width, height), 90).convert(mode)


def read(content):
    return Image.open(BytesIO(content))


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_that_says(width, height):
    """Return a few bytes that claim a picture of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(1, 1), (3000, 40), (40, 3000), (640, 480)])
def test_any_photo_becomes_a_light_square_jpeg(kind, size):
    made = square_jpeg(written(photo(*size), kind))

    picture = read(made)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (256, 256))
    assert len(made) <= HEAVIEST


def test_place_camera_comment_and_profile_do_not_stay():
    exif = Image.Exif()
    exif[0x010F], exif[0x010E] = "Appareil", "Maud chez elle"
    exif.get_ifd(0x8825)[1] = "N"
    content = written(
        photo(), exif=exif, comment=PLACE, icc_profile=b"profil" * 40, xmp=b"<x>" + PLACE + b"</x>"
    )
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", PLACE.decode())

    for given_file in (content, written(photo(), "PNG", pnginfo=text)):
        made = square_jpeg(given_file)
        assert (dict(read(made).getexif()), read(made).info.keys() & {"exif", "comment"}) == (
            {},
            set(),
        )
        for told in (PLACE, b"Appareil", b"Maud", b"profil", b"Exif"):
            assert told not in made


def test_a_photo_taken_upright_stays_upright():
    picture = Image.new("RGB", (400, 400), "white")
    picture.paste("black", (0, 0, 400, 200))
    exif = Image.Exif()
    exif[0x0112] = 3  # held upside down

    made = read(square_jpeg(written(picture, exif=exif)))

    assert (made.getpixel((128, 20))[0] > 200, made.getpixel((128, 236))[0] < 50) == (True, True)


def test_what_is_transparent_becomes_white():
    made = read(square_jpeg(written(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG")))

    assert made.getpixel((128, 128)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Maud",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a" + b"\0" * 40,
        b"\xff\xd8\xff\xe0" + b"\0" * 30,
        written(photo())[:900],
        written(photo(), "PNG")[:900],
        written(photo(), "GIF"),
        written(photo(), "BMP"),
        written(photo(), "TIFF"),
        png_that_says(30, 30),
    ],
)
def test_what_is_no_photo_is_refused(content):
    with pytest.raises(PictureRefused) as refused:
        square_jpeg(content)
    assert refused.value.sentence == PictureRefused.message


@pytest.mark.parametrize(
    "content",
    [png_that_says(60_000, 60_000), png_that_says(10_000, 9_000), b"\xff" * (MOST_BYTES + 1)],
)
def test_what_would_fill_the_memory_is_refused_before_it_is_drawn(content):
    with pytest.raises(PictureTooLarge):
        square_jpeg(content)


WHOLE = [written(Image.linear_gradient("L"), kind) for kind in ("JPEG", "PNG", "WEBP")]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_file_is_drawn_or_refused_and_never_breaks(data):
    whole = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    try:
        made = square_jpeg(bytes(whole))
    except PictureRefused:
        return
    assert read(made).size == (256, 256)
