"""The agreement: a frozen text, every side's signature, another version when the text changes."""

import hashlib
from datetime import UTC, date, datetime

import pytest

from mentorat.access.actions import make_link
from mentorat.access.enums import LinkAct
from mentorat.access.policies import opens
from mentorat.journal.models import Entry
from mentorat.mentorships import actions, agreeing
from mentorat.mentorships.enums import Party, SignatureChannel
from mentorat.mentorships.errors import (
    AgreementNotOpen,
    AlreadySigned,
    ObjectiveFixed,
    SameObjective,
    SignedOutOfTime,
)
from mentorat.mentorships.models import Agreement, Signature
from mentorat.mentorships.wording import parts_of
from mentorat.programmes.enums import Objective
from tests.factories.agreements import agreement_of, to_sign
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import GuardianFactory, MenteeIdentityFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 7, 9, tzinfo=UTC)
TODAY = date(2026, 10, 7)
LINK = SignatureChannel.LINK


def signature(mentorship, party):
    return agreement_of(mentorship).signatures.get(party=party)


def sign(mentorship, party, on=TODAY, **fields):
    one = signature(mentorship, party)
    return actions.sign(signature=one, channel=LINK, on=on, now=NOW, by=None, **fields)


def events():
    return list(Entry.objects.unscoped("a test").order_by("pk").values_list("event", flat=True))


def test_the_text_names_the_mentor_the_school_and_the_rules_and_never_the_pupil():
    mentorship = to_sign()
    mentor = mentorship.mentor_memberships.get().mentor
    mentee = mentorship.mentee_memberships.get().mentee

    agreement = agreement_of(mentorship)

    assert str(mentor) in agreement.text
    assert str(mentorship.school) in agreement.text
    assert "trouver ou réussir une PFMP" in agreement.text
    assert mentee.first_name not in agreement.text
    assert mentee.last_name not in agreement.text
    assert agreement.digest == hashlib.sha256(agreement.text.encode()).hexdigest()


@pytest.mark.parametrize(
    "topic",
    [
        "119",
        "3018",
        "réseau social",
        "transporte pas",
        "argent",
        "alcool",
        "médicament",
        "Aucune photo",
        "en danger",
        "n’est pas répété",
        "effacées",
        "première rencontre",
        "arme",
    ],
)
def test_the_text_has_every_topic_of_the_risk_policies(topic):
    assert topic in agreement_of(to_sign()).text


def test_the_text_can_be_read_again_part_by_part():
    text = agreement_of(to_sign()).text

    parts = parts_of(text)

    assert parts[0].title == "Qui s’engage"
    assert all(part.sentences for part in parts)
    assert len(parts) == 6


def test_a_minor_needs_a_guardian_an_adult_does_not():
    of_a_minor, of_an_adult = to_sign(), MentorshipFactory(accepted=True)
    mentee = of_an_adult.mentee_memberships.get().mentee
    MenteeIdentityFactory(mentee=mentee, birth_date=date(2008, 1, 1))
    agreeing.make_agreement(of_an_adult, now=NOW)

    found = [
        [one.party for one in agreement_of(mentorship).signatures.order_by("pk")]
        for mentorship in (of_a_minor, of_an_adult)
    ]

    assert found == [["mentor", "mentee", "guardian", "school"], ["mentor", "mentee", "school"]]


def test_the_last_signature_makes_the_relation_ready():
    mentorship = to_sign()
    guardian = GuardianFactory(mentee=mentorship.mentee_memberships.get().mentee)

    states = []
    for party in (Party.MENTOR, Party.GUARDIAN, Party.SCHOOL, Party.MENTEE):
        sign(mentorship, party, **({"guardian": guardian} if party == Party.GUARDIAN else {}))
        mentorship.refresh_from_db()
        states.append(mentorship.state)

    assert states == ["accepted", "accepted", "accepted", "ready"]
    assert signature(mentorship, Party.GUARDIAN).guardian == guardian
    assert events()[-2:] == ["agreement_signed", "mentorship_ready"]


def test_everyone_may_sign_on_paper_and_the_school_types_it_in():
    mentorship, by = to_sign(), UserFactory()
    sign(mentorship, Party.MENTOR)

    actions.sign_on_paper(agreement=agreement_of(mentorship), on=TODAY, now=NOW, by=by)

    mentorship.refresh_from_db()
    found = Signature.objects.unscoped("a test").order_by("pk").values_list("channel", flat=True)
    assert list(found) == ["link", "paper", "paper", "paper"]
    assert mentorship.state == "ready"


