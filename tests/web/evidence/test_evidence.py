"""The page of proofs: a school and an association read their own, with the next act beside."""

import pytest

from mentorat.steering.evidence import BENCHMARKS
from tests.web.home.stage import get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.mark.parametrize("person", ["bde", "association"])
def test_each_reads_its_own_relations_with_what_is_missing(people, person):
    page = get(people[person], "evidence:index").page

    assert page.flaws == []
    assert len(page.all("main h2.fr-h6")) == len(BENCHMARKS)
    assert f"/relations-de-mentorat/{people.mentorship.pk}/" in page.values("main a[href]", "href")
    assert f"/relations-de-mentorat/{people.elsewhere.pk}/" not in page.values(
        "main a[href]", "href"
    )


def test_nobody_is_named_in_full_to_an_association(people):
    text = get(people["association"], "evidence:index").page.text

    assert people.mentee.first_name in text
    assert people.mentee.last_name not in text
