import pytest

from mentorat.access.actions import national_post, school_post
from mentorat.access.roles import Role
from tests.factories.organisations import SchoolFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_hats(grant):
    """Return two grants of one person."""
    worn = grant(national_post(Role.DPO))
    return worn, grant(school_post(Role.CPE, SchoolFactory(name="LP des Tilleuls")), to=worn.user)


def test_other_role_is_worn_from_now_on_under_a_new_key(signed_in, read, two_hats):
    worn, other = two_hats
    browser = signed_in(worn)
    key = browser.session.session_key

    page = read(browser.post("/compte/role/", {"grant": other.pk}, follow=True))

    assert page.all(".account__hat") == [f"CPE {other.where_label}"]
    assert page.all(".fr-alert--success") == [f"Vous agissez maintenant comme {other}."]
    assert browser.session["grant"] == other.pk
    assert browser.session.session_key != key


def test_role_of_someone_else_is_not_found(signed_in, grant, two_hats):
    worn, _ = two_hats
    stranger = grant(national_post(Role.DGESCO))
    browser = signed_in(worn)

    assert browser.post("/compte/role/", {"grant": stranger.pk}).status_code == 404
    assert browser.session["grant"] == worn.pk


def test_ended_role_is_not_found(signed_in, two_hats):
    worn, other = two_hats
    other.valid_until = other.valid_from
    other.save(update_fields=["valid_until"])

    assert signed_in(worn).post("/compte/role/", {"grant": other.pk}).status_code == 404


@pytest.mark.parametrize("value", ["", "abc", "-1", "1 OR 1"])
def test_nonsense_is_not_found(signed_in, two_hats, value):
    assert signed_in(two_hats[0]).post("/compte/role/", {"grant": value}).status_code == 404


def test_role_changes_by_post_only(signed_in, two_hats):
    assert signed_in(two_hats[0]).get("/compte/role/").status_code == 405


def test_who_has_no_role_is_told_whom_to_ask(client, read):
    user = UserFactory(email="sans@exemple.fr")
    client.force_login(user)

    page = read(client.get("/", follow=True))

    assert page.heading == "Aucun rôle en cours"
    assert "sans@exemple.fr" in page.text
    assert page.all("#menu") == []
    assert page.flaws == []


def test_who_has_a_role_is_sent_home(signed_in, two_hats):
    assert signed_in(two_hats[0]).get("/compte/sans-role/")["Location"] == "/"


def test_page_without_role_asks_to_sign_in(client):
    assert client.get("/compte/sans-role/").status_code == 302
