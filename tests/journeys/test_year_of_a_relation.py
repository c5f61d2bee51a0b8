"""A whole year of one relation, lived on pages: by links without account, on a phone, without
JavaScript, with the clock that moves from September to the next.
"""

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest

from mentorat.access import actions as access
from mentorat.access.models import SignedLink
from mentorat.followup.enums import AlarmState
from mentorat.followup.models import Alarm
from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import School
from mentorat.people.enums import ClearanceKind
from mentorat.people.models import Mentee, Mentor, User
from mentorat.people.training import UNITS
from mentorat.reference.models import HolidayPeriod
from tests.factories.organisations import RoomFactory, SchoolFactory
from tests.factories.people import GuardianFactory, MenteeFactory, MenteeIdentityFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import AcademyFactory
from tests.journeys.year import STAFF, Year, appoint

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]

HOLIDAYS = (
    ("Toussaint", "2026-10-17", "2026-11-01"),
    ("Noël", "2026-12-19", "2027-01-03"),
    ("Hiver", "2027-02-06", "2027-02-21"),
    ("Printemps", "2027-04-03", "2027-04-18"),
)
FIRST = "2026-09-29"
MENTOR, FAMILY = "solene@essai.example", "ana@famille.example"
# Who verifies what: the second look is another person's.
VERIFIED = (
    ("bde", ClearanceKind.INTERVIEW),
    ("proviseur", ClearanceKind.SECOND_LOOK),
    ("bde", ClearanceKind.REFERENCE),
    ("bde", ClearanceKind.REFERENCE),
)
# In milliseconds: the site runs in this process, nothing is slow.
SOON = 8_000
PHONE = {"width": 375, "height": 800}


