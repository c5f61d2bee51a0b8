"""What every page about a mentor begins or ends with."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from mentorat.people.models import Mentor
from mentorat.web.pages import PageRequest


def found_mentor(request: PageRequest, pk: int) -> Mentor:
    found = Mentor.objects.within(request.scope).select_related("association", "company")
    return get_object_or_404(found, pk=pk)


def kept_mentor(request: PageRequest, pk: int) -> Mentor:
    """Return a mentor whose file is kept here: a school that only has an offer reads it."""
    mentor = found_mentor(request, pk)
    if not keeps(request, mentor):
        raise Http404
    return mentor


def keeps(request: PageRequest, mentor: Mentor) -> bool:
    """Say whether the file is kept here. That of an association's mentor stands at the académie."""
    return request.scope.association is not None or mentor.place in request.scope.span
