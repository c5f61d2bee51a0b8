"""The way of a file: received, linked, planned, applied or abandoned; once, and without a trace."""

from datetime import date

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext

from mentorat.foundations.place import school_span
from mentorat.foundations.scope import Family, Scope
from mentorat.imports import actions, errors
from mentorat.imports.enums import ImportState
from mentorat.imports.models import ImportRun
from mentorat.imports.policies import TRANSITIONS
from mentorat.imports.queries import MappingChoice, mapping_choice, mentee_source, plan_of
from mentorat.journal.models import Entry
from mentorat.matching.models import Offer
from mentorat.people.actions import apply_mentees
from mentorat.people.models import Clearance, Mentee, MenteeIdentity, Mentor
from mentorat.people.queries import ine_digest, known_mentees
from tests.factories.matching import OfferFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import (
    MenteeFactory,
    MenteeIdentityFactory,
    MentorFactory,
    UserFactory,
)
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import MefFactory
from tests.imports.files import csv_file, ods_file, xlsx_file, zip_file
from tests.imports.lists import NOW, TODAY, line, mentees_csv, names, received
from tests.imports.test_siecle import classes, export, mentee

pytestmark = pytest.mark.django_db
INE = "000000001AA"
MAPPING = {
    "first_name": "Prénom",
    "last_name": "Nom",
    "email": "Courriel",
    "job": "Métier",
    "company": "Entreprise",
    "nsf_groups": "NSF",
    "charter": "Charte",
    "capacity": "Capacité",
}


@pytest.fixture
def school():
    MefFactory()
    return SchoolFactory(uai="0010001W")


@pytest.fixture
def campaign():
    return CampaignFactory()


def mentors_csv(*emails, company="", capacity=2):
    rows = (
        f"Maud;Modèle;{email};soudeuse;{company and company + email};255;03/09/2026;{capacity}"
        for email in emails
    )
    return csv_file(";".join(MAPPING.values()), *rows)


def ready(content, source, *, school, by):
    run = received(content, school=school, source=source, by=by)
    if source == "mentors_table":
        run = actions.set_mapping(run=run, mapping=MAPPING, by=by)
    return run


def apply(run, campaign, by, *, is_complete=False):
    return actions.apply_run(run=run, campaign=campaign, is_complete=is_complete, now=NOW, by=by)


def test_transitions_cover_every_state():
    assert set(TRANSITIONS) == set(ImportState)


def test_received_file_is_kept_with_a_bare_name(school):
    content = mentees_csv(line())

    run = received(content, school=school, name="C:\\Users\\x\\..\\" + "é" * 200 + ".csv")

    assert (run.state, run.place, bytes(run.content)) == ("planned", school.place, content)
    assert run.file_name == "é" * 116 + ".csv"
    assert received(content, school=school, name="../").file_name == "sans nom"


def test_list_of_pupils_says_by_its_content_what_it_is():
    xml, table = export(mentee()), csv_file("nom;prénom", "a;b")
    contents = [xml, zip_file({"a.xml": xml}), table, xlsx_file(["nom", "prénom"]), ods_file(["n"])]

    assert [mentee_source(content) for content in contents] == [
        *["mentees_siecle"] * 2,
        *["mentees_csv"] * 3,
    ]


def test_unreadable_file_is_not_kept(school):
    for source in ("mentees_csv", "mentees_siecle", "mentors_table"):
        with pytest.raises(errors.EmptyFile):
            received(b"", school=school, source=source)

    assert not ImportRun.objects.unscoped("a test").exists()


def test_applied_run_forgets_its_file_and_keeps_numbers(school, campaign):
    by = UserFactory()
    run = received(mentees_csv(line(), line("Ali"), line(mef="1")), school=school)

    run = apply(run, campaign, by)

    numbers = {"created": 2, "changed": 0, "unchanged": 0, "ended": 0, "refused": 1}
    run.refresh_from_db()
    assert (run.state, run.content, run.summary, run.applied_at) == ("applied", None, numbers, NOW)
    entry = Entry.objects.unscoped("a test").get()
    assert (entry.event, entry.by, entry.place) == ("import_applied", by, school.place)
    assert (entry.about_kind, entry.about_id) == ("importrun", run.pk)
    assert entry.detail == {"source": "mentees_csv"} | numbers


