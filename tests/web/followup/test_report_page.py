"""The report of a session, by link or from the account: three taps, once, one's own sessions."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.queries import link_token
from mentorat.followup import actions
from mentorat.followup.models import SessionReport
from mentorat.journal.models import Entry
from mentorat.mentorships.models import MenteeMembership
from mentorat.scheduling.models import Attendance
from tests.cast import SINCE
from tests.factories.followup import SessionReportFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory, UserFactory
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.web.home.stage import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture(autouse=True)
def no_guess():
    cache.clear()


@pytest.fixture
def report():
    session = MentoringSessionFactory(starts_at=paris(23, 9), ends_at=paris(23, 10))
    return SessionReportFactory(session=session)


def address(report):
    link = actions.report_link(report, now=MONDAY)
    return reverse("followup:report_by_link", args=[link_token(link)])


def pupils(session):
    memberships = session.mentorship.mentee_memberships.order_by("mentee")
    return [f"mentee_{pk}" for pk in memberships.values_list("mentee_id", flat=True)]


def taps(report, **more):
    (pupil,) = pupils(report.session)
    return {pupil: "present", "feeling": "good", "theme": "trade", **more}


def outcomes():
    reports = SessionReport.objects.unscoped("test").order_by("pk")
    return list(reports.values_list("state", "outcome"))


def statuses():
    return list(Attendance.objects.unscoped("test").values_list("status", flat=True))


def test_a_mentor_without_account_tells_a_session_in_three_taps(client, read, report):
    page = read(client.get(f"/l/{address(report).rsplit('/', 2)[1]}/", follow=True))

    answer = read(client.post(address(report), taps(report)))

    assert (page.status, page.flaws) == (200, [])
    assert page.heading == "Séance du lundi 23 novembre"
    assert answer.heading == "Merci, c’est noté"
    assert (outcomes(), statuses()) == ([("told", "held")], ["present"])
    by = Entry.objects.unscoped("test").values_list("by", flat=True)
    assert set(by) == {None}


def test_the_page_names_the_pupil_by_first_name_and_initial(client, read, report):
    mentee = report.session.mentorship.mentee_memberships.get().mentee

    page = read(client.get(address(report)))

    assert mentee.short_name in page.text
    assert mentee.last_name not in page.text


def test_a_link_tells_one_session_once(client, read, report):
    there = address(report)
    client.post(there, taps(report))

    again = client.post(there, taps(report, theme="cv"))

    assert (again.status_code, read(again).heading) == (410, "C’est déjà fait, merci")
    assert SessionReport.objects.unscoped("test").get().theme == "trade"


def test_a_link_says_nothing_of_the_pupils_of_another_session(client, report):
    other = SessionReportFactory(
        session=MentoringSessionFactory(starts_at=paris(23, 9), ends_at=paris(23, 10))
    )

    answer = client.post(address(report), taps(other))

    assert answer.status_code == 200
    assert outcomes() == [("awaited", "")] * 2


def test_a_link_of_a_mentor_who_left_opens_nothing(client, report):
    there = address(report)
    report.mentor.left_on = MONDAY.date()
    report.mentor.save(update_fields=["left_on"])

    assert client.get(there).status_code == 410
    assert client.post(there, taps(report)).status_code == 410
    assert outcomes() == [("awaited", "")]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"feeling": ""}, "Choisissez un visage."),
        ({"theme": ""}, "Choisissez un thème : ce bouton envoie."),
        ({"next_on": "2026-11-01"}, "Cette date est passée."),
        ({"note": "x" * 141}, "140"),
        ({"outcome": "nobody"}, "Un élève est noté présent"),
    ],
)
def test_what_is_missing_is_said_and_what_was_tapped_is_kept(client, read, report, change, error):
    page = read(client.post(address(report), taps(report, **change)))

    assert error in page.text
    assert "present" in page.values("input[checked]", "value")
    assert (outcomes(), statuses(), page.flaws) == ([("awaited", "")], [], [])


def test_whoever_tapped_no_presence_is_asked_for_it(client, read, report):
    page = read(client.post(address(report), {"feeling": "good", "theme": "trade"}))

    assert "Dites si cette personne est venue." in page.text


@pytest.mark.parametrize(("outcome", "told"), [("nobody", ["absent"]), ("cancelled", [])])
def test_a_session_that_did_not_take_place_is_one_tap(client, report, outcome, told):
    client.post(address(report), {"outcome": outcome})

    assert (outcomes(), statuses()) == ([("told", outcome)], told)


@pytest.fixture
def group():
    mentorship = MentorshipFactory(active=True, form="group")
    MenteeMembership.objects.create(
        mentorship=mentorship,
        mentee=MenteeFactory(school=mentorship.school),
        place=mentorship.place,
    )
    session = MentoringSessionFactory(
        mentorship=mentorship, starts_at=paris(23, 9), ends_at=paris(23, 10)
    )
    return SessionReportFactory(session=session)


def test_a_whole_group_is_told_in_one_tap_but_for_those_who_missed_it(client, read, group):
    page = read(client.get(address(group)))
    _, missing = pupils(group.session)

    client.post(
        address(group), {"everyone": "on", missing: "excused", "feeling": "mixed", "theme": "pfmp"}
    )

    assert page.flaws == []
    assert sorted(statuses()) == ["excused", "present"]


def test_a_mentor_with_an_account_tells_a_session_that_nobody_asked_about_yet(client, read):
    session = MentoringSessionFactory(starts_at=paris(23, 9), ends_at=paris(23, 10))
    mentorship = session.mentorship
    post = access.mentor_post(mentorship.mentor_memberships.get().mentor, mentorship.school)
    grant = access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)
    client.force_login(grant.user)
    there = reverse("followup:report", args=[session.pk])
    (pupil,) = pupils(session)

    page = read(client.get(there))
    answer = client.post(there, {pupil: "present", "feeling": "bad", "theme": "cv"})

    assert page.flaws == []
    assert answer["Location"] == reverse("sessions:detail", args=[session.pk])
    assert outcomes() == [("told", "held")]
    again = read(client.post(there, {pupil: "present", "feeling": "bad", "theme": "cv"}))
    assert "ne peut pas devenir" in again.text
