from datetime import UTC, date, datetime

import pytest

from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.matching.actions import (
    Wishes,
    change_need,
    close_offer,
    hand_out,
    offer,
    offer_many,
    propose_to,
    take_link_back,
    volunteer,
    withdraw,
)
from mentorat.matching.enums import NeedChannel
from mentorat.matching.errors import (
    AlreadyVolunteer,
    CapacityOutOfRange,
    MenteeLeft,
    MentorLeft,
    NeedInMentorship,
    NeedWithdrawn,
    OfferClosed,
)
from mentorat.matching.models import Need, Offer
from mentorat.matching.policies import can_withdraw
from mentorat.programmes.enums import MentoringKind, Objective
from tests.factories.matching import NeedFactory, OfferFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, MentorFactory, UserFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 1)
NOW = datetime(2026, 10, 1, 8, tzinfo=UTC)


def of_school(place):
    return Scope(Family.SCHOOL, school_span(place))


def volunteered(mentee, **changes):
    facts = {
        "mentee": mentee,
        "campaign": CampaignFactory(),
        "objective": Objective.CONFIDENCE,
        "wishes": Wishes(kind=MentoringKind.PARCOURS, accepts_remote=False),
        "channel": NeedChannel.ACCOUNT,
        "on": DAY,
        "by": UserFactory(),
    }
    return volunteer(**facts | changes)


def offered(mentor, school, **changes):
    facts = {
        "mentor": mentor,
        "school": school,
        "campaign": CampaignFactory(),
        "kind": MentoringKind.METIER,
        "capacity": 2,
        "by": UserFactory(),
    }
    return offer(**facts | changes)


def offers_of(school):
    return list(
        Offer.objects.within(of_school(school.place))
        .order_by("pk")
        .values_list("mentor", "kind", "capacity", "closed_on")
    )


def test_pupil_who_volunteers_has_a_standing_need_in_the_school(rls):
    mentee, by = MenteeFactory(), UserFactory()

    with rls(of_school(mentee.place)):
        need = volunteered(mentee, by=by)

    stored = Need.objects.within(of_school(mentee.place)).standing().get()
    assert stored == need
    assert (stored.place, stored.kind, stored.objective) == (
        mentee.place,
        "parcours",
        "confidence",
    )
    assert (stored.accepts_remote, stored.volunteered_on, stored.recorded_by) == (False, DAY, by)
    entry = Entry.objects.within(of_school(mentee.place)).get()
    assert (entry.event, entry.about_id, entry.by) == (Event.NEED_RECORDED, need.pk, by)


def test_pupil_volunteers_for_himself_within_his_own_scope(rls):
    mentee, campaign, by = MenteeFactory(), CampaignFactory(), UserFactory()
    own = Scope(Family.GRANT, user=by.pk, mentee=mentee.pk)

    with rls(own):
        need = volunteered(mentee, campaign=campaign, by=by)
        withdraw(need=need, now=NOW, by=by)

    need.refresh_from_db()
    assert need.withdrawn_at == NOW


def test_pupil_volunteers_once_and_again_after_having_withdrawn():
    mentee = MenteeFactory()
    first = volunteered(mentee)

    with pytest.raises(AlreadyVolunteer):
        volunteered(mentee)
    withdraw(need=first, now=NOW, by=UserFactory())
    second = volunteered(mentee)

    assert second != first


def test_pupil_who_left_cannot_volunteer():
    with pytest.raises(MenteeLeft):
        volunteered(MenteeFactory(left_on=DAY))


def changed(need, **changes):
    facts = {
        "need": need,
        "objective": Objective.STRESS,
        "words": "Parler devant la classe",
        "wishes": Wishes(),
        "on": DAY,
        "by": UserFactory(),
    }
    return change_need(**facts | changes)


def test_a_former_objective_is_kept_with_its_last_day():
    need = NeedFactory(objective="pfmp", words="Trouver un stage")

    changed(need)
    changed(need, wishes=Wishes(languages=["pt"], hopes_for="Mme Modèle", avoids="M. Exemple"))

    need.refresh_from_db()
    assert (need.objective, need.words) == ("stress", "Parler devant la classe")
    assert (need.languages, need.hopes_for, need.avoids) == (["pt"], "Mme Modèle", "M. Exemple")
    assert need.former_objectives == [
        {"objective": "pfmp", "words": "Trouver un stage", "until": "2026-10-01"}
    ]


def test_a_need_that_was_withdrawn_changes_no_more():
    with pytest.raises(NeedWithdrawn):
        changed(NeedFactory(withdrawn_at=NOW))


