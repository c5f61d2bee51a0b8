import pytest

from mentorat.access import actions as access
from mentorat.mentorships.models import MenteeMembership
from mentorat.scheduling.models import Attendance, Booking
from tests.cast import SINCE
from tests.factories.mentorships import MentorshipFactory, answered
from tests.factories.people import MenteeFactory, UserFactory, authorise
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.web.home.stage import MONDAY, everything, get, post, queries, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def mentorship():
    return MentorshipFactory(ready=True, form="group", project__school__name="Les Tisserands")


@pytest.fixture
def bde(mentorship):
    return staff(mentorship.school)


@pytest.fixture
def noe(mentorship):
    noe = mentorship.mentee_memberships.get().mentee
    noe.first_name, noe.last_name = "Noé", "Exemple"
    noe.save(update_fields=["first_name", "last_name"])
    return noe


@pytest.fixture
def ada(mentorship):
    ada = authorise(MenteeFactory(school=mentorship.school, first_name="Ada", last_name="Alpha"))
    joins(mentorship, ada)
    return ada


@pytest.fixture
def session(mentorship, noe, ada):  # noqa: ARG001 -- its two pupils
    """Return a session of the morning, with two pupils, of which nobody told."""
    return MentoringSessionFactory(
        mentorship=mentorship, starts_at=paris(23, 9), ends_at=paris(23, 10)
    )


@pytest.fixture
def maud(mentorship):
    mentor = mentorship.mentor_memberships.get().mentor
    post = access.mentor_post(mentor, mentorship.school)
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def joins(mentorship, mentee):
    MenteeMembership.objects.create(
        mentorship=mentorship,
        mentee=mentee,
        place=mentorship.place,
        **answered(mentorship.proposed_by),
    )


def sheet(**statuses):
    return {f"mentee_{mentee.pk}": status for mentee, status in statuses["of"].items()}


def told():
    rows = Attendance.objects.unscoped("a test").order_by("mentee__first_name")
    return list(rows.values_list("mentee__first_name", "status", "recorded_by"))


