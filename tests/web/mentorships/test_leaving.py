"""A pupil leaves a group: said by the school, or by the pupil."""

import pytest

from mentorat.access.actions import give, mentee_post
from mentorat.mentorships.models import FormerMentee, MenteeMembership
from mentorat.notifications.models import DigestLine
from tests.factories.mentorships import MentorshipFactory, answered
from tests.factories.people import MenteeFactory, UserFactory, authorise
from tests.web.home.stage import TODAY, get, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]


@pytest.fixture
def group(people):
    relation = MentorshipFactory(
        project=people.mentorship.project,
        active=True,
        form="group",
        followed_by=people["bde"].user,
    )
    MenteeMembership.objects.create(
        mentorship=relation,
        mentee=authorise(MenteeFactory(school=relation.school, first_name="Zélie")),
        place=relation.place,
        **answered(relation.proposed_by),
    )
    return relation


def left(group):
    rows = FormerMentee.objects.unscoped("a test").filter(mentorship=group)
    return list(rows.values_list("mentee__first_name", "reason"))


def test_the_school_takes_a_pupil_out_and_reads_it_on_both_pages(people, group):
    zelie = group.mentee_memberships.get(mentee__first_name="Zélie").mentee
    bde = people["bde"]
    assert "Un élève sort du groupe" in get(bde, "mentorships:detail", group.pk).page.text

    done = post(bde, "mentorships:leave", group.pk, mentee=zelie.pk, reason="other_support")

    assert left(group) == [("Zélie", "other_support")]
    assert f"{zelie}, le 23 novembre 2026 : un autre accompagnement" in done.page.text
    assert "Relation proposée" in get(bde, "pupils:detail", zelie.pk).page.text


def test_the_last_pupil_is_not_taken_out(people):
    own = people.mentorship
    mentee = own.mentee_memberships.get().mentee_id

    refused = post(people["bde"], "mentorships:leave", own.pk, mentee=mentee, reason="other")

    assert left(own) == []
    assert refused.complaints


def test_a_pupil_who_stops_leaves_the_group_and_the_others_go_on(group):
    zelie = group.mentee_memberships.get(mentee__first_name="Zélie").mentee
    user, school = UserFactory(), group.school
    grant = give(user=user, post=mentee_post(zelie, school), valid_from=TODAY, by=None)

    done = post(grant, "closing:stop", group.pk)

    assert left(group) == [("Zélie", "stopped")]
    assert done.said == ["C’est noté. Tu n’es plus dans ce groupe."]
    assert get(grant, "mentorships:detail", group.pk).status == 404
    line = DigestLine.objects.get()
    assert line.sentence.startswith("Un élève quitte un groupe de mentorat")
    assert "Zélie" not in line.sentence
