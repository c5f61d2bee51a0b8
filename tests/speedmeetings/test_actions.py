"""A « rencontre éclair », from its plan to the pairs that follow from secret choices."""

from datetime import date, timedelta

import pytest

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.journal.models import Entry
from mentorat.matching.actions import accept_proposal, ask_run, decline_proposal
from mentorat.matching.errors import MeetingUndecided
from mentorat.matching.models import Need, Proposal
from mentorat.mentorships.models import Mentorship
from mentorat.speedmeetings import actions
from mentorat.speedmeetings.enums import Unchosen
from mentorat.speedmeetings.errors import (
    DayIsOver,
    NobodyChose,
    NobodyToMeet,
    NotMet,
    NotOffering,
    NotWaiting,
    RoundsOutOfRange,
    TooEarly,
    WasAbsent,
    WrongMeetingState,
)
from mentorat.speedmeetings.models import Mark, Participant, SpeedMeeting, Turn
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MentorFactory, UserFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.factories.speedmeetings import (
    AFTER,
    DAY,
    NOW,
    choose,
    planned,
    scope_of,
    seats,
    volunteers,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]


def turns(meeting):
    return {(turn.mentee_side.need_id, turn.mentor_side.offer_id) for turn in meeting.turns.all()}


def marks():
    return Mark.objects.unscoped("a test").count()


def decide(meeting, now=AFTER):
    return actions.decide_meeting(
        meeting=meeting, scope=scope_of(meeting.project), now=now, by=UserFactory()
    )


def proposed(meeting):
    return {(one.need_id, one.offer_id): one.reasons for one in meeting.run.proposals.all()}


def test_everybody_meets_and_each_has_a_link_of_ones_own():
    project = SchoolProjectFactory()
    needs, offers = volunteers(project, 3), seats(project, 2)

    meeting = planned(project, needs=needs, offers=offers, rounds=3)

    assert turns(meeting) == {(need.pk, offer.pk) for need in needs for offer in offers}
    links = SignedLink.objects.filter(act=LinkAct.CHOOSE, about_id=meeting.pk)
    assert {link.mentee_id for link in links} - {None} == {need.mentee_id for need in needs}
    assert {link.mentor_id for link in links} - {None} == {offer.mentor_id for offer in offers}
    assert Entry.objects.unscoped("a test").filter(event="speed_meeting_planned").count() == 1


def test_those_whom_a_rule_separates_never_sit_together():
    project = SchoolProjectFactory()
    (need, other), (offer, second) = volunteers(project, 2), seats(project, 2)
    MentorshipFactory(project=project, mentee=need.mentee, mentor=offer.mentor, state="declined")

    meeting = planned(project, needs=[need, other], offers=[offer, second], rounds=4)

    assert turns(meeting) == {
        (need.pk, second.pk),
        (other.pk, offer.pk),
        (other.pk, second.pk),
    }


def test_mentors_read_first_names_with_an_initial_when_two_share_one():
    project = SchoolProjectFactory()
    lina, other = (
        volunteers(project, 1, first_name="Lina", last_name=name)[0] for name in ("Bois", "Clef")
    )
    (tom,) = volunteers(project, 1, first_name="Tom", last_name="Drap")

    meeting = planned(project, needs=[lina, other, tom], mentors=1)

    assert set(meeting.turns.values_list("mentee_name", flat=True)) == {"Lina B.", "Lina C.", "Tom"}


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"held_on": date(2026, 11, 1)}, DayIsOver),
        ({"rounds": 0}, RoundsOutOfRange),
        ({"rounds": 21}, RoundsOutOfRange),
    ],
)
def test_a_day_that_is_over_or_too_many_rounds_are_refused(told, refusal):
    with pytest.raises(refusal):
        planned(**told)


def test_whoever_does_not_wait_or_offers_nothing_does_not_take_part():
    project = SchoolProjectFactory()
    (need,), (offer,) = volunteers(project, 1), seats(project, 1)
    (uncleared,) = seats(project, 1, mentor=MentorFactory(place=project.place))
    Need.objects.unscoped("a test").filter(pk=need.pk).update(withdrawn_at=NOW)

    with pytest.raises(NotWaiting):
        planned(project, needs=[need], offers=[offer])
    with pytest.raises(NotOffering):
        planned(project, pupils=1, offers=[uncleared])


def test_a_meeting_where_nobody_may_sit_together_is_none():
    project = SchoolProjectFactory()
    (need,), (offer,) = volunteers(project, 1), seats(project, 1)
    MentorshipFactory(project=project, mentee=need.mentee, mentor=offer.mentor, state="declined")

    with pytest.raises(NobodyToMeet):
        planned(project, needs=[need], offers=[offer])


def test_choices_are_taken_from_the_day_of_the_meeting():
    project = SchoolProjectFactory()
    (need,), (offer,) = volunteers(project, 1), seats(project, 1)
    meeting = planned(project, needs=[need], offers=[offer])

    with pytest.raises(TooEarly):
        choose(meeting, need, [offer], now=NOW)
    choose(meeting, need, [offer])

    assert marks() == 1