def test_the_first_presence_holds_the_session_and_starts_the_relation(
    session, mentorship, noe, ada, bde, queue, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(
            bde,
            "sessions:attendance",
            session.pk,
            **sheet(of={noe: "present", ada: "excused"}),
            adult=str(bde.user_id),
        )

    session.refresh_from_db()
    mentorship.refresh_from_db()
    assert (answer.address, answer.said) == (
        f"/seances/{session.pk}/",
        ["La présence est notée."],
    )
    assert told() == [("Ada", "excused", bde.user_id), ("Noé", "present", bde.user_id)]
    assert (session.state, mentorship.state) == ("held", "active")
    assert mentorship.started_on == MONDAY.date()
    figures = [
        job["args"]["school_id"]
        for job in queue.jobs.values()
        if job["task_name"].endswith("refresh_school_figures")
    ]
    assert figures == [mentorship.school_id]


def test_a_mentor_notes_the_presence_of_own_pupils(session, noe, ada, maud):
    form = get(maud, "sessions:attendance", session.pk)
    answer = post(
        maud, "sessions:attendance", session.pk, **sheet(of={noe: "absent", ada: "present"})
    )

    assert form.page.all("legend") == ["Ada A.", "Noé E."]
    assert answer.said == ["La présence est notée."]
    assert told() == [("Ada", "present", maud.user_id), ("Noé", "absent", maud.user_id)]


def test_the_adult_of_the_school_is_named_at_a_first_meeting(session, noe, ada, bde):
    data = {**sheet(of={noe: "present", ada: "present"}), "adult": ""}
    before = everything()

    nobody = post(bde, "sessions:attendance", session.pk, **data)
    unchanged = everything() == before
    named = post(bde, "sessions:attendance", session.pk, **{**data, "adult": str(bde.user_id)})

    session.refresh_from_db()
    assert nobody.error("adult") == "Nommez l’adulte du lycée qui était là."
    assert nobody.kept(data) == data
    assert unchanged
    assert (session.adult, session.kind) == (bde.user, "first")
    assert f"en présence de {bde.user}" in named.page.text


def test_what_a_mentor_tells_of_a_first_meeting_waits_for_the_school_to_name_its_adult(
    session, mentorship, noe, ada, bde, maud
):
    data = sheet(of={noe: "present", ada: "present"})
    post(maud, "sessions:attendance", session.pk, **data)
    mentorship.refresh_from_db()
    before = mentorship.state

    post(bde, "sessions:attendance", session.pk, **data, adult=str(bde.user_id))

    mentorship.refresh_from_db()
    assert (before, mentorship.state) == ("ready", "active")


def test_nothing_is_chosen_in_advance_and_nobody_is_left_out(session, noe, ada, bde):
    before = everything()
    data = sheet(of={noe: "present", ada: "malade"})

    form = get(bde, "sessions:attendance", session.pk)
    wrong = post(bde, "sessions:attendance", session.pk, **data)
    half = post(bde, "sessions:attendance", session.pk, **sheet(of={noe: "present"}))

    assert form.page.soup.select("main input[checked]") == []
    assert wrong.error(f"mentee_{ada.pk}").startswith("Sélectionnez un choix valide.")
    assert half.error(f"mentee_{ada.pk}") == "Ce champ est obligatoire."
    assert half.kept(data) == {f"mentee_{noe.pk}": "present", f"mentee_{ada.pk}": None}
    assert everything() == before


def test_a_presence_is_corrected(session, noe, ada, bde):
    adult = {"adult": str(bde.user_id)}
    first = sheet(of={noe: "absent", ada: "present"})
    post(bde, "sessions:attendance", session.pk, **first, **adult)

    form = get(bde, "sessions:attendance", session.pk)
    post(bde, "sessions:attendance", session.pk, **sheet(of={noe: "present", ada: "present"}))

    assert form.kept(sheet(of={noe: "", ada: ""})) == sheet(of={noe: "absent", ada: "present"})
    assert [row[:2] for row in told()] == [("Ada", "present"), ("Noé", "present")]


def test_the_presence_of_a_session_to_come_is_not_told(mentorship, noe, bde):
    session = MentoringSessionFactory(
        mentorship=mentorship, starts_at=paris(24, 9), ends_at=paris(24, 10)
    )
    data = {**sheet(of={noe: "present"}), "adult": str(bde.user_id)}
    before = everything()

    answer = post(bde, "sessions:attendance", session.pk, **data)

    assert answer.complaints == [
        "La présence se note quand la séance a commencé, le mardi 24 novembre 2026 à partir de 9 h."
    ]
    assert answer.kept(data) == data
    assert everything() == before
    page = get(bde, "sessions:detail", session.pk).page
    assert page.soup.select("a[href*=presence]") == []


def test_those_who_run_the_school_the_cpe_and_the_mentor_tell_who_came(people):
    data = sheet(of={people.mentee: "present"})
    tell = {"proviseur", "ddfpt", "bde", "cpe", "mentor"}

    assert who_acts(people, "sessions:attendance", people.session.pk, **data) == {
        302: tell,
        404: {"stranger"},
        403: set(people.grants) - tell - {"stranger"},
    }


@pytest.mark.parametrize(("name", "count"), [("detail", 15), ("attendance", 12)])
def test_the_pages_of_a_session_ask_as_many_questions_for_1_pupil_as_for_3(
    mentorship, bde, name, count
):
    session = MentoringSessionFactory(
        mentorship=mentorship, starts_at=paris(23, 9), ends_at=paris(23, 10)
    )

    few = queries(bde, f"sessions:{name}", session.pk)
    for _ in range(2):
        mentee = MenteeFactory(school=mentorship.school)
        joins(mentorship, mentee)
        Booking.objects.create(
            session=session, place=session.place, during=session.during, mentee=mentee
        )

    assert (few, queries(bde, f"sessions:{name}", session.pk)) == (count, count)
    assert len(get(bde, "sessions:detail", session.pk).page.all(".rows__row")) == 3
