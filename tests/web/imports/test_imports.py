from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentorat.imports.models import ImportRun
from mentorat.journal.models import Entry
from mentorat.matching.models import Offer
from mentorat.people.models import Mentee, Mentor
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, MentorFactory
from tests.factories.programmes import CampaignFactory
from tests.factories.reference import MefFactory, NsfGroupFactory
from tests.imports.files import csv_file, ods_file, xlsx_file, zip_file
from tests.imports.lists import line, mentees_csv
from tests.imports.test_siecle import classes, export, mentee
from tests.web.home.stage import MONDAY, everything, get, post, queries, sign_in, staff, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue", "campaign")]

UAI = "0010001W"
TITLES = ["Prénom", "Nom", "Courriel", "Métier", "Places", "Remarque"]
MAUD = ["Maud", "Soudure", "maud@exemple.fr", "soudeuse", "2", "rappeler"]
LINKED = {
    "first_name": "Prénom",
    "last_name": "Nom",
    "email": "Courriel",
    "job": "Métier",
    "capacity": "Places",
}


@pytest.fixture
def campaign():
    MefFactory()
    NsfGroupFactory()
    return CampaignFactory()


@pytest.fixture
def school():
    return SchoolFactory(uai=UAI)


@pytest.fixture
def bde(school):
    return staff(school, full_name="Agathe Import")


def file(content, name="liste.csv"):
    return SimpleUploadedFile(name, content)


def runs():
    return ImportRun.objects.unscoped("a test")


def run():
    return runs().get()


def mentees():
    found = Mentee.objects.unscoped("a test").order_by("first_name")
    return list(found.values_list("first_name", "last_name", "class_label", "left_on"))


def figures(answer):
    """Return the numbers of a plan, by label."""
    labels, values = answer.page.all(".key-figures dt"), answer.page.all(".key-figures dd")
    return dict(zip(labels, values, strict=True))


def plan_of(created=0, changed=0, unchanged=0, ended=0, refused=0):
    return {
        "à créer": str(created),
        "à modifier": str(changed),
        "sans changement": str(unchanged),
        "à terminer": str(ended),
        "refusées": str(refused),
    }


def test_a_list_of_pupils_shows_its_plan_then_is_applied(
    school, bde, campaign, queue, django_capture_on_commit_callbacks
):
    content = mentees_csv(line("Zoé", "Zola"), line("Ada", "Abel"), line("Ali", mef="1"))

    shown = post(bde, "imports:mentees", file=file(content))
    after_upload = mentees()
    with django_capture_on_commit_callbacks(execute=True):
        applied = post(bde, "imports:plan", run().pk)

    address = f"/imports/{run().pk}/"
    assert (shown.address, after_upload) == (address, [])
    assert figures(shown) == plan_of(created=2, refused=1)
    assert shown.page.all("tbody th") == ["4"]
    assert applied.address == address
    assert applied.said == ["L’import est appliqué. Le fichier est effacé du site."]
    assert mentees() == [("Ada", "Abel", "TMELEC1", None), ("Zoé", "Zola", "TMELEC1", None)]
    assert (run().state, run().content, run().applied_at) == ("applied", None, MONDAY)
    assert [job["args"] for job in queue.jobs.values()] == [
        {"school_id": school.pk},
        {"school_id": school.pk, "campaign_id": campaign.pk},
    ]
    assert Entry.objects.unscoped("a test").get().event == "import_applied"


@pytest.mark.parametrize("zipped", [False, True])
def test_an_export_of_siecle_is_recognised_by_its_content(bde, zipped):
    content = export(mentee(first="Zoé"), structures=classes())
    sent = zip_file({"ElevesSansAdresses.xml": content}) if zipped else content

    shown = post(bde, "imports:mentees", file=file(sent, "sans-suffixe"))
    post(bde, "imports:plan", run().pk)

    assert (run().source, figures(shown)) == ("mentees_siecle", plan_of(created=1))
    assert mentees() == [("Zoé", "EXEMPLE", "TMELEC1", None)]


def test_the_export_of_another_school_is_refused_and_not_kept(bde):
    content = export(mentee(), structures=classes(), uai="0750001A")
    before = everything()

    answer = post(bde, "imports:mentees", file=file(content))

    assert answer.complaints[0].startswith(
        "Ce fichier vient de l’établissement 0750001A et non de 0010001W."
    )
    assert everything() == before


