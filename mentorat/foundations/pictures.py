"""A picture from outside, made small and harmless: its pixels are drawn again, alone."""

import struct
import warnings
from io import BytesIO

from PIL import Image, ImageOps

from mentorat.foundations.errors import PictureRefused, PictureTooLarge

FORMATS = ("JPEG", "PNG", "WEBP")
SIDE, HEAVIEST = 256, 40_000
MOST_BYTES, MOST_PIXELS = 5_000_000, 50_000_000
# What the library raises about a file that is broken, or made to break it.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def square_jpeg(content: bytes) -> bytes:
    """Return the middle of a picture as a square JPEG of 256 points, 40 kB at most.

    The kind is read from the content, never from a name. Size is checked before anything is drawn.
    """
    if len(content) > MOST_BYTES:
        raise PictureTooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we count ourselves
            picture = Image.open(BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureTooLarge
        return _lightest(_square(picture))
    except BOMBS as bomb:
        raise PictureTooLarge from bomb
    except BROKEN as broken:
        raise PictureRefused from broken


def _square(picture: Image.Image) -> Image.Image:
    """Draw the middle again on a blank sheet: place, camera and thumbnail are not copied."""
    picture.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is read at the size that is needed
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    fitted = ImageOps.fit(upright, (SIDE, SIDE))
    sheet = Image.new("RGB", (SIDE, SIDE), "white")
    sheet.paste(fitted, mask=fitted.getchannel("A"))
    return sheet


def _lightest(picture: Image.Image) -> bytes:
    """Return the finest JPEG that is light enough; at the coarsest any picture is."""
    for quality in (85, 70, 50, 30):
        sheet = BytesIO()
        picture.save(sheet, "JPEG", quality=quality, optimize=True)
        if sheet.tell() <= HEAVIEST:
            break
    return sheet.getvalue()
