"""The mentor of an association stands at the académie: the whole chain holds for him or her too."""

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentor
from mentorat.scheduling.models import MentoringSession
from tests.cast import SINCE
from tests.factories.matching import MatchingRunFactory, NeedFactory, ProposalFactory
from tests.factories.organisations import AssociationFactory, RoomFactory
from tests.factories.people import UserFactory, authorised_mentee
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import get, post, rows, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

FILE = {
    "first_name": "Maud",
    "last_name": "Soudure",
    "email": "maud@exemple.fr",
    "origin": "retired",
    "job": "soudeuse",
}


def wearer(post):
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def test_a_mentor_of_an_association_goes_from_the_file_to_the_end_of_a_relation(time_machine):
    project = SchoolProjectFactory()
    school, room = project.school, RoomFactory(school=project.school)
    association = AssociationFactory(name="Premiers Fils")
    coordinator = wearer(access.Post(Role.ASSOCIATION, label="", association=association))
    bde = staff(school)

    post(coordinator, "mentors:add", **FILE, uai=school.uai)
    mentor = Mentor.objects.unscoped("a test").get()
    for kind in ("interview", "training", "charter"):
        post(coordinator, "mentors:clear", mentor.pk, kind=kind, given_on="2026-11-02", hours="2")
    mentee = authorised_mentee(school=school, first_name="Noé", last_name="Exemple")
    proposal = ProposalFactory(
        run=MatchingRunFactory(project=project, state="done"),
        need=NeedFactory(mentee=mentee, campaign=project.campaign),
        offer=mentor.offers.get(),
    )
    maud = wearer(access.mentor_post(mentor, school))
    noe = wearer(access.mentee_post(mentee, school))

    post(bde, "matching:decide", proposal.pk, decision="keep")
    mentorship = Mentorship.objects.unscoped("a test").get()
    assert mentorship.association == association
    for grant in (maud, noe):
        post(grant, "mentorships:answer", mentorship.pk, answer="yes")
    post(
        bde,
        "sessions:plan",
        mentorship.pk,
        day="2026-11-24",
        starts="14:00",
        minutes="60",
        where=room.pk,
        weeks="1",
    )
    session = MentoringSession.objects.unscoped("a test").get()
    time_machine.move_to("2026-11-24T16:00:00+01:00", tick=False)
    post(maud, "sessions:attendance", session.pk, **{f"mentee_{mentee.pk}": "present"})
    adult = {f"mentee_{mentee.pk}": "present", "adult": str(bde.user_id)}
    post(bde, "sessions:attendance", session.pk, **adult)

    mentorship.refresh_from_db()
    assert mentorship.state == "active"
    assert rows(get(coordinator, "mentorships:index")) == ["Maud Soudure accompagne Noé E."]
    assert "présent" in get(coordinator, "sessions:detail", session.pk).page.text

    post(bde, "closing:open", mentorship.pk, kind="anticipated")
    said = {"on": "2026-11-24", "reason": "other", "objective_reached": "yes"}
    said |= {"contact_rule": "school", "next_step": "studies"}
    post(bde, "closing:end", mentorship.closings.get().pk, **said)

    mentorship.refresh_from_db()
    assert mentorship.state == "ended"
    assert rows(get(coordinator, "mentorships:index")) == ["Maud Soudure accompagne élève"]