def test_the_last_choices_replace_the_first():
    project = SchoolProjectFactory()
    (need,), (offer, second) = volunteers(project, 1), seats(project, 2)
    meeting = planned(project, needs=[need], offers=[offer, second])

    choose(meeting, need, [offer, second])
    participant = choose(meeting, need, [second], by=UserFactory())

    assert [one.turn.mentor_side.offer_id for one in participant.marks.all()] == [second.pk]
    assert participant.marked_by is not None


def test_only_those_met_are_chosen_each_once_and_three_at_most():
    project = SchoolProjectFactory()
    needs, offers = volunteers(project, 1), seats(project, 4)
    meeting = planned(project, needs=needs, offers=offers, rounds=4)
    elsewhere = planned()
    participant = meeting.participants.get(need=needs[0])
    own = list(meeting.turns.values_list("pk", flat=True))

    for turns_ in ([own[0], own[0]], own, [elsewhere.turns.all()[0].pk]):
        with pytest.raises(NotMet):
            actions.give_marks(participant=participant, turns=turns_, now=AFTER, by=None)


def test_two_who_chose_each_other_are_proposed_and_the_choices_are_forgotten():
    project = SchoolProjectFactory()
    (ana, bob, cyd), (offer, second) = volunteers(project, 3), seats(project, 2)
    meeting = planned(project, needs=[ana, bob, cyd], offers=[offer, second])
    choose(meeting, ana, [offer])
    choose(meeting, bob, [offer, second])
    choose(meeting, offer, [bob, ana])
    choose(meeting, second, [cyd])

    decided = decide(meeting)

    assert proposed(decided) == {
        (bob.pk, offer.pk): [
            "L’élève et le mentor se sont choisis à la rencontre éclair du 9 novembre."
        ]
    }
    assert marks() == 0
    assert not SignedLink.objects.standing(at=AFTER).filter(act=LinkAct.CHOOSE).exists()
    assert (decided.state, decided.ended_at) == ("decided", AFTER)
    entries = Entry.objects.unscoped("a test").values_list("event", flat=True)
    assert {"choices_given", "speed_meeting_decided", "matching_run"} <= set(entries)


def test_a_proposal_of_a_meeting_becomes_a_relation_like_any_other():
    project = SchoolProjectFactory()
    (need,), (offer,) = volunteers(project, 1), seats(project, 1)
    meeting = planned(project, needs=[need], offers=[offer])
    choose(meeting, need, [offer])
    choose(meeting, offer, [need])
    (proposal,) = decide(meeting).run.proposals.all()

    mentorship = accept_proposal(proposal=proposal, now=AFTER, by=UserFactory())

    assert (mentorship.state, mentorship.reasons) == ("proposed", proposal.reasons)
    assert Mentorship.objects.unscoped("a test").get() == mentorship


def test_others_who_met_may_come_last_when_the_meeting_says_so():
    project = SchoolProjectFactory()
    (ana, bob), (offer, second) = volunteers(project, 2), seats(project, 2)
    meeting = planned(project, needs=[ana, bob], offers=[offer, second], unchosen=Unchosen.LAST)
    choose(meeting, ana, [offer])
    choose(meeting, bob, [offer])
    choose(meeting, offer, [bob])
    choose(meeting, second, [bob])

    assert proposed(decide(meeting)) == {
        (bob.pk, offer.pk): [
            "L’élève et le mentor se sont choisis à la rencontre éclair du 9 novembre."
        ],
        (ana.pk, second.pk): [
            "L’élève et le mentor se sont rencontrés à la rencontre éclair du 9 novembre."
        ],
    }


def test_seats_are_those_that_are_left():
    project = SchoolProjectFactory()
    needs, (offer,) = volunteers(project, 3), seats(project, 1, capacity=2)
    meeting = planned(project, needs=needs, offers=[offer])
    for need in needs:
        choose(meeting, need, [offer])
    choose(meeting, offer, needs)

    assert set(proposed(decide(meeting))) == {(needs[0].pk, offer.pk), (needs[1].pk, offer.pk)}


def test_whoever_no_longer_waits_is_left_out_of_the_pairs():
    project = SchoolProjectFactory()
    (ana, bob), (offer,) = volunteers(project, 2), seats(project, 1)
    meeting = planned(project, needs=[ana, bob], offers=[offer])
    choose(meeting, ana, [offer])
    choose(meeting, bob, [offer])
    choose(meeting, offer, [ana, bob])
    Need.objects.unscoped("a test").filter(pk=ana.pk).update(withdrawn_at=AFTER)

    assert set(proposed(decide(meeting))) == {(bob.pk, offer.pk)}


