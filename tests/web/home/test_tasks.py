from datetime import date, timedelta

import pytest

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.mentorships.models import MenteeMembership
from mentorat.people.models import Clearance, Preparation
from tests.cast import SINCE
from tests.factories.followup import AlarmFactory
from tests.factories.matching import MatchingRunFactory, NeedFactory, ProposalFactory
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory, SchoolFactory
from tests.factories.people import (
    MenteeFactory,
    MentorApplicationFactory,
    MentorFactory,
    UserFactory,
    authorised_mentee,
    cleared_mentor,
)
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import AcademyFactory
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.web.home.stage import MONDAY, TODAY, get, queries, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

LATELY = MONDAY - timedelta(days=2)
LONG_AGO = MONDAY - timedelta(days=8)


@pytest.fixture
def project():
    """Return the project of a school that has one pupil, and nothing that waits."""
    project = SchoolProjectFactory()
    MenteeFactory(school=project.school)
    return project


@pytest.fixture
def bde(project):
    return staff(project.school)


def wearer(post):
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def mentor_of(mentorship):
    mentor = mentorship.mentor_memberships.get().mentor
    return wearer(access.mentor_post(mentor, mentorship.school))


def mentee_of(mentorship):
    mentee = mentorship.mentee_memberships.get().mentee
    return wearer(access.mentee_post(mentee, mentorship.school))


def tasks(grant):
    """Return what waits for a person: the sentence, whether it is late, where the act leads."""
    page = get(grant, "home").page
    return [
        (
            " ".join(item.select_one(".task-list__sentence").get_text().split()),
            item.select_one(".task-list__late") is not None,
            item.a["href"],
        )
        for item in page.soup.select(".task-list__item")
    ]


def nothing(grant):
    return get(grant, "home").page.all(".task-list__nothing")


def details(grant):
    return get(grant, "home").page.all(".task-list__detail")


def prepared(mentee):
    Preparation.objects.create(
        mentee=mentee, place=mentee.place, done_on=TODAY, way="alone", recorded_at=MONDAY
    )
    return mentee


def ready(project):
    mentee = prepared(MenteeFactory(school=project.school))
    return MentorshipFactory(ready=True, project=project, mentee=mentee)


def proposed(project, at=LATELY, **fields):
    return MentorshipFactory(project=project, proposed_at=at, **fields)


def test_nothing_waits_for_a_school_where_all_is_done(bde):
    assert nothing(bde) == ["Rien ne vous attend aujourd’hui."]


def test_a_school_is_asked_to_open_its_project_then_to_import_its_pupils():
    CampaignFactory()
    bde = staff(SchoolFactory())

    assert tasks(bde) == [
        (
            "Votre lycée n’a pas encore de projet de mentorat pour 2026-2027.",
            True,
            "/projets/ouvrir/",
        ),
        ("Aucun élève n’est encore enregistré pour cette année.", False, "/imports/eleves/"),
    ]


def test_proposals_wait_to_be_examined_in_the_latest_run(project, bde):
    run = MatchingRunFactory(project=project, state="done")
    NeedFactory(mentee__school=SchoolFactory(), campaign=project.campaign)
    proposal = ProposalFactory(run=run)
    ProposalFactory(run=run, need__withdrawn_at=MONDAY)

    assert ("1 proposition à examiner.", False, f"/appariement/{run.pk}/") in tasks(bde)

    proposal.state, proposal.decided_at, proposal.decided_by = "declined", MONDAY, bde.user
    proposal.save()
    assert "examiner" not in str(tasks(bde))


@pytest.mark.parametrize(
    ("since", "late", "detail"),
    [
        (date(2026, 11, 23), False, "Le plus ancien attend depuis 0 jour."),
        (date(2026, 11, 22), False, "Le plus ancien attend depuis 1 jour."),
        (date(2026, 10, 20), True, "En retard Le plus ancien attend depuis 34 jours."),
    ],
)
def test_volunteers_wait_for_a_mentor(project, bde, since, late, detail):
    volunteer = authorised_mentee(school=project.school)
    NeedFactory(mentee=volunteer, campaign=project.campaign, volunteered_on=since)

    assert tasks(bde) == [("1 volontaire attend un mentor.", late, "/appariement/")]
    assert details(bde) == [detail]


def test_whoever_has_a_mentor_no_longer_waits(project, bde):
    mentee = authorised_mentee(school=project.school)
    NeedFactory(mentee=mentee, campaign=project.campaign)
    MentorshipFactory(active=True, project=project, mentee=mentee)

    assert tasks(bde) == []


def test_a_delay_that_runs_out_is_told_two_days_before_and_late_on_its_day(project, bde):
    proposed(project)
    assert tasks(bde) == []
    waits = ("1 proposition attend encore une réponse.", "/relations-de-mentorat/")

    near = proposed(project, at=LONG_AGO)

    address = f"{waits[1]}?state=proposed&sort=-recent"
    assert tasks(bde) == [(waits[0], False, address)]
    assert details(bde) == ["Sans rien faire, libérée le mercredi 25 novembre."]
    near.state_at = MONDAY - timedelta(days=10)
    near.save()
    assert tasks(bde) == [(waits[0], True, address)]


