"""Answer and sign by a personal link: once, for oneself, and no longer once it is taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from mentorat.access.actions import make_link
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.mentorships import actions
from mentorat.mentorships.models import MemberQuestion, Mentorship
from tests.factories.agreements import agreement_of, to_sign
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import GuardianFactory, MenteeFactory, UserFactory, cleared_mentor
from tests.web.conftest import Page
from tests.web.home.stage import everything

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 7, 9, tzinfo=UTC)
ANSWER, SIGN = "/relations-de-mentorat/reponse/", "/relations-de-mentorat/signature/"


@pytest.fixture(autouse=True)
def a_wednesday(time_machine):
    time_machine.move_to(NOW, tick=False)


def link(act, about, **person):
    return link_token(make_link(act=act, about=about, now=NOW, by=None, **person))


def mentor_of(mentorship):
    return mentorship.mentor_memberships.get().mentor


def mentee_of(mentorship):
    return mentorship.mentee_memberships.get().mentee


def visit(path, token, method="get", **data):
    response = getattr(Client(), method)(f"{path}{token}/", data, follow=True)
    return response.status_code, Page(response)


def proposed(**fields):
    mentor = cleared_mentor(first_name="Maud", last_name="Soudure")
    return MentorshipFactory(mentor=mentor, mentee=MenteeFactory(first_name="Noé"), **fields)


def test_the_one_address_of_a_link_leads_to_the_proposal():
    mentorship = proposed()
    token = link(LinkAct.ANSWER, mentorship, mentee=mentee_of(mentorship))

    status, page = visit("/l/", token)

    assert (status, page.heading) == (200, "Veux-tu ce mentor ?")
    assert "Maud S." in page.text
    assert "électricienne" in page.text
    assert "Même métier." in page.text
    assert "Sans réponse le 11/10/2026, la proposition sera libérée." in page.text
    assert page.flaws == []


@pytest.mark.parametrize(
    ("side", "today", "words"),
    [
        ("mentee", NOW, "la première rencontre a lieu avant le 5 décembre 2026"),
        ("mentor", NOW, "au plus tard le 5 décembre 2026"),
        ("mentor", NOW + timedelta(days=90), "L’année est bien avancée"),
    ],
)
def test_what_a_late_first_date_means_is_said_before_the_answer(side, today, words, time_machine):
    time_machine.move_to(today, tick=False)
    mentorship = proposed()
    person = {"mentor": mentor_of, "mentee": mentee_of}[side](mentorship)
    token = link_token(
        make_link(act=LinkAct.ANSWER, about=mentorship, now=today, by=None, **{side: person})
    )

    _, page = visit(ANSWER, token)

    assert words in page.text


def test_a_mentor_reads_the_first_name_of_the_pupil_and_why():
    mentorship = proposed()
    token = link(LinkAct.ANSWER, mentorship, mentor=mentor_of(mentorship))

    _, page = visit(ANSWER, token)

    assert page.heading == "Voulez-vous accompagner cet élève ?"
    assert "Noé É." in page.text
    assert mentee_of(mentorship).last_name not in page.text


@pytest.mark.parametrize(
    ("said", "state"), [("yes", ("proposed", "accepted")), ("no", ("declined", "declined"))]
)
def test_each_answers_for_oneself_and_once(said, state):
    mentorship = proposed()
    token = link(LinkAct.ANSWER, mentorship, mentee=mentee_of(mentorship))

    status, page = visit(ANSWER, token, "post", answer=said)
    before = everything()
    again, refused = visit(ANSWER, token, "post", answer="yes")

    mentorship.refresh_from_db()
    side = mentorship.mentee_memberships.get()
    assert (status, page.heading) == (200, "C’est noté")
    assert (mentorship.state, side.state) == state
    assert (side.answered_by, side.answered_at) == (None, NOW)
    assert (again, refused.heading) == (410, "C’est déjà fait, merci")
    assert everything() == before


def test_a_question_leaves_the_link_open_for_the_answer():
    mentorship = proposed()
    token = link(LinkAct.ANSWER, mentorship, mentor=mentor_of(mentorship))

    _, page = visit(ANSWER, token, "post", answer="question", question="Quel jour ?")
    question = MemberQuestion.objects.unscoped("a test").get()
    _, waiting = visit(ANSWER, token)
    actions.answer_question(question=question, answer="Le mercredi.", now=NOW, by=UserFactory())
    _, told = visit(ANSWER, token)

    assert page.heading == "La question est partie"
    assert (question.text, question.asked_by) == ("Quel jour ?", None)
    assert "Le lycée n’a pas encore répondu." in waiting.text
    assert "Le mercredi." in told.text
    assert told.all("button[value=yes]") == ["J’accepte"]
    assert told.soup.select("[name=question]") == []


def test_the_pupil_never_reads_what_the_mentor_asked():
    mentorship = proposed()
    mentor = link(LinkAct.ANSWER, mentorship, mentor=mentor_of(mentorship))
    visit(ANSWER, mentor, "post", answer="question", question="Est-il sérieux ?")
    question = MemberQuestion.objects.unscoped("a test").get()
    actions.answer_question(question=question, answer="Oui, très.", now=NOW, by=UserFactory())

    _, page = visit(ANSWER, link(LinkAct.ANSWER, mentorship, mentee=mentee_of(mentorship)))

    assert "Est-il sérieux" not in page.text
    assert "Oui, très" not in page.text


@pytest.mark.parametrize("words", ["", "x" * 141])
def test_a_question_that_does_not_fit_is_kept_and_not_sent(words):
    mentorship = proposed()
    token = link(LinkAct.ANSWER, mentorship, mentor=mentor_of(mentorship))
    before = everything()

    _, page = visit(ANSWER, token, "post", answer="question", question=words)

    assert page.soup.select_one("[name=question]")["value"] == words if words else True
    assert page.soup.select("#id_question_error")
    assert everything() == before


def test_the_link_of_another_relation_answers_nothing_here():
    mentorship, other = proposed(), proposed()
    stranger = link(LinkAct.ANSWER, mentorship, mentor=mentor_of(other))

    assert visit(ANSWER, stranger)[0] == 404
    assert visit(ANSWER, stranger, "post", answer="yes")[0] == 404


def test_a_link_opens_nothing_once_the_proposal_is_taken_back():
    mentorship = proposed()
    token = link(LinkAct.ANSWER, mentorship, mentee=mentee_of(mentorship))
    actions.withdraw(mentorship=mentorship, now=NOW, by=UserFactory())

    status, page = visit(ANSWER, token)

    assert (status, page.heading) == (410, "Ce lien ne sert plus")


def test_a_pupil_who_says_no_leaves_a_group_that_goes_on():
    mentorship = proposed(form="group")
    leaving = mentee_of(mentorship)
    mentorship.mentee_memberships.create(mentee=MenteeFactory(), place=mentorship.place)
    token = link(LinkAct.ANSWER, mentorship, mentee=leaving)

    _, page = visit(ANSWER, token, "post", answer="no")

    mentorship.refresh_from_db()
    assert page.heading == "C’est noté"
    assert mentorship.state == "proposed"
    assert not mentorship.mentee_memberships.filter(mentee=leaving).exists()
    assert visit(ANSWER, token)[0] in {404, 410}


def test_four_sides_sign_by_their_own_links_but_the_school_and_the_relation_is_ready():
    mentorship = to_sign()
    agreement, mentee = agreement_of(mentorship), mentee_of(mentorship)
    guardian = GuardianFactory(mentee=mentee, full_name="Awa Exemple")
    sides = ({"mentor": mentor_of(mentorship)}, {"mentee": mentee}, {"guardian": guardian})
    tokens = [link(LinkAct.SIGN, agreement, **side) for side in sides]

    pages = [visit(SIGN, token, "post", agrees="on")[1].heading for token in tokens]
    school = agreement.signatures.get(party="school")
    actions.sign(signature=school, channel="account", on=NOW.date(), now=NOW, by=UserFactory())

    mentorship.refresh_from_db()
    signed = [(one.channel, one.signed_on) for one in agreement.signatures.order_by("pk")]
    assert pages == [
        "L’accord est signé, merci",
        "Ton accord est signé",
        "L’accord est signé, merci",
    ]
    assert signed == [("link", date(2026, 10, 7))] * 3 + [("account", date(2026, 10, 7))]
    assert agreement.signatures.get(party="guardian").guardian == guardian
    assert mentorship.state == "ready"


def test_one_guardian_is_enough_and_a_signature_is_not_replayed():
    mentorship = to_sign()
    agreement, mentee = agreement_of(mentorship), mentee_of(mentorship)
    mother, father = GuardianFactory(mentee=mentee), GuardianFactory(mentee=mentee, rank=2)
    tokens = [link(LinkAct.SIGN, agreement, guardian=one) for one in (mother, father)]
    visit(SIGN, tokens[0], "post", agrees="on")
    before = everything()

    found = [visit(SIGN, token, "post", agrees="on")[0] for token in tokens]

    assert found == [410, 200]
    assert everything() == before
    assert "C’est déjà signé" in visit(SIGN, tokens[1])[1].text


def test_nobody_signs_without_saying_that_the_text_was_read():
    mentorship = to_sign()
    token = link(LinkAct.SIGN, agreement_of(mentorship), mentor=mentor_of(mentorship))
    before = everything()

    status, page = visit(SIGN, token, "post")

    assert (status, page.all(".error-lines li") != []) == (200, True)
    assert everything() == before
    assert page.flaws == []


def test_another_version_or_a_withdrawal_closes_the_links_of_a_signature():
    mentorship, by = to_sign(), UserFactory()
    first = link(LinkAct.SIGN, agreement_of(mentorship), mentor=mentor_of(mentorship))
    actions.revise_objective(mentorship=mentorship, objective="stress", now=NOW, by=by)
    second = link(LinkAct.SIGN, agreement_of(mentorship), mentor=mentor_of(mentorship))
    opened = visit(SIGN, second)[0]
    actions.withdraw(mentorship=mentorship, now=NOW, by=by)

    assert (visit(SIGN, first)[0], opened, visit(SIGN, second)[0]) == (410, 200, 410)


def test_whoever_has_no_side_in_an_agreement_does_not_find_it():
    mentorship = to_sign()
    strangers = ({"mentor": cleared_mentor()}, {"mentee": MenteeFactory()})
    tokens = [link(LinkAct.SIGN, agreement_of(mentorship), **one) for one in strangers]
    tokens.append(link(LinkAct.SIGN, agreement_of(mentorship), guardian=GuardianFactory()))

    assert [visit(SIGN, token)[0] for token in tokens] == [404, 404, 404]
    assert Mentorship.objects.unscoped("a test").filter(pk=mentorship.pk).exists()


def test_a_signed_in_adult_who_opens_the_link_of_a_pupil_leaves_no_name_on_it(client):
    mentorship = proposed()
    token = link(LinkAct.ANSWER, mentorship, mentee=mentee_of(mentorship))
    client.force_login(UserFactory())

    client.post(f"{ANSWER}{token}/", {"answer": "yes"})

    assert mentorship.mentee_memberships.get().answered_by is None
