"""When a need, an offer, a run or a proposal may change. Who may change it is for ``access``."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Count, F, Q
from django.utils import timezone

from mentorat.foundations.place import Span
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Scope
from mentorat.matching.engine import stable
from mentorat.matching.enums import ProposalState, RunState
from mentorat.matching.errors import (
    AlreadyDecided,
    CapacityOutOfRange,
    KindsApart,
    MeetingUndecided,
    MenteeLeft,
    MentorLeft,
    NeedInMentorship,
    NeedWithdrawn,
    NobodyAvailable,
    NobodyWaits,
    NoProjectHere,
    NotLetIn,
    NotOfThisProject,
    OfferClosed,
    OfferFull,
    RunUnderWay,
    SettledTwice,
    WrongRunState,
)
from mentorat.matching.models import (
    AcademyRun,
    Choices,
    MatchingRun,
    Need,
    Offer,
    OfferQuerySet,
    Proposal,
)
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MenteeMembership
from mentorat.mentorships.policies import check_rematch
from mentorat.people.models import Mentee, Mentor
from mentorat.programmes.enums import MentoringForm, MentoringKind, Objective, Programme
from mentorat.programmes.models import Campaign, SchoolProject

RUN_TRANSITIONS: Mapping[RunState, frozenset[RunState]] = {
    RunState.WAITING: frozenset({RunState.RUNNING, RunState.FAILED}),
    # Running again: the worker that began was killed, and another takes over.
    RunState.RUNNING: frozenset({RunState.RUNNING, RunState.DONE, RunState.FAILED}),
    RunState.FAILED: frozenset({RunState.RUNNING, RunState.FAILED}),
    RunState.DONE: frozenset(),
}

PROPOSAL_TRANSITIONS: Mapping[ProposalState, frozenset[ProposalState]] = {
    ProposalState.SUGGESTED: frozenset({ProposalState.ACCEPTED, ProposalState.DECLINED}),
    ProposalState.ACCEPTED: frozenset(),
    ProposalState.DECLINED: frozenset(),
}

UNDER_WAY = frozenset({RunState.WAITING, RunState.RUNNING})
PATIENCE = timedelta(minutes=10)
LEAST_SEATS, MOST_SEATS = 1, 40

# The first key of our advisory locks on projects whose proposals change.
MATCHED_PROJECT = 12


def wait_turn(project_id: int) -> None:
    """Let one act at a time change the proposals of a project, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [MATCHED_PROJECT, project_id])


def check_can_volunteer(mentee: Mentee) -> None:
    if mentee.left_on is not None:
        raise MenteeLeft


def can_withdraw(need: Need) -> bool:
    return need.withdrawn_at is None and not _is_in_mentorship(need)


def check_stands(need: Need) -> None:
    if need.withdrawn_at is not None:
        raise NeedWithdrawn


def check_can_withdraw(need: Need) -> None:
    check_stands(need)
    if _is_in_mentorship(need):
        raise NeedInMentorship


def check_can_offer(mentor: Mentor, capacity: int) -> None:
    if mentor.left_on is not None:
        raise MentorLeft
    check_capacity(capacity)


def check_capacity(capacity: int) -> None:
    if not LEAST_SEATS <= capacity <= MOST_SEATS:
        raise CapacityOutOfRange(least=LEAST_SEATS, most=MOST_SEATS)


def check_can_close(offer: Offer) -> None:
    if offer.closed_on is not None:
        raise OfferClosed


def open_offers(project: SchoolProject, *, on: date) -> OfferQuerySet:
    """Return the offers made to a project that stand on a day, by mentors who are not away."""
    available = Mentor.objects.unscoped("inside a condition").available(on=on)
    return (
        Offer.objects.unscoped("the offers of one project")
        .filter(place=project.place, campaign=project.campaign_id, mentor__in=available)
        .filter(Q(closed_on=None) | Q(closed_on__gt=on))
    )


def free_seats(offers: OfferQuerySet) -> dict[int, int]:
    """Return, by offer, how many pupils more the mentor takes in its school."""
    accompanied = Count(
        "mentor__memberships__mentorship__mentee_memberships",
        filter=Q(
            mentor__memberships__place=F("place"),
            mentor__memberships__mentorship__state__in=MentorshipState.LIVE,
        ),
        distinct=True,
    )
    return {
        pk: max(capacity - taken, 0)
        for pk, capacity, taken in offers.annotate(taken=accompanied)
        .order_by("pk")
        .values_list("pk", "capacity", "taken")
    }


def check_can_run(project: SchoolProject, *, now: datetime) -> None:
    """Refuse a run that would find nobody, or that another one is about to answer."""
    recent = project.matching_runs.filter(state__in=UNDER_WAY, asked_at__gt=now - PATIENCE)
    if recent.exists():
        raise RunUnderWay
    if chosen_by_each_other().filter(run__project=project).exists():
        raise MeetingUndecided
    waiting = Need.objects.unscoped("the volunteers of one project").filter(
        place=project.place, campaign=project.campaign_id
    )
    if not waiting.unmet().exists():
        raise NobodyWaits
    cleared = Mentor.objects.unscoped("inside a condition").cleared(on=timezone.localdate(now))
    offers = open_offers(project, on=timezone.localdate(now)).filter(mentor__in=cleared)
    if not any(free_seats(offers).values()):
        raise NobodyAvailable