def test_an_application_waits_for_those_to_whom_it_was_made(project, bde):
    association = AssociationFactory()
    MentorApplicationFactory(school=project.school)
    MentorApplicationFactory(school=project.school, association=association)
    coordinator = wearer(
        access.Post(Role.ASSOCIATION, label=association.name, association=association)
    )
    waits = ("1 candidature de mentor à décider.", False, "/candidatures/?state=waiting&sort=old")

    assert tasks(bde) == [waits]
    assert tasks(coordinator) == [waits]


def test_alarms_are_counted_by_what_there_is_to_look_at(project, bde):
    mentorship = MentorshipFactory(active=True, project=project)
    for kind in ("silence", "late_start"):
        AlarmFactory(mentorship=mentorship, kind=kind)
    mentor = mentorship.mentor_memberships.get().mentor
    AlarmFactory(mentorship=None, mentor=mentor, place=project.place, kind="capacity")

    assert tasks(bde) == [("1 relation et 1 mentor à regarder.", False, "/alarmes/")]


def test_an_accepted_relation_waits_for_its_first_session(project, bde):
    mentorship = ready(project)
    waits = (
        "1 relation prête n’a pas encore de première séance.",
        False,
        "/relations-de-mentorat/?state=ready",
    )
    assert tasks(bde) == [waits]

    session = MentoringSessionFactory(
        mentorship=mentorship, starts_at=paris(24, 10), ends_at=paris(24, 11)
    )
    assert tasks(bde) == []

    session.state = "cancelled"
    session.save(update_fields=["state"])
    assert tasks(bde) == [waits]


def test_a_session_that_is_over_waits_for_its_sheet(project, bde):
    mentorship = MentorshipFactory(active=True, project=project)
    session = MentoringSessionFactory(
        mentorship=mentorship, starts_at=paris(23, 9), ends_at=paris(23, 10)
    )
    waits = (
        "1 séance passée attend sa feuille de présence.",
        True,
        "/seances/?state=to_report",
    )
    cpe, maud = staff(project.school, Role.CPE), mentor_of(mentorship)

    told = (
        "Votre séance du lundi 23 novembre : comment c’était ?",
        False,
        f"/suivi/seance/{session.pk}/",
    )

    assert [tasks(one) for one in (bde, cpe, maud)] == [[waits], [waits], [told]]
    assert tasks(staff(project.school, Role.PROFESSEUR_PRINCIPAL)) == []

    session.state = "held"
    session.save(update_fields=["state"])
    assert [tasks(one) for one in (bde, cpe, maud)] == [[]] * 3


def test_a_mentor_without_clearances_waits_for_them(project, bde):
    mentor = MentorFactory(place=project.place)
    MentorFactory(place=project.place, left_on=date(2026, 11, 1))

    assert tasks(bde) == [
        ("1 mentor n’a pas toutes ses habilitations.", False, "/mentors/?clearance=missing")
    ]

    mentor.left_on = date(2026, 11, 1)
    mentor.save(update_fields=["left_on"])
    assert tasks(bde) == []


def test_a_clearance_that_ends_within_the_month_waits_to_be_renewed(project, bde):
    mentor = cleared_mentor(place=project.place)
    charter = Clearance.objects.unscoped("a test").filter(mentor=mentor, kind="charter")
    charter.update(expires_on=date(2026, 12, 23))
    assert tasks(bde) == []

    charter.update(expires_on=date(2026, 12, 22))

    assert tasks(bde) == [
        ("1 mentor perd une habilitation dans le mois.", False, "/mentors/?clearance=ending")
    ]


def test_an_association_is_asked_for_the_clearances_of_its_own_mentors(project):
    association = AssociationFactory()
    MentorFactory(place=project.school.academy.span.lo, association=association)
    MentorFactory(place=project.place)
    post = access.Post(Role.ASSOCIATION, label="", association=association)

    assert [sentence for sentence, *_ in tasks(wearer(post))] == [
        "1 mentor n’a pas toutes ses habilitations."
    ]


def test_a_pupil_may_ask_for_a_mentor_until_he_or_she_did(project):
    mentee = prepared(MenteeFactory(school=project.school))
    pupil = wearer(access.mentee_post(mentee, project.school))
    invited = ("Tu peux demander un mentor : c’est toi qui décides.", False, "/volontaire/")
    assert tasks(pupil) == [invited]

    need = NeedFactory(mentee=mentee, campaign=project.campaign)
    assert tasks(pupil) == []
    assert nothing(pupil) == ["Tu es volontaire : ton lycée cherche un mentor pour toi."]

    need.withdrawn_at = MONDAY
    need.save(update_fields=["withdrawn_at"])
    MentorshipFactory(active=True, project=project, mentee=mentee)
    assert tasks(pupil) == []
    assert nothing(pupil) == ["Rien ne t’attend aujourd’hui."]