def test_an_adult_proposes_and_makes_no_volunteer(rls):
    mentee, by = MenteeFactory(), UserFactory()

    with rls(of_school(mentee.place)):
        link = propose_to(mentee=mentee, now=NOW, by=by)

    entry = Entry.objects.within(of_school(mentee.place)).get()
    assert (entry.event, entry.about_kind, entry.about_id) == ("need_proposed", "mentee", mentee.pk)
    assert (link.mentee, link.act, link.made_by) == (mentee, "volunteer", by)
    assert not Need.objects.unscoped("a test").exists()


def test_a_second_sheet_bears_the_same_links(django_assert_num_queries):
    school, by = SchoolFactory(), UserFactory()
    pupils = [MenteeFactory(school=school) for _ in range(3)]
    first = hand_out(school=school, mentees=pupils[:2], now=NOW, by=by)

    with django_assert_num_queries(9):
        second = hand_out(school=school, mentees=pupils, now=NOW, by=by)

    assert [link.mentee for link in second] == pupils
    assert second[:2] == first


def test_a_lost_card_opens_nothing_and_another_is_made():
    mentee, by = MenteeFactory(), UserFactory()
    lost = propose_to(mentee=mentee, now=NOW, by=by)

    take_link_back(mentee=mentee, now=NOW, by=by)

    lost.refresh_from_db()
    assert lost.revoked_at == NOW
    assert propose_to(mentee=mentee, now=NOW, by=by) != lost


def test_need_is_withdrawn_once():
    need, by = NeedFactory(), UserFactory()

    withdrawn = withdraw(need=need, now=NOW, by=by)

    assert withdrawn.withdrawn_at == NOW
    assert not can_withdraw(withdrawn)
    with pytest.raises(NeedWithdrawn):
        withdraw(need=need, now=NOW, by=by)


def test_need_of_a_pupil_in_a_live_relation_is_not_withdrawn():
    need = NeedFactory()
    relation = MentorshipFactory(
        project=SchoolProjectFactory(school=need.mentee.school), mentee=need.mentee
    )

    assert not can_withdraw(need)
    with pytest.raises(NeedInMentorship):
        withdraw(need=need, now=NOW, by=UserFactory())

    relation.state = "declined"
    relation.save(update_fields=["state"])
    assert can_withdraw(need)


def test_second_offer_of_a_mentor_replaces_the_first_and_reopens_it(rls):
    school = SchoolFactory()
    mentor, campaign, by = MentorFactory(school=school), CampaignFactory(), UserFactory()

    with rls(of_school(school.place)):
        first = offered(mentor, school, campaign=campaign, by=by)
        close_offer(offer=first, on=DAY, by=by)
        second = offered(mentor, school, campaign=campaign, by=by, capacity=3)

    assert second.pk == first.pk
    assert offers_of(school) == [(mentor.pk, "metier", 3, None)]


def test_offer_is_closed_once():
    made = OfferFactory()

    closed = close_offer(offer=made, on=DAY, by=UserFactory())

    assert closed.closed_on == DAY
    with pytest.raises(OfferClosed):
        close_offer(offer=made, on=DAY, by=UserFactory())


@pytest.mark.parametrize("capacity", [0, 41])
def test_offer_of_too_few_or_too_many_pupils_is_refused(capacity):
    school = SchoolFactory()
    mentor = MentorFactory(school=school)

    with pytest.raises(CapacityOutOfRange, match="de 1 à 40 élèves"):
        offered(mentor, school, capacity=capacity)
    with pytest.raises(CapacityOutOfRange):
        offer_many(
            school=school,
            campaign=CampaignFactory(),
            capacities={mentor.pk: capacity},
            kind=MentoringKind.BOTH,
            by=UserFactory(),
        )


def test_mentor_who_left_offers_nothing():
    school = SchoolFactory()

    with pytest.raises(MentorLeft):
        offered(MentorFactory(school=school, left_on=DAY), school)


@pytest.mark.parametrize("count", [1, 3])
def test_many_offers_are_written_at_once(count, django_assert_num_queries):
    school, campaign, by = SchoolFactory(), CampaignFactory(), UserFactory()
    mentors = [MentorFactory(school=school) for _ in range(count)]
    OfferFactory(school=school, campaign=campaign, mentor=mentors[0], closed_on=DAY)

    with django_assert_num_queries(4):  # a savepoint around one statement, and the journal
        written = offer_many(
            school=school,
            campaign=campaign,
            capacities={mentor.pk: 4 for mentor in mentors},
            kind=MentoringKind.BOTH,
            by=by,
        )

    assert written == count
    assert sorted(offers_of(school)) == [(mentor.pk, "both", 4, None) for mentor in mentors]
