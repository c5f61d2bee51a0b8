"""The whole chain on a real school, as four people, up to the national figure."""

import re
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from mentorat.access import actions as access
from mentorat.access.roles import Role
from mentorat.organisations.models import School
from mentorat.people.models import Mentee, Mentor, User
from mentorat.reference.models import Mef

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

TODAY = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday
AFTER_THE_SESSION = datetime(2026, 11, 24, 15, tzinfo=UTC)
HEADER = (
    "ine;prénom;nom;date_naissance;label_classe;mef_code;année_scolaire;date_début;date_fin;"
    "Sexe biologique;Code INSEE de ville de naissance;Code INSEE de pays de naissance;"
    "Code postal de résidence;Code INSEE de ville de résidence;Code INSEE de pays de résidence"
)
MENTORS = (
    "Prénom;Nom;Mél;Situation;Profession;Ville;Groupe NSF;Places;Entretien;Second regard;Formation;"
    "Heures de formation;Charte\n"
    "Solène;Essai;solene@essai.example;salariée;électricienne;Paris;255;2;01/10/2026;01/10/2026;"
    "02/10/2026;2;02/10/2026\n"
)


@pytest.fixture
def stage(time_machine):
    """The reference data, a small demonstration, and a real school with its own people."""
    time_machine.move_to(TODAY, tick=True)
    call_command("load_reference", verbosity=0)
    call_command("seed_demo", pupils=300, seed=1, today=TODAY.date(), verbosity=0)
    school = School.objects.filter(is_fictitious=False, academy="01", kind="lp").order_by("uai")[0]
    give("chaine.bde", access.school_post(Role.BUREAU_DES_ENTREPRISES, school))
    return school


def give(name, post):
    user, _ = User.objects.get_or_create(
        email=f"{name}@demo.mentorat.example", defaults={"full_name": name, "password": "!"}
    )
    access.give(user=user, post=post, valid_from=TODAY.date(), by=None)


def figure(page, live_server, label):
    """Return a figure of the national page."""
    page.goto(f"{live_server.url}/pilotage/france/")
    tile = page.locator("article", has=page.get_by_role("heading", name=label, exact=True))
    text = tile.locator(".indicator-tile__value").inner_text()
    return int(re.sub(r"\D", "", text))


