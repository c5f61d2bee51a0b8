from datetime import date

import pytest

from mentorat.foundations.place import academy_of, school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.people.actions import Proof
from mentorat.people.enums import ClearanceKind
from mentorat.people.models import Clearance
from mentorat.programmes.actions import recruiting
from tests.factories.matching import OfferFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MentorFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


def test_a_school_clears_a_mentor_whom_an_association_offers_it(rls):
    school = SchoolFactory()
    mentor = MentorFactory(place=academy_of(school.place).lo)
    OfferFactory(mentor=mentor, school=school)
    by = UserFactory()

    with rls(Scope(Family.SCHOOL, school_span(school.place), user=by.pk)):
        recruiting.record_clearance(
            mentor=mentor,
            proof=Proof(ClearanceKind.CHARTER, given_on=TODAY),
            today=TODAY,
            by=by,
        )

    assert Clearance.objects.unscoped("test").get().mentor == mentor
    assert Entry.objects.unscoped("test").get().place == school.place
