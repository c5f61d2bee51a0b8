"""Groups in a run: formed by the rule of the year, decided at once, one relation for all."""

from datetime import UTC, date, datetime

import pytest

from mentorat.matching.actions import accept_many, accept_proposal, compute, decline_proposal
from mentorat.matching.errors import AlreadyDecided, OfferFull
from mentorat.matching.queries import proposals_shown
from mentorat.mentorships.models import MenteeMembership, MentorMembership, Mentorship
from tests.factories.matching import MatchingRunFactory, NeedFactory, OfferFactory
from tests.factories.people import UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

DAY = date(2026, 10, 1)
NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)


@pytest.fixture
def project():
    return SchoolProjectFactory(forms=["individual", "group", "class"])


def needs_in(project, number, **changes):
    return [
        NeedFactory(mentee__school=project.school, campaign=project.campaign, **changes)
        for _ in range(number)
    ]


def mentor_in(project, *, capacity, **mentor):
    return OfferFactory(
        school=project.school,
        campaign=project.campaign,
        capacity=capacity,
        mentor=cleared_mentor(place=project.place, **mentor),
    )


def computed(project):
    return compute(run=MatchingRunFactory(project=project), today=DAY, now=NOW)


def groups(run):
    """Return, by group, the needs, and the offers they share."""
    found = {}
    for one in run.proposals.order_by("need"):
        found.setdefault(one.group, []).append((one.need_id, one.offer_id))
    return found


def test_a_run_puts_pupils_of_one_objective_around_a_mentor_who_takes_a_group(project):
    pupils = needs_in(project, 3)
    (other,) = needs_in(project, 1, objective="insertion")
    offer = mentor_in(project, capacity=4, group_seats=4, alone_seats=0, availability=["wed_pm"])

    run = computed(project)

    assert groups(run) == {1: [(one.pk, offer.pk) for one in pupils]}
    assert set(run.proposals.values_list("hour", flat=True)) == {"wed_pm"}
    assert (run.summary["volunteers"], run.summary["served"]) == (4, 3)
    assert [one["need"] for one in run.summary["details"]] == [other.pk]


def test_a_run_forms_no_group_where_the_project_has_none_or_the_year_wants_more(project):
    needs_in(project, 3)
    mentor_in(project, capacity=4, group_seats=4, alone_seats=0)
    project.forms = ["individual"]
    project.save()

    alone = computed(project)
    project.forms = ["group"]
    project.save()
    project.campaign.group_least = 4
    project.campaign.save()
    too_few = computed(project)

    assert groups(alone) == groups(too_few) == {}


def test_a_group_becomes_one_relation_with_all_its_members(project):
    pupils = needs_in(project, 3)
    offer = mentor_in(project, capacity=4, group_seats=4, alone_seats=0)
    run, by = computed(project), UserFactory()

    outcome = accept_many(proposals=run.proposals.all(), now=NOW, by=by)

    (mentorship,) = outcome.mentorships
    assert outcome.refused == ()
    assert (mentorship.form, mentorship.objective) == ("group", "pfmp")
    assert mentorship.reasons
    members = MenteeMembership.objects.unscoped("a test").filter(mentorship=mentorship)
    assert {one.mentee_id for one in members} == {one.mentee_id for one in pupils}
    (side,) = MentorMembership.objects.unscoped("a test").filter(mentorship=mentorship)
    assert side.mentor_id == offer.mentor_id
    assert set(run.proposals.values_list("state", "mentorship")) == {("accepted", mentorship.pk)}
    with pytest.raises(AlreadyDecided):
        accept_proposal(proposal=run.proposals.all()[0], now=NOW, by=by)


def test_whoever_is_set_aside_leaves_the_group(project):
    pupils = needs_in(project, 4)
    mentor_in(project, capacity=4, group_seats=4, alone_seats=0)
    run, by = computed(project), UserFactory()
    first, second = run.proposals.order_by("need")[:2]

    decline_proposal(proposal=first, now=NOW, by=by)
    mentorship = accept_proposal(proposal=second, now=NOW, by=by)

    members = MenteeMembership.objects.unscoped("a test").filter(mentorship=mentorship)
    assert {one.mentee_id for one in members} == {one.mentee_id for one in pupils[1:]}


def test_a_group_that_outgrew_its_seats_is_refused_whole(project):
    needs_in(project, 3)
    offer = mentor_in(project, capacity=4, group_seats=4, alone_seats=0)
    run = computed(project)
    offer.capacity = 2
    offer.save()

    outcome = accept_many(proposals=run.proposals.all(), now=NOW, by=UserFactory())

    assert outcome.mentorships == ()
    assert [one.sentence for one in outcome.refused] == [OfferFull(capacity=2).sentence]
    assert not Mentorship.objects.unscoped("a test").exists()


def test_a_class_that_volunteered_goes_to_the_mentor_who_takes_one(project):
    needs_in(project, 11, mentee__class_label="TCUIS")
    needs_in(project, 2, mentee__class_label="1ML")
    mentor_in(project, capacity=30, takes_class=True)
    run = computed(project)

    in_class = run.proposals.filter(group=1)
    mentorship = accept_proposal(proposal=in_class[0], now=NOW, by=UserFactory())

    assert in_class.count() == 11
    assert run.proposals.filter(group=None).count() == 1
    assert mentorship.form == "class"
    assert mentorship.mentee_memberships.count() == 11


def test_two_mentors_of_different_origin_when_the_year_asks(project):
    project.campaign.group_is_double = True
    project.campaign.save()
    needs_in(project, 3)
    first, second = (
        mentor_in(project, capacity=4, group_seats=4, alone_seats=0, origin=origin)
        for origin in ("employee", "retired")
    )
    run = computed(project)

    mentorship = accept_proposal(proposal=run.proposals.all()[0], now=NOW, by=UserFactory())

    sides = mentorship.mentor_memberships.all()
    assert {one.mentor_id for one in sides} == {first.mentor_id, second.mentor_id}
    assert {one.function for one in sides} == {"main", "second"}


def test_a_group_is_shown_with_its_members_and_its_hour(project):
    needs = needs_in(project, 3)
    mentor_in(project, capacity=4, group_seats=4, alone_seats=0, availability=["wed_pm"])
    run = computed(project)

    shown = {one.need_id: one for one in proposals_shown(run)}

    first = shown[needs[0].pk]
    assert (first.group, first.hour) == (1, "mercredi après-midi")
    assert set(first.fellows) == {str(one.mentee) for one in needs[1:]}


def test_how_many_make_a_class_is_a_rule_of_the_year(project):
    project.campaign.class_least = 12
    project.campaign.save()
    needs_in(project, 11, mentee__class_label="TCUIS")
    mentor_in(project, capacity=30, takes_class=True)

    run = computed(project)

    assert not run.proposals.filter(group=1).exists()