def test_abandoned_run_forgets_its_file_and_changes_nothing(school):
    run = actions.abandon(run=received(mentees_csv(line()), school=school), by=UserFactory())

    run.refresh_from_db()
    assert (run.state, run.content, run.summary) == ("abandoned", None, {})
    assert not Mentee.objects.unscoped("a test").exists()


@pytest.mark.parametrize("end", ["applied", "abandoned"])
def test_run_that_is_over_takes_no_further_step(school, campaign, end):
    by = UserFactory()
    run = received(mentees_csv(line()), school=school)
    apply(run, campaign, by) if end == "applied" else actions.abandon(run=run, by=by)
    run.refresh_from_db()
    word = {"applied": "appliqué", "abandoned": "abandonné"}[end]

    for step in (
        lambda: apply(run, campaign, by),
        lambda: actions.abandon(run=run, by=by),
        lambda: actions.set_mapping(run=run, mapping=MAPPING, by=by),
        lambda: plan_of(run, campaign=campaign, today=TODAY),
        lambda: mapping_choice(run),
    ):
        with pytest.raises(errors.RunClosed) as refused:
            step()
        assert refused.value.sentence == (
            f"Cet import est déjà {word} : déposez le fichier de nouveau si c’est nécessaire."
        )


def test_table_of_mentors_is_linked_before_it_is_planned(school, campaign):
    run = received(mentors_csv("a@exemple.fr"), school=school, source="mentors_table")
    assert run.state == "mapping"

    with pytest.raises(errors.MappingFirst):
        plan_of(run, campaign=campaign, today=TODAY)
    with pytest.raises(errors.MappingFirst):
        apply(run, campaign, UserFactory())
    run = actions.set_mapping(run=run, mapping=MAPPING, by=UserFactory())

    assert (run.state, run.mapping) == ("planned", MAPPING)
    assert mapping_choice(run).suggested == MAPPING


def test_columns_are_shown_with_a_few_values_and_a_suggestion(school):
    run = received(
        csv_file("Prénom;Mél;X", "A;a@exemple.fr;1", "B;b@exemple.fr;2", "C;;3", "D;d;4"),
        school=school,
        source="mentors_table",
    )

    assert mapping_choice(run) == MappingChoice(
        columns=(
            ("Prénom", ("A", "B", "C")),
            ("Mél", ("a@exemple.fr", "b@exemple.fr", "")),
            ("X", ("1", "2", "3")),
        ),
        suggested={"first_name": "Prénom", "email": "Mél"},
    )