def test_nothing_is_proposed_before_both_sides_have_chosen():
    project = SchoolProjectFactory()
    (need,), (offer,) = volunteers(project, 1), seats(project, 1)
    meeting = planned(project, needs=[need], offers=[offer])
    choose(meeting, need, [offer])
    choose(meeting, offer, [])

    with pytest.raises(NobodyChose):
        decide(meeting)

    assert marks() == 1


def test_a_meeting_is_decided_or_cancelled_once():
    meeting = planned()
    actions.cancel_meeting(meeting=meeting, now=NOW, by=UserFactory())

    for act in (
        lambda: decide(meeting),
        lambda: actions.cancel_meeting(meeting=meeting, now=NOW, by=UserFactory()),
        lambda: actions.give_marks(
            participant=meeting.participants.all()[0], turns=[], now=AFTER, by=None
        ),
    ):
        with pytest.raises(WrongMeetingState):
            act()


def test_the_next_run_waits_until_the_pairs_of_a_meeting_are_decided():
    project = SchoolProjectFactory()
    (ana, bob), (offer, _) = volunteers(project, 2), seats(project, 2)
    meeting = planned(project, needs=[ana, bob], offers=[offer])
    choose(meeting, ana, [offer])
    choose(meeting, offer, [ana])
    decide(meeting)

    with pytest.raises(MeetingUndecided):
        ask_run(project=project, now=AFTER, by=UserFactory())

    pair = Proposal.objects.unscoped("a test").get(need=ana)
    decline_proposal(proposal=pair, now=AFTER, by=UserFactory())
    assert ask_run(project=project, now=AFTER, by=UserFactory()).state == "waiting"


def test_choices_that_nobody_settled_are_forgotten_after_a_while():
    project = SchoolProjectFactory()
    (need,), (offer,) = volunteers(project, 1), seats(project, 1)
    meeting = planned(project, needs=[need], offers=[offer])
    choose(meeting, need, [offer])

    assert actions.forget_marks(before=DAY) == 0
    assert actions.forget_marks(before=DAY + timedelta(days=1)) == 1
    assert marks() == 0


def test_nothing_of_a_meeting_is_seen_from_another_school():
    meeting, elsewhere = planned(), SchoolProjectFactory()

    for model in (SpeedMeeting, Participant, Turn, Mark):
        assert not model.objects.within(scope_of(elsewhere)).exists()
    assert SpeedMeeting.objects.within(scope_of(meeting.project)).get() == meeting


def of(meeting, **who):
    return meeting.participants.get(**who)


def test_the_meeting_goes_on_without_whoever_is_absent():
    meeting = planned(pupils=2, mentors=2, rounds=2)
    (ana, bob), (first, second) = (
        [one.need for one in meeting.participants.exclude(need=None)],
        [one.offer for one in meeting.participants.exclude(offer=None)],
    )
    choose(meeting, ana, [first, second])
    choose(meeting, first, [ana])
    choose(meeting, second, [ana])

    absent = actions.mark_absent(participant=of(meeting, offer=first), now=AFTER, by=UserFactory())

    assert absent.marked_at is None
    assert meeting.turns.filter(is_missed=True).count() == 2
    # The choice of one who came, among those who came, stands; the other is forgotten.
    assert marks() == 2
    decided = decide(meeting)
    assert list(proposed(decided)) == [(ana.pk, second.pk)]
    assert bob.pk not in dict(proposed(decided))


def test_someone_absent_chooses_nobody_and_nobody_chooses_them():
    meeting = planned(pupils=1, mentors=1, rounds=1)
    mentor = of(meeting, offer__isnull=False)
    turn = meeting.turns.get().pk

    actions.mark_absent(participant=mentor, now=AFTER, by=UserFactory())

    with pytest.raises(WasAbsent):
        actions.give_marks(participant=mentor, turns=[], now=AFTER, by=None)
    with pytest.raises(NotMet):
        actions.give_marks(
            participant=of(meeting, need__isnull=False), turns=[turn], now=AFTER, by=None
        )


def test_an_absence_taken_back_counts_the_rounds_with_those_who_came():
    meeting = planned(pupils=2, mentors=1, rounds=2)
    mentor = of(meeting, offer__isnull=False)
    pupil, other = meeting.participants.exclude(need=None)
    for one in (mentor, pupil):
        actions.mark_absent(participant=one, now=NOW, by=UserFactory())

    actions.mark_present(participant=mentor)

    missed = {turn.mentee_side_id: turn.is_missed for turn in meeting.turns.all()}
    assert missed == {pupil.pk: True, other.pk: False}


def test_nothing_changes_once_the_meeting_is_over():
    meeting = planned(pupils=1, mentors=1)
    actions.cancel_meeting(meeting=meeting, now=NOW, by=UserFactory())
    participant = of(meeting, offer__isnull=False)

    with pytest.raises(WrongMeetingState):
        actions.mark_absent(participant=participant, now=AFTER, by=UserFactory())
    with pytest.raises(WrongMeetingState):
        actions.mark_present(participant=participant)
