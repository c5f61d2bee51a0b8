"""Rules against proofs: lists, checks and the database agree, and say what the rules say."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorat.foundations.months import months_after
from mentorat.foundations.school_year import SchoolYear
from mentorat.people import actions, errors
from mentorat.people.actions import Proof
from mentorat.people.enums import ClearanceKind, Contact, MentorOrigin
from mentorat.people.models import Clearance, ClearanceRule, Mentor, RuleValues
from mentorat.people.policies import (
    DEFAULT_RULES,
    check_cleared,
    missing_by_mentor,
    missing_clearances,
    rule_for,
    rules_in_force,
)
from tests.factories.people import ClearanceFactory, MentorFactory, UserFactory, cleared_mentor

pytestmark = pytest.mark.django_db

K = ClearanceKind
TODAY = date(2026, 11, 23)
FLOOR = [K.INTERVIEW, K.TRAINING, K.CHARTER]
ORDINARY_KINDS = [kind for kind in K if kind is not K.HONORABILITY]


def rule_values(kind):
    contacts = [Contact.ASE] if kind is K.HONORABILITY else [Contact.ANY, Contact.ALONE]
    return st.builds(
        RuleValues,
        kind=st.just(kind),
        contact=st.sampled_from(contacts),
        origin=st.sampled_from(["", "employee", "retired"]),
        is_needed=st.booleans(),
        least=st.integers(1, 2),
        months_valid=st.none() | st.integers(1, 24),
        minimum_hours=st.sampled_from([Decimal(0), Decimal(2)]),
    )


rules = st.lists(
    st.tuples(st.sampled_from([2025, 2026, 2027]), st.sampled_from(list(K)).flatmap(rule_values)),
    max_size=6,
    unique_by=lambda one: (one[0], one[1].kind, one[1].contact, one[1].origin),
)
days = st.dates(date(2025, 9, 1), date(2027, 8, 31))
proofs = st.lists(
    st.tuples(st.sampled_from(list(K)), days, st.none() | st.integers(0, 500), st.integers(0, 2)),
    max_size=8,
)
mentors = st.fixed_dictionaries(
    {
        "origin": st.sampled_from(["employee", "retired", "other"]),
        "meets_alone": st.booleans(),
        "in_ase_path": st.booleans(),
    }
)


def expected(mentor, held, known, day):
    """Say again, in plain Python, what a mentor lacks."""
    if not known:
        valid = {proof.kind for proof in held if stands(proof, None, day)}
        return [kind for kind in FLOOR if kind not in valid]
    year = SchoolYear.of(day).start
    years = sorted({one for one, _ in known})
    standing = max([one for one in years if one <= year] or years[:1])
    return [
        kind
        for kind in K
        if (rule := most_precise(mentor, kind, [r for y, r in known if y == standing]))
        and rule.is_needed
        and not suffices(rule, [proof for proof in held if proof.kind == kind], day)
    ]


def most_precise(mentor, kind, known):
    how = {"": True, "alone": mentor.meets_alone, "ase": mentor.in_ase_path}
    concerned = [
        rule
        for rule in known
        if rule.kind == kind and how[rule.contact] and rule.origin in ("", mentor.origin)
    ]
    return max(concerned, key=lambda rule: (rule.contact != "", rule.origin != ""), default=None)


def suffices(rule, held, day):
    valid = [proof for proof in held if stands(proof, rule.months_valid, day)]
    hours = sum(proof.hours or 0 for proof in valid)
    return len(valid) >= rule.least and hours >= rule.minimum_hours


def stands(proof, months, day):
    ends = [proof.expires_on] if proof.expires_on else []
    ends += [months_after(proof.given_on, months)] if months else []
    return proof.given_on <= day and all(day <= end for end in ends)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=mentors, known=rules, held=proofs, day=days)
def test_lists_checks_and_database_agree_with_the_rules(told, known, held, day):
    sid = transaction.savepoint()
    by = UserFactory()
    ClearanceRule.objects.bulk_create(ClearanceRule(year=y, **r.columns) for y, r in known)
    mentor = MentorFactory(**told)
    Clearance.objects.bulk_create(
        Clearance(
            mentor=mentor,
            place=mentor.place,
            kind=kind,
            given_on=given_on,
            expires_on=None if length is None else date.fromordinal(given_on.toordinal() + length),
            hours=hours,
            verified_by=by,
        )
        for kind, given_on, length, hours in held
    )

    missing = expected(mentor, list(mentor.clearances.all()), known, day)

    assert missing_clearances(mentor, on=day) == missing
    assert Mentor.objects.unscoped("a test").cleared(on=day).exists() == (not missing)
    with connection.cursor() as cursor:
        cursor.execute("SELECT mentorat_is_cleared(%s, %s)", [mentor.pk, day])
        assert cursor.fetchone() == (not missing,)
    if missing:
        with pytest.raises(errors.NotCleared):
            check_cleared([mentor], on=day)
    else:
        check_cleared([mentor], on=day)
    transaction.savepoint_rollback(sid)


def test_many_mentors_are_checked_in_one_question():
    mentors = [cleared_mentor(), MentorFactory(), MentorFactory()]

    with CaptureQueriesContext(connection) as asked:
        missing = missing_by_mentor(mentors, on=TODAY)

    assert len(asked) == 1
    assert missing == {mentor.pk: FLOOR for mentor in mentors[1:]}


def test_a_first_year_takes_the_usual_rules_and_the_next_those_of_before():
    actions.open_rules(year=2026)
    changed = RuleValues(K.CHARTER, months_valid=6)
    actions.write_rules(year=2026, rules=[changed])

    actions.open_rules(year=2027)

    assert [rule.values for rule in rules_in_force(on=date(2027, 9, 1))] == [changed]
    assert {rule.kind for rule in DEFAULT_RULES} == set(K)


def test_the_usual_rules_ask_two_references_of_those_for_whom_no_firm_answers():
    actions.open_rules(year=2026)
    retired = MentorFactory(origin=MentorOrigin.RETIRED)
    employee = MentorFactory(origin=MentorOrigin.EMPLOYEE)
    ClearanceFactory(mentor=retired, kind=K.REFERENCE)

    assert K.REFERENCE in missing_clearances(retired, on=TODAY)
    assert K.REFERENCE not in missing_clearances(employee, on=TODAY)
    ClearanceFactory(mentor=retired, kind=K.REFERENCE)
    assert K.REFERENCE not in missing_clearances(retired, on=TODAY)


def test_the_second_look_is_asked_of_those_who_meet_a_pupil_alone():
    actions.open_rules(year=2026)

    assert K.SECOND_LOOK in missing_clearances(MentorFactory(meets_alone=True), on=TODAY)
    assert K.SECOND_LOOK not in missing_clearances(MentorFactory(meets_alone=False), on=TODAY)


def recorded(mentor, kind, by=None, **more):
    proof = Proof(kind, given_on=TODAY, **more)
    return actions.record_clearance(mentor=mentor, proof=proof, today=TODAY, by=by or UserFactory())


def test_the_rules_of_the_year_say_until_when_a_proof_is_valid():
    actions.open_rules(year=2026)
    mentor = MentorFactory()

    assert recorded(mentor, K.INTERVIEW).expires_on == date(2028, 11, 23)
    assert recorded(mentor, K.INTERVIEW, expires_on=TODAY).expires_on == TODAY
    assert rule_for(mentor, K.HONORABILITY, on=TODAY) is None


def test_a_training_says_its_hours_and_two_half_trainings_make_one():
    actions.open_rules(year=2026)
    mentor = MentorFactory()

    with pytest.raises(errors.HoursMissing):
        recorded(mentor, K.TRAINING)
    recorded(mentor, K.TRAINING, hours=Decimal(1))
    assert K.TRAINING in missing_clearances(mentor, on=TODAY)
    recorded(mentor, K.TRAINING, hours=Decimal(1), topics=("role",), mode="on_site")
    assert K.TRAINING not in missing_clearances(mentor, on=TODAY)


def test_the_second_look_is_another_persons():
    mentor, by = MentorFactory(), UserFactory()
    recorded(mentor, K.INTERVIEW, by=by)

    with pytest.raises(errors.SameEyesTwice):
        recorded(mentor, K.SECOND_LOOK, by=by)
    recorded(mentor, K.SECOND_LOOK)


def test_the_attestation_of_honorability_is_refused_outside_its_path_with_the_reason():
    mentor = MentorFactory()

    with pytest.raises(errors.HonorabilityElsewhere) as refused:
        recorded(mentor, K.HONORABILITY)
    assert "est interdit et expose à des poursuites" in refused.value.sentence
    mentor = actions.enter_ase_path(mentor=mentor)
    proof = recorded(mentor, K.HONORABILITY)
    mentor = actions.leave_ase_path(mentor=mentor)

    assert proof.kind == K.HONORABILITY
    assert not mentor.clearances.exists()


def test_the_attestation_of_honorability_lasts_six_months_at_most():
    actions.open_rules(year=2026)
    mentor = actions.enter_ase_path(mentor=MentorFactory())

    with pytest.raises(errors.HonorabilityTooLong):
        recorded(mentor, K.HONORABILITY, expires_on=date(2027, 5, 24))
    assert recorded(mentor, K.HONORABILITY).expires_on == date(2027, 5, 23)


@pytest.mark.parametrize(
    ("kind", "contact"),
    [(K.HONORABILITY, ""), (K.HONORABILITY, "alone"), (K.INTERVIEW, "ase")],
)
def test_no_rule_asks_the_attestation_of_an_ordinary_mentor(kind, contact):
    with pytest.raises(IntegrityError), transaction.atomic():
        ClearanceRule.objects.create(year=2026, kind=kind, contact=contact)
