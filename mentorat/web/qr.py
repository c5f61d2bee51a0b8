"""QR codes as pictures of the page itself: nothing is fetched, nothing is stored."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_code(address: str, *, title: str = "Code à scanner") -> SafeString:
    """Return the SVG of an address, to be put in a page or on a sheet: CSS gives it its size."""
    code = segno.make(address, error="m")
    picture = code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None, title=title)
    return mark_safe(picture)  # noqa: S308 -- drawn from an address of ours
