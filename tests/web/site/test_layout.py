import pytest

from mentorat.access.actions import academy_post, national_post, school_post
from mentorat.access.roles import Role
from mentorat.web.navigation import ENTRIES, Entry, Navigation
from tests.factories.organisations import SchoolFactory

pytestmark = pytest.mark.django_db
TRIAL = Entry("Essai", "trial", label_at_school="Mon essai")


def test_page_names_itself_once_for_title_and_breadcrumb(client, read):
    page = read(client.get("/accessibilite/"))

    assert page.all(".fr-breadcrumb [aria-current=page]") == ["Accessibilité"]
    assert page.all("h1") == ["Accessibilité"]


def test_skip_links_lead_to_parts_of_the_page(signed_in, grant, read):
    page = read(signed_in(grant(national_post(Role.DGESCO))).get("/"))

    targets = page.values(".fr-skiplinks a", "href")
    assert targets == ["#contenu", "#menu", "#pied"]
    assert all(page.soup.select_one(target) for target in targets)


def test_visitor_has_no_menu(client, read):
    page = read(client.get("/plan-du-site/"))

    assert page.all("#menu") == []
    assert page.all(".account a") == ["Se connecter"]


def test_header_says_which_role_is_worn_and_where(signed_in, grant, read):
    school = SchoolFactory(name="LP des Tilleuls")

    page = read(signed_in(grant(school_post(Role.CPE, school))).get("/"))

    assert page.all(".account__hat") == [f"CPE {school}"]
    assert page.all(".hats") == []


def test_header_offers_the_other_roles_and_no_ended_one(signed_in, grant, read):
    school = SchoolFactory()
    worn = grant(academy_post(Role.REFERENT_MENTORAT, school.academy))
    other = grant(school_post(Role.PROVISEUR, school), to=worn.user)
    ended = grant(national_post(Role.DGESCO), to=worn.user)
    ended.valid_until = ended.valid_from
    ended.save(update_fields=["valid_until"])

    page = read(signed_in(worn).get("/"))

    assert page.values(".hats button", "value") == [str(other.pk)]


def test_sign_out_is_a_form(signed_in, grant, read):
    page = read(signed_in(grant(national_post(Role.DGESCO))).get("/"))

    assert page.values('form[action="/compte/deconnexion/"]', "method") == ["post"]


def test_menu_holds_what_the_role_may_see(rf, grant, monkeypatch):
    monkeypatch.setattr("mentorat.web.navigation.reverse", lambda name: f"/{name}/")
    school = SchoolFactory()

    def labels(post):
        request = rf.get("/")
        request.user, request.resolver_match = (worn := grant(post)).user, None
        request.grant = worn
        return [link.label for link in Navigation(request).links]

    assert labels(school_post(Role.BUREAU_DES_ENTREPRISES, school)) == [
        "Accueil",
        "Tableau de bord",
        "Pilotage",
        "Établissements",
        "Mon projet",
        "Élèves",
        "Mentors",
        "Appariement",
        "Relations",
        "Séances",
        "Preuves",
        "Équipe et accès",
    ]
    assert labels(national_post(Role.DGESCO)) == [
        "Accueil",
        "Pilotage",
        "Campagne",
        "Établissements",
        "Projets",
        "Appariement",
        "Équipe et accès",
    ]
    assert labels(national_post(Role.DPO)) == ["Accueil", "Établissements", "Journal"]


def test_menu_marks_the_page_and_its_area(rf, grant, monkeypatch):
    monkeypatch.setattr("mentorat.web.navigation.reverse", lambda name: f"/{name}/")
    worn = grant(national_post(Role.DGESCO))

    def current(path, namespace):
        request = rf.get(path)
        request.user, request.grant = worn.user, worn
        request.resolver_match = type("Match", (), {"namespace": namespace})
        return {link.label: link.current for link in Navigation(request).links if link.current}

    assert current("/steering:index/", "steering") == {"Pilotage": "page"}
    assert current("/pilotage/creteil/", "steering") == {"Pilotage": "true"}
    assert current("/plan-du-site/", "site") == {}


def test_menu_is_drawn_with_the_current_page_marked(signed_in, grant, read, monkeypatch):
    monkeypatch.setattr("mentorat.web.navigation.ENTRIES", (ENTRIES[0], TRIAL))

    page = read(signed_in(grant(national_post(Role.DGESCO))).get("/essai/"))

    assert page.all(".site-menu__list a") == ["Accueil", "Essai"]
    assert page.all(".site-menu__list [aria-current=page]") == ["Essai"]


@pytest.mark.parametrize("count", [1, 3])
def test_frame_costs_the_same_however_many_roles(
    signed_in, grant, count, django_assert_num_queries
):
    school = SchoolFactory()
    worn = grant(national_post(Role.DGESCO))
    for role in (Role.PROVISEUR, Role.CPE, Role.DDFPT)[:count]:
        grant(school_post(role, school), to=worn.user)
    browser = signed_in(worn)

    # Session, account, worn grant; savepoint, read-only, release; other grants.
    with django_assert_num_queries(7):
        browser.get("/")


def test_banner_is_on_every_page_of_the_demonstration_only(client, read, settings):
    settings.DEMO = True
    assert len(read(client.get("/plan-du-site/")).all(".demo-banner")) == 1

    settings.DEMO = False
    assert read(client.get("/plan-du-site/")).all(".demo-banner") == []


def test_default_brand_bears_no_mark_of_the_state(client, read):
    page = read(client.get("/plan-du-site/"))

    assert page.all(".fr-logo") == []
    assert "République" not in page.text
    assert len(page.soup.select('link[href$="theme.css"]')) == 1


def test_brand_of_the_state_is_a_setting(client, read, settings):
    settings.BRAND = "etat"

    page = read(client.get("/plan-du-site/"))

    assert page.all(".site-header .fr-logo") == ["République Française"]
    assert page.soup.select('link[href$="theme.css"]') == []
    assert "non officiel" not in page.text
