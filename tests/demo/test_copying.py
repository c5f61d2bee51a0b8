"""Rows written by COPY are as if saved one by one."""

from datetime import UTC, datetime

import pytest

from mentorat.demo.copying import Ledger
from mentorat.organisations.models import Association, Company
from mentorat.people.models import Mentor

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.django_db
def test_rows_point_at_rows_of_the_same_ledger_and_take_the_defaults_of_the_model():
    ledger = Ledger(now=NOW)
    mentor = ledger.add(
        Mentor,
        place=10249001,
        first_name="Nour",
        last_name="Essai",
        email="nour@mentors.example",
        origin="employee",
        job="soudeuse",
        company_id=(company := ledger.add(Company, name="Fable\tet « Fils »\\")),
    )
    ledger.change(Mentor, mentor, city="Essaiville")

    ledger.write()
    ledger.analyse()

    written = Mentor.objects.unscoped("test").get()
    assert (written.pk, written.company_id, written.city) == (mentor, company, "Essaiville")
    assert (written.rome_domains, written.association, written.created_at) == ([], None, NOW)
    assert written.company.name == "Fable\tet « Fils »\\"
    assert ledger.counts == {"Mentor": 1, "Company": 1}


@pytest.mark.django_db
def test_a_column_that_the_model_lost_is_a_bug_that_shows():
    ledger = Ledger(now=NOW)
    ledger.add(Association, name="Tandem", colour="bleu")

    with pytest.raises(TypeError, match=r"Association has no column \['colour'\]"):
        ledger.write()
