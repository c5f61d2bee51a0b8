"""Keep some, remove some, set aside some: shown first, then done; and one pair kept by hand."""

import pytest

from mentorat.matching.models import MatchingRun
from tests.factories.organisations import SchoolFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.web.home.stage import everything, get, post, who_acts
from tests.web.matching.stage import done, mentorships, offered, state_of, volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

RUN_A_SCHOOL = {"proviseur", "ddfpt", "bde"}


def pair(proposal):
    return [proposal.need_id, proposal.offer_id]


def last_run():
    return MatchingRun.objects.unscoped("a test").order_by("-pk").first()


@pytest.mark.parametrize(
    ("act", "heading"),
    [
        ("again", "Garder ces paires et calculer le reste"),
        ("without", "Calculer sans ces paires"),
        ("decline", "Écarter ces propositions"),
    ],
)
def test_what_an_act_would_do_is_shown_and_nothing_is_written(project, bde, act, heading):
    first, second, _ = done(project, 3)
    before = everything()

    query = f"act={act}&proposal={first.pk}&proposal={second.pk}"
    page = get(bde, "matching:choose", first.run_id, query=query).page
    from_the_list = post(
        bde, "matching:choose", first.run_id, act=act, proposal=[first.pk, second.pk]
    )

    assert (page.heading, from_the_list.page.heading) == (heading, heading)
    assert page.values("input[name=proposal]", "value") == [str(first.pk), str(second.pk)]
    assert everything() == before
    assert page.flaws == []


def test_pairs_that_are_kept_stay_and_the_rest_is_computed(project, bde):
    first, second = done(project, 2)

    answer = post(bde, "matching:choose", first.run_id, act="again", sure="1", proposal=[first.pk])

    assert answer.address == f"/appariement/{last_run().pk}/"
    assert (last_run().kept, last_run().excluded) == ([pair(first)], [])
    assert state_of(second) == "suggested"


def test_pairs_that_are_removed_are_not_in_the_next_run(project, bde):
    first, second = done(project, 2)
    first.run.kept = [pair(first), pair(second)]
    first.run.save(update_fields=["kept"])

    post(bde, "matching:choose", first.run_id, act="without", sure="1", proposal=[first.pk])

    assert (last_run().kept, last_run().excluded) == ([pair(second)], [pair(first)])


def test_ticked_proposals_are_set_aside_together(project, bde):
    first, second, third = done(project, 3)

    answer = post(
        bde,
        "matching:choose",
        first.run_id,
        act="decline",
        sure="1",
        proposal=[first.pk, second.pk],
    )

    assert [state_of(one) for one in (first, second, third)] == ["declined"] * 2 + ["suggested"]
    assert answer.said == ["2 propositions écartées."]
    assert not mentorships().exists()


@pytest.mark.parametrize(
    ("act", "ticked"), [("again", []), ("", None), ("keep", None), ("without", ["x", "-1"])]
)
def test_an_act_on_nothing_changes_nothing(project, bde, act, ticked):
    (proposal,) = done(project)
    before = everything()
    chosen = [proposal.pk] if ticked is None else ticked

    answer = post(bde, "matching:choose", proposal.run_id, act=act, sure="1", proposal=chosen)

    assert answer.said == ["Cochez au moins une proposition à examiner."]
    assert everything() == before


def test_a_pair_is_kept_by_hand_and_the_rest_is_computed(project, bde):
    (earlier,) = done(project)
    earlier.run.excluded = [pair(earlier)]
    earlier.run.save(update_fields=["excluded"])
    need, offer = volunteer(project), offered(project)

    post(bde, "matching:pin", need=need.pk, offer=offer.pk)

    assert (last_run().kept, last_run().excluded) == ([[need.pk, offer.pk]], [pair(earlier)])


@pytest.mark.parametrize("value", ["", "x", "0", "9" * 30])
def test_a_pair_of_nobody_is_not_kept(project, bde, value):
    offer = offered(project)

    assert post(bde, "matching:pin", need=value, offer=offer.pk).status == 404


def test_choosing_belongs_to_those_who_run_the_school(people):
    (proposal,) = done(people.project)
    (foreign,) = done(
        SchoolProjectFactory(school=SchoolFactory(), campaign=people.project.campaign)
    )
    refused = set(people.grants) - RUN_A_SCHOOL - {"stranger"}
    about = {"need": foreign.need_id, "offer": foreign.offer_id}

    assert who_acts(
        people,
        "matching:choose",
        proposal.run_id,
        act="decline",
        sure="1",
        proposal=[proposal.pk],
    ) == {302: RUN_A_SCHOOL, 404: {"stranger"}, 403: refused}
    acted = who_acts(people, "matching:pin", **about)
    assert acted[403] == refused
    assert acted[404] >= RUN_A_SCHOOL
