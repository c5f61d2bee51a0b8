"""An association leaves: its access ends, its mentors take no new pupil, each school decides."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import Grant, Invitation, SignedLink
from mentorat.access.roles import Role
from mentorat.followup import actions, tasks
from mentorat.followup.enums import ExitChoice
from mentorat.followup.errors import (
    ExitElsewhere,
    ExitHasTakenPlace,
    ExitInThePast,
    NoAssociationToTakeOver,
)
from mentorat.followup.models import Closing
from mentorat.followup.queries import exit_figures, exits_to_settle, relations_left
from mentorat.foundations.place import NATION
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.matching.models import Need
from mentorat.matching.policies import open_offers
from mentorat.notifications.actions import prefer
from mentorat.notifications.enums import Pace
from mentorat.notifications.models import DigestLine
from mentorat.people.models import Mentor
from tests.factories.matching import NeedFactory, OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory
from tests.factories.people import MenteeFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue", "monday")]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = NOW.date()
THE_DAY = date(2026, 12, 18)


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def project():
    return SchoolProjectFactory(pilot=UserFactory())


@pytest.fixture
def association():
    return AssociationFactory()


@pytest.fixture
def mentor(project, association):
    mentor = cleared_mentor(place=project.place, association=association)
    OfferFactory(mentor=mentor, school=project.school, campaign=project.campaign, capacity=3)
    return mentor


def relation(project, mentor, **more):
    mentee = MenteeFactory(school=project.school)
    NeedFactory(mentee=mentee, campaign=project.campaign)
    return MentorshipFactory(
        project=project, mentor=mentor, mentee=mentee, association=mentor.association, **more
    )


def scope_of(project):
    return Scope(Family.SCHOOL, project.school.span)


def leaves(association, span=NATION, on=THE_DAY):
    return actions.association_exits(
        association=association, span=span, on=on, today=TODAY, now=NOW, by=UserFactory()
    )


def settle(project, association, choices, successor=None):
    return actions.settle_exit(
        association=association,
        choices=choices,
        successor=successor,
        scope=scope_of(project),
        today=TODAY,
        now=NOW,
        by=UserFactory(),
    )


def coordinator(association, email="coordination@exemple.fr"):
    post = access.Post(Role.ASSOCIATION, label=association.name, association=association)
    user = UserFactory(email=email)
    return access.give(user=user, post=post, valid_from=date(2026, 9, 1), by=None)


def staff_of(project):
    post = access.school_post(Role.BUREAU_DES_ENTREPRISES, project.school)
    return access.give(user=UserFactory(), post=post, valid_from=date(2026, 9, 1), by=None)


def invitation(association):
    return Invitation.objects.create(
        email="nouvelle@exemple.fr",
        role=Role.ASSOCIATION,
        association=association,
        token_digest="0" * 64,
        invited_by=UserFactory(),
        invited_at=NOW,
        expires_at=NOW + timedelta(days=7),
    )


def test_what_ends_is_what_was_announced(project, association, mentor):
    relation(project, mentor, active=True)
    grant, other = coordinator(association), coordinator(AssociationFactory(), "autre@exemple.fr")
    waiting = invitation(association)
    places = access.make_link(act=LinkAct.OFFER, mentor=mentor, now=NOW, by=None)
    report = access.make_link(act=LinkAct.REPORT, mentor=mentor, now=NOW, by=None)

    announced = exit_figures(association, span=NATION, on=THE_DAY, now=NOW)
    leaves(association)

    assert (announced.grants, announced.invitations, announced.links) == (1, 1, 1)
    assert (announced.schools, announced.is_within) == (1, True)
    last_day = THE_DAY - timedelta(days=1)
    held = Grant.objects.filter(pk__in=[grant.pk, other.pk])
    assert list(held.in_force(on=last_day)) == [grant, other]
    assert list(held.in_force(on=THE_DAY)) == [other]
    waiting.refresh_from_db()
    assert waiting.revoked_at == NOW
    after = datetime(2026, 12, 18, 9, tzinfo=UTC)
    assert list(SignedLink.objects.standing(at=NOW)) == [report, places]
    assert list(SignedLink.objects.standing(at=after)) == [report]
    entry = Entry.objects.unscoped("a test").get(event="association_exit")
    assert entry.detail == {"grants": 1, "invitations": 1, "links": 1, "schools": 1}


def test_its_mentors_take_pupils_until_that_day_and_no_longer(project, association, mentor):
    leaves(association)

    mentor = Mentor.objects.unscoped("a test").get(pk=mentor.pk)
    for day, is_open in ((THE_DAY - timedelta(days=1), True), (THE_DAY, False)):
        assert mentor.is_available(on=day) is is_open
        assert open_offers(project, on=day).exists() is is_open


def test_mentors_without_association_are_still_proposed(project, association):
    OfferFactory(
        mentor=cleared_mentor(place=project.place),
        school=project.school,
        campaign=project.campaign,
    )
    leaves(association, on=TODAY)

    assert open_offers(project, on=TODAY).exists()


def test_a_territory_does_not_decide_for_schools_of_another(project, association, mentor):
    relation(project, mentor, active=True)
    elsewhere = SchoolProjectFactory()

    with pytest.raises(ExitElsewhere):
        leaves(association, span=elsewhere.school.span)

    association.refresh_from_db()
    assert association.leaves_on is None


def told(queue):
    """Do the work that is queued; return the sentences that wait for each address."""
    for job in queue.jobs.values():
        name = job["task_name"].rpartition(".")[2]
        if name in {"tell_exit", "mentors_follow"}:
            getattr(tasks, name)(**job["args"])
    queue.reset()
    lines = DigestLine.objects.order_by("pk").values_list("address", "sentence", "url")
    return {address: (sentence, url) for address, sentence, url in lines}


def test_schools_and_mentors_are_told_once_and_no_pupil_is_named(
    project, association, mentor, queue
):
    live = relation(project, mentor, active=True)
    bde = staff_of(project)
    leaves(association)

    found = told(queue)
    tasks.tell_exit(association_id=association.pk, day=THE_DAY.isoformat(), stays=False)

    assert found.keys() == {bde.user.email, mentor.email}
    assert found[bde.user.email] == (
        f"{association} quitte le mentorat le 18/12/2026 : 1 relation à décider",
        f"http://localhost:8000/clotures/association/{association.pk}/",
    )
    assert found[mentor.email][0] == f"{association} quitte le mentorat le 18/12/2026"
    assert DigestLine.objects.count() == 2
    name = live.mentee_memberships.get().mentee.last_name
    assert not any(name in sentence for sentence, _ in found.values())


def test_whoever_wants_no_message_is_not_told(association, mentor, queue):
    prefer(address=mentor.email, pace=Pace.NEVER, now=NOW)
    leaves(association)

    assert told(queue) == {}


def test_a_departure_taken_back_leaves_everything_as_it_was(project, association, mentor, queue):
    grant = coordinator(association)
    link = access.make_link(act=LinkAct.OFFER, mentor=mentor, now=NOW, by=None)
    until = link.expires_at
    leaves(association)

    actions.association_stays(
        association=association, span=NATION, today=TODAY, now=NOW, by=UserFactory()
    )

    found = told(queue)
    association.refresh_from_db()
    link.refresh_from_db()
    after = THE_DAY + timedelta(days=1)
    assert association.leaves_on is None
    assert link.expires_at == until
    assert list(Grant.objects.filter(pk=grant.pk).in_force(on=after)) == [grant]
    assert open_offers(project, on=after).exists()
    assert found[mentor.email][0] == f"{association} reste : son départ est annulé"
    entry = Entry.objects.unscoped("a test").get(event="association_stays")
    assert entry.detail == {"links": 1}


def test_a_departure_is_not_taken_back_on_its_day_nor_from_elsewhere(project, association, mentor):
    relation(project, mentor, active=True)
    elsewhere = SchoolProjectFactory().school.span
    leaves(association)

    for span, today, refusal in (
        (NATION, THE_DAY, ExitHasTakenPlace),
        (elsewhere, TODAY, ExitElsewhere),
    ):
        with pytest.raises(refusal):
            actions.association_stays(
                association=association, span=span, today=today, now=NOW, by=UserFactory()
            )

    association.refresh_from_db()
    assert association.leaves_on == THE_DAY


def test_a_mentor_who_is_taken_over_carries_the_new_association_and_the_others_are_frozen(
    project, association, mentor, queue
):
    other = cleared_mentor(place=project.place, association=association)
    alone = cleared_mentor(place=project.place, association=association)
    passed, kept = relation(project, mentor, active=True), relation(project, alone, active=True)
    relation(project, other, active=True)
    heir = AssociationFactory()
    leaves(association)

    settle(
        project,
        association,
        {passed.pk: ExitChoice.OTHER_ASSOCIATION, kept.pk: ExitChoice.TAKE_OVER},
        successor=heir,
    )
    told(queue)

    mentors = Mentor.objects.unscoped("a test").in_bulk([mentor.pk, alone.pk, other.pk])
    found = {pk: (one.association, one.is_available(on=THE_DAY)) for pk, one in mentors.items()}
    assert found == {
        mentor.pk: (heir, True),
        alone.pk: (None, True),
        other.pk: (association, False),
    }
    changed = Entry.objects.unscoped("a test").filter(event="mentor_changed")
    assert changed.count() == 2


def test_an_association_that_leaves_takes_nobody_over(project, association, mentor):
    passed = relation(project, mentor, active=True)
    gone = AssociationFactory(leaves_on=THE_DAY)
    leaves(association)

    for successor in (None, association, gone):
        with pytest.raises(NoAssociationToTakeOver):
            settle(
                project,
                association,
                {passed.pk: ExitChoice.OTHER_ASSOCIATION},
                successor=successor,
            )


def test_a_departure_is_not_announced_for_yesterday(association):
    with pytest.raises(ExitInThePast):
        leaves(association, on=TODAY - timedelta(days=1))


def test_each_school_decides_relation_by_relation(project, association, mentor):
    kept = relation(project, mentor, active=True)
    passed = relation(project, mentor, active=True)
    asked = relation(project, mentor)
    later = relation(project, mentor, active=True)
    leaves(association)

    count = settle(
        project,
        association,
        {
            kept.pk: ExitChoice.TAKE_OVER,
            passed.pk: ExitChoice.OTHER_MENTOR,
            asked.pk: ExitChoice.OTHER_MENTOR,
            later.pk: ExitChoice.LATER,
        },
    )

    assert count == 3
    for one in (kept, passed, asked, later):
        one.refresh_from_db()
    assert (kept.state, kept.association, kept.mentor_memberships.get().mentor) == (
        "active",
        None,
        mentor,
    )
    closing = Closing.objects.unscoped("a test").get()
    assert (closing.mentorship, closing.reason) == (passed, "association_left")
    assert asked.state == "withdrawn"
    first = Need.objects.unscoped("a test").filter(priority_since=TODAY)
    assert {need.mentee for need in first} == {
        one.mentee_memberships.get().mentee for one in (passed, asked)
    }
    (left,) = exits_to_settle(scope_of(project))
    assert (left.association_id, left.leaves_on, left.count) == (association.pk, THE_DAY, 1)


def test_a_school_decides_about_no_other_school(project, association):
    elsewhere = SchoolProjectFactory(campaign=project.campaign)
    theirs = relation(elsewhere, cleared_mentor(association=association), active=True)
    leaves(association)

    assert settle(project, association, {theirs.pk: ExitChoice.TAKE_OVER}) == 0
    assert exits_to_settle(scope_of(project)) == []
    theirs.refresh_from_db()
    assert theirs.association == association


def test_a_free_seat_is_suggested_once_and_to_a_wish_that_goes_with_it(
    project, association, mentor
):
    first = relation(project, mentor, active=True, kind="metier")
    second = relation(project, mentor, active=True, kind="metier")
    leaves(association)
    for kind in ("parcours", "metier"):
        OfferFactory(
            mentor=cleared_mentor(place=project.place),
            school=project.school,
            campaign=project.campaign,
            kind=kind,
            capacity=1,
        )

    found = relations_left([first, second], project=project, scope=scope_of(project), today=TODAY)

    assert [one.other is not None for one in found] == [True, False]
    assert found[0].other.offers.get().kind == "metier"
