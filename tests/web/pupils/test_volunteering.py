from datetime import date

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.matching.models import Need
from tests.cast import SINCE
from tests.factories.matching import NeedFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.web.home.stage import MONDAY, TODAY, everything, get, post, queries, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

SAID = {"objective": "pfmp", "kind": "metier", "accepts_remote": "on"}
RECORDED = {**SAID, "on": "2026-11-20", "has_slip": "on"}


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def campaign():
    return CampaignFactory()


@pytest.fixture
def mentee(school):
    return MenteeFactory(school=school, first_name="Noé", last_name="Exemple")


@pytest.fixture
def bde(school):
    return staff(school)


@pytest.fixture
def noe(mentee, school):
    return access.give(
        user=UserFactory(full_name=""),
        post=access.mentee_post(mentee, school),
        valid_from=SINCE,
        by=None,
    )


def needs():
    return Need.objects.unscoped("a test")


def figures_asked(queue):
    return [job["args"] for job in queue.jobs.values()]


def test_a_school_types_the_signed_slip_of_a_pupil(
    school, campaign, mentee, bde, queue, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(bde, "pupils:record", mentee.pk, **RECORDED)

    need = needs().get()
    assert answer.address == f"/eleves/{mentee.pk}/"
    assert answer.said == ["Noé Exemple est inscrit comme volontaire."]
    assert (need.mentee, need.campaign, need.place) == (mentee, campaign, school.place)
    assert (need.objective, need.kind, need.accepts_remote) == ("pfmp", "metier", True)
    assert (need.volunteered_on, need.recorded_by) == (date(2026, 11, 20), bde.user)
    assert need.channel == "slip"
    assert figures_asked(queue) == [{"school_id": school.pk, "campaign_id": campaign.pk}]


@pytest.mark.usefixtures("campaign")
def test_nobody_volunteers_for_a_pupil_who_signed_nothing(mentee, bde):
    before = everything()
    data = {"objective": "", "kind": "parcours", "on": "hier"}

    answer = post(bde, "pupils:record", mentee.pk, **data)

    assert answer.kept({**data, "accepts_remote": ""}) == {
        **data,
        "objective": None,
        "accepts_remote": None,
    }
    assert {name: answer.error(name) for name in ("objective", "on", "has_slip")} == {
        "objective": "Ce champ est obligatoire.",
        "on": "Saisissez une date valide.",
        "has_slip": "Ce champ est obligatoire.",
    }
    assert everything() == before


@pytest.mark.usefixtures("campaign")
def test_a_pupil_has_not_volunteered_tomorrow(mentee, bde):
    data = {**RECORDED, "on": "2026-11-24"}

    answer = post(bde, "pupils:record", mentee.pk, **data)

    assert answer.error("on") == "Cette date est dans le futur."
    assert answer.kept(data) == data
    assert not needs().exists()


@pytest.mark.usefixtures("campaign")
def test_a_pupil_volunteers_once_and_not_after_leaving(school, mentee, bde):
    left = MenteeFactory(school=school, left_on=TODAY)
    post(bde, "pupils:record", mentee.pk, **RECORDED)

    again = post(bde, "pupils:record", mentee.pk, **RECORDED)
    after = post(bde, "pupils:record", left.pk, **RECORDED)

    assert again.complaints == ["Cet élève est déjà inscrit comme volontaire."]
    assert after.complaints == [
        "Cet élève a quitté l’établissement : il ne peut pas être volontaire ici."
    ]
    assert (needs().count(), again.kept(RECORDED)) == (1, RECORDED)


def test_a_school_withdraws_a_volunteer(mentee, bde, campaign):
    need = NeedFactory(mentee=mentee, campaign=campaign)

    answer = post(bde, "pupils:withdraw", mentee.pk)

    need.refresh_from_db()
    assert answer.address == f"/eleves/{mentee.pk}/"
    assert answer.said == ["Noé Exemple n’est plus volontaire."]
    assert need.withdrawn_at == MONDAY
    assert post(bde, "pupils:withdraw", mentee.pk).status == 404


def test_whoever_is_accompanied_ends_the_relation_instead_of_withdrawing(
    school, mentee, bde, noe, campaign
):
    NeedFactory(mentee=mentee, campaign=campaign)
    project = SchoolProjectFactory(school=school, campaign=campaign)
    MentorshipFactory(active=True, project=project, mentee=mentee)
    refusal = ["Cet élève a déjà une proposition ou une relation en cours : terminez-la d’abord."]
    before = everything()

    by_school = post(bde, "pupils:withdraw", mentee.pk)
    by_pupil = post(noe, "volunteering:withdraw")

    assert (by_school.address, by_school.said) == (f"/eleves/{mentee.pk}/", refusal)
    assert (by_pupil.address, by_pupil.said) == ("/volontaire/", refusal)
    assert everything() == before


def test_a_pupil_volunteers_alone(
    school, mentee, noe, campaign, queue, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(noe, "volunteering:mine", objective="confidence", kind="both")

    need = needs().get()
    assert answer.address == "/"
    assert answer.said == ["C’est noté. Ton lycée cherche un mentor pour toi."]
    assert (need.mentee, need.recorded_by, need.volunteered_on) == (mentee, noe.user, TODAY)
    assert (need.objective, need.kind, need.accepts_remote) == ("confidence", "both", False)
    assert figures_asked(queue) == [{"school_id": school.pk, "campaign_id": campaign.pk}]


@pytest.mark.usefixtures("campaign")
def test_a_pupil_without_objective_is_asked_again(noe):
    before = everything()
    data = {"kind": "parcours", "accepts_remote": "on"}

    answer = post(noe, "volunteering:mine", **data)

    assert answer.error("objective") == "Choisis une réponse."
    assert answer.kept(data) == data
    assert everything() == before


def test_a_volunteer_reads_since_when_and_is_not_entered_twice(noe, mentee, campaign):
    NeedFactory(mentee=mentee, campaign=campaign)

    page = get(noe, "volunteering:mine").page
    answer = post(noe, "volunteering:mine", **SAID)

    assert "20 septembre" in page.text
    assert page.values("main form", "action") == ["/volontaire/retirer/"]
    assert (answer.address, needs().count()) == ("/volontaire/", 1)


def test_a_pupil_withdraws_at_any_time(noe, mentee, campaign):
    need = NeedFactory(mentee=mentee, campaign=campaign)
    NeedFactory(campaign=campaign)

    answer = post(noe, "volunteering:withdraw")

    need.refresh_from_db()
    assert answer.said == ["Tu n’es plus volontaire. Tu peux le redevenir quand tu veux."]
    assert (need.withdrawn_at, needs().filter(withdrawn_at=None).count()) == (MONDAY, 1)
    assert post(noe, "volunteering:withdraw").status == 404


def test_those_who_run_the_school_record_and_the_pupil_speaks_for_himself(people):
    run, hidden = {"proviseur", "ddfpt", "bde"}, {"stranger"}
    refused = set(people.grants) - run - hidden
    volunteer = people.volunteer.pk

    by_school = {302: run, 404: hidden, 403: refused}
    assert who_acts(people, "pupils:record", people.mentee.pk, **RECORDED) == by_school
    assert who_acts(people, "pupils:withdraw", volunteer) == by_school
    own = {302: {"mentee"}, 403: set(people.grants) - {"mentee"}}
    assert who_acts(people, "volunteering:mine", **SAID) == own
    # The pupil of the cast has not volunteered: there is nothing to withdraw.
    assert who_acts(people, "volunteering:withdraw") == {404: {"mentee"}, 403: own[403]}


def test_the_file_of_a_pupil_asks_as_many_questions_for_1_relation_as_for_3(
    school, mentee, bde, campaign
):
    project = SchoolProjectFactory(school=school, campaign=campaign)
    NeedFactory(mentee=mentee, campaign=campaign)
    MentorshipFactory(project=project, mentee=mentee)

    few = queries(bde, "pupils:detail", mentee.pk)
    for _ in range(2):
        MentorshipFactory(project=project, mentee=mentee, state="withdrawn")

    assert (few, queries(bde, "pupils:detail", mentee.pk)) == (18, 18)


def test_teachers_read_the_file_and_change_nothing(school, mentee, campaign):
    NeedFactory(mentee=mentee, campaign=campaign)
    teacher = staff(school, Role.PROFESSEUR_PRINCIPAL)

    page = get(teacher, "pupils:detail", mentee.pk).page

    assert "Depuis le 20 septembre 2026" in page.text
    assert page.soup.select("main form, .page-head__actions a") == []
