"""A group meets at a distance without the pupils whose family has not said yes to it."""

import pytest

from mentorat.access import actions as access
from mentorat.followup.actions import answer_authorisation
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.models import MenteeMembership
from mentorat.people.actions import Reply
from mentorat.people.enums import AuthorisationChannel, AuthorisationScope
from mentorat.people.models import Mentee
from mentorat.scheduling import actions, policies
from mentorat.scheduling.enums import SessionMode
from mentorat.scheduling.errors import AuthorisationMissing
from mentorat.scheduling.models import Booking, MentoringSession
from mentorat.scheduling.queries import not_invited, upcoming_for
from tests.factories.mentorships import MentorshipFactory, answered
from tests.factories.people import AuthorisationFactory, GuardianFactory, MenteeFactory, UserFactory
from tests.factories.scheduling import paris
from tests.web.home.stage import get, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

NOW = paris(2, 9)
REMOTE = AuthorisationScope.REMOTE


def pupil(school, *, remotely):
    mentee = MenteeFactory(school=school)
    AuthorisationFactory(mentee=mentee)
    if remotely:
        AuthorisationFactory(mentee=mentee, scope="remote")
    return mentee


@pytest.fixture
def group():
    """A running group of three: two may meet at a distance, the last one may not."""
    relation = MentorshipFactory(active=True, form="group")
    for remotely in (True, False):
        MenteeMembership.objects.create(
            mentorship=relation,
            mentee=pupil(relation.school, remotely=remotely),
            place=relation.place,
            **answered(relation.proposed_by),
        )
    return relation


def members(relation):
    found = Mentee.objects.unscoped("a test").filter(memberships__mentorship=relation)
    return list(found.order_by("memberships__pk"))


def plan(relation):
    return actions.plan(
        mentorship=relation,
        starts_at=paris(3, 10),
        ends_at=paris(3, 11),
        mode=SessionMode.REMOTE,
        room=None,
        now=NOW,
        by=UserFactory(),
    )


def refuse(mentee, *, guardian=None, by="school"):
    return answer_authorisation(
        mentee=mentee,
        guardian=guardian,
        replies=[Reply(REMOTE, is_yes=False)],
        channel=AuthorisationChannel.PAPER if guardian is None else AuthorisationChannel.LINK,
        answered_on=NOW.date(),
        now=NOW,
        by=UserFactory() if by == "school" else by,
    )


def test_the_group_meets_without_the_pupil_and_the_school_reads_why(group):
    one, two, left_out = members(group)

    session = plan(group)

    assert policies.mentees_of(session) == {one.pk, two.pk}
    scope = Scope(Family.SCHOOL, group.school.span)
    assert not_invited(session, scope=scope) == [str(left_out)]


def test_the_pupil_who_is_left_out_does_not_find_the_session(group, rls):
    one, _, left_out = members(group)
    session = plan(group)

    for mentee, found in ((one, [session]), (left_out, [])):
        scope = Scope(family=Family.GRANT, mentee=mentee.pk)
        with rls(scope):
            assert list(MentoringSession.objects.within(scope)) == found
            assert list(MentoringSession.objects.unscoped("the database alone")) == found
            assert Booking.objects.unscoped("the database alone").exists() == bool(found)


def test_nor_does_the_family(group, rls):
    one, _, left_out = members(group)
    session = plan(group)

    for mentee, found in ((one, [session]), (left_out, [])):
        scope = Scope(family=Family.GRANT, guardian=GuardianFactory(mentee=mentee).pk)
        with rls(scope):
            assert list(MentoringSession.objects.within(scope)) == found
            assert list(MentoringSession.objects.unscoped("the database alone")) == found


def test_the_mentor_and_the_other_pupils_read_nothing_of_it(group, rls):
    one, two, left_out = members(group)
    plan(group)
    scope = Scope(family=Family.GRANT, mentor=group.mentor_memberships.get().mentor_id)

    with rls(scope):
        (line,) = upcoming_for(group, scope=scope, now=NOW, full_names=False)

    assert set(line.mentees) == {one.short_name, two.short_name}
    assert left_out.short_name not in repr(line)


def test_a_later_no_gives_one_seat_back_and_the_last_one_cancels(group):
    one, two, _ = members(group)
    session = plan(group)

    first = refuse(one)
    session.refresh_from_db()
    assert (first.cancelled, session.state) == (0, "planned")
    assert policies.mentees_of(session) == {two.pk}

    last = refuse(two)
    session.refresh_from_db()
    assert (last.cancelled, session.state) == (1, "cancelled")


def test_a_guardian_says_no_by_link_and_the_others_still_meet(group, rls):
    one, two, _ = members(group)
    guardian = GuardianFactory(mentee=one)
    session = plan(group)

    with rls(Scope(family=Family.GRANT, guardian=guardian.pk, link=1)):
        settled = refuse(one, guardian=guardian, by=None)

    session.refresh_from_db()
    assert (settled.cancelled, session.state) == (0, "planned")
    assert policies.mentees_of(session) == {two.pk}


def test_a_group_of_which_nobody_may_meets_at_school_only():
    mentee = MenteeFactory()
    AuthorisationFactory(mentee=mentee)
    relation = MentorshipFactory(active=True, form="group", mentee=mentee)

    with pytest.raises(AuthorisationMissing):
        plan(relation)


def test_the_page_of_the_session_says_it_to_the_school_alone(group, time_machine):
    time_machine.move_to(NOW, tick=False)
    left_out = members(group)[-1]
    session = plan(group)
    bde = staff(group.school)
    mentor = group.mentor_memberships.get().mentor
    post = access.mentor_post(mentor, group.school)
    own = access.give(user=UserFactory(), post=post, valid_from=NOW.date(), by=None)

    to_school = get(bde, "sessions:detail", session.pk).page
    to_mentor = get(own, "sessions:detail", session.pk).page

    assert f"Sans {left_out} : pas d’autorisation à distance." in to_school.text
    assert "autorisation" not in to_mentor.text
    assert "À distance, la séance se tient sans" in get(bde, "sessions:plan", group.pk).page.text
