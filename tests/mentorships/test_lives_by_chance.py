"""Whatever people do, in whatever order, and however long they wait: what must stay true."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorat.foundations.errors import Refusal
from mentorat.mentorships import actions, policies, preparing
from mentorat.mentorships.enums import (
    EndReason,
    MentorshipState,
    ObjectiveReached,
    SignatureChannel,
)
from mentorat.mentorships.models import MenteeMembership, Mentorship
from mentorat.people.models import Authorisation
from mentorat.programmes.enums import MentoringForm, MentoringKind, Objective, Programme
from tests.factories.people import (
    AuthorisationFactory,
    MenteeFactory,
    UserFactory,
    cleared_mentor,
)
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 10, 1, 9, tzinfo=UTC)
# The longest that a wait may last, in days: an authorisation, twice, and twice more time.
LONGEST = 21 * 3 + 2

ACTS = st.tuples(
    st.sampled_from(
        (
            *("accept", "accept", "accept", "decline", "ask", "reply", "authorise", "authorise"),
            *("unauthorise", "sign", "sign", "paper", "start", "suspend", "resume", "end"),
            *("withdraw", "extend", "remind", "revise", "propose", "wait", "wait"),
        )
    ),
    st.integers(0, 30),
)


@dataclass
class Story:
    """A relation, or several one after the other, of the same few pupils."""

    form: str
    now: datetime = BEGIN
    seen: set[str] = field(default_factory=set)

    def __post_init__(self):
        campaign = CampaignFactory()
        campaign.requires_agreement = True
        campaign.save()
        self.by = UserFactory()
        self.project = SchoolProjectFactory(campaign=campaign)
        self.mentor = cleared_mentor(place=self.project.place)
        self.mentor.clearances.update(expires_on=None)
        many = 1 if self.form == "individual" else 2
        self.mentees = [MenteeFactory(school=self.project.school) for _ in range(many)]
        self.current = None
        self.propose(0)

    @property
    def today(self):
        return self.now.date()

    def of(self, **more):
        return {"now": self.now, "by": self.by, **more}

    def propose(self, _):
        self.current = actions.propose(
            project=self.project,
            mentors=[self.mentor],
            mentees=self.mentees,
            kind=MentoringKind.METIER,
            form=MentoringForm(self.form),
            objective=Objective.PFMP,
            programme=Programme.LOCAL,
            reasons=[],
            **self.of(),
        )

    def member(self, number):
        mentors = self.current.mentor_memberships.order_by("pk")
        sides = [*mentors, *self.current.mentee_memberships.order_by("pk")]
        return sides[number % len(sides)]

    def accept(self, number):
        actions.accept(mentorship=self.current, membership=self.member(number), **self.of())

    def decline(self, number):
        actions.decline(mentorship=self.current, membership=self.member(number), **self.of())

    def ask(self, number):
        asked = {"membership": self.member(number), "text": "Quel jour ?"}
        actions.ask_question(mentorship=self.current, **asked, **self.of())

    def reply(self, _):
        question = self.current.questions.open().first()
        if question:
            actions.answer_question(question=question, answer="Lundi.", **self.of())

    def authorise(self, number):
        mentee = self.mentees[number % len(self.mentees)]
        Authorisation.objects.unscoped("a test").filter(mentee=mentee).update(is_latest=False)
        AuthorisationFactory(mentee=mentee)
        actions.reconsider_all(mentee_ids=[mentee.pk], **self.of())

    def unauthorise(self, number):
        mentee = self.mentees[number % len(self.mentees)]
        given = Authorisation.objects.unscoped("a test").filter(mentee=mentee)
        given.update(state="withdrawn")
        actions.reconsider_all(mentee_ids=[mentee.pk], **self.of())

    def sign(self, number):
        agreement = policies.agreement_of(self.current)
        if agreement:
            signatures = list(agreement.signatures.order_by("pk"))
            one = signatures[number % len(signatures)]
            channel = SignatureChannel.LINK
            actions.sign(signature=one, channel=channel, on=self.today, **self.of())

    def paper(self, _):
        agreement = policies.agreement_of(self.current)
        if agreement:
            actions.sign_on_paper(agreement=agreement, on=self.today, **self.of())

    def start(self, _):
        actions.start(mentorship=self.current, on=self.today, **self.of())

    def suspend(self, _):
        actions.suspend(mentorship=self.current, **self.of())

    def resume(self, _):
        actions.resume(mentorship=self.current, **self.of())

    def end(self, _):
        actions.end(
            mentorship=self.current,
            on=self.today,
            reason=EndReason.OTHER,
            objective_reached=ObjectiveReached.NO,
            **self.of(),
        )

    def withdraw(self, _):
        actions.withdraw(mentorship=self.current, **self.of())

    def extend(self, _):
        actions.extend_wait(mentorship=self.current, **self.of())

    def remind(self, _):
        actions.remind(mentorship=self.current, **self.of())

    def revise(self, number):
        objective = list(Objective)[number % len(Objective)]
        actions.revise_objective(mentorship=self.current, objective=objective, **self.of())

    def wait(self, days):
        for _ in range(days):
            self.night()

    def night(self):
        """A day passes, and the night does its work."""
        self.now += timedelta(days=1)
        waiting = self.read()
        due = policies.must_end(waiting, today=self.today)
        if due or policies.must_remind(waiting, today=self.today):
            actions.let_time_pass(mentorship=waiting, today=self.today, now=self.now)

    def read(self):
        found = Mentorship.objects.unscoped("a test").select_related("project__campaign")
        return found.get(pk=self.current.pk)

    def act(self, name, number):
        try:
            with transaction.atomic():
                getattr(self, name)(number)
        except Refusal:
            pass  # said to a person, and nothing was done
        self.current = self.read()
        if self.current.state in MentorshipState.LIVE:
            preparing.prepare(self.current, now=self.now)  # as the worker does
        self.check()

    def check(self):
        """What is true after every act."""
        current = self.read()
        self.seen.add(current.state)
        live = MenteeMembership.objects.unscoped("a test").filter(
            mentee__in=self.mentees, mentorship__state__in=MentorshipState.LIVE
        )
        mentees = list(live.order_by("pk").values_list("mentee", flat=True))
        assert len(mentees) == len(set(mentees))
        ahead = policies.deadlines(current)
        assert (ahead is not None) == (current.state in MentorshipState.WAITING)
        if ahead:
            assert self.today <= ahead.end
            assert (ahead.end - self.today).days <= LONGEST
        if current.state in {"accepted", "ready", "active"}:
            assert not current.mentee_memberships.exclude(state="accepted").exists()
        if current.state == "ready":
            assert policies.is_signed(current)
        assert current.state == "declined" or current.mentee_memberships.exists()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(form=st.sampled_from(["individual", "group"]), acts=st.lists(ACTS, max_size=18))
def test_whatever_happens_no_relation_waits_for_ever_and_no_pupil_has_two(form, acts):
    with transaction.atomic():
        story = Story(form)
        for name, number in acts:
            story.act(name, number)

        for _ in range(4 * LONGEST):
            if story.read().state not in MentorshipState.WAITING:
                break
            story.night()
            story.check()

        assert story.read().state not in MentorshipState.WAITING
        transaction.set_rollback(True)


def test_a_whole_life_goes_through_every_state_that_lives():
    story = Story("individual")
    acts = ["accept", "accept", "wait", "authorise", "paper", "start", "suspend", "resume", "end"]
    for number, name in enumerate(acts):
        story.act(name, number)

    assert story.seen == set(MentorshipState.LIVE) - {"ready"} | {"ready", "ended"}