def click(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_the_chain_runs_from_the_project_to_the_national_figure(
    stage, page, has_scripts, live_server, enter, work, time_machine
):
    school = stage
    mef = Mef.objects.filter(level="terminale", speciality__nsf="255").order_by("code").first()
    pupil = f"123456789AB;Noé;Exemple;04/03/2008;TMELEC;{mef.code};2026;01/09/2026;;m;;;;;"

    enter("dgesco")
    expect(page.get_by_role("link", name="Campagne", exact=True)).to_be_visible()
    mentees_before = figure(page, live_server, "Mentorés")
    ended_before = figure(page, live_server, "Relations terminées")

    # The school opens its project and lends a room.
    enter("chaine.bde")
    page.get_by_role("link", name="Ouvrir le projet").click()
    page.get_by_label("mentorat de métier").press("Space")
    page.get_by_label("Objectif").fill("10")
    click(page, "Enregistrer le projet")
    page.get_by_role("link", name="Ajouter une salle").click()
    page.get_by_label("Nom de la salle").fill("B12")
    page.get_by_label("Nombre de places").fill("12")
    click(page, "Enregistrer la salle")
    expect(page.get_by_role("link", name="B12")).to_be_visible()

    # Pupils come from a file, of which the plan is read before it applies.
    page.goto(f"{live_server.url}/imports/eleves/")
    upload(page, "eleves.csv", f"{HEADER}\n{pupil}\nmauvaise;ligne;;;;0000000000;;;;;;;;;\n")
    expect(page.get_by_text("Lignes refusées")).to_be_visible()
    click(page, "Appliquer l’import")
    mentee = Mentee.objects.unscoped("test").get(school=school)
    assert (mentee.first_name, mentee.speciality_id) == ("Noé", mef.speciality_id)
    give("chaine.eleve", access.mentee_post(mentee, school))

    # The pupil volunteers personally.
    enter("chaine.eleve")
    page.get_by_role("link", name="Je suis volontaire").first.click()
    page.get_by_label("découvrir un métier").press("Space")
    click(page, "Je suis volontaire")
    expect(page.get_by_text("C’est noté")).to_be_visible()

    # Mentors come from a spreadsheet whose columns are linked.
    enter("chaine.bde")
    page.goto(f"{live_server.url}/imports/mentors/")
    upload(page, "mentors.csv", MENTORS)
    click(page, "Voir ce que fera l’import")
    click(page, "Appliquer l’import")
    mentor = Mentor.objects.unscoped("test").get(email="solene@essai.example")
    give("chaine.mentor", access.mentor_post(mentor, school))

    # The best pairs are computed, explained, and kept.
    page.goto(f"{live_server.url}/appariement/")
    click(page, "Chercher les meilleures paires")
    work()
    if not has_scripts:  # with them, the page renews itself
        page.get_by_role("link", name="Voir où il en est").click()
    expect(page.get_by_text("Noé Exemple et Solène Essai")).to_be_visible()
    click(page, "Retenir les propositions cochées")

    # Each side answers.
    enter("chaine.mentor")
    page.get_by_role("link", name="Voir et répondre").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Noé E.")
    click(page, "J’accepte")
    enter("chaine.eleve")
    page.get_by_role("link", name="Voir et répondre").click()
    click(page, "Oui, je veux bien")

    # The agreement is made, printed, and signed by all on paper: the pupil is of age.
    work()
    enter("chaine.bde")
    page.goto(f"{live_server.url}/relations-de-mentorat/?state=accepted")
    page.get_by_role("link", name="Solène").click()
    page.get_by_role("link", name="Accord de mentorat").click()
    expect(page.get_by_role("link", name="Imprimer (PDF)")).to_be_visible()
    page.get_by_role("link", name="Signé par tous sur papier").click()
    click(page, "Enregistrer les signatures")
    expect(page.get_by_text("Signé par tous.")).to_be_visible()

    # A session is booked in the room; the day after, presence starts the relation.
    enter("chaine.bde")
    page.goto(f"{live_server.url}/relations-de-mentorat/?state=ready")
    page.get_by_role("link", name="Solène").click()
    page.get_by_role("link", name="Prévoir une séance").click()
    page.get_by_label("Jour").fill("2026-11-24")
    page.get_by_label("Début").fill("10:00")
    page.get_by_label("Lieu").select_option(label="Salle B12, 12 places")
    click(page, "Prévoir")
    time_machine.move_to(AFTER_THE_SESSION, tick=True)
    enter("chaine.bde")  # a night has passed: one signs in again
    page.goto(f"{live_server.url}/seances/?state=to_report")
    page.get_by_role("link", name=re.compile("mardi 24 novembre")).click()
    page.get_by_role("link", name="Noter la présence").click()
    page.get_by_label("présent", exact=True).press("Space")
    click(page, "Enregistrer la présence")

    # The nation counts one pupil more.
    work()
    enter("dgesco")
    assert figure(page, live_server, "Mentorés") == mentees_before + 1

    # The relation ends with its review.
    enter("chaine.bde")
    page.goto(f"{live_server.url}/relations-de-mentorat/?state=active")
    page.get_by_role("link", name="Solène").click()
    page.get_by_role("link", name="Terminer la relation").click()
    page.get_by_role("radio", name=re.compile("^prévue")).press("Space")
    click(page, "Ouvrir la clôture")
    page.get_by_role("link", name="Terminer la relation").click()
    page.get_by_label("Raison").select_option(label="objectif atteint")
    page.get_by_label("oui", exact=True).press("Space")
    page.get_by_label("Et ensuite").select_option(label="poursuit sa formation")
    click(page, "Terminer la relation")
    expect(page.get_by_text("La relation est terminée")).to_be_visible()
    work()
    enter("dgesco")
    assert figure(page, live_server, "Relations terminées") == ended_before + 1


def upload(page, name, text):
    page.get_by_label("Fichier").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )
    click(page, "Lire le fichier")
