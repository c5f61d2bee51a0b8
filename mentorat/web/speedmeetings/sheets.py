"""What is printed: the plan of the room, and a sheet for each who takes part.

Full names stand on the plan of the room only, which the coordinator keeps. A pupil reads the names
of mentors; a mentor reads first names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.queries import link_address
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.speedmeetings.models import Participant, SpeedMeeting
from mentorat.speedmeetings.queries import Met, met_by_each, plan_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.qr import qr_code
from mentorat.web.speedmeetings.views import meeting_of


@dataclass(frozen=True)
class Sheet:
    """What one person holds during the meeting. Without link once it is used or taken back."""

    name: str
    detail: str
    met: Sequence[Met]
    address: str
    qr: SafeString | str


@page(permission=Permission.MATCHING_RUN)
def room(request: PageRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    context = {"meeting": meeting, "plan": plan_of(meeting, scope=request.scope)}
    return render(request, "speedmeetings/room.html", context)


@page(permission=Permission.MATCHING_RUN)
def of_pupils(request: PageRequest, pk: int) -> HttpResponse:
    return _sheets(request, pk, are_pupils=True)


@page(permission=Permission.MATCHING_RUN)
def of_mentors(request: PageRequest, pk: int) -> HttpResponse:
    return _sheets(request, pk, are_pupils=False)


def _sheets(request: PageRequest, pk: int, *, are_pupils: bool) -> HttpResponse:
    meeting = meeting_of(request, pk)
    people = (
        Participant.objects.within(request.scope)
        .filter(meeting=meeting, mentee__isnull=not are_pupils)
        .select_related("mentee", "mentor")
        .order_by("mentee__class_label", "mentee__last_name", "mentor__last_name", "pk")
    )
    met, links = met_by_each(meeting, scope=request.scope), _links(meeting)
    context = {
        "meeting": meeting,
        "are_pupils": are_pupils,
        "sheets": [_sheet(one, met.get(one.pk, []), links) for one in people],
    }
    return render(request, "speedmeetings/sheets.html", context)


def _links(meeting: SpeedMeeting) -> dict[tuple[int | None, int | None], SignedLink]:
    standing = SignedLink.objects.standing(at=clock.now()).filter(
        act=LinkAct.CHOOSE, about_kind="speedmeeting", about_id=meeting.pk
    )
    return {(link.mentee_id, link.mentor_id): link for link in standing}


def _sheet(
    one: Participant,
    met: Sequence[Met],
    links: dict[tuple[int | None, int | None], SignedLink],
) -> Sheet:
    link = links.get((one.mentee_id, one.mentor_id))
    address = link_address(link) if link else ""
    person = one.mentee or one.mentor
    return Sheet(
        name=str(person),
        detail=one.mentee.class_label if one.mentee else "",
        met=met,
        address=address,
        qr=qr_code(address, title=f"Code à scanner : {person}") if address else "",
    )
