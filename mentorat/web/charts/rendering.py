"""From a Vega-Lite specification to an SVG that stands in a page.

The drawing stands in the page itself: it follows the colours and the font of the site, in the dark
as well. Its parts are copied one by one from a short list of elements and attributes, so that
nothing else can come in, and so that no attribute asks for an exception to the security policy.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final
from xml.etree.ElementTree import Element, register_namespace, tostring

import defusedxml.ElementTree
from django.core.cache import cache
from django.db import transaction
from django.utils.safestring import SafeString

# A new look is a new version: drawings of the old one are forgotten.
VERSION = 2
KEPT_FOR = 7 * 24 * 3600
NAMESPACE: Final = "http://www.w3.org/2000/svg"
ELEMENTS: Final = frozenset({"svg", "g", "path", "rect", "line", "text", "tspan"})
ATTRIBUTES: Final = frozenset(
    {
        "d",
        "dx",
        "dy",
        "fill",
        "fill-opacity",
        "font-size",
        "font-weight",
        "height",
        "opacity",
        "stroke",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
        "transform",
        "viewBox",
        "width",
        "x",
        "x2",
        "y",
        "y2",
    }
)

LONG_NUMBER: Final = re.compile(r"\d+\.\d{3,}")

register_namespace("", NAMESPACE)


class UnexpectedDrawing(RuntimeError):
    """A bug: the renderer drew with an element that pages do not accept."""


def svg_of(spec: Mapping[str, Any], *, title: str, description: str) -> SafeString:
    """Return the drawing of a specification; the same one for the same input."""
    asked = json.dumps([VERSION, spec, title, description], sort_keys=True)
    key = f"chart:{hashlib.sha256(asked.encode()).hexdigest()}"
    svg = cache.get(key)
    if svg is None:
        svg = _titled(_drawn(spec), title, description)
        # The page's transaction may be read-only, and the cache stands in the same database.
        transaction.on_commit(lambda: cache.set(key, svg, KEPT_FOR))
    return SafeString(svg)  # rebuilt below from a closed list of elements


def _drawn(spec: Mapping[str, Any]) -> Element:
    import vl_convert  # noqa: PLC0415 -- 80 MB that a process without charts does not need

    text = vl_convert.vegalite_to_svg(dict(spec), vl_version="5.20", format_locale="fr-FR")
    return _kept(defusedxml.ElementTree.fromstring(text))


def _kept(found: Element) -> Element:
    name = _name(found)
    if name not in ELEMENTS:
        raise UnexpectedDrawing(name)
    kept = Element(
        f"{{{NAMESPACE}}}{name}",
        {key: _rounded(value) for key, value in found.attrib.items() if key in ATTRIBUTES},
    )
    kept.text = found.text
    kept.extend([part for part in map(_kept, found) if _draws(part)])
    return kept


def _name(part: Element) -> str:
    return part.tag.removeprefix(f"{{{NAMESPACE}}}")


def _rounded(value: str) -> str:
    return LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}", value)


def _draws(part: Element) -> bool:
    """Say whether a part shows something: empty groups and frames without colour do not."""
    if _name(part) in {"g", "text"}:
        return len(part) > 0 or bool(part.text)
    return "fill" in part.attrib or "stroke" in part.attrib


def _titled(svg: Element, title: str, description: str) -> str:
    for name, words in (("desc", description), ("title", title)):
        part = Element(f"{{{NAMESPACE}}}{name}")
        part.text = words
        svg.insert(0, part)
    size = {key: svg.attrib.pop(key) for key in ("width", "height")}
    svg.attrib.setdefault("viewBox", f"0 0 {size['width']} {size['height']}")
    svg.attrib |= {"role": "img", "class": "chart__drawing"}
    return tostring(svg, encoding="unicode")