@pytest.fixture
def page(browser, browser_context_args):
    """A phone without JavaScript."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False, viewport=PHONE)
    context.set_default_timeout(SOON)
    yield context.new_page()
    context.close()


@pytest.fixture
def year(page, live_server, time_machine, work, enter):
    lived = Year(page, live_server.url, time_machine, work, enter)
    yield lived
    # Read when a step fails: where the year stopped.
    print(page.url, page.locator("main").inner_text(), sep="\n")  # noqa: T201 -- shown by pytest


@pytest.fixture
def school(year):
    """A school of the académie de Paris with its project, its people and a room."""
    year.clock.move_to("2026-09-14T09:00:00+02:00", tick=True)
    school = SchoolFactory(academy=AcademyFactory(code="01", name="Paris"), name="LP d’essai")
    for label, first_day, last_day in HOLIDAYS:
        HolidayPeriod.objects.create(
            calendar="C", label=label, first_day=first_day, last_day=last_day
        )
    campaign = CampaignFactory(requires_agreement=True)
    people = {name: appoint(name, access.school_post(role, school)) for name, role in STAFF.items()}
    SchoolProjectFactory(school=school, campaign=campaign, pilot=people["bde"])
    RoomFactory(school=school, name="B12", capacity=12)
    return school


@pytest.fixture
def noe(school):
    """A pupil who turns eighteen in the middle of the year."""
    mentee = MenteeFactory(school=school, first_name="Noé", last_name="Exemple", year=2026)
    MenteeIdentityFactory(mentee=mentee, birth_date=date(2009, 2, 4))
    GuardianFactory(mentee=mentee, full_name="Ana Exemple", email=FAMILY)
    return mentee


def test_a_relation_lives_a_whole_year(year, noe):
    volunteers_by_qr(year, noe)
    is_authorised_by_link(year, noe)
    becomes_a_mentor(year, noe.school)
    is_proposed_and_accepted(year)
    is_signed_by_four(year)
    meets_first_with_an_adult(year, noe)
    is_told_in_three_taps(year)
    answers_a_check_in(year)
    misses_two_sessions(year)
    falls_silent(year)
    comes_of_age(year)
    is_suspended_and_goes_on(year)
    ends_with_each_side(year)
    is_certified(year)
    goes_on_the_next_year(year, noe)


def volunteers_by_qr(year: Year, noe: Mentee) -> None:
    """The school prints the cards of the class; the pupil scans one, and says yes alone."""
    year.sign_in("bde")
    year.go("/eleves/cartes/")
    year.choose("Classe", noe.class_label)
    year.click("Préparer la feuille")
    address = year.page.locator(".cards__address").inner_text()
    year.as_guest(address)
    year.check("trouver ou réussir une PFMP")
    year.fill("Ton objectif, dans tes mots", "Un stage près de chez moi")
    year.click("Je suis volontaire")
    year.reads("C’est noté. Ton lycée cherche un mentor pour toi.")
    year.as_guest(address)
    year.reads("Un stage près de chez moi")


def is_authorised_by_link(year: Year, noe: Mentee) -> None:
    """The family receives a letter without any name, and answers point by point."""
    year.sign_in("bde")
    year.go(f"/eleves/{noe.pk}/")
    year.click("Demander à la famille")
    year.open_letter(FAMILY)
    year.check("Oui, j’autorise", within="Rencontrer son mentor au lycée")
    year.check("Oui, j’autorise", within="Parler avec son mentor à distance")
    year.click("Enregistrer ma réponse")
    year.reads("enregistrée")


def becomes_a_mentor(year: Year, school: School) -> None:
    """An application by link, an interview, six units, a charter: then only, a mentor."""
    year.move_to("2026-09-16")
    year.as_guest(f"/devenir-mentor/{school.uai}/")
    year.fill("Votre adresse électronique", MENTOR)
    year.click("Recevoir le lien")
    year.open_letter(MENTOR)
    year.fill("Prénom", "Solène")
    year.fill("Nom", "Essai")
    year.choose("Situation", "salarié d’une entreprise")
    year.fill("Métier", "cheffe d’atelier")
    year.page.get_by_label("J’accepte que le lycée").check(force=True)
    year.click("Envoyer ma candidature")
    year.reads("Merci")

    year.sign_in("bde")
    year.go("/candidatures/")
    year.follow("Essai Solène")
    year.click("Accepter")
    mentor = Mentor.objects.unscoped("test").get(email=MENTOR)
    for person, kind in VERIFIED:
        year.sign_in(person)
        year.go(f"/mentors/{mentor.pk}/habilitation/")
        year.choose("Habilitation", kind.label)
        year.click("Enregistrer l’habilitation")

    year.sign_in("bde")
    year.go(f"/mentors/{mentor.pk}/")
    year.click("La formation")
    for unit in UNITS:
        year.open_letter(MENTOR, "formation")
        year.follow(unit.title)
        for number, question in enumerate(unit.questions):
            group = year.page.get_by_role("group").nth(number)
            group.get_by_label(question.answers[question.right]).check(force=True)
        year.click("Valider mes réponses")
    year.open_letter(MENTOR, "formation")
    year.reads("La formation est terminée.")

    year.sign_in("bde")
    year.go(f"/mentors/{mentor.pk}/")
    year.click("La charte")
    year.open_letter(MENTOR, "charte")
    for box in year.page.get_by_role("checkbox").all():
        box.check(force=True)
    year.click("Signer la charte")
    year.reads("signé")
    year.sign_in("bde")
    year.go(f"/mentors/{mentor.pk}/")
    year.reads("Toutes les habilitations sont valables aujourd’hui.")


def is_proposed_and_accepted(year: Year) -> None:
    """The best pairs are computed; the mentor asks a question, then both sides accept by link."""
    year.sign_in("bde")
    year.go("/appariement/")
    year.click("Chercher les meilleures paires")
    year.work()
    year.page.reload()
    year.click("Retenir les propositions cochées")
    year.open_letter(MENTOR, "élève vous est proposé")
    year.reads("Noé E.")
    year.page.get_by_role("textbox").first.fill("Est-il libre le mercredi ?")
    year.click("Envoyer ma question")
    mentorship = Mentorship.objects.unscoped("test").get()
    year.sign_in("bde")
    year.go(f"/relations-de-mentorat/{mentorship.pk}/")
    year.follow("Répondre")
    year.page.get_by_role("textbox").first.fill("Oui, tous les mercredis matin.")
    year.page.locator("main form button[type=submit]").first.click()
    year.open_letter(MENTOR, "répondu")
    year.reads("Oui, tous les mercredis matin.")
    year.click("J’accepte")
    year.open_card("bde", "répondre à une proposition")
    year.click("Oui, je veux bien")
    mentorship.refresh_from_db()
    assert mentorship.state == "accepted"


def is_signed_by_four(year: Year) -> None:
    """Mentor, family, pupil and school sign the same frozen text; then only it may start."""
    for address in (MENTOR, FAMILY):
        year.open_letter(address, "accord")
        signs(year, "Je signe")
    year.open_card("bde", "signer l’accord de mentorat")
    signs(year, "Je signe")
    mentorship = Mentorship.objects.unscoped("test").get()
    year.sign_in("proviseur")
    year.go(f"/relations-de-mentorat/{mentorship.pk}/accord/")
    signs(year, "Signer")
    mentorship.refresh_from_db()
    assert mentorship.state == "ready"


def signs(year: Year, button: str) -> None:
    for box in year.page.locator("main").get_by_role("checkbox").all():
        box.check(force=True)
    year.click(button)


def relation(state: str) -> str:
    """Return the address of the relation, which stands in a state."""
    mentorship = Mentorship.objects.unscoped("test").order_by("pk").first()
    assert mentorship is not None
    assert mentorship.state == state
    return f"/relations-de-mentorat/{mentorship.pk}/"


def plan(year: Year, day: str) -> None:
    year.sign_in("bde")
    number = relation("ready" if day == FIRST else "active").split("/")[2]
    year.go(f"/seances/prevoir/{number}/")
    year.fill("Jour", day)
    year.fill("Début", "10:00")
    year.choose("Lieu", "Salle B12, 12 places")
    year.click("Prévoir")


def meets_first_with_an_adult(year: Year, noe: Mentee) -> None:
    """The first meeting is held with an adult of the team, and starts the relation."""
    plan(year, FIRST)
    year.move_to(FIRST, hour=15)
    year.sign_in("bde")
    year.go("/seances/?state=to_report")
    year.page.locator("#results a").first.click()
    year.follow("Noter la présence")
    year.choose("Adulte du lycée présent", "Proviseur")
    year.check("présent", within=str(noe))
    year.click("Enregistrer la présence")
    year.go(relation("active"))
    year.reads("15 jours entre la demande de l’élève et la première rencontre.")


def tell(year: Year, day: str, button: str, **taps: str) -> None:
    """Let a session take place, and the mentor tell it from the message that follows."""
    plan(year, day)
    year.move_to(day, hour=15)
    year.open_letter(MENTOR, "trois gestes")
    for label in taps.values():
        year.check(label)
    year.click(button)


def is_told_in_three_taps(year: Year) -> None:
    tell(year, "2026-10-06", "Le stage (PFMP)", who="Présent", how="Bien")


def answers_a_check_in(year: Year) -> None:
    """Two weeks after the first meeting, each side answers three questions; the school compares."""
    year.move_to("2026-10-13")
    year.open_letter(MENTOR, "Point d’étape")
    answers_each(year, 4)
    year.click("Envoyer")
    year.open_card("bde", "répondre à un point d’étape")
    answers_each(year, 0)
    year.click("Envoyer")
    year.sign_in("bde")
    year.go("/suivi/points-d-etape/")
    year.reads("Solène")


def answers_each(year: Year, rank: int) -> None:
    """Choose the same rank in every group of choices."""
    for group in year.page.locator("main fieldset").all():
        choices = group.get_by_role("radio")
        if choices.count():
            choices.nth(min(rank, choices.count() - 1)).check(force=True)


def misses_two_sessions(year: Year) -> None:
    """Two absences in a row raise an alarm that blames nobody; a session lifts it."""
    for day in ("2026-11-03", "2026-11-10"):
        tell(year, day, "Personne n’est venu")
    year.move_to("2026-11-12")
    year.sign_in("bde")
    year.go("/alarmes/")
    year.reads("Solène")
    assert open_alarms() == {"absences"}
    tell(year, "2026-11-17", "Le stage (PFMP)", who="Présent", how="Bien")
    year.move_to("2026-11-18")
    assert open_alarms() == set()


def open_alarms() -> set[str]:
    standing = Alarm.objects.unscoped("test").filter(state__in=AlarmState.STANDING)
    relations = standing.exclude(kind__in=("check_in", "late_start"))
    return set(relations.values_list("kind", flat=True))


def falls_silent(year: Year) -> None:
    """Thirty days without a meeting, holidays not counted: a task with its next acts."""
    year.move_to("2026-12-17")
    assert open_alarms() == set()
    year.move_to("2027-01-11")
    assert "silence" in open_alarms()
    year.sign_in("bde")
    year.go("/tableau-de-bord/")
    year.reads("Solène")
    tell(year, "2027-01-12", "Le stage (PFMP)", who="Présent", how="Bien")
    year.move_to("2027-01-13")
    assert "silence" not in open_alarms()


def comes_of_age(year: Year) -> None:
    """On the birthday of eighteen the family decides no more: its links are closed."""
    guardian = SignedLink.objects.filter(guardian__isnull=False)
    assert guardian.standing(at=datetime(2027, 2, 3, tzinfo=UTC)).exists()
    year.move_to("2027-02-04")
    assert not guardian.standing(at=datetime(2027, 2, 4, 12, tzinfo=UTC)).exists()


def is_suspended_and_goes_on(year: Year) -> None:
    year.move_to("2027-02-09")
    year.sign_in("bde")
    year.go(relation("active"))
    year.page.get_by_text("Suspendre la relation").first.click()
    year.click("Suspendre")
    year.go(relation("suspended"))
    year.click("Reprendre la relation")
    relation("active")


def ends_with_each_side(year: Year) -> None:
    """The end is opened, each side gives its talk by link, then the school ends the relation."""
    tell(year, "2027-03-16", "Le stage (PFMP)", who="Présent", how="Bien")
    year.move_to("2027-06-14")
    year.sign_in("bde")
    number = relation("active").split("/")[2]
    year.go(f"/clotures/relation/{number}/ouvrir/")
    year.check("prévue : l’année ou l’objectif arrive à son terme")
    year.click("Ouvrir la clôture")
    closing = year.page.url
    year.click("Demander les bilans")
    year.open_letter(MENTOR, "")
    answers_each(year, 0)
    year.click("Envoyer")
    year.open_card("bde", "répondre au bilan")
    answers_each(year, 0)
    year.click("Envoyer")
    year.sign_in("bde")
    year.go(urlsplit(closing).path)
    year.follow("Terminer la relation")
    year.choose("Raison", "objectif atteint")
    year.check("oui", within="Objectif atteint")
    year.choose("Et ensuite", "le même mentor, l’année suivante")
    year.click("Terminer la relation")
    relation("ended")


def is_certified(year: Year) -> None:
    """Certificates are issued; anyone may verify one, and learns nothing but that it is good."""
    year.sign_in("bde")
    year.go("/attestations/")
    codes = year.page.locator("#results tbody th").all_inner_texts()
    assert len(codes) == 2
    for code in codes:
        year.as_guest(f"/attestation/{code.strip()}/")
        year.reads("Attestation valable")
        assert "Solène" not in year.page.content()
        assert "Noé" not in year.page.content()
    year.go("/attestation/ABCD-EFGH-0000/")
    year.reads("Attestation inconnue")


def goes_on_the_next_year(year: Year, noe: Mentee) -> None:
    """A new school year: the same two are proposed to go on, and each says so again."""
    year.move_to("2027-09-06")
    campaign = CampaignFactory(
        year=2027, opens_on=date(2027, 9, 1), closes_on=date(2028, 7, 5), requires_agreement=True
    )
    bde = User.objects.get(email__startswith="an.bde")
    SchoolProjectFactory(school=noe.school, campaign=campaign, pilot=bde)
    MenteeFactory(
        school=noe.school, first_name="Noé", last_name="Exemple", year=2027, class_label="TMELEC2"
    )
    first = relation("ended")
    year.sign_in("bde")
    year.go(f"/clotures/relation/{first.split('/')[2]}/continuer/")
    year.choose("Noé Exemple", "Noé Exemple, TMELEC2")
    year.click("Proposer la suite")
    following = Mentorship.objects.unscoped("test").order_by("-pk").first()
    assert following is not None
    assert (following.state, following.continues_id) == ("proposed", int(first.split("/")[2]))
