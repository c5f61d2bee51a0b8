from datetime import UTC, date, datetime

import pytest

from mentorat.followup.models import Alarm
from mentorat.mentorships.models import MemberQuestion
from mentorat.reference.models import HolidayPeriod
from tests.factories.followup import AlarmFactory
from tests.factories.matching import NeedFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, MentorApplicationFactory, UserFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.scheduling import AttendanceFactory, MentoringSessionFactory, paris
from tests.web.home.stage import MONDAY, SWAP, get, post, queries, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


def figures(page):
    names, values = page.all(".key-figures dt"), page.all(".key-figures dd")
    return dict(zip(names, values, strict=True))


def met(mentorship, day):
    session = MentoringSessionFactory(
        mentorship=mentorship, starts_at=paris(day, 10), ends_at=paris(day, 11), state="held"
    )
    AttendanceFactory(session=session)


def test_the_board_counts_what_waits_and_how_relations_go(project, bde):
    alarmed = AlarmFactory(mentorship=MentorshipFactory(active=True, project=project)).mentorship
    quiet = MentorshipFactory(active=True, project=project)
    fine = MentorshipFactory(active=True, project=project)
    met(fine, 20)
    MentorshipFactory(project=project)
    NeedFactory(
        mentee=MenteeFactory(school=project.school),
        campaign=project.campaign,
        volunteered_on=date(2026, 11, 3),
    )
    NeedFactory(
        mentee=quiet.mentee_memberships.get().mentee,
        campaign=project.campaign,
        volunteered_on=date(2026, 10, 2),
    )

    page = get(bde, "board:index").page

    assert figures(page) == {
        "volontaires en attente": "1",
        "relations pas encore commencées": "1",
        "relations en alerte": "1",
        "relations à surveiller": "1",
        "relations à jour": "1",
        "jours de la demande à la première séance": "10",
    }
    assert page.all("table tbody .badge, table tbody .fr-badge") == [
        "en alerte",
        "à surveiller",
        "à jour",
    ]
    assert page.values("#alarmes ~ ul a", "href") == [f"/alarmes/{alarmed.alarms.get().pk}/"]


def test_a_planned_session_and_a_snoozed_alarm_change_the_health(project, bde):
    planned = MentorshipFactory(active=True, project=project)
    MentoringSessionFactory(mentorship=planned, starts_at=paris(30, 10), ends_at=paris(30, 11))
    put_off = MentorshipFactory(active=True, project=project)
    met(put_off, 20)
    AlarmFactory(
        mentorship=put_off, state="snoozed", snoozed_until=date(2026, 12, 7), snooze_reason="away"
    )

    page = get(bde, "board:index").page

    assert figures(page)["relations à jour"] == "1"
    assert figures(page)["relations à surveiller"] == "1"


def test_the_causes_of_one_relation_are_one_thing_to_do(project, bde):
    mentorship = MentorshipFactory(active=True, project=project)
    late = AlarmFactory(mentorship=mentorship, kind="late_start", raised_on=date(2026, 11, 20))
    silent = AlarmFactory(mentorship=mentorship, kind="silence")

    page = get(bde, "board:index").page
    (line,) = page.all("#alarmes ~ ul .task-list__sentence")
    others = get(bde, "alarms:detail", late.pk).page

    assert line.endswith(" : départ tardif, pas de séance récente.")
    assert page.values("#alarmes ~ ul a", "href") == [f"/alarmes/{late.pk}/"]
    assert f"/alarmes/{silent.pk}/" in others.values("main ul a", "href")


@pytest.mark.parametrize(("together", "states"), [("on", 2), ("", 1)])
def test_the_causes_of_one_relation_are_put_off_at_once(project, bde, together, states):
    mentorship = MentorshipFactory(active=True, project=project)
    late = AlarmFactory(mentorship=mentorship, kind="late_start")
    AlarmFactory(mentorship=mentorship, kind="silence")
    AlarmFactory(mentorship=MentorshipFactory(active=True, project=project))
    ticked = {"together": together} if together else {}

    post(bde, "alarms:detail", late.pk, until="2026-12-07", reason="talked", **ticked)

    put_off = Alarm.objects.unscoped("a test").filter(state="snoozed", mentorship=mentorship)
    assert put_off.count() == Alarm.objects.unscoped("a test").filter(state="snoozed").count()
    assert put_off.count() == states


def test_the_sessions_of_today_say_who_meets_where_and_with_whom(project, bde):
    mentorship = MentorshipFactory(ready=True, project=project)
    adult = UserFactory(full_name="Ana Présente")
    first = MentoringSessionFactory(
        mentorship=mentorship,
        starts_at=paris(23, 14),
        ends_at=paris(23, 15),
        kind="first",
        adult=adult,
    )
    MentoringSessionFactory(
        mentorship=mentorship, starts_at=paris(24, 14), ends_at=paris(24, 15), remote=True
    )

    (line,) = get(bde, "board:index").page.all("#seances ~ ul li")

    assert line.startswith(f"14 h, {first.room}")
    assert str(mentorship.mentee_memberships.get().mentee) in line
    assert "Première rencontre , en présence de Ana Présente" in line


