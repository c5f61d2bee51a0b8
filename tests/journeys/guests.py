"""Links of the demonstration's people: one of each act for each kind of person who may hold it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time

from django.db.models import F

from mentorat.access.actions import make_link
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.followup import actions as followup
from mentorat.followup.enums import ClosingKind
from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.actions import ask_to_apply
from mentorat.mentorships.enums import MemberState
from mentorat.mentorships.models import Agreement, Mentorship
from mentorat.people.models import Guardian, Mentee, Mentor
from mentorat.programmes.actions.preparing import send_link
from mentorat.scheduling.models import MentoringSession
from mentorat.speedmeetings.actions import plan_meeting
from mentorat.speedmeetings.queries import facts_by_number

WHY = "the demonstration, whole"


def links_of_all_acts(now: datetime) -> dict[LinkAct, list[SignedLink]]:
    """Make the links of every act there is. An act that is missing here is an error."""
    return {act: [*MAKERS[act](act, now)] for act in LinkAct}


def running(now: datetime) -> Mentorship:
    """Return a relation of two that runs, of a minor whose guardians are known."""
    adults = Mentee.objects.unscoped(WHY).of_age(on=now.date())
    return (
        Mentorship.objects.unscoped(WHY)
        .filter(state="active", form="individual", closings=None)
        .filter(mentee_memberships__mentee__guardians__rank=1)
        .exclude(mentee_memberships__mentee__in=adults)
        .order_by("pk")[0]
    )


def mentee_of(mentorship: Mentorship) -> Mentee:
    return Mentee.objects.unscoped(WHY).filter(memberships__mentorship=mentorship)[0]


def mentor_of(mentorship: Mentorship) -> Mentor:
    return Mentor.objects.unscoped(WHY).filter(memberships__mentorship=mentorship)[0]


def guardian(now: datetime) -> Guardian:
    return Guardian.objects.unscoped(WHY).filter(mentee=mentee_of(running(now)))[0]


def of_pupil_without_relation(act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    """The card of a pupil who asks, and that of one whose relation runs."""
    alone = Mentee.objects.unscoped(WHY).present().filter(memberships=None, needs=None)[0]
    for mentee in (alone, mentee_of(running(now))):
        yield make_link(act=act, mentee=mentee, now=now, by=None)


def of_guardian(act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    yield make_link(act=act, guardian=guardian(now), now=now, by=None)


def of_mentor(act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    relation = running(now)
    mentor = mentor_of(relation)
    yield send_link(mentor=mentor, act=act, school=relation.school, now=now, by=None)


def of_candidate(_act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    yield ask_to_apply(
        email="candidat@essai.example", school=running(now).school, association=None, now=now
    )


def of_asked(act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    asked = Mentorship.objects.unscoped(WHY).filter(
        state="proposed",
        mentee_memberships__state=MemberState.ASKED,
        mentor_memberships__state=MemberState.ASKED,
    )[0]
    yield make_link(act=act, about=asked, mentor=mentor_of(asked), now=now, by=None)
    yield make_link(act=act, about=asked, mentee=mentee_of(asked), now=now, by=None)


def of_signers(act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    unsigned = Agreement.objects.unscoped(WHY).filter(replaced_at=None, signatures__signed_on=None)
    one = unsigned.filter(signatures__party="guardian")[0]
    for side in one.signatures.exclude(party="school").distinct("party").order_by("party"):
        if side.party == "guardian":
            signer = Guardian.objects.unscoped(WHY).filter(mentee=side.mentee_id)[0]
            yield make_link(act=act, about=one, guardian=signer, now=now, by=None)
        elif side.mentee is not None:
            yield make_link(act=act, about=one, mentee=side.mentee, now=now, by=None)
        else:
            yield make_link(act=act, about=one, mentor=side.mentor, now=now, by=None)


def of_session(_act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    held = MentoringSession.objects.unscoped(WHY).filter(
        during__endswith__lt=now, mentorship__state="active", reports=None
    )[0]
    mentor = Mentor.objects.unscoped(WHY).filter(bookings__session=held)[0]
    report = followup.open_report(session=held, mentor=mentor, now=now)
    yield followup.report_link(report, now=now)


def of_both_sides(_act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    relation = running(now)
    check_in = followup.open_check_in(mentorship=relation, step=7, now=now)
    yield followup.check_in_link(check_in, mentor=mentor_of(relation), now=now)
    yield followup.check_in_link(check_in, mentee=mentee_of(relation), now=now)


def of_those_who_part(act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    relation, parent = running(now), guardian(now)
    school_person = relation.project.pilot
    closing = followup.open_closing(
        mentorship=relation, kind=ClosingKind.ANTICIPATED, now=now, by=school_person
    )
    followup.ask_talks(closing=closing, now=now, by=school_person)
    followup.ask_guardian(closing=closing, guardian=parent, now=now, by=school_person)
    talks = closing.talks.annotate(number=F("pk")).values("number")
    yield from SignedLink.objects.filter(act=act, about_kind="exittalk", about_id__in=talks)


def of_whoever_asks(act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    relation = running(now)
    people = (
        {"mentor": mentor_of(relation)},
        {"mentee": mentee_of(relation)},
        {"guardian": guardian(now)},
    )
    for person in people:
        yield make_link(act=act, now=now, by=None, **person)


def of_address(act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    mentor = mentor_of(running(now))
    yield make_link(act=act, email=mentor.email, now=now, by=None)


def of_those_who_met(_act: LinkAct, now: datetime) -> Iterator[SignedLink]:
    """The links of a meeting of today: one pupil's and one mentor's."""
    relation = running(now)
    project, by = relation.project, relation.project.pilot
    scope = Scope(Family.SCHOOL, school_span(project.place))
    waiting, offering = facts_by_number(project, scope=scope, today=now.date())
    meeting = plan_meeting(
        project=project,
        scope=scope,
        held_on=now.date(),
        starts_at=time(14),
        where="hall",
        rounds=4,
        needs=sorted(waiting)[:4],
        offers=sorted(offering)[:4],
        now=now,
        by=by,
    )
    links = SignedLink.objects.filter(about_kind="speedmeeting", about_id=meeting.pk)
    yield from (links.exclude(mentee=None)[0], links.exclude(mentor=None)[0])


MAKERS: Mapping[LinkAct, Callable[[LinkAct, datetime], Iterator[SignedLink]]] = {
    LinkAct.VOLUNTEER: of_pupil_without_relation,
    LinkAct.AUTHORISE: of_guardian,
    LinkAct.FAMILY: of_guardian,
    LinkAct.APPLY: of_candidate,
    LinkAct.TRAIN: of_mentor,
    LinkAct.CHARTER: of_mentor,
    LinkAct.ANSWER: of_asked,
    LinkAct.SIGN: of_signers,
    LinkAct.REPORT: of_session,
    LinkAct.CHECK_IN: of_both_sides,
    LinkAct.EXIT_TALK: of_those_who_part,
    LinkAct.OFFER: of_mentor,
    LinkAct.OWN_DATA: of_whoever_asks,
    LinkAct.CHOOSE: of_those_who_met,
    LinkAct.PREFERENCES: of_address,
}