def test_failure_half_way_leaves_nothing(school, campaign, monkeypatch):
    run = received(mentees_csv(line()), school=school)
    monkeypatch.setattr(actions, "record", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        apply(run, campaign, UserFactory())

    run.refresh_from_db()
    assert run.state == "planned"
    assert run.content is not None
    assert not Mentee.objects.unscoped("a test").exists()


def many(source, count, classe, company):
    first_names = [f"Nom{chr(65 + number)}" for number in range(count)]
    if source == "mentees_csv":
        return mentees_csv(*(line(name, classe=classe) for name in first_names))
    if source == "mentees_siecle":
        numbers = range(1, count + 1)
        return export(
            *(mentee(n, f"00000000{n}AA", first=first_names[n - 1]) for n in numbers),
            structures="".join(classes(n, classe) for n in numbers),
        )
    emails = (f"{name.lower()}@exemple.fr" for name in first_names)
    return mentors_csv(*emails, company=company, capacity=len(classe))


@pytest.mark.parametrize(
    ("source", "statements"),
    [("mentees_csv", (15, 15)), ("mentees_siecle", (15, 15)), ("mentors_table", (27, 28))],
)
@pytest.mark.parametrize("count", [1, 3])
def test_number_of_questions_does_not_depend_on_the_lines(
    school, campaign, source, statements, count
):
    by = UserFactory()
    first = ready(many(source, count, "A", "Acier "), source, school=school, by=by)
    then = ready(many(source, count, "BB", "Bois "), source, school=school, by=by)

    with CaptureQueriesContext(connection) as new:
        first = apply(first, campaign, by)
    with CaptureQueriesContext(connection) as changed:
        then = apply(then, campaign, by)

    assert (first.summary["created"], then.summary["changed"]) == (count, count)
    assert (len(new), len(changed)) == statements


def of_school(school, user):
    return Scope(Family.SCHOOL, school_span(school.place), user=user.pk)


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("mentees_csv", mentees_csv(line(ine=INE, last="Exemple"))),
        ("mentees_siecle", export(mentee(ine=INE), structures=classes())),
    ],
)
def test_school_imports_its_pupils_and_never_those_of_another(
    school, campaign, rls, source, content
):
    by = UserFactory()
    other = MenteeFactory(first_name="Lina", last_name="Exemple", class_label="AUTRE")
    MenteeIdentityFactory(mentee=other, ine_digest=ine_digest(INE))
    gone = MenteeFactory(school=school)

    with rls(of_school(school, by)):
        run = received(content, school=school, source=source, by=by)
        plan = plan_of(run, campaign=campaign, is_complete=True, today=TODAY)
        apply(run, campaign, by, is_complete=True)
        again = received(content, school=school, source=source, by=by)
        second = plan_of(again, campaign=campaign, is_complete=True, today=TODAY)

    assert [name.lower() for name in names(plan.created)] == ["lina exemple"]
    assert names(plan.ended) == [str(gone)]
    assert second.changes_nothing
    mine = Mentee.objects.unscoped("a test").get(school=school, left_on=None)
    assert MenteeIdentity.objects.unscoped("a test").get(mentee=mine).ine_digest == ine_digest(INE)
    other.refresh_from_db()
    assert (other.class_label, other.left_on, other.school == school) == ("AUTRE", None, False)


def test_school_imports_its_mentors_and_never_those_of_another(school, campaign, rls):
    by = UserFactory()
    other = MentorFactory(email="a@exemple.fr", job="boulangère")
    OfferFactory(mentor=other, school=SchoolFactory(), campaign=campaign)
    content = mentors_csv("a@exemple.fr", company="Acier ")

    with rls(of_school(school, by)):
        run = ready(content, "mentors_table", school=school, by=by)
        plan = plan_of(run, campaign=campaign, today=TODAY)
        apply(run, campaign, by)
        again = ready(content, "mentors_table", school=school, by=by)
        second = plan_of(again, campaign=campaign, today=TODAY)
        for content in (
            mentors_csv("a@exemple.fr", capacity=5),
            mentors_csv("a@exemple.fr", company="Bois ", capacity=5),
        ):
            apply(ready(content, "mentors_table", school=school, by=by), campaign, by)

    assert (names(plan.created), plan.refused) == (["Maud Modèle"], ())
    assert second.changes_nothing
    mine = Mentor.objects.unscoped("a test").get(place=school.place)
    assert Offer.objects.unscoped("a test").get(school=school).capacity == 5
    assert Clearance.objects.unscoped("a test").get(mentor=mine).given_on == date(2026, 9, 3)
    other.refresh_from_db()
    assert (other.job, other.company) == ("boulangère", None)


def test_database_refuses_a_pupil_of_another_school_in_a_list(school, rls):
    by = UserFactory()
    other = MenteeFactory(class_label="AUTRE")
    record = known_mentees(school=other.school, year=2026)[0].record

    with rls(of_school(school, by)):
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            apply_mentees(
                school=school, year=2026, created=[], changed={other.pk: record}, ended={}, by=by
            )
        apply_mentees(
            school=school, year=2026, created=[], changed={}, ended={other.pk: TODAY}, by=by
        )

    other.refresh_from_db()
    assert other.left_on is None