def chosen_by_each_other() -> ScopedQuerySet[Proposal]:
    """Return the undecided pairs of speed meetings: no computation takes their place."""
    return Proposal.objects.unscoped("the undecided pairs of meetings").filter(
        run__engine=stable.VERSION, state=ProposalState.SUGGESTED
    )


def check_can_run_territory(campaign: Campaign, span: Span, *, scope: Scope, now: datetime) -> None:
    """Refuse while a part of the territory is being computed, or where no school has a project."""
    under_way = AcademyRun.objects.within(scope).filter(
        state__in=UNDER_WAY,
        territory_run__asked_at__gt=now - PATIENCE,
        place__gte=span.lo,
        last_place__lte=span.hi,
    )
    if under_way.exists():
        raise RunUnderWay
    projects = SchoolProject.objects.within(scope).filter(
        campaign=campaign, place__range=(span.lo, span.hi)
    )
    if not projects.exists():
        raise NoProjectHere


def check_choices(project: SchoolProject, choices: Choices) -> None:
    """Refuse to settle twice for a pupil, or for whoever is not of the project.

    Whether a pair is still possible is seen by the run, which says it of each.
    """
    settled = [need for need, _ in choices.kept]
    if len(settled) > len(set(settled)) or choices.kept & choices.excluded:
        raise SettledTwice
    pairs = choices.kept | choices.excluded
    needs, offers = {need for need, _ in pairs}, {offer for _, offer in pairs}
    found = (
        Need.objects.unscoped("the volunteers of one project").filter(pk__in=needs),
        Offer.objects.unscoped("the offers of one project").filter(pk__in=offers),
    )
    here = [
        rows.filter(place=project.place, campaign=project.campaign_id).count() for rows in found
    ]
    if here != [len(needs), len(offers)]:
        raise NotOfThisProject


def check_run_can_become(run: MatchingRun, target: RunState) -> None:
    if target not in RUN_TRANSITIONS[RunState(run.state)]:
        raise WrongRunState(state=run.get_state_display(), target=target.label)


def can_decide(proposal: Proposal) -> bool:
    return bool(PROPOSAL_TRANSITIONS[ProposalState(proposal.state)])


def check_can_decide(proposal: Proposal, target: ProposalState) -> None:
    if target not in PROPOSAL_TRANSITIONS[ProposalState(proposal.state)]:
        raise AlreadyDecided(state=proposal.get_state_display())


def check_can_accept(members: Sequence[Proposal], *, on: date) -> None:
    """Refuse when a pupil no longer waits, or a mentor has too few seats or another wish."""
    first, needs = members[0], [one.need for one in members]
    for need in needs:
        check_waits(need)
    check_rematch([need.mentee_id for need in needs], on=on)
    check_seats(first.run.project, offers_of(first), len(members), on=on)
    common_kind([*needs, *offers_of(first)])


def offers_of(proposal: Proposal) -> list[Offer]:
    return [proposal.offer, *([proposal.second_offer] if proposal.second_offer else [])]


def form_of(members: Sequence[Proposal]) -> MentoringForm:
    """Return the form of the relation: a class is more than a group of the year holds."""
    if len(members) == 1:
        return MentoringForm.INDIVIDUAL
    is_class = len(members) > members[0].run.project.campaign.group_most
    return MentoringForm.CLASS if is_class else MentoringForm.GROUP


def objective_of(needs: Sequence[Need]) -> Objective:
    """Return the objective that most of them have; the first by name when several tie."""
    counts = Counter(need.objective for need in needs)
    return Objective(min(counts, key=lambda one: (-counts[one], one)))


def common_reasons(members: Sequence[Proposal]) -> list[str]:
    """Return the sentences that hold for every member: all of them read these."""
    return [
        reason for reason in members[0].reasons if all(reason in one.reasons for one in members)
    ]


def check_waits(need: Need) -> None:
    if need.withdrawn_at is not None or need.mentee.left_on is not None:
        raise NeedWithdrawn
    if _is_in_mentorship(need):
        raise NeedInMentorship


def check_seats(project: SchoolProject, offers: Sequence[Offer], count: int, *, on: date) -> None:
    """Refuse when a mentor no longer offers, or has fewer free seats than there are pupils."""
    seats = free_seats(open_offers(project, on=on).filter(pk__in=[one.pk for one in offers]))
    for offer in offers:
        if offer.pk not in seats:
            raise OfferClosed
        if seats[offer.pk] < count:
            raise OfferFull(capacity=offer.capacity)
    let_in = set(project.associations.values_list("pk", flat=True))
    bodies = {offer.mentor.association_id for offer in offers} - {None}
    if let_in and not bodies <= let_in:
        raise NotLetIn


def common_kind(wishes: Iterable[Need | Offer]) -> MentoringKind:
    """Return the kind of a relation between all of them; a refusal when they want two."""
    kinds = {MentoringKind(one.kind) for one in wishes} - {MentoringKind.BOTH}
    if len(kinds) > 1:
        raise KindsApart
    return kinds.pop() if kinds else MentoringKind.BOTH


def programme_of(mentor: Mentor) -> Programme:
    """Return the programme under which the relations of a mentor are counted."""
    is_laureate = mentor.association is not None and mentor.association.is_laureate
    return Programme.UN_JEUNE_UN_MENTOR if is_laureate else Programme.LOCAL


def _is_in_mentorship(need: Need) -> bool:
    live = MenteeMembership.objects.unscoped("a rule about one pupil").filter(
        mentee=need.mentee_id, mentorship__state__in=MentorshipState.LIVE
    )
    return live.exists()
