"""What a person settles before a run: kept, removed, chosen by hand; and what the run then says."""

from dataclasses import replace

import pytest

from mentorat.matching.actions import ask_run, compute
from mentorat.matching.answering import Facts, answered
from mentorat.matching.computing import tried
from mentorat.matching.engine import METIER, Part, Rules, Weight
from mentorat.matching.errors import NotOfThisProject, SettledTwice
from mentorat.matching.models import Choices, Proposal
from mentorat.matching.queries import run_summary
from tests.factories.matching import MatchingRunFactory, NeedFactory, OfferFactory
from tests.factories.people import MentorFactory, UserFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.matching.engine_facts import need, offer
from tests.matching.test_runs import ALL, DAY, NOW, need_in, offer_in, pairs

WOMAN_WANTED = {"mentor_wish": "f"}


def settled(needs, offers, *, rules=None, kept=(), excluded=()):
    facts = Facts(needs, offers, rules or Rules(), seed=1)
    return answered(facts, Choices(frozenset(kept), frozenset(excluded)))


def made(answer):
    return [(one.need, one.offer) for one in answer.proposals]


def test_a_pair_that_is_kept_stays_and_the_rest_is_matched_around_it():
    near, far = offer(1), offer(2, nsf_groups=frozenset({"250"}))

    free = settled([need(1), need(2, days_waiting=50)], [near, far])
    kept = settled([need(1), need(2, days_waiting=50)], [near, far], kept=[(1, 2)])

    assert made(kept) == [(1, 2), (2, 1)]
    assert [one.need for one in kept.kept] == [1]
    assert kept.totals.served == free.totals.served == 2


def test_a_pair_that_is_removed_is_not_proposed_and_its_rule_is_counted():
    answer = settled([need(1)], [offer(1)], excluded=[(1, 1)])

    assert made(answer) == []
    assert answer.outcome.unserved[0].removed == {"former": 1}


def test_whoever_chooses_by_hand_may_go_beyond_trades_and_former_pairs():
    apart = offer(1, nsf_groups=frozenset({"334"}))
    asks = need(1, kinds=frozenset({METIER}), former_mentors=frozenset({apart.mentor}))
    rules = Rules(weights={**Rules().weights, Part.AFFINITY: Weight.INDISPENSABLE})

    assert made(settled([asks], [apart], rules=rules)) == []
    assert made(settled([asks], [apart], rules=rules, kept=[(1, 1)])) == [(1, 1)]


@pytest.mark.parametrize(
    ("volunteer", "mentor", "cause"),
    [
        ({}, {"is_cleared": False}, "clearance"),
        ({}, {"seats": 0}, "seats"),
        ({"conflicting_mentors": frozenset({10})}, {}, "conflict"),
        ({"vetoed_mentors": frozenset({10})}, {}, "veto"),
        (WOMAN_WANTED, {"gender": "m"}, "wish"),
        ({"id": 3}, {}, "need_gone"),
        ({}, {"id": 3}, "offer_gone"),
    ],
)
def test_a_choice_by_hand_that_breaks_another_rule_is_said_not_made(volunteer, mentor, cause):
    answer = settled(
        [replace(need(1), **volunteer)],
        [replace(offer(1), **mentor)],
        rules=Rules(preferences=frozenset()),
        kept=[(1, 1)],
    )

    assert [(one.need, one.offer, one.cause) for one in answer.broken] == [(1, 1, cause)]
    assert answer.kept == ()


def test_a_seat_is_kept_once():
    answer = settled([need(1), need(2)], [offer(1)], kept=[(1, 1), (2, 1)])

    assert made(answer) == [(1, 1)]
    assert [(one.need, one.cause) for one in answer.broken] == [(2, "seats")]


def test_the_price_of_the_last_pupil_is_what_all_would_gain_without():
    """Two pupils and two mentors: serving both takes the good pair apart."""
    electrician, cook = offer(1), offer(2, nsf_groups=frozenset({"334"}))
    only_first = need(2, vetoed_mentors=frozenset({cook.mentor}), nsf_groups=frozenset({"221"}))
    needs = [need(1), only_first]

    both = settled(needs, [electrician, cook])
    best_alone = settled(needs[:1], [electrician])

    assert made(both) == [(1, 2), (2, 1)]
    assert both.price.points == best_alone.totals.quality - both.totals.quality
    assert both.price.mean_score_without > both.price.mean_score