def test_the_board_holds_what_the_home_page_asks_for(project, bde):
    MentorApplicationFactory(school=project.school)
    MentorshipFactory(project=project, awaiting=True)
    mentorship = MentorshipFactory(project=project)
    mentor = mentorship.mentor_memberships.get().mentor
    MemberQuestion.objects.create(
        mentorship=mentorship, place=project.place, mentor=mentor, text="Quand ?", asked_at=MONDAY
    )

    page = get(bde, "board:index").page

    assert page.all("#taches ~ ul .task-list__sentence") == [
        "1 proposition attend encore une réponse.",
        "1 relation attend l’autorisation d’une famille.",
        "Un mentor a besoin de savoir quelque chose avant de répondre.",
        "1 candidature de mentor à décider.",
        "1 élève va vers une première rencontre sans préparation.",
    ]


def test_a_relation_is_judged_by_the_holidays_of_its_own_school(project, bde):
    quiet = MentorshipFactory(active=True, project=project)
    met(quiet, 6)
    before = figures(get(bde, "board:index").page)
    HolidayPeriod.objects.create(
        calendar=project.school.academy.calendar,
        label="Vacances",
        first_day=date(2026, 11, 9),
        last_day=date(2026, 11, 20),
    )

    after = figures(get(bde, "board:index").page)

    assert (before["relations à surveiller"], after["relations à surveiller"]) == ("1", "0")


def test_what_has_not_begun_says_whom_it_waits_for_and_until_when(project, bde):
    mentorship = MentorshipFactory(project=project, state_at=datetime(2026, 11, 16, 9, tzinfo=UTC))
    mentor = mentorship.mentor_memberships.get().mentor
    mentee = mentorship.mentee_memberships.get().mentee

    (line,) = get(bde, "board:index").page.all("#attente ~ ul li")

    assert f"On attend {mentor} et {mentee}, depuis le lundi 16 novembre" in line
    assert "jusqu’au jeudi 26 novembre" in line


def test_a_delay_that_is_over_is_said(project, bde):
    MentorshipFactory(project=project, awaiting=True)

    (line,) = get(bde, "board:index").page.all("#attente ~ ul li")

    assert "On attend l’autorisation de la famille" in line
    assert "délai passé le jeudi 22 octobre" in line


def test_the_last_useful_day_is_shown_by_kind_of_class_and_objective(bde):
    campaign = CampaignFactory()
    campaign.minimum_weeks = {"pfmp": 8}
    campaign.save()

    (panel,) = get(bde, "board:index").page.all(".panel")

    assert "5 décembre 2026 pour les classes de dernière année" in panel
    assert "3 janvier 2027 pour les autres classes" in panel
    assert "10 avril 2027 pour « trouver ou réussir une PFMP »" in panel


@pytest.mark.parametrize(
    ("query", "count"),
    [("health=alarm", 1), ("health=on_track", 0), ("class=TMELEC1", 1), ("form=group", 1), ("", 2)],
)
def test_relations_are_narrowed(project, bde, query, count):
    AlarmFactory(mentorship=MentorshipFactory(active=True, project=project))
    MentorshipFactory(
        active=True,
        project=project,
        form="group",
        mentee=MenteeFactory(school=project.school, class_label="1MELEC2"),
    )

    page = get(bde, "board:index", query=query).page

    assert len(page.all("table tbody tr")) == count


def test_relations_are_narrowed_to_those_of_whoever_follows_them(project, bde):
    followed = MentorshipFactory(active=True, project=project, followed_by=bde.user)
    MentorshipFactory(active=True, project=project, followed_by=UserFactory())

    page = get(bde, "board:index", query=f"follower={bde.user.pk}").page

    assert len(page.all("table tbody tr")) == 1
    assert f"/relations-de-mentorat/{followed.pk}/" in page.values("table a", "href")
    assert len(page.all("[name=follower] option")) == 3


def test_a_swap_answers_with_the_list_alone(project, bde):
    MentorshipFactory(active=True, project=project)

    page = get(bde, "board:index", **SWAP).page

    assert page.all(".key-figures") == []
    assert len(page.all("table tbody tr")) == 1


def test_a_school_without_project_is_led_to_open_one():
    CampaignFactory()

    answer = get(staff(SchoolFactory()), "board:index")

    assert answer.address == "/projets/"


def test_the_board_asks_as_many_questions_for_1_relation_as_for_3(project, bde):
    def one_more():
        AlarmFactory(mentorship=MentorshipFactory(active=True, project=project))
        MentorshipFactory(project=project)
        NeedFactory(mentee=MenteeFactory(school=project.school), campaign=project.campaign)

    one_more()
    few = queries(bde, "board:index")
    one_more()
    one_more()

    assert (few, queries(bde, "board:index")) == (59, 59)
