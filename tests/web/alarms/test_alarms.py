import pytest

from mentorat.followup.models import Alarm
from mentorat.notifications.models import Delivery
from tests.factories.followup import AlarmFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import everything, get, post, queries, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school, full_name="Agathe Pilote")


def silence(project):
    return AlarmFactory(mentorship=MentorshipFactory(active=True, project=project))


def test_an_alarm_says_what_happened_and_offers_the_acts(project, bde):
    alarm = silence(project)

    page = get(bde, "alarms:detail", alarm.pk).page

    assert "Pas de séance depuis le 12/10/2026, vacances et PFMP non comptées." in page.text
    assert page.all(".acts .fr-btn") == [
        "Prévoir une séance",
        "Écrire au mentor",
        "Envoyer ce message",
        "Suspendre la relation",
        "Suspendre",
        "Clore la relation",
    ]


def test_an_alarm_about_a_mentor_leads_to_the_papers(project, bde):
    mentor = cleared_mentor(place=project.place)
    alarm = AlarmFactory(kind="clearance", mentorship=None, mentor=mentor, place=project.place)

    page = get(bde, "alarms:detail", alarm.pk).page

    assert page.values(".acts a", "href") == [
        f"/mentors/{mentor.pk}/habilitation/",
        f"/mentors/{mentor.pk}/",
    ]


def test_an_alarm_is_put_off_until_a_day(project, bde):
    alarm = silence(project)

    answer = post(bde, "alarms:detail", alarm.pk, until="2026-12-07", reason="talked")

    alarm.refresh_from_db()
    assert answer.said == ["C’est noté : l’alarme reviendra ce jour-là."]
    assert (alarm.state, str(alarm.snoozed_until)) == ("snoozed", "2026-12-07")
    assert alarm.snoozed_by == bde.user


def test_a_day_too_far_is_refused_and_the_form_kept(project, bde):
    alarm, data = silence(project), {"until": "2027-05-07", "reason": "other"}
    before = everything()

    answer = post(bde, "alarms:detail", alarm.pk, **data)

    assert answer.complaints == ["Choisissez un jour entre demain et le 22/01/2027."]
    assert answer.kept(data) == data
    assert everything() == before


def test_an_alarm_put_off_is_taken_up_again(project, bde):
    alarm = silence(project)
    post(bde, "alarms:detail", alarm.pk, until="2026-12-07", reason="talked")

    answer = post(bde, "alarms:wake", alarm.pk)

    assert answer.said == ["L’alarme est de nouveau à traiter."]
    assert Alarm.objects.unscoped("a test").get().state == "open"


def test_the_prepared_word_is_sent(project, bde):
    alarm = silence(project)
    mentor = alarm.mentorship.mentor_memberships.get().mentor

    answer = post(bde, "alarms:write", alarm.pk)

    assert answer.said == [
        f"Le message part pour {mentor.short_name}. Un seul par jour est envoyé."
    ]
    assert Delivery.objects.get().address == mentor.email


def test_a_relation_without_sign_of_life_is_led_to_its_guided_closing(project, bde):
    alarm = AlarmFactory(kind="no_life", mentorship=MentorshipFactory(active=True, project=project))

    answer = post(bde, "alarms:guide", alarm.pk)

    closing = alarm.mentorship.closings.get()
    assert (closing.is_guided, answer.address) == (True, f"/clotures/{closing.pk}/")


def test_the_list_shows_what_stands_and_is_narrowed_by_subject(project, bde):
    alarm = silence(project)
    AlarmFactory(kind="absences", mentorship=alarm.mentorship)
    AlarmFactory(kind="no_life", mentorship=alarm.mentorship, state="ended", ended_at=alarm_end())

    every = get(bde, "alarms:index").page.all("tbody tr")
    absences = get(bde, "alarms:index", query="kind=absences").page.all("tbody tr")

    assert (len(every), len(absences)) == (2, 1)
    assert "Les deux dernières séances se sont tenues sans l’élève." in absences[0]


def alarm_end():
    return "2026-11-20T08:00Z"


def test_those_who_run_the_school_act_on_its_alarms(people):
    runs = {"proviseur", "ddfpt", "bde"}

    writing = who_acts(people, "alarms:write", people.alarm.pk)

    assert (writing[302], writing[404]) == (runs, {"stranger"})
    assert writing[403] == set(people.grants) - runs - {"stranger"}


def test_the_list_asks_as_many_questions_for_1_alarm_as_for_3(project, bde):
    silence(project)

    few = queries(bde, "alarms:index")
    for _ in range(2):
        silence(project)

    assert (few, queries(bde, "alarms:index")) == (14, 14)
