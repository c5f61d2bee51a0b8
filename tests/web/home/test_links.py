"""Every page that a person reaches by links, from the home page on."""

import pytest

from mentorat.matching.models import MatchingRun
from tests.factories.matching import MatchingRunFactory, ProposalFactory
from tests.factories.scheduling import MentoringSessionFactory, paris
from tests.web.home.stage import walk

pytestmark = pytest.mark.django_db

# The bureau des entreprises and the proviseur, who open the same pages: see below.
WALKERS = (
    *("dgesco", "drafpic", "referent", "cmq", "dpo", "administrator"),
    *("ddfpt", "pp", "cpe"),
    *("association", "company", "mentor", "mentee"),
)


@pytest.fixture
def busy(people):
    """Return the cast, in a school where something of everything waits."""
    run = MatchingRunFactory(project=people.project, state="done")
    ProposalFactory(run=run)
    MentoringSessionFactory(
        mentorship=people.mentorship,
        room=people.room,
        starts_at=paris(24, 10),
        ends_at=paris(24, 11),
    )
    return people


def troubles(pages):
    """Return the pages that are refused, absent or flawed."""
    found = {path: (answer.status, answer.page.flaws) for path, answer in pages.items()}
    return {path: trouble for path, trouble in found.items() if trouble != (200, [])}


@pytest.mark.parametrize("person", WALKERS)
def test_no_link_leads_to_a_refusal_nor_to_a_flaw(busy, person):
    assert troubles(walk(busy[person])) == {}


def test_those_who_run_the_school_reach_every_part_of_the_chain_by_links(busy):
    run = MatchingRun.objects.unscoped("a test").get()

    reached = walk(busy["bde"])

    assert troubles(reached) == {}
    assert {
        f"/projets/{busy.project.pk}/modifier/",
        f"/projets/salles/{busy.room.pk}/",
        f"/eleves/{busy.mentee.pk}/volontaire/",
        f"/mentors/{busy.mentor.pk}/habilitation/",
        f"/mentors/{busy.mentor.pk}/places/",
        "/imports/eleves/",
        "/imports/mentors/",
        f"/appariement/{run.pk}/",
        f"/clotures/relation/{busy.mentorship.pk}/ouvrir/",
        f"/seances/prevoir/{busy.mentorship.pk}/",
        f"/seances/{busy.session.pk}/presence/",
        f"/pilotage/lycee/{busy.school.uai}/",
        "/equipe/inviter/",
    } <= set(reached)