def test_without_anyone_served_there_is_no_price():
    assert settled([need(1)], []).price is None
    assert settled([], []).price is None


@pytest.mark.django_db
def test_a_run_keeps_what_was_settled_and_says_what_changed():
    project = SchoolProjectFactory()
    needs = [need_in(project) for _ in range(4)]
    offers = [offer_in(project) for _ in range(4)]
    first = MatchingRunFactory(project=project, asked_at=NOW)
    compute(run=first, today=DAY, now=NOW)
    given = dict(pairs(first))
    one, two, three, _ = needs
    three.withdrawn_at = NOW
    three.save()

    run = ask_run(
        project=project,
        choices=Choices(
            kept=frozenset({(one.pk, given[one.pk])}),
            excluded=frozenset({(two.pk, given[two.pk])}),
        ),
        now=NOW,
        by=UserFactory(),
    )
    compute(run=run, today=DAY, now=NOW)

    run.refresh_from_db()
    now = dict(pairs(run))
    assert now[one.pk] == given[one.pk]
    assert now[two.pk] != given[two.pk]
    assert [row.need_id for row in Proposal.objects.within(ALL).filter(is_kept=True)] == [one.pk]
    told = run_summary(run)
    assert (told.volunteers, told.served, told.kept, told.left) == (3, 3, 1, 0)
    changes = told.difference
    assert changes.previous_id == first.pk
    assert [(pair.need_id, pair.why) for pair in changes.gone] == [
        (three.pk, "l’élève n’attend plus de mentor")
    ]
    changed = {pair.need_id: pair for pair in changes.changed}
    assert changed[two.pk].why == "retirée à la main"
    assert changed[two.pk].new_offer_id == now[two.pk]
    assert changes.same + len(changes.changed) == 3
    assert changes.new == ()
    assert told.certificate.is_proven
    assert (told.certificate.seed, len(told.certificate.digest)) == (run.seed, 64)
    assert {shown.weight for shown in told.weights} <= {str(word) for word in Weight}
    assert len(offers) == 4


@pytest.mark.django_db
def test_a_dry_run_says_the_same_and_writes_nothing():
    project = SchoolProjectFactory()
    need_in(project)
    offer_in(project)
    run = MatchingRunFactory(project=project)

    told = tried(run=run, today=DAY)

    assert not Proposal.objects.within(ALL).exists()
    compute(run=run, today=DAY, now=NOW)
    assert {**told, "seconds": 0} == {**run.summary, "seconds": 0}


@pytest.mark.django_db
def test_choices_that_contradict_each_other_or_come_from_elsewhere_are_refused(queue):
    project = SchoolProjectFactory()
    here, mentor, other = need_in(project), offer_in(project), offer_in(project)
    pair, stranger = (here.pk, mentor.pk), NeedFactory()

    for choices, refusal in (
        (Choices(kept=frozenset({pair, (here.pk, other.pk)})), SettledTwice),
        (Choices(kept=frozenset({pair}), excluded=frozenset({pair})), SettledTwice),
        (Choices(kept=frozenset({(stranger.pk, mentor.pk)})), NotOfThisProject),
        (Choices(excluded=frozenset({(here.pk, OfferFactory().pk)})), NotOfThisProject),
    ):
        with pytest.raises(refusal):
            ask_run(project=project, choices=choices, now=NOW, by=UserFactory())
    assert queue.jobs == {}


@pytest.mark.django_db
def test_a_run_that_is_not_done_has_no_summary():
    assert run_summary(MatchingRunFactory()) is None


@pytest.mark.django_db
def test_an_uncleared_mentor_who_was_chosen_is_told():
    project = SchoolProjectFactory()
    waits, cleared = need_in(project), offer_in(project)
    unready = offer_in(project, mentor=MentorFactory(school=project.school))
    run = MatchingRunFactory(project=project, kept=[[waits.pk, unready.pk]])

    compute(run=run, today=DAY, now=NOW)

    told = run_summary(run)
    assert [(pair.offer_id, pair.why) for pair in told.broken] == [
        (unready.pk, "habilitations du mentor incomplètes ou expirées")
    ]
    assert pairs(run) == [(waits.pk, cleared.pk)]
