from datetime import timedelta

import pytest

from mentorat.access.actions import invite, mentee_post, national_post, school_post
from mentorat.access.models import Grant, Invitation
from mentorat.access.roles import Role
from mentorat.foundations import clock
from mentorat.people.models import User
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory

pytestmark = pytest.mark.django_db
PHRASE = "une phrase que je retiens"


@pytest.fixture
def school():
    return SchoolFactory(name="LP des Tilleuls")


@pytest.fixture
def invited(grant, school):
    """Invite an address into a post, by the proviseur; give the path of the link."""
    head = grant(school_post(Role.PROVISEUR, school))

    def path(post=None, email="nouvelle@exemple.fr"):
        _, token = invite(
            email=email, post=post or school_post(Role.CPE, school), now=clock.now(), by=head
        )
        return f"/invitation/{token}/"

    return path


def test_link_shows_the_offer_and_takes_nothing_up(client, read, invited):
    path = invited()

    response = client.get(path)
    page = read(response)

    assert page.status == 200
    assert page.heading == "Une invitation"
    assert page.flaws == []
    assert page.all("dd") == [
        "CPE",
        str(Invitation.objects.get().where_label),
        "nouvelle@exemple.fr",
    ]
    assert page.all("main form label") == ["Prénom et nom", page.all("main form label")[1]]
    assert response["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response["Cache-Control"]
    assert Invitation.objects.get().accepted_at is None
    assert not User.objects.filter(email="nouvelle@exemple.fr").exists()


def test_acceptance_makes_the_account_and_lets_in(client, read, invited):
    path = invited()

    page = read(client.post(path, {"full_name": "Nora Neuve", "password": PHRASE}, follow=True))

    user = User.objects.get(email="nouvelle@exemple.fr")
    assert (user.full_name, user.check_password(PHRASE)) == ("Nora Neuve", True)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session["grant"] == Grant.objects.get(user=user).pk
    assert page.all(".fr-alert--success") == [f"Bienvenue. Votre rôle : {user.grants.get()}."]


def test_password_may_wait(client, invited):
    client.post(invited(), {"full_name": "Nora Neuve", "password": ""})

    assert not User.objects.get(email="nouvelle@exemple.fr").has_usable_password()


def test_weak_password_is_refused_and_the_name_is_kept(client, read, invited):
    page = read(client.post(invited(), {"full_name": "Nora Neuve", "password": "court"}))

    assert page.status == 200
    assert "12" in page.all("#id_password_error")[0]
    assert page.values("[name=full_name]", "value") == ["Nora Neuve"]
    assert Invitation.objects.get().accepted_at is None


def test_pupil_is_never_asked_for_a_name(client, read, invited, school):
    path = invited(mentee_post(MenteeFactory(school=school), school))

    page = read(client.get(path))
    client.post(path, {"full_name": "Lina Élève", "password": PHRASE})

    assert page.soup.select("[name=full_name]") == []
    assert User.objects.get(email="nouvelle@exemple.fr").full_name == ""


def test_known_account_gets_the_role_but_signs_in_as_usual(client, read, invited):
    user = UserFactory(email="connue@exemple.fr", full_name="Cora Connue")
    path = invited(email="connue@exemple.fr")

    shown = read(client.get(path))
    response = client.post(path, follow=True)

    assert shown.soup.select("main form input:not([type=hidden])") == []
    assert response.redirect_chain == [("/compte/connexion/", 302)]
    assert "Invitation acceptée." in read(response).text
    assert "_auth_user_id" not in client.session
    assert [grant.role for grant in user.grants.all()] == ["cpe"]


def test_known_account_that_is_signed_in_wears_the_new_role(client, invited, grant):
    user = UserFactory(email="connue@exemple.fr")
    grant(national_post(Role.DPO), to=user)
    client.force_login(user)

    response = client.post(invited(email="connue@exemple.fr"))

    assert response["Location"] == "/"
    assert client.session["grant"] == user.grants.get(role="cpe").pk


def test_invitation_serves_once(client, read, invited):
    path = invited()
    client.post(path, {"full_name": "Nora Neuve", "password": PHRASE})

    page = read(client.post(path, {"full_name": "Une Autre", "password": PHRASE}))

    assert page.status == 410
    assert page.heading == "Cette invitation ne marche plus"
    assert Grant.objects.filter(user__email="nouvelle@exemple.fr").count() == 1


@pytest.mark.parametrize("change", ["expired", "revoked"])
def test_invitation_that_is_over_says_what_to_do(client, read, invited, change):
    path = invited()
    now = clock.now()
    Invitation.objects.update(
        **({"expires_at": now - timedelta(days=1)} if change == "expired" else {"revoked_at": now})
    )

    page = read(client.get(path))

    assert page.status == 410
    assert page.flaws == []


def test_unknown_token_is_the_same_page(client, read):
    page = read(client.get("/invitation/nimporte-quoi/"))

    assert (page.status, page.heading) == (410, "Cette invitation ne marche plus")
