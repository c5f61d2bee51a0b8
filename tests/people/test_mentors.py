from datetime import date

import pytest

from mentorat.people import actions, errors
from mentorat.people.actions import Proof
from mentorat.people.enums import ClearanceKind, MentorOrigin
from mentorat.people.models import Clearance, Mentor
from mentorat.people.queries import MentorFile
from tests.factories.organisations import AssociationFactory, CompanyFactory, SchoolFactory
from tests.factories.people import MentorFactory, UserFactory
from tests.factories.reference import NsfGroupFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 20)


def told(**more):
    by = more.pop("by", None) or UserFactory()
    fields = {
        "first_name": "Maud",
        "last_name": "Modèle",
        "email": " Maud@Exemple.fr ",
        "phone": "",
        "origin": MentorOrigin.EMPLOYEE,
        "job": "soudeuse",
        "nsf_codes": (),
        "rome_domains": ("H29",),
        "city": "Villeneuve",
        "accepts_remote": True,
        "association_id": None,
        "company_id": None,
    } | more
    return {"file": MentorFile(**fields), "by": by}


def values(mentor):
    mentor.refresh_from_db()
    groups = [group.code for group in mentor.nsf_groups.all()]
    return (mentor.email, mentor.job, mentor.rome_domains, mentor.company, mentor.place, groups)


def test_mentor_is_added_with_a_lower_case_address():
    place, company = SchoolFactory().place, CompanyFactory()
    NsfGroupFactory(code="254")

    mentor = actions.add_mentor(place=place, **told(company_id=company.pk, nsf_codes=("254",)))

    assert values(mentor) == ("maud@exemple.fr", "soudeuse", ["H29"], company, place, ["254"])


def test_address_is_known_once_at_a_place_and_may_be_elsewhere():
    here, elsewhere = SchoolFactory().place, SchoolFactory().place
    actions.add_mentor(place=here, **told())

    with pytest.raises(errors.AlreadyKnown) as refused:
        actions.add_mentor(place=here, **told(first_name="Ali"))
    actions.add_mentor(place=elsewhere, **told())

    assert refused.value.sentence == (
        "Un mentor est déjà enregistré ici avec l’adresse maud@exemple.fr."
    )
    assert Mentor.objects.unscoped("a test").filter(first_name="Maud").count() == 2


def test_mentor_is_changed():
    association = AssociationFactory()
    NsfGroupFactory(code="254")
    mentor = MentorFactory(company=CompanyFactory())

    changed = actions.change_mentor(
        mentor=mentor, **told(association_id=association.pk, nsf_codes=("254",))
    )

    assert changed.association == association
    assert values(mentor) == ("maud@exemple.fr", "soudeuse", ["H29"], None, mentor.place, ["254"])


def test_mentor_cannot_take_the_address_of_another():
    known = MentorFactory()
    mentor = MentorFactory(place=known.place)

    with pytest.raises(errors.AlreadyKnown):
        actions.change_mentor(mentor=mentor, **told(email=known.email.upper()))
    same = actions.change_mentor(mentor=mentor, **told(email=mentor.email))

    assert same.email == mentor.email


def clear(mentor, **more):
    by = more.pop("by", None) or UserFactory()
    proof = {
        "kind": ClearanceKind.INTERVIEW,
        "given_on": TODAY,
        "expires_on": date(2027, 8, 31),
    } | more
    return actions.record_clearance(mentor=mentor, proof=Proof(**proof), today=TODAY, by=by)


def test_clearance_says_who_verified_and_until_when():
    mentor, by = MentorFactory(), UserFactory()

    clearance = clear(mentor, by=by)

    assert list(mentor.clearances.all()) == [clearance]
    assert (clearance.place, clearance.verified_by) == (mentor.place, by)
    assert (clearance.given_on, clearance.expires_on) == (TODAY, date(2027, 8, 31))


@pytest.mark.parametrize(
    ("dates", "refusal", "sentence"),
    [
        (
            {"given_on": date(2026, 9, 21)},
            errors.ClearanceInTheFuture,
            (
                "Une habilitation s’enregistre le jour où elle est donnée, ou après :"
                " le 21/09/2026 est dans le futur."
            ),
        ),
        (
            {"expires_on": date(2026, 9, 19)},
            errors.ClearanceEndsTooEarly,
            "La fin de validité précède la date de vérification.",
        ),
    ],
)
def test_clearance_with_impossible_dates_is_refused(dates, refusal, sentence):
    with pytest.raises(refusal) as refused:
        clear(MentorFactory(), **dates)

    assert refused.value.sentence == sentence
    assert not Clearance.objects.unscoped("a test").exists()


def test_mentor_leaves_once_and_may_return():
    mentor, by = MentorFactory(first_name="Maud", last_name="Modèle"), UserFactory()

    gone = actions.mentor_leaves(mentor=mentor, on=TODAY, by=by)
    for step in (
        lambda: actions.mentor_leaves(mentor=mentor, on=TODAY, by=by),
        lambda: clear(gone),
    ):
        with pytest.raises(errors.MentorHasLeft) as refused:
            step()
        assert refused.value.sentence == "Maud Modèle a quitté le programme le 20/09/2026."
    back = actions.mentor_returns(mentor=mentor, by=by)
    with pytest.raises(errors.MentorHasNotLeft):
        actions.mentor_returns(mentor=mentor, by=by)

    assert (gone.left_on, back.left_on) == (TODAY, None)
