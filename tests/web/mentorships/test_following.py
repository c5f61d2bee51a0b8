"""Who follows what, and what is changed on the way."""

import pytest

from mentorat.mentorships import actions, preparing
from mentorat.programmes.models import FollowingTime
from tests.factories.agreements import agreement_of, to_sign
from tests.factories.matching import NeedFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import MONDAY, TODAY, get, post, queries, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school, full_name="Awa Pilote")


def test_hours_are_declared_and_say_how_many_relations_one_follows(project, bde):
    MentorshipFactory(project=project, followed_by=bde.user)

    answer = post(bde, "mentorships:caseload", **{f"hours_{bde.user.pk}": "2.5"})

    time = FollowingTime.objects.unscoped("a test").get()
    assert (time.user, time.hours, time.declared_at) == (bde.user, 2.5, MONDAY)
    assert answer.page.all("#contenu tbody td, main tbody td")[:3] == ["1", "2,5", "20"]
    assert answer.page.flaws == []


def test_someone_is_named_within_his_or_her_hours_or_for_a_reason(project, bde):
    mentorship = MentorshipFactory(active=True, project=project)
    other = staff(project.school).user
    post(bde, "mentorships:caseload", **{f"hours_{other.pk}": "0"})
    data = {"follower": str(other.pk), "derogation": ""}

    refused = post(bde, "mentorships:follower", mentorship.pk, **data)
    post(bde, "mentorships:follower", mentorship.pk, **{**data, "derogation": "Un mois."})

    mentorship.refresh_from_db()
    assert "donnez la raison d’une dérogation" in refused.complaints[0]
    assert (mentorship.followed_by, mentorship.derogation) == (other, "Un mois.")


def test_an_objective_is_revised_and_its_history_is_read_by_all(project, bde):
    mentorship = to_sign(project=project)
    actions.sign_on_paper(agreement=agreement_of(mentorship), on=TODAY, now=MONDAY, by=bde.user)

    answer = post(bde, "mentorships:objective", mentorship.pk, objective="stress")

    mentorship.refresh_from_db()
    assert (mentorship.objective, mentorship.state) == ("stress", "accepted")
    assert "objectif revu" in answer.page.all(".timeline__what")
    assert "maintenant : gérer mon stress" in answer.page.text
    same = post(bde, "mentorships:objective", mentorship.pk, objective="stress")
    assert same.complaints == ["C’est déjà l’objectif de cette relation."]


def test_the_days_from_the_request_to_the_first_meeting_are_read_in_the_page_and_list(project, bde):
    met = MentorshipFactory(active=True, project=project)
    waits = MentorshipFactory(ready=True, project=project)
    for mentorship in (met, waits):
        NeedFactory(mentee=mentorship.mentee_memberships.get().mentee, campaign=project.campaign)

    pages = [get(bde, "mentorships:detail", one.pk).page.text for one in (met, waits)]
    listed = get(bde, "mentorships:index").page.text

    assert "22 jours entre la demande de l’élève et la première rencontre." in pages[0]
    assert "64 jours depuis la demande de l’élève, sans première rencontre." in pages[1]
    assert "22 jours après la demande" in listed
    assert "64 jours depuis la demande" in listed


def test_links_are_handed_out_on_paper(project, bde):

    mentorship = MentorshipFactory(project=project)
    preparing.prepare(mentorship, now=MONDAY)

    page = get(bde, "mentorships:hand", mentorship.pk).page

    mentor = mentorship.mentor_memberships.get().mentor
    mentee = mentorship.mentee_memberships.get().mentee
    assert page.all(".cards__name") == [str(mentor), str(mentee)]
    assert len(page.soup.select(".cards svg")) == 2


def test_the_page_of_hours_asks_as_many_questions_for_1_person_as_for_3(project, bde):
    few = queries(bde, "mentorships:caseload")
    for _ in range(2):
        MentorshipFactory(project=project, followed_by=staff(project.school).user)

    assert queries(bde, "mentorships:caseload") == few


def test_the_school_signs_from_the_page_and_the_sheet_is_a_pdf(project, bde, client):
    mentorship = to_sign(project=project)

    answer = post(bde, "mentorships:agreement", mentorship.pk, agrees="on")
    client.force_login(bde.user)
    sheet = client.get(f"/relations-de-mentorat/{mentorship.pk}/accord.pdf")

    signature = agreement_of(mentorship).signatures.get(party="school")
    assert (signature.channel, signature.signed_on) == ("account", TODAY)
    assert signature.recorded_by == bde.user
    assert "signé le 23/11/2026, depuis son compte" in answer.page.text
    assert sheet["Content-Type"] == "application/pdf"
    assert sheet.content.startswith(b"%PDF-")


def test_everyone_signed_on_paper_in_one_act(project, bde):
    mentorship = to_sign(project=project)

    early = post(bde, "mentorships:sign_on_paper", mentorship.pk, on="2026-10-01")
    answer = post(bde, "mentorships:sign_on_paper", mentorship.pk, on="2026-11-20")

    mentorship.refresh_from_db()
    assert "05/10/2026" in early.complaints[0]
    assert answer.said == ["Les signatures sur papier sont enregistrées."]
    assert mentorship.state == "ready"
