"""The training and the charter, from an account and by a personal link."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.foundations import clock
from mentorat.journal.models import Entry
from mentorat.people import training
from mentorat.people.charter import CHARTER
from mentorat.people.enums import ClearanceKind, TrainingTopic
from mentorat.people.models import Clearance, UnitPassed
from tests.cast import SINCE
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MentorFactory, UserFactory
from tests.factories.programmes import CampaignFactory
from tests.web.conftest import Page
from tests.web.home.stage import get, post, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue", "campaign")]

TODAY = date(2026, 11, 23)


@pytest.fixture
def campaign():
    cache.clear()
    return CampaignFactory()


@pytest.fixture
def mentor():
    return MentorFactory(place=SchoolFactory().place)


def right(unit):
    return {f"question_{k}": str(question.right) for k, question in enumerate(unit.questions)}


def wrong(unit):
    answers = right(unit)
    question = unit.questions[0]
    return answers | {"question_0": str((question.right + 1) % len(question.answers))}


def proofs():
    return Clearance.objects.unscoped("a test")


def worn(mentor):
    school = SchoolFactory()
    post = access.mentor_post(mentor, school)
    return access.give(user=UserFactory(), post=post, valid_from=SINCE, by=None)


def token(mentor, act):
    return link_token(access.make_link(act=act, mentor=mentor, now=clock.now(), by=None))


def test_the_units_speak_of_every_topic_and_last_two_hours():
    assert set(training.TOPICS) == set(TrainingTopic)
    assert (120, Decimal(2)) == (training.MINUTES, training.HOURS)


@pytest.mark.parametrize("unit", training.UNITS, ids=lambda unit: unit.slug)
def test_each_question_has_one_right_answer_and_says_why(unit):
    assert len(unit.questions) >= 4
    for question in unit.questions:
        assert 0 <= question.right < len(question.answers)
        assert len(set(question.answers)) == len(question.answers) >= 3
        assert question.why


def test_a_wrong_answer_is_explained_and_the_others_are_kept(mentor):
    grant, unit = worn(mentor), training.UNITS[0]

    answer = post(grant, "training:unit", unit.slug, **wrong(unit))

    assert answer.error("question_0").startswith("Ce n’est pas la bonne réponse. ")
    assert unit.questions[0].why in answer.error("question_0")
    assert answer.kept(wrong(unit)) == wrong(unit)
    assert not UnitPassed.objects.unscoped("a test").exists()


def test_the_last_unit_records_the_training_by_itself(mentor):
    grant = worn(mentor)

    for unit in training.UNITS[:-1]:
        post(grant, "training:unit", unit.slug, **right(unit))
    assert not proofs().exists()
    answer = post(grant, "training:unit", training.UNITS[-1].slug, **right(training.UNITS[-1]))

    proof = proofs().get()
    assert "La formation est terminée." in answer.page.text
    assert (proof.kind, proof.given_on, proof.hours, proof.mode) == (
        ClearanceKind.TRAINING,
        TODAY,
        Decimal(2),
        "online",
    )
    assert (proof.verified_by, set(proof.topics)) == (None, set(TrainingTopic))
    events = Entry.objects.unscoped("a test").values_list("event", flat=True)
    assert list(events) == ["training_recorded"]


def test_the_same_training_is_done_by_a_link(client, mentor):
    secret = token(mentor, LinkAct.TRAIN)

    start = client.get(f"/l/{secret}/", follow=True)
    for unit in training.UNITS:
        address = reverse("training:unit_by_link", args=[secret, unit.slug])
        assert client.get(address).status_code == 200
        client.post(address, right(unit))
    again = client.get(f"/l/{secret}/", follow=True)

    assert "0 module sur 6" in Page(start).text
    assert "6 modules sur 6" in Page(again).text
    assert proofs().get().kind == ClearanceKind.TRAINING


def test_a_link_trains_its_own_mentor_only(client, mentor):
    other = MentorFactory(place=mentor.place)
    secret, unit = token(mentor, LinkAct.TRAIN), training.UNITS[0]

    client.post(reverse("training:unit_by_link", args=[secret, unit.slug]), right(unit))

    assert UnitPassed.objects.unscoped("a test").get().mentor == mentor
    assert not other.units_passed.exists()


def test_a_link_of_the_charter_does_not_train(client, mentor):
    secret = token(mentor, LinkAct.CHARTER)

    assert client.get(reverse("training:by_link", args=[secret])).status_code == 410


def test_an_unknown_unit_does_not_exist(mentor):
    assert get(worn(mentor), "training:unit", "autre").status == 404


def test_the_charter_is_signed_with_its_version_and_fingerprint(mentor):
    grant = worn(mentor)

    unsigned = post(grant, "training:charter")
    signed = post(grant, "training:charter", agrees="on")
    again = post(grant, "training:charter", agrees="on")

    proof = proofs().get()
    assert unsigned.error("agrees") == "Ce champ est obligatoire."
    assert signed.said == ["La charte est signée. Merci."]
    assert again.complaints == ["Vous avez déjà signé cette charte aujourd’hui."]
    assert (proof.kind, proof.version, proof.digest) == (
        ClearanceKind.CHARTER,
        CHARTER.version,
        CHARTER.digest,
    )


def test_the_charter_is_signed_once_by_a_link(mentor):
    secret, client = token(mentor, LinkAct.CHARTER), Client()
    address = reverse("training:charter_by_link", args=[secret])

    read = client.get(address)
    signed = client.post(address, {"agrees": "on"})
    again = client.get(address)

    assert [read.status_code, signed.status_code, again.status_code] == [200, 200, 410]
    assert proofs().get().verified_by is None


def test_a_text_that_changes_has_another_fingerprint():
    """The text of a version is never touched: a change is a new version."""
    assert CHARTER.version == "2026-1"
    assert len(CHARTER.digest) == 64


def test_a_mentor_alone_answers_the_questions(people):
    unit = training.UNITS[0]
    others = set(people.grants) - {"mentor"}

    assert who_acts(people, "training:unit", unit.slug, **right(unit)) == {
        302: {"mentor"},
        403: others,
    }
