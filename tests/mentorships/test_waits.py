"""No relation waits for ever: each wait has an owner, a reminder, and an end of its own."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mentorat.access.actions import give, mentee_post
from mentorat.access.models import SignedLink
from mentorat.access.policies import opens
from mentorat.journal.models import Entry
from mentorat.matching.models import Need
from mentorat.mentorships import actions, policies, preparing
from mentorat.mentorships.enums import MentorshipState, WaitOwner
from mentorat.mentorships.errors import AlreadyExtended, NotWaiting
from mentorat.mentorships.models import MenteeMembership, MentorMembership
from mentorat.mentorships.periodic import let_time_pass
from mentorat.mentorships.policies import TRANSITIONS, WAITS
from mentorat.notifications.models import Delivery, DigestLine
from mentorat.programmes.models import Campaign
from tests.factories.agreements import to_sign
from tests.factories.matching import NeedFactory
from tests.factories.mentorships import ANSWERED, MentorshipFactory, answered
from tests.factories.people import GuardianFactory, MenteeFactory, UserFactory, authorised_mentee

pytestmark = pytest.mark.django_db

S = MentorshipState
PROPOSED_AT = datetime(2026, 10, 1, 8, tzinfo=UTC)


def pass_days(mentorship, until):
    """Let each night do its work, from the day of the state to a day."""
    day = mentorship.state_at.date()
    while day <= until:
        now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
        actions.let_time_pass(mentorship=mentorship, today=day, now=now)
        day += timedelta(days=1)
    mentorship.refresh_from_db()
    return mentorship


def letters():
    return [one.subject for one in Delivery.objects.order_by("pk")]


def group(first="accepted", second="asked", **fields):
    """Return a proposal of a group of two pupils, whose mentor said yes."""
    mentorship = MentorshipFactory(form="group", **fields)
    by = answered(mentorship.proposed_by)
    for side in MentorMembership.objects.unscoped("a test").filter(mentorship=mentorship):
        side.state, side.answered_at = "accepted", ANSWERED
        side.save()
    one = mentorship.mentee_memberships.get()
    two = MenteeMembership.objects.create(
        mentorship=mentorship, mentee=MenteeFactory(school=mentorship.school), place=one.place
    )
    for side, state in ((one, first), (two, second)):
        side.state = state
        side.answered_at = by["answered_at"] if state != "asked" else None
        side.save()
    return mentorship, one.mentee, two.mentee


def test_every_waiting_state_and_no_other_has_a_wait():
    columns = {field.name for field in Campaign._meta.get_fields()}

    assert set(WAITS) == set(S.WAITING)
    assert {wait.days for wait in WAITS.values()} <= columns
    assert {wait.owner for wait in WAITS.values()} == set(WaitOwner)


@pytest.mark.parametrize("state", sorted(S.WAITING))
def test_a_wait_ends_in_a_state_that_follows_after_its_reminder(state):
    wait = WAITS[state]

    assert wait.becomes in TRANSITIONS[state]
    assert wait.reminds_at < wait.ends_at
    assert wait.reminds_at < wait.alarms_at <= wait.ends_at


def test_no_state_is_dead_and_none_is_out_of_reach():
    def reached(start):
        found, ahead = {start}, [start]
        while ahead:
            new = TRANSITIONS[ahead.pop()] - found
            found |= new
            ahead += new
        return found

    over = {state for state, after in TRANSITIONS.items() if not after}

    assert reached(S.PROPOSED) == set(S)
    assert over == set(S) - set(S.LIVE)
    assert all(reached(state) & over for state in S)


@pytest.mark.parametrize(
    ("state", "reminder", "end"),
    [
        ("proposed", date(2026, 10, 6), date(2026, 10, 11)),
        ("awaiting", date(2026, 10, 12), date(2026, 11, 12)),
        ("accepted", date(2026, 10, 8), date(2026, 10, 15)),
        ("ready", date(2026, 10, 12), date(2026, 11, 12)),
    ],
)
def test_each_wait_ends_by_itself_on_the_day_that_was_told(state, reminder, end):
    mentorship = MentorshipFactory(state=state, state_at=PROPOSED_AT)

    ahead = policies.deadlines(mentorship)
    on_the_day = pass_days(mentorship, end).state
    after = pass_days(mentorship, end + timedelta(days=1))

    assert (ahead.reminder, ahead.end) == (reminder, end)
    assert f"{end:%d/%m/%Y}" in ahead.sentence
    assert (on_the_day, after.state) == (state, "lapsed")


def test_silence_frees_the_pupil_who_keeps_the_date_of_the_request():
    mentorship = MentorshipFactory()
    need = NeedFactory(
        mentee=mentorship.mentee_memberships.get().mentee, campaign=mentorship.project.campaign
    )
    preparing.prepare(mentorship, now=PROPOSED_AT)

    pass_days(mentorship, date(2026, 10, 12))

    (waiting,) = Need.objects.unscoped("a test").unmet()
    assert (waiting, waiting.volunteered_on) == (need, date(2026, 9, 20))
    assert not any(opens(link, now=PROPOSED_AT) for link in SignedLink.objects.all())


def test_at_half_time_each_one_who_is_waited_for_is_reminded_once_with_the_same_link():
    mentorship = MentorshipFactory()
    mentee = mentorship.mentee_memberships.get().mentee
    post, user = mentee_post(mentee, mentorship.school), UserFactory(email="eleve@exemple.fr")
    give(user=user, post=post, valid_from=date(2026, 9, 1), by=None)
    preparing.prepare(mentorship, now=PROPOSED_AT)

    pass_days(mentorship, date(2026, 10, 9))

    assert letters() == [
        "Un élève vous est proposé",
        "Un mentor t’est proposé",
        "Rappel : un élève vous est proposé",
        "Rappel : un mentor t’est proposé",
    ]
    bodies = [one.body for one in Delivery.objects.order_by("pk")]
    assert all(mentee.first_name not in body for body in bodies)
    links = [next(line for line in body.splitlines() if "/l/" in line) for body in bodies]
    assert links[:2] == links[2:]
    assert SignedLink.objects.count() == 2


def test_a_family_without_address_has_its_link_on_paper():
    mentorship = MentorshipFactory(awaiting=True)
    mentee = mentorship.mentee_memberships.get().mentee
    GuardianFactory(mentee=mentee, email="")

    preparing.prepare(mentorship, now=PROPOSED_AT)

    assert letters() == []
    assert SignedLink.objects.get().act == "authorise"


def test_every_side_is_asked_to_sign_and_the_school_as_well():
    pilot = UserFactory(email="pilote@exemple.fr")
    mentorship = to_sign(followed_by=pilot)
    GuardianFactory(mentee=mentorship.mentee_memberships.get().mentee, email="parent@exemple.fr")

    preparing.prepare(mentorship, now=ANSWERED)
    preparing.prepare(mentorship, now=ANSWERED)

    addresses = {one.address for one in Delivery.objects.all()}
    mentor = mentorship.mentor_memberships.get().mentor
    assert addresses == {mentor.email, "parent@exemple.fr", "pilote@exemple.fr"}
    assert Delivery.objects.count() == 3
    assert sorted(SignedLink.objects.values_list("act", flat=True)) == ["sign"] * 3


def test_the_school_is_reminded_of_a_first_meeting_that_nobody_fixes():
    mentorship = MentorshipFactory(
        ready=True, followed_by=UserFactory(email="pilote@exemple.fr"), state_at=PROPOSED_AT
    )

    pass_days(mentorship, date(2026, 10, 12))

    # Nobody waits for an answer: it is a line of the next gathering.
    (line,) = DigestLine.objects.all()
    assert (line.address, line.sentence) == (
        "pilote@exemple.fr",
        "Une relation est prête et n’a pas encore sa première rencontre",
    )


def test_more_time_is_given_once():
    mentorship, by = MentorshipFactory(awaiting=True, state_at=PROPOSED_AT), UserFactory()
    before = policies.deadlines(mentorship).end

    extended = actions.extend_wait(mentorship=mentorship, now=PROPOSED_AT, by=by)

    assert policies.deadlines(extended).end == before + timedelta(days=21)
    with pytest.raises(AlreadyExtended):
        actions.extend_wait(mentorship=mentorship, now=PROPOSED_AT, by=by)
    with pytest.raises(NotWaiting):
        actions.extend_wait(mentorship=MentorshipFactory(active=True), now=PROPOSED_AT, by=by)


def test_a_group_goes_on_without_the_pupils_who_stay_silent():
    mentorship, kept, silent = group()

    pass_days(mentorship, date(2026, 10, 12))

    assert [side.mentee for side in mentorship.mentee_memberships.all()] == [kept]
    assert mentorship.state == "awaiting"
    assert silent.memberships.count() == 0
    events = Entry.objects.unscoped("a test").values_list("event", flat=True)
    assert "mentee_taken_out" in set(events)


def test_a_group_whose_mentor_stays_silent_ends_for_all():
    mentorship, *_ = group()
    side = mentorship.mentor_memberships.get()
    side.state, side.answered_at = "asked", None
    side.save()

    pass_days(mentorship, date(2026, 10, 12))

    assert mentorship.state == "lapsed"
    assert mentorship.mentee_memberships.count() == 2


def test_a_group_goes_on_without_the_pupil_whom_nobody_authorised():
    mentorship, _, authorised = group("accepted", "accepted", state="awaiting")
    authorised_mentee_row = authorised_mentee(school=mentorship.school)
    mentorship.mentee_memberships.filter(mentee=authorised).update(mentee=authorised_mentee_row)

    pass_days(mentorship, date(2026, 11, 13))

    assert mentorship.state == "ready"
    assert [side.mentee for side in mentorship.mentee_memberships.all()] == [authorised_mentee_row]


@pytest.mark.usefixtures("queue")
def test_the_night_touches_what_is_due_and_twice_nothing_more(time_machine):
    silent, fresh = MentorshipFactory(), MentorshipFactory(state_at=ANSWERED)
    MentorshipFactory(active=True)
    time_machine.move_to(datetime(2026, 10, 13, 1, tzinfo=UTC))

    touched = let_time_pass(timestamp=0), let_time_pass(timestamp=0)

    for mentorship in (silent, fresh):
        mentorship.refresh_from_db()
    assert touched == (2, 0)
    assert (silent.state, fresh.state) == ("lapsed", "proposed")
    assert fresh.reminded_at is not None
