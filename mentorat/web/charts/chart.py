"""What a chart is for a page: a drawing, and the same in words and in a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Chart:
    """``svg`` is empty when there is nothing to draw. Each row: a label, then one text a column."""

    svg: SafeString
    title: str
    description: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