def test_a_side_signs_once():
    mentorship = to_sign()
    sign(mentorship, Party.MENTOR)

    with pytest.raises(AlreadySigned):
        sign(mentorship, Party.MENTOR)


@pytest.mark.parametrize("on", [date(2026, 10, 4), date(2026, 10, 8)])
def test_nobody_signs_before_the_text_nor_tomorrow(on):
    with pytest.raises(SignedOutOfTime, match="05/10/2026"):
        sign(to_sign(), Party.MENTOR, on=on)


def test_a_relation_that_was_withdrawn_is_not_signed():
    mentorship = to_sign()
    actions.withdraw(mentorship=mentorship, now=NOW, by=UserFactory())

    with pytest.raises(AgreementNotOpen):
        sign(mentorship, Party.MENTOR)


def test_another_objective_makes_another_version_that_everyone_signs_again():
    mentorship, by = to_sign(), UserFactory()
    former = agreement_of(mentorship)
    actions.sign_on_paper(agreement=former, on=TODAY, now=NOW, by=by)
    old = former.signatures.first()

    revised = actions.revise_objective(
        mentorship=mentorship, objective=Objective.DECISION, now=NOW, by=by
    )

    agreement = agreement_of(mentorship)
    revision = revised.revisions.get()
    assert (agreement.version, revised.state) == (2, "accepted")
    assert agreement.digest != former.digest
    assert not agreement.signatures.signed().exists()
    assert former.signatures.signed().count() == 4
    assert (revision.former, revision.objective, revision.revised_by) == ("pfmp", "decision", by)
    with pytest.raises(AgreementNotOpen):
        actions.sign(signature=old, channel=LINK, on=TODAY, now=NOW, by=None)


def test_a_running_relation_goes_on_while_its_new_text_is_signed():
    mentorship, by = to_sign(), UserFactory()
    actions.sign_on_paper(agreement=agreement_of(mentorship), on=TODAY, now=NOW, by=by)
    actions.start(mentorship=mentorship, on=TODAY, now=NOW, by=by)

    revised = actions.revise_objective(
        mentorship=mentorship, objective=Objective.DECISION, now=NOW, by=by
    )
    actions.sign_on_paper(agreement=agreement_of(mentorship), on=TODAY, now=NOW, by=by)

    mentorship.refresh_from_db()
    assert (revised.state, mentorship.state) == ("active", "active")


def test_an_objective_is_revised_to_another_one_while_the_relation_lives():
    mentorship, by = to_sign(), UserFactory()

    with pytest.raises(SameObjective):
        actions.revise_objective(mentorship=mentorship, objective=Objective.PFMP, now=NOW, by=by)
    with pytest.raises(ObjectiveFixed):
        actions.revise_objective(
            mentorship=MentorshipFactory(), objective=Objective.STRESS, now=NOW, by=by
        )


def test_links_are_closed_by_a_signature_a_new_version_and_a_withdrawal():
    mentorship, by = to_sign(), UserFactory()
    mentee = mentorship.mentee_memberships.get().mentee
    mother, father = GuardianFactory(mentee=mentee), GuardianFactory(mentee=mentee, rank=2)

    def links():
        about = {"act": LinkAct.SIGN, "about": agreement_of(mentorship), "now": NOW, "by": None}
        mentor = mentorship.mentor_memberships.get().mentor
        people = ({"mentor": mentor}, {"mentee": mentee}, {"guardian": mother})
        return [make_link(**about, **one) for one in (*people, {"guardian": father})]

    def open_ones(made):
        for link in made:
            link.refresh_from_db()
        return [opens(link, now=NOW) for link in made]

    first = links()
    sign(mentorship, Party.GUARDIAN, guardian=mother)
    after_one = open_ones(first)
    actions.revise_objective(mentorship=mentorship, objective=Objective.STRESS, now=NOW, by=by)
    after_revision = open_ones(first)
    second = links()
    before = open_ones(second)
    actions.withdraw(mentorship=mentorship, now=NOW, by=by)

    assert after_one == [True, True, False, False]
    assert after_revision == [False] * 4
    assert (before, open_ones(second)) == ([True] * 4, [False] * 4)


def test_the_text_is_not_made_again_when_the_rules_of_the_year_change():
    mentorship = to_sign()
    campaign = mentorship.project.campaign
    campaign.silence_days = 45
    campaign.save(update_fields=["silence_days"])

    agreeing.make_agreement(mentorship, now=NOW)

    assert Agreement.objects.unscoped("a test").get(mentorship=mentorship).version == 1