def test_each_side_is_asked_to_answer_until_it_did(project):
    mentorship = proposed(project)
    address = f"/relations-de-mentorat/{mentorship.pk}/"
    maud, noe = mentor_of(mentorship), mentee_of(mentorship)

    assert tasks(maud) == [("Un élève vous est proposé.", False, address)]
    assert tasks(noe) == [("Un mentor t’est proposé.", False, address)]

    mentorship.state_at = LONG_AGO
    mentorship.save(update_fields=["state_at"])
    assert tasks(maud) == [("Un élève vous est proposé.", True, address)]

    MenteeMembership.objects.unscoped("a test").update(
        state="accepted", answered_at=MONDAY, answered_by=noe.user
    )
    assert tasks(noe) == []
    assert len(tasks(maud)) == 1

    mentorship.state = "withdrawn"
    mentorship.save(update_fields=["state"])
    assert tasks(maud) == []


def test_a_mentor_and_a_pupil_read_when_they_meet_next(project):
    mentorship = MentorshipFactory(active=True, project=project)
    session = MentoringSessionFactory(
        mentorship=mentorship,
        room__name="B12",
        starts_at=paris(24, 10),
        ends_at=paris(24, 11),
    )
    MentoringSessionFactory(mentorship=mentorship, starts_at=paris(25, 10), ends_at=paris(25, 11))
    people = (mentor_of(mentorship), mentee_of(mentorship))
    waits = ("Prochaine séance : mardi 24 novembre, 10 h.", False, f"/seances/{session.pk}/")

    assert [tasks(one) for one in people] == [[waits]] * 2
    assert [details(one) for one in people] == [["Salle B12"]] * 2

    mentorship.sessions.update(state="cancelled")
    assert [tasks(one) for one in people] == [[]] * 2


def test_a_territory_reads_how_many_of_its_open_schools_have_no_project():
    campaign, academy = CampaignFactory(), AcademyFactory(code="24")
    schools = [SchoolFactory(academy=academy) for _ in range(3)]
    closed = SchoolFactory(academy=academy, closed_on=date(2026, 9, 30))
    for school in (schools[0], closed):
        SchoolProjectFactory(school=school, campaign=campaign)
    referent = wearer(access.academy_post(Role.REFERENT_MENTORAT, academy))

    assert tasks(referent) == [
        ("2 établissements n’ont pas encore de projet.", False, "/etablissements/?project=without")
    ]
    assert details(referent) == ["Sur 3 établissements de votre périmètre."]

    for school in schools[1:]:
        SchoolProjectFactory(school=school, campaign=campaign)
    assert tasks(referent) == []


def test_what_is_late_comes_first_then_the_order_of_the_chain(project, bde):
    MatchingRunFactory(project=project)
    ready(project)
    MentoringSessionFactory(
        mentorship=MentorshipFactory(active=True, project=project),
        starts_at=paris(23, 9),
        ends_at=paris(23, 10),
    )
    proposed(project, at=MONDAY - timedelta(days=10))

    assert [(sentence.split()[1], late) for sentence, late, _ in tasks(bde)] == [
        ("proposition", True),
        ("séance", True),
        ("relation", False),
    ]


def test_the_home_of_a_school_asks_as_many_questions_when_3_wait_as_when_1_does(project, bde):
    run = MatchingRunFactory(project=project, state="done")

    def one_more(hour):
        MentorFactory(place=project.place)
        ProposalFactory(run=run)
        MentorshipFactory(ready=True, project=project)
        proposed(project, at=LONG_AGO)
        running = MentorshipFactory(active=True, project=project)
        for day in (20, 24):
            MentoringSessionFactory(
                mentorship=running, starts_at=paris(day, hour), ends_at=paris(day, hour + 1)
            )

    one_more(8)
    few = queries(bde, "home")
    one_more(10)
    one_more(14)

    assert (few, queries(bde, "home")) == (43, 43)


@pytest.mark.parametrize(("who", "count"), [(mentor_of, 15), (mentee_of, 18)])
def test_the_home_of_a_person_asks_as_many_questions_for_3_sessions_as_for_1(project, who, count):
    mentorship = MentorshipFactory(active=True, project=project, followed_by=UserFactory())
    person = who(mentorship)
    MentoringSessionFactory(mentorship=mentorship, starts_at=paris(24, 9), ends_at=paris(24, 10))

    few = queries(person, "home")
    for day in (25, 26):
        MentoringSessionFactory(
            mentorship=mentorship, starts_at=paris(day, 9), ends_at=paris(day, 10)
        )

    assert (few, queries(person, "home")) == (count, count)


@pytest.mark.parametrize("count", [1, 3])
def test_the_home_of_a_territory_asks_as_many_questions_for_1_school_as_for_3(count):
    academy = AcademyFactory(code="24")
    CampaignFactory()
    for _ in range(count):
        SchoolFactory(academy=academy)

    assert queries(wearer(access.academy_post(Role.REFERENT_MENTORAT, academy)), "home") == 13
