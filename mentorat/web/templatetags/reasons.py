"""Why this mentor, as the one who reads hears it."""

from collections.abc import Iterable

from django.template import Library

from mentorat.foundations.scope import Scope
from mentorat.matching.queries import reasons_for

register = Library()


@register.filter
def said_to(reasons: Iterable[str], scope: Scope) -> list[str]:
    return reasons_for(scope, reasons)