@pytest.mark.parametrize("name", ["mentees", "mentors"])
@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "Ce fichier"),
        (b"%PDF-1.7 " + b"x" * 600, "Ce fichier"),
        (b"a;b\r\n", "Ce "),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(bde, name, content, complaint):
    before = everything()

    answer = post(bde, f"imports:{name}", file=file(content))

    assert len(answer.complaints) == 1
    assert answer.complaints[0].startswith(complaint)
    assert everything() == before


@pytest.mark.parametrize("name", ["mentees", "mentors"])
def test_no_file_or_an_empty_one_says_so_beside_the_field(bde, name):
    nothing = post(bde, f"imports:{name}", csrfmiddlewaretoken="x")
    empty = post(bde, f"imports:{name}", file=file(b""))

    assert nothing.error("file") == "Ce champ est obligatoire."
    assert empty.error("file") == "Le fichier soumis est vide."
    assert not runs().exists()


def test_a_second_run_of_the_same_file_changes_nothing(bde):
    content = mentees_csv(line("Zoé"), line("Ada"))
    post(bde, "imports:mentees", file=file(content))
    post(bde, "imports:plan", run().pk)
    before = mentees()

    again = post(bde, "imports:mentees", file=file(content))
    post(bde, "imports:plan", runs().latest("pk").pk)

    assert figures(again) == plan_of(unchanged=2)
    assert mentees() == before


@pytest.mark.parametrize(("data", "left_on"), [({}, None), ({"is_complete": "on"}, MONDAY.date())])
def test_pupils_absent_from_the_file_leave_only_when_it_is_said_complete(
    school, bde, data, left_on
):
    MenteeFactory(school=school, first_name="Éloi", last_name="Parti", class_label="TMELEC1")

    shown = post(bde, "imports:mentees", file=file(mentees_csv(line("Zoé"))))
    post(bde, "imports:plan", run().pk, **data)

    assert "Absents du fichier : 1" in shown.page.text
    assert ("Éloi", "Parti", "TMELEC1", left_on) in mentees()


@pytest.mark.parametrize("make", [xlsx_file, ods_file])
def test_a_table_of_mentors_is_linked_then_planned_then_applied(school, bde, campaign, make):
    mapping = post(bde, "imports:mentors", file=file(make(TITLES, MAUD), "mentors.xlsx"))
    asked = f"/imports/{run().pk}/colonnes/"
    not_yet = get(bde, "imports:plan", run().pk)
    planned = post(bde, "imports:mapping", run().pk, **LINKED)
    applied = post(bde, "imports:plan", run().pk)

    assert (mapping.address, not_yet.address) == (asked, asked)
    assert mapping.kept(LINKED) == LINKED
    assert "Prénom (Maud)" in mapping.page.all("[name=first_name] option")
    assert (planned.address, figures(planned)) == (f"/imports/{run().pk}/", plan_of(created=1))
    assert applied.said == ["L’import est appliqué. Le fichier est effacé du site."]
    maud = Mentor.objects.unscoped("a test").get()
    offer = Offer.objects.unscoped("a test").get()
    assert (str(maud), maud.email, maud.job) == ("Maud Soudure", "maud@exemple.fr", "soudeuse")
    assert (offer.school, offer.campaign, offer.capacity) == (school, campaign, 2)
    assert get(bde, "imports:mapping", run().pk).said == [
        "Cet import est déjà appliqué : déposez le fichier de nouveau si c’est nécessaire."
    ]


def test_columns_that_are_wrongly_linked_are_kept_and_asked_again(bde):
    post(bde, "imports:mentors", file=file(csv_file(";".join(TITLES), ";".join(MAUD))))
    before = everything()
    missing = {**LINKED, "email": "", "job": "Ailleurs"}
    twice = {**LINKED, "job": "Nom"}

    first = post(bde, "imports:mapping", run().pk, **missing)
    second = post(bde, "imports:mapping", run().pk, **twice)

    assert first.error("email") == "Ce champ est obligatoire."
    assert first.error("job").startswith("Sélectionnez un choix valide.")
    assert first.kept({"first_name": "", "capacity": ""}) == {
        "first_name": "Prénom",
        "capacity": "Places",
    }
    assert second.complaints == ["La colonne « Nom » est reliée deux fois."]
    assert second.kept(twice) == twice
    assert everything() == before


