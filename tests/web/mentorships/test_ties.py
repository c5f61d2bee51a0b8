"""A mentor who knows the pupil otherwise says so while answering: the proposal stops."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from mentorat.access import actions as access
from mentorat.access.actions import make_link
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.journal.models import Entry
from mentorat.mentorships import actions, tasks
from mentorat.mentorships.enums import ConflictReason
from mentorat.mentorships.models import MenteeMembership, RoleConflict
from mentorat.notifications.models import Delivery
from mentorat.programmes.enums import MentoringForm
from tests.cast import SINCE
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory, MentorFactory, UserFactory, cleared_mentor
from tests.web.conftest import Page
from tests.web.home.stage import everything, get, post

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 7, 9, tzinfo=UTC)
OTHERWISE = "Je connais cet élève autrement : famille, enseignant, tuteur de stage, évaluateur"


@pytest.fixture(autouse=True)
def a_wednesday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def mentorship():
    mentor = cleared_mentor(first_name="Maud", last_name="Soudure")
    return MentorshipFactory(mentor=mentor, mentee=MenteeFactory(first_name="Noé"))


def mentor_of(mentorship):
    return mentorship.mentor_memberships.get().mentor


def account(mentorship):
    role = access.mentor_post(mentor_of(mentorship), mentorship.school)
    return access.give(user=UserFactory(), post=role, valid_from=SINCE, by=None)


def token_of(mentorship):
    whose = {"mentor": mentor_of(mentorship)}
    return link_token(make_link(act=LinkAct.ANSWER, about=mentorship, now=NOW, by=None, **whose))


def visit(mentorship, method="get", *, token=None, **data):
    address = f"/relations-de-mentorat/reponse/{token or token_of(mentorship)}/"
    return Page(getattr(Client(), method)(address, data, follow=True))


def conflicts():
    return RoleConflict.objects.unscoped("a test")


def events():
    return list(Entry.objects.unscoped("a test").order_by("pk").values_list("event", flat=True))


def test_by_account_the_tie_is_kept_and_the_proposal_stops(mentorship):
    grant = account(mentorship)
    page = get(grant, "mentorships:detail", mentorship.pk).page

    answer = post(grant, "mentorships:tie", mentorship.pk, kind="tutor")

    mentorship.refresh_from_db()
    conflict = conflicts().get()
    assert OTHERWISE in page.text
    assert answer.said == [
        "C’est noté, merci de l’avoir dit. La proposition s’arrête, et le lycée est prévenu."
    ]
    assert mentorship.state == "declined"
    assert (conflict.kind, conflict.declared_by, conflict.accepted_at) == (
        "tutor",
        grant.user,
        None,
    )
    assert events()[-2:] == ["conflict_declared", "mentorship_declined"]


def test_by_link_it_is_said_once_and_by_nobody(mentorship):
    token = token_of(mentorship)
    shown = visit(mentorship, token=token)

    told = visit(mentorship, "post", token=token, answer="tie", kind="family")

    before = everything()
    again = visit(mentorship, "post", token=token, answer="tie", kind="teacher")
    mentorship.refresh_from_db()
    conflict = conflicts().get()
    assert shown.all("summary") == [OTHERWISE]
    assert shown.flaws == []
    assert told.heading == "C’est noté"
    assert (mentorship.state, conflict.kind, conflict.declared_by) == ("declined", "family", None)
    assert again.heading != "C’est noté"
    assert everything() == before


def test_what_is_not_said_is_asked_again_and_stops_nothing(mentorship):
    page = visit(mentorship, "post", answer="tie")
    answer = post(account(mentorship), "mentorships:tie", mentorship.pk)

    assert page.soup.select("details[open] #id_kind_error")
    assert answer.error("kind") == "Ce champ est obligatoire."
    mentorship.refresh_from_db()
    assert mentorship.state == "proposed"
    assert conflicts().count() == 0


def test_in_a_group_the_mentor_says_for_which_pupil():
    mentor = cleared_mentor()
    mentorship = MentorshipFactory(mentor=mentor, form=MentoringForm.GROUP)
    other = MenteeFactory(school=mentorship.school, first_name="Zoé")
    MenteeMembership.objects.create(mentorship=mentorship, mentee=other, place=mentorship.place)

    page = get(account(mentorship), "mentorships:tie", mentorship.pk).page
    post(account(mentorship), "mentorships:tie", mentorship.pk, kind="teacher", mentee=other.pk)

    assert len(page.soup.select("[name=mentee]")) == 2
    assert conflicts().get().mentee == other


def test_who_may_not_read_the_name_is_not_asked_about_the_pupil():
    mentorship = MentorshipFactory(mentor=MentorFactory())

    page = visit(mentorship)
    answer = get(account(mentorship), "mentorships:tie", mentorship.pk)

    assert page.all("summary") == []
    assert page.all("button[value=no]") == ["Je refuse"]
    assert answer.status == 404


def test_the_school_is_told_without_a_name_then_may_accept_both_roles(mentorship):
    follower = UserFactory(email="bde@exemple.fr")
    mentorship.followed_by = follower
    mentorship.save(update_fields=["followed_by"])
    visit(mentorship, "post", answer="tie", kind="assessor")
    conflict = conflicts().get()

    for _ in range(2):
        tasks.tell_conflict(mentorship_id=mentorship.pk, conflict_id=conflict.pk)

    letter = Delivery.objects.get(address="bde@exemple.fr")
    assert letter.subject == "Un mentor connaît autrement l’élève qui lui est proposé"
    assert "l’évalue ou siège à son jury" in letter.body
    assert "Noé" not in letter.body
    assert f"/mentors/{conflict.mentor_id}/" in letter.body
    actions.accept_conflict(
        conflict=conflict, reason=ConflictReason.NO_ASSESSMENT, now=NOW, by=follower
    )
    tasks.tell_conflict(mentorship_id=mentorship.pk, conflict_id=conflict.pk)
    assert Delivery.objects.filter(key__startswith="conflict:").count() == 1
