"""What families say, and what follows at once: relations, sessions, links."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentorat.access import actions as access
from mentorat.access import questions
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.roles import Role
from mentorat.followup.actions import answer_authorisation, remove_guardian
from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.mentorships import tasks
from mentorat.mentorships.actions import (
    answer_authorisation as answer_relations,
)
from mentorat.mentorships.actions import request_authorisations, resume, save_guardian, start
from mentorat.mentorships.models import MenteeMembership, Mentorship
from mentorat.notifications.actions import prefer
from mentorat.notifications.enums import Pace
from mentorat.notifications.models import Delivery, DigestLine
from mentorat.people.actions import Reply
from mentorat.people.enums import AuthorisationChannel, AuthorisationScope
from mentorat.people.errors import AnswerInTheFuture, GuardianSaidNo, NoReply, NotAuthorised
from mentorat.people.models import Authorisation, Guardian, Mentee
from mentorat.people.policies import unauthorised
from mentorat.people.queries import authorisations_of, with_authorisation
from tests.factories.mentorships import MentorshipFactory, answered
from tests.factories.people import (
    AuthorisationFactory,
    GuardianFactory,
    MenteeFactory,
    MenteeIdentityFactory,
    UserFactory,
    authorise,
)
from tests.factories.scheduling import MentoringSessionFactory, paris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
# Before the session of the factory.
EVE = datetime(2026, 11, 2, 9, tzinfo=UTC)
IN_PERSON, REMOTE = AuthorisationScope.IN_PERSON, AuthorisationScope.REMOTE
YES, NO = Reply(IN_PERSON, is_yes=True), Reply(IN_PERSON, is_yes=False)


def said(mentee, *replies, guardian=None, by="school", act=answer_relations, on=TODAY):
    by = UserFactory() if by == "school" else by
    channel = AuthorisationChannel.LINK if by is None else AuthorisationChannel.PAPER
    return act(
        mentee=mentee,
        guardian=guardian,
        replies=replies,
        channel=channel,
        answered_on=on,
        now=NOW,
        by=by,
    )


def state(mentorship):
    return Mentorship.objects.unscoped("a test").get(pk=mentorship.pk).state


def events():
    return list(Entry.objects.unscoped("a test").order_by("pk").values_list("event", flat=True))


def words(mentee):
    rows = Authorisation.objects.unscoped("a test").filter(mentee=mentee).order_by("pk")
    return [(row.scope, row.state, row.is_latest) for row in rows]


@pytest.mark.parametrize(("requires_agreement", "expected"), [(True, "accepted"), (False, "ready")])
def test_a_yes_moves_on_what_awaited(requires_agreement, expected):
    relation = MentorshipFactory(awaiting=True)
    relation.project.campaign.requires_agreement = requires_agreement
    relation.project.campaign.save()

    said(relation.mentee_memberships.get().mentee, YES)

    assert state(relation) == expected
    assert "authorisation_given" in events()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"ready": True}, "awaiting"),
        ({"accepted": True}, "awaiting"),
        ({"active": True}, "suspended"),
        ({}, "proposed"),
    ],
    ids=["ready", "accepted", "active", "proposed"],
)
def test_a_no_stops_at_once_what_depends_on_it(before, after):
    mentee = MenteeFactory()
    AuthorisationFactory(mentee=mentee)
    relation = MentorshipFactory(mentee=mentee, **before)

    said(mentee, NO)

    assert state(relation) == after
    assert words(mentee) == [("in_person", "given", False), ("in_person", "withdrawn", True)]


def test_a_yes_to_another_point_moves_nothing():
    relation = MentorshipFactory(awaiting=True)
    mentee = relation.mentee_memberships.get().mentee

    said(mentee, Reply(REMOTE, is_yes=True))

    assert state(relation) == "awaiting"


def test_a_suspended_relation_does_not_resume_by_itself():
    mentee = MenteeFactory()
    relation = MentorshipFactory(mentee=mentee, state="suspended", started_on=date(2026, 10, 12))

    said(mentee, YES)

    assert state(relation) == "suspended"


def test_a_no_keeps_a_relation_suspended_until_it_is_taken_back():
    mentee, by = MenteeFactory(), UserFactory()
    AuthorisationFactory(mentee=mentee)
    relation = MentorshipFactory(mentee=mentee, active=True)
    said(mentee, NO)

    with pytest.raises(NotAuthorised):
        resume(mentorship=relation, now=NOW, by=by)
    said(mentee, YES)
    resume(mentorship=relation, now=NOW, by=by)

    assert state(relation) == "active"


def test_one_no_outweighs_the_other_guardian():
    mentee = MenteeFactory()
    one, two = GuardianFactory(mentee=mentee), GuardianFactory(mentee=mentee, rank=2)
    relation = MentorshipFactory(mentee=mentee, awaiting=True)

    said(mentee, NO, guardian=one)
    said(mentee, YES, guardian=two)
    assert state(relation) == "awaiting"

    said(mentee, YES, guardian=one)
    assert state(relation) == "ready"
    assert [row[1] for row in words(mentee)] == ["refused", "given", "given"]


def test_what_is_said_again_is_not_written_twice():
    mentee = MenteeFactory()

    said(mentee, YES)
    again = said(mentee, YES)

    assert (again.written, len(words(mentee))) == ([], 1)


def test_an_image_is_authorised_for_one_project():
    mentee, image = MenteeFactory(), AuthorisationScope.IMAGE

    said(mentee, Reply(image, is_yes=True, purpose="film du salon"))
    said(mentee, Reply(image, is_yes=False, purpose="journal du lycée"))

    scope = Scope(Family.SCHOOL, school_span(mentee.place))
    found = authorisations_of(mentee, scope=scope, on=TODAY)
    images = [(one.purpose, one.status) for one in found if one.scope == image]
    assert images == [("film du salon", "given"), ("journal du lycée", "refused")]


def test_a_sheet_is_not_signed_tomorrow_nor_empty():
    mentee = MenteeFactory()

    with pytest.raises(AnswerInTheFuture):
        said(mentee, YES, on=TODAY + timedelta(days=1))
    with pytest.raises(NoReply):
        said(mentee)


def test_a_guardian_answers_by_link_within_the_own_scope(rls):
    guardian = GuardianFactory()
    mentee = guardian.mentee
    AuthorisationFactory(mentee=mentee)
    relation = MentorshipFactory(mentee=mentee, active=True)
    session = MentoringSessionFactory(mentorship=relation)
    manager = UserFactory(email="bde@exemple.fr")
    post = access.school_post(Role.BUREAU_DES_ENTREPRISES, mentee.school)
    access.give(user=manager, post=post, valid_from=date(2026, 9, 1), by=None)
    link = access.make_link(act=LinkAct.AUTHORISE, guardian=guardian, now=NOW, by=None)

    with rls(questions.link_scope(link)):
        settled = answer_authorisation(
            mentee=mentee,
            guardian=guardian,
            replies=[NO],
            channel=AuthorisationChannel.LINK,
            answered_on=EVE.date(),
            now=EVE,
            by=None,
        )

    session.refresh_from_db()
    assert (settled.words, settled.moved, settled.cancelled) == (1, 1, 1)
    assert (state(relation), session.state) == ("suspended", "cancelled")
    letter = Delivery.objects.get()
    assert (letter.address, letter.subject) == (
        "bde@exemple.fr",
        "Une famille a refusé ou retiré une autorisation",
    )
    assert mentee.first_name not in letter.body


def test_refusing_a_mode_cancels_the_sessions_of_that_mode_alone():
    mentee = MenteeFactory()
    AuthorisationFactory(mentee=mentee)
    relation = MentorshipFactory(mentee=mentee, active=True)
    in_room = MentoringSessionFactory(mentorship=relation)
    remote = MentoringSessionFactory(
        mentorship=relation, remote=True, starts_at=paris(5, 10), ends_at=paris(5, 11)
    )

    answer_authorisation(
        mentee=mentee,
        guardian=None,
        replies=[Reply(REMOTE, is_yes=False)],
        channel=AuthorisationChannel.PAPER,
        answered_on=EVE.date(),
        now=EVE,
        by=UserFactory(),
    )

    for session in (in_room, remote):
        session.refresh_from_db()
    assert (in_room.state, remote.state) == ("planned", "cancelled")
    assert state(relation) == "active"


def test_families_are_asked_by_mail_and_never_read_a_name():
    school_year_pupil = MenteeFactory(first_name="Zélie", last_name="Inconnue")
    GuardianFactory(mentee=school_year_pupil, email="un@exemple.fr")
    GuardianFactory(mentee=school_year_pupil, rank=2, email="deux@exemple.fr")
    without = MenteeFactory()
    adult = MenteeIdentityFactory(birth_date=date(2008, 11, 23)).mentee
    by = UserFactory()

    found = request_authorisations(
        mentees=[school_year_pupil, without, adult], scopes=[IN_PERSON], now=NOW, by=by
    )
    request_authorisations(mentees=[school_year_pupil], scopes=[IN_PERSON], now=NOW, by=by)

    assert (found.written_to, found.on_paper, found.adults) == (2, [without], [adult])
    letters = Delivery.objects.order_by("address")
    assert [one.address for one in letters] == ["deux@exemple.fr", "un@exemple.fr"]
    assert not any("Zélie" in one.body + one.html + one.subject for one in letters)
    assert [row[1] for row in words(school_year_pupil)] == ["requested", "requested"]
    assert [row[1] for row in words(without)] == ["requested"]
    assert words(adult) == []


def test_a_new_address_closes_the_links_of_the_former_one():
    guardian, by = GuardianFactory(email="avant@exemple.fr"), UserFactory()
    request_authorisations(mentees=[guardian.mentee], scopes=[IN_PERSON], now=NOW, by=by)

    save_guardian(
        mentee=guardian.mentee,
        rank=1,
        full_name=guardian.full_name,
        email="apres@exemple.fr",
        phone="",
        now=NOW,
        by=by,
    )

    assert not SignedLink.objects.standing(at=NOW).exists()
    assert guardian.mentee.guardians.get().email == "apres@exemple.fr"


def test_what_a_removed_guardian_gave_counts_no_more_and_a_no_stays():
    mentee, by = MenteeFactory(), UserFactory()
    one, two = GuardianFactory(mentee=mentee), GuardianFactory(mentee=mentee, rank=2)
    said(mentee, YES, guardian=one)
    said(mentee, Reply(REMOTE, is_yes=False), guardian=two)
    relation = MentorshipFactory(mentee=mentee, active=True)

    with pytest.raises(GuardianSaidNo):
        remove_guardian(guardian=two, now=NOW, by=by)
    remove_guardian(guardian=one, now=NOW, by=by)

    assert state(relation) == "suspended"
    assert list(Guardian.objects.unscoped("a test")) == [two]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "missing"),
        ([{"state": "requested", "channel": "", "answered_on": None}], "requested"),
        ([{}], "given"),
        ([{"expires_on": date(2026, 11, 22)}], "missing"),
        ([{}, {"state": "refused"}], "refused"),
        ([{}, {"state": "withdrawn"}], "withdrawn"),
        ([{"scope": "remote"}], "missing"),
    ],
)
def test_the_list_and_the_file_say_what_the_rule_says(rows, expected):
    mentee = MenteeFactory()
    for rank, row in enumerate(rows, 1):
        guardian = GuardianFactory(mentee=mentee, rank=rank)
        AuthorisationFactory(mentee=mentee, guardian=guardian, **row)

    scope = Scope(Family.SCHOOL, school_span(mentee.place))
    listed = with_authorisation(Mentee.objects.within(scope), to=IN_PERSON, on=TODAY).get()
    found = authorisations_of(mentee, scope=scope, on=TODAY)

    assert (listed.authorisation, found[0].status) == (expected, expected)
    assert (unauthorised([mentee.pk], to=IN_PERSON, on=TODAY) == set()) == (expected == "given")


def test_a_relation_does_not_start_on_a_day_without_an_authorisation():
    mentee = MenteeFactory()
    AuthorisationFactory(mentee=mentee, expires_on=date(2026, 11, 22))
    relation = MentorshipFactory(mentee=mentee, ready=True)

    with pytest.raises(NotAuthorised):
        start(mentorship=relation, on=TODAY, now=NOW, by=UserFactory())
    start(mentorship=relation, on=date(2026, 11, 22), now=NOW, by=UserFactory())

    assert state(relation) == "active"


def running_group(mentee, *others):
    """Return a running group of authorised pupils, with a session to come, seen from ``EVE``."""
    relation = MentorshipFactory(mentee=authorise(mentee), active=True, form="group")
    for other in others:
        MenteeMembership.objects.create(
            mentorship=relation,
            mentee=authorise(other),
            place=relation.place,
            **answered(relation.proposed_by),
        )
    return relation, MentoringSessionFactory(mentorship=relation)


def no_to(mentee, **said):
    return answer_authorisation(
        mentee=mentee,
        replies=[NO],
        answered_on=EVE.date(),
        now=EVE,
        **{"guardian": None, "channel": AuthorisationChannel.PAPER, "by": UserFactory()} | said,
    )


def members(relation):
    rows = MenteeMembership.objects.unscoped("a test").filter(mentorship=relation)
    return set(rows.values_list("mentee", flat=True))


def expected(session):
    return set(session.bookings.filter(mentee__isnull=False).values_list("mentee", flat=True))


def test_a_no_takes_one_pupil_out_of_a_running_group_that_goes_on():
    one, two, three = (MenteeFactory() for _ in range(3))
    relation, session = running_group(one, two, three)

    settled = no_to(one)

    session.refresh_from_db()
    assert (settled.moved, settled.cancelled) == (1, 0)
    assert (state(relation), session.state) == ("active", "planned")
    assert members(relation) == expected(session) == {two.pk, three.pk}
    assert "mentee_taken_out" in events()


def told(queue):
    """Do what is queued about a lost authorisation; return who reads which sentence."""
    for job in list(queue.jobs.values()):
        if job["task_name"].endswith("tell_lost"):
            tasks.tell_lost(**job["args"])
            tasks.tell_lost(**job["args"])
    return set(DigestLine.objects.values_list("address", "sentence"))


def test_a_no_is_told_to_the_mentor_and_to_the_other_guardian_alone(queue):
    mentee = MenteeFactory()
    AuthorisationFactory(mentee=mentee)
    relation = MentorshipFactory(mentee=mentee, active=True)
    one, other = (GuardianFactory(mentee=mentee, rank=rank) for rank in (1, 2))

    no_to(mentee, guardian=one, channel=AuthorisationChannel.LINK, by=None)

    mentor = relation.mentor_memberships.get().mentor
    assert told(queue) == {
        (mentor.email, "Votre mentorat est en pause"),
        (other.email, "Le mentorat de votre enfant est en pause"),
    }


def test_a_no_that_changes_no_relation_is_told_to_nobody(queue):
    mentee = MenteeFactory()
    MentorshipFactory(mentee=mentee)
    GuardianFactory(mentee=mentee)

    no_to(mentee)

    assert told(queue) == set()


def test_the_mentor_of_a_group_that_goes_on_reads_so(queue):
    relation, _session = running_group(*(MenteeFactory() for _ in range(3)))

    no_to(relation.mentee_memberships.first().mentee)

    mentor = relation.mentor_memberships.get().mentor
    assert told(queue) == {(mentor.email, "Votre groupe continue avec un élève de moins")}


def test_whoever_wants_no_message_is_not_told_of_a_no(queue):
    mentee = MenteeFactory()
    AuthorisationFactory(mentee=mentee)
    relation = MentorshipFactory(mentee=mentee, active=True)
    prefer(address=relation.mentor_memberships.get().mentor.email, pace=Pace.NEVER, now=NOW)

    no_to(mentee)

    assert told(queue) == set()


def test_a_group_of_which_nobody_is_left_is_suspended():
    one, two = MenteeFactory(), MenteeFactory()
    relation, session = running_group(one, two)

    no_to(one)
    settled = no_to(two)

    session.refresh_from_db()
    assert (settled.moved, settled.cancelled) == (1, 1)
    assert (state(relation), session.state) == ("suspended", "cancelled")
    assert members(relation) == {two.pk}


def test_a_group_whose_others_lack_an_authorisation_too_is_suspended():
    one, two = MenteeFactory(), MenteeFactory()
    AuthorisationFactory(mentee=two, expires_on=date(2026, 11, 1))
    relation, _session = running_group(one, two)

    no_to(one)

    assert state(relation) == "suspended"
    assert members(relation) == {one.pk, two.pk}


def test_what_the_pupil_lived_in_the_group_stays():
    one, two = MenteeFactory(), MenteeFactory()
    relation, _to_come = running_group(one, two)
    held = MentoringSessionFactory(
        mentorship=relation,
        state="held",
        starts_at=paris(14, 10, month=10),
        ends_at=paris(14, 11, month=10),
    )

    no_to(one)

    assert expected(held) == {one.pk, two.pk}


def test_a_guardian_takes_a_pupil_out_of_a_group_by_link(rls):
    guardian, other = GuardianFactory(), MenteeFactory()
    relation, session = running_group(guardian.mentee, other)
    link = access.make_link(act=LinkAct.AUTHORISE, guardian=guardian, now=NOW, by=None)

    with rls(questions.link_scope(link)):
        settled = no_to(
            guardian.mentee, guardian=guardian, channel=AuthorisationChannel.LINK, by=None
        )

    assert (settled.moved, settled.cancelled) == (1, 0)
    assert state(relation) == "active"
    assert members(relation) == expected(session) == {other.pk}