def test_the_columns_may_be_linked_again_before_the_import_is_applied(bde):
    post(bde, "imports:mentors", file=file(csv_file(";".join(TITLES), ";".join(MAUD))))
    post(bde, "imports:mapping", run().pk, **LINKED)

    form = get(bde, "imports:mapping", run().pk)
    post(bde, "imports:mapping", run().pk, **{**LINKED, "capacity": ""})

    assert form.kept(LINKED) == LINKED
    assert "capacity" not in run().mapping


def test_an_import_is_abandoned_and_its_file_forgotten(bde):
    post(bde, "imports:mentees", file=file(mentees_csv(line())))

    answer = post(bde, "imports:abandon", run().pk)
    again = post(bde, "imports:abandon", run().pk)

    assert answer.address == "/imports/eleves/"
    assert answer.said == ["L’import est abandonné. Rien n’a été changé."]
    assert (run().state, run().content, mentees()) == ("abandoned", None, [])
    assert again.said == [
        "Cet import est déjà abandonné : déposez le fichier de nouveau si c’est nécessaire."
    ]
    assert get(bde, "imports:plan", run().pk).status == 200


def test_an_applied_import_is_not_applied_twice(bde):
    post(bde, "imports:mentees", file=file(mentees_csv(line())))
    post(bde, "imports:plan", run().pk)
    before = everything()

    answer = post(bde, "imports:plan", run().pk)

    assert answer.page.soup.select("main form") == []
    assert everything() == before


def test_what_a_plan_shows_is_what_changes(school, bde):
    MentorFactory(
        place=school.place,
        first_name="Maud",
        last_name="Soudure",
        email="maud@exemple.fr",
        job="tourneuse",
    )
    post(bde, "imports:mentors", file=file(csv_file(";".join(TITLES), ";".join(MAUD))))

    planned = post(bde, "imports:mapping", run().pk, **LINKED)

    assert figures(planned) == plan_of(changed=1)
    assert "tourneuse → soudeuse" in planned.page.text


def test_a_file_belongs_to_those_who_run_the_school(people):
    own = {"proviseur", "ddfpt", "bde"}
    refused = set(people.grants) - own - {"stranger"}
    of_the_school = {302: own, 404: {"stranger"}, 403: refused}
    bde = people["bde"]
    post(bde, "imports:mentees", file=file(mentees_csv(line())))
    pupils = run().pk
    post(bde, "imports:mentors", file=file(csv_file(";".join(TITLES), ";".join(MAUD))))
    mentors = runs().latest("pk").pk

    assert who_acts(people, "imports:plan", pupils) == of_the_school
    assert who_acts(people, "imports:abandon", pupils) == of_the_school
    assert who_acts(people, "imports:mapping", mentors, **LINKED) == of_the_school
    for person, grant in people.grants.items():
        found = sign_in(grant).get(f"/imports/{pupils}/").status_code
        assert found == (200 if person in own else 404 if person == "stranger" else 403)
        sent = {"file": file(mentees_csv(line()))}
        found = sign_in(grant).post("/imports/eleves/", sent).status_code
        assert found == (302 if person in own | {"stranger"} else 403)


def test_the_last_files_stand_under_the_form_each_in_its_place(bde):
    post(bde, "imports:mentees", file=file(mentees_csv(line()), "eleves.csv"))
    few = queries(bde, "imports:mentees")
    for number in range(2):
        post(bde, "imports:mentees", file=file(mentees_csv(line()), f"eleves{number}.csv"))
    post(bde, "imports:mentors", file=file(csv_file(";".join(TITLES), ";".join(MAUD)), "m.csv"))

    pupils = get(bde, "imports:mentees").page.all("section .rows__row a")
    mentors = get(bde, "imports:mentors").page.all("section .rows__row a")

    assert (pupils, mentors) == (["eleves1.csv", "eleves0.csv", "eleves.csv"], ["m.csv"])
    assert (few, queries(bde, "imports:mentees")) == (8, 8)


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_asks_as_many_questions_for_1_pupil_as_for_3(bde, count):
    content = mentees_csv(*(line(f"A{number}") for number in range(count)))
    post(bde, "imports:mentees", file=file(content))

    assert queries(bde, "imports:plan", run().pk) == 13


def test_a_pupil_who_left_comes_back_with_the_file(school, bde):
    gone = MenteeFactory(
        school=school, first_name="Lina", last_name="Exemple", left_on=date(2026, 11, 2)
    )

    post(bde, "imports:mentees", file=file(mentees_csv(line())))
    post(bde, "imports:plan", run().pk)

    assert mentees() == [("Lina", "Exemple", "TMELEC1", None)]
    assert Mentee.objects.unscoped("a test").get() == gone
