"""Certificates: what was done, frozen; anyone who holds the number reads whether it is valid."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from mentorat.followup import actions
from mentorat.followup.enums import Withdrawn
from mentorat.followup.errors import CertificateWithdrawn, NothingToCertify
from mentorat.followup.models import Certificate
from mentorat.followup.queries import participation
from mentorat.journal.models import Entry
from mentorat.web.guests import MOST_GUESSES
from tests.factories.closing import CertificateFactory
from tests.factories.people import UserFactory
from tests.factories.scheduling import AttendanceFactory, MentoringSessionFactory, paris
from tests.web.conftest import Page
from tests.web.home.stage import MONDAY, get, post, queries, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture(autouse=True)
def no_guess_yet():
    cache.clear()


def held(relation, day, minutes=60, status="present"):
    starts_at = paris(day, 14)
    session = MentoringSessionFactory(
        mentorship=relation,
        state="held",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
    )
    mentee = relation.mentee_memberships.get().mentee
    AttendanceFactory(session=session, mentee=mentee, status=status)


@pytest.fixture
def relation(people):
    """Give the relation of the cast two sessions that were held, and one where nobody came."""
    held(people.mentorship, 4, 60)
    held(people.mentorship, 12, 45)
    held(people.mentorship, 18, 60, "absent")
    return people.mentorship


def certificates():
    return Certificate.objects.unscoped("a test")


def verify(code):
    return Client().get(f"/attestation/{code}/")


def test_hours_are_those_of_held_sessions_where_the_pupil_came(people, relation):
    for person in (people.mentor, people.mentee):
        done = participation(person, relation.project)

        assert (done.sessions, done.hours) == (2, "1 h 45")
        assert (done.first.day, done.last.day) == (4, 12)


def test_nothing_is_certified_before_a_first_session(people):
    with pytest.raises(NothingToCertify):
        actions.issue(person=people.mentor, project=people.project, now=MONDAY, by=UserFactory())


def test_each_member_gets_a_number_of_which_the_public_reads_little(people, relation):
    answer = post(people["bde"], "certificates:issue", relation.pk)

    issued = {one.kind: one for one in certificates()}
    page = Page(verify(issued["mentor"].code))
    assert answer.said[0].startswith("2 attestations sont prêtes")
    assert set(issued) == {"mentor", "mentee"}
    assert page.heading == "Attestation valable"
    assert page.flaws == []
    assert issued["mentor"].checksum in page.text
    secrets = {people.mentor.first_name, people.mentor.last_name, people.school.name, "1 h 45"}
    assert not {word for word in secrets if word in page.text}


def test_issuing_again_gives_the_same_until_there_is_more_to_say(people, relation):
    def issue():
        return actions.issue(
            person=people.mentor, project=people.project, now=MONDAY, by=UserFactory()
        )

    first, same = issue(), issue()
    held(relation, 19, 30)
    replaced = issue()

    first.refresh_from_db()
    assert same == first
    assert (first.withdrawn, replaced.content["hours"]) == (Withdrawn.REPLACED, "2 h 15")
    assert first.digest != replaced.digest


def test_numbers_are_drawn_and_long(relation):
    actions.issue_for(mentorship=relation, now=MONDAY, by=UserFactory())

    codes = [one.code for one in certificates()]
    assert all(re.fullmatch(r"([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}", code) for code in codes)
    assert len(set(codes)) == 2


def test_a_withdrawn_certificate_says_so_and_its_sheet_is_gone(people):
    certificate = CertificateFactory(project=people.project, mentor=people.mentor)

    post(people["bde"], "certificates:withdraw", certificate.pk, reason="mistake")

    page = Page(verify(certificate.code))
    assert page.heading == "Attestation retirée"
    assert certificate.checksum not in page.text
    assert get(people["mentor"], "certificates:sheet", certificate.pk).status == 404
    assert Entry.objects.unscoped("a test").get(event="certificate_revoked").about_id
    with pytest.raises(CertificateWithdrawn):
        actions.withdraw_certificate(
            certificate=certificate, reason=Withdrawn.MISUSE, now=MONDAY, by=UserFactory()
        )


def test_an_unknown_number_is_unknown_and_a_guesser_is_kept_out():
    answers = [verify(f"AAAA-AAAA-AAAA-{number:04}").status_code for number in range(MOST_GUESSES)]

    assert answers == [404] * MOST_GUESSES
    assert verify("AAAA-AAAA-AAAA-9999").status_code == 429


def test_a_number_is_typed_as_it_is_read(people):
    certificate = CertificateFactory(project=people.project, mentor=people.mentor)

    led = Client().get("/attestation/", {"code": f" {certificate.code.lower()} "})

    assert led["Location"] == f"/attestation/{certificate.code}/"
    assert Page(Client().get("/attestation/")).flaws == []


def test_the_sheet_is_a_pdf_that_never_changes(people, relation):
    post(people["mentor"], "certificates:mine")
    own = certificates().get()
    client = Client()
    client.force_login(people["mentor"].user)

    sheets = [client.get(f"/attestations/{own.pk}.pdf").content for _ in range(2)]

    assert sheets[0].startswith(b"%PDF")
    assert sheets[0] == sheets[1]
    assert relation.project == own.project


def test_each_person_finds_his_or_her_own_certificate(people, relation):
    actions.issue_for(mentorship=relation, now=MONDAY, by=UserFactory())

    for person in ("mentor", "mentee"):
        page = get(people[person], "certificates:mine").page
        own = certificates().get(kind=person)
        assert page.flaws == []
        assert page.values("main .rows a", "href") == [f"/attestations/{own.pk}.pdf"]


def test_without_a_session_one_reads_why_there_is_no_certificate(people):
    answer = post(people["mentee"], "certificates:mine")

    assert answer.said == [
        "Aucune séance tenue avec un élève présent : il n’y a encore rien à attester."
    ]


def test_the_list_asks_as_many_questions_for_1_as_for_3(people):
    CertificateFactory(project=people.project, mentor=people.mentor)
    few = queries(people["bde"], "certificates:index")
    for _ in range(2):
        CertificateFactory(
            project=people.project, mentor=people.mentor, withdrawn="mistake", withdrawn_at=MONDAY
        )

    assert (few, queries(people["bde"], "certificates:index")) == (9, 9)


def test_the_school_alone_issues_and_withdraws(people, relation):
    certificate = CertificateFactory(project=people.project, mentor=people.mentor)
    refused = set(people.grants) - {"proviseur", "ddfpt", "bde", "stranger"}
    of_the_school = {302: {"proviseur", "ddfpt", "bde"}, 404: {"stranger"}, 403: refused}

    assert who_acts(people, "certificates:issue", relation.pk) == of_the_school
    assert (
        who_acts(people, "certificates:withdraw", certificate.pk, reason="mistake") == of_the_school
    )
