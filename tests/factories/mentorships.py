from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from mentorat.mentorships.models import MenteeMembership, MentorMembership, Mentorship
from tests.factories.people import MenteeFactory, UserFactory, authorise, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory

ANSWERED = datetime(2026, 10, 5, 8, tzinfo=UTC)
# Minors do not get there without an authorisation.
MEETING = frozenset({"ready", "active"})


class MentorshipFactory(DjangoModelFactory):
    """A relation with its two members. ``ready``, ``active``: further on in its life.

    Past the wait for it, its pupil has the authorisation of a family that said nothing else.
    """

    class Meta:
        model = Mentorship
        skip_postgeneration_save = True

    class Params:
        awaiting = factory.Trait(state="awaiting")
        accepted = factory.Trait(state="accepted")
        ready = factory.Trait(state="ready")
        active = factory.Trait(state="active", started_on=date(2026, 10, 12))

    project = factory.SubFactory(SchoolProjectFactory)
    school = factory.SelfAttribute("project.school")
    place = factory.SelfAttribute("project.place")
    kind = "metier"
    objective = "pfmp"
    proposed_at = datetime(2026, 10, 1, 8, tzinfo=UTC)
    state_at = factory.SelfAttribute("proposed_at")
    proposed_by = factory.SubFactory(UserFactory)
    reasons = ["Même métier."]

    @factory.post_generation
    def mentor(self, _create, extracted, **_kwargs):
        answer = {} if self.state == "proposed" else answered(self.proposed_by)
        mentor = extracted or cleared_mentor(place=self.place)
        MentorMembership.objects.create(mentorship=self, mentor=mentor, place=self.place, **answer)

    @factory.post_generation
    def mentee(self, _create, extracted, **_kwargs):
        answer = {} if self.state == "proposed" else answered(self.proposed_by)
        mentee = extracted or MenteeFactory(school=self.school)
        MenteeMembership.objects.create(mentorship=self, mentee=mentee, place=self.place, **answer)
        if self.state in MEETING:
            authorise(mentee)


def answered(by):
    return {"state": "accepted", "answered_at": ANSWERED, "answered_by": by}
