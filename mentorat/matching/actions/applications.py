"""« Devenir mentor »: ask by e-mail, tell by link, and be answered by the school or association."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorat.access.actions import make_link
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.queries import link_address
from mentorat.journal.actions import record
from mentorat.journal.enums import Event
from mentorat.matching.actions.offers import offer
from mentorat.matching.notices import accepted_letter, apply_letter, declined_letter
from mentorat.notifications.actions import notify, write
from mentorat.notifications.enums import Kind
from mentorat.organisations.actions import found_or_made_company
from mentorat.organisations.models import Association, School
from mentorat.people.enums import ApplicationState, DeclineReason
from mentorat.people.errors import ApplicationDecided
from mentorat.people.models import Mentor, MentorApplication, User
from mentorat.people.queries import LISTS, MentorFile
from mentorat.programmes.actions import preparing, recruiting
from mentorat.programmes.enums import MentoringKind
from mentorat.programmes.models import Campaign


@transaction.atomic
def ask_to_apply(
    *, email: str, school: School, association: Association | None, now: datetime
) -> SignedLink:
    """Send someone the link of the application form: the address is his or her own."""
    about = association or school
    link = make_link(act=LinkAct.APPLY, email=email, about=about, school=school, now=now, by=None)
    letter = apply_letter(school, association, link_address(link))
    write(key=f"apply:{link.pk}:{now:%Y%m%d%H%M}", address=link.email, letter=letter)
    return link


@transaction.atomic
def apply(*, link: SignedLink, told: Mapping[str, Any], now: datetime) -> MentorApplication:
    """Keep what a person told. Nothing else is made of it before a person has read it."""
    school, association = link.school, association_of(link)
    assert school is not None  # noqa: S101 -- such links are made for a school
    application = MentorApplication.objects.create(
        link=link.pk,
        school=school,
        place=school.place,
        association=association,
        email=link.email,
        first_name=told["first_name"],
        last_name=told["last_name"],
        job=told["job"],
        told=dict(told),
        made_at=now,
    )
    record(Event.APPLICATION_MADE, on=application, by=None)
    return application


@transaction.atomic
def accept_application(
    *, application: MentorApplication, campaign: Campaign, now: datetime, by: User
) -> Mentor:
    """Make a mentor's file and an offer; the mentor gets the links of training and charter."""
    application = _taken(application)
    association, school = application.association, application.school
    mentor = recruiting.add_mentor(
        # A mentor of an association belongs to the académie, and may offer at its schools.
        place=school.academy.span.lo if association else school.place,
        file=_file(application),
        by=by,
    )
    offer(
        mentor=mentor,
        school=school,
        campaign=campaign,
        kind=MentoringKind.BOTH,
        capacity=max(mentor.alone_seats, 1),
        by=by,
    )
    if photo := application.told.get("photo"):
        recruiting.set_photo(mentor=mentor, content=b64decode(photo), now=now, by=by)
    application.mentor = mentor
    _decide(application, ApplicationState.ACCEPTED, "mentor", now=now, by=by)
    letter = accepted_letter(school, association)
    notify(
        key=f"application:{application.pk}",
        address=application.email,
        kind=Kind.REPLY,
        letter=letter,
    )
    for act in (LinkAct.TRAIN, LinkAct.CHARTER):
        preparing.send_link(mentor=mentor, act=act, school=school, now=now, by=by)
    return mentor


@transaction.atomic
def decline_application(
    *, application: MentorApplication, reason: DeclineReason, now: datetime, by: User
) -> MentorApplication:
    """Say no, kindly. What the person told is not kept beyond the decision."""
    application = _taken(application)
    application.decline_reason, application.told = reason, {}
    _decide(application, ApplicationState.DECLINED, "decline_reason", "told", now=now, by=by)
    letter = declined_letter(application.school, application.association, reason)
    notify(
        key=f"application:{application.pk}",
        address=application.email,
        kind=Kind.REPLY,
        letter=letter,
    )
    return application


def association_of(link: SignedLink) -> Association | None:
    """Return the association to which the holder of a link applies, if it is to one."""
    if link.about_kind != "association":
        return None
    return Association.objects.filter(pk=link.about_id or 0).first()


def _taken(application: MentorApplication) -> MentorApplication:
    application = MentorApplication.objects.all().locked(application)
    if application.state != ApplicationState.WAITING:
        raise ApplicationDecided(state=application.get_state_display())
    return application


def _decide(
    application: MentorApplication,
    state: ApplicationState,
    *changed: str,
    now: datetime,
    by: User,
) -> None:
    application.state, application.decided_at, application.decided_by = state, now, by
    application.save(update_fields=["state", "decided_at", "decided_by", *changed])
    record(Event.APPLICATION_DECIDED, on=application, by=by, state=state)


def _file(application: MentorApplication) -> MentorFile:
    told = application.told
    known = {field.name for field in fields(MentorFile)}
    values = {name: value for name, value in told.items() if name in known}
    values |= {name: tuple(told[name]) for name in (*LISTS, "nsf_codes")}
    company = found_or_made_company(
        name=told["company_name"], siret=told["siret"], city=told["city"]
    )
    values |= {
        "email": application.email,
        "company_id": company.pk if company else None,
        "association_id": application.association_id,
    }
    return MentorFile(**values)
