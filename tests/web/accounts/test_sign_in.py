import re

import pytest
from django.urls import reverse

from mentorat.access.actions import national_post
from mentorat.access.roles import Role
from mentorat.people.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "une phrase que je retiens"
WRONG = "L’adresse e-mail ou le mot de passe sont incorrects."
TOO_MANY = "Trop de tentatives de connexion échouées. Veuillez réessayer ultérieurement."
ENTRANCE = [
    ("account_login", "Se connecter"),
    ("account_request_login_code", "Recevoir un code"),
    ("account_reset_password", "Mot de passe oublié"),
    ("account_reset_password_done", "Regardez vos courriels"),
    ("account_reset_password_from_key_done", "Mot de passe changé"),
    ("account_inactive", "Compte fermé"),
    ("account_signup", "Obtenir un compte"),
]
INSIDE = [
    ("account_logout", "Se déconnecter"),
    ("account_change_password", "Changer de mot de passe"),
    ("account_reauthenticate", "Confirmer que c’est vous"),
]


@pytest.fixture
def user():
    return User.objects.create_user("agente@exemple.fr", PASSWORD, full_name="Agnès Agente")


@pytest.mark.parametrize(("name", "heading"), ENTRANCE)
def test_page_of_the_entrance_is_open_and_well_formed(client, read, name, heading):
    page = read(client.get(reverse(name)))

    assert page.status == 200
    assert page.heading == heading
    assert page.flaws == []


@pytest.mark.parametrize(("name", "heading"), INSIDE)
def test_page_of_ones_account_is_well_formed(client, read, user, name, heading):
    client.force_login(user)

    page = read(client.get(reverse(name)))

    assert page.status == 200
    assert page.heading == heading
    assert page.flaws == []


@pytest.mark.parametrize("name", ["account_change_password", "account_set_password"])
def test_page_of_ones_account_asks_to_sign_in_first(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert response["Location"].startswith("/compte/connexion/?next=")


def sign_in(client, password):
    return client.post("/compte/connexion/", {"login": "Agente@exemple.fr", "password": password})


def test_right_password_leads_home_without_a_word(client, user, grant):
    grant(national_post(Role.DPO), to=user)

    response = client.post(
        "/compte/connexion/", {"login": "agente@exemple.fr", "password": PASSWORD}, follow=True
    )

    assert response.redirect_chain == [("/", 302)]
    assert list(response.context["messages"]) == []


@pytest.mark.usefixtures("user")
def test_wrong_password_is_said_in_the_form_and_the_address_is_kept(client, read):
    page = read(sign_in(client, "autre chose"))

    assert page.status == 200
    assert page.all(".fr-alert--error li") == [WRONG]
    assert page.values("[name=login]", "value") == ["Agente@exemple.fr"]
    assert page.values("[name=password]", "type") == ["password"]
    assert page.soup.select_one("[name=password]").get("value") is None


@pytest.mark.usefixtures("user")
def test_too_many_tries_are_stopped_with_a_sentence(client, read):
    said = [read(sign_in(client, "autre")).all(".fr-alert--error li") for _ in range(12)]

    assert [said[0], said[-1]] == [[WRONG], [TOO_MANY]]


def test_closed_account_is_told_so(client, user):
    user.is_active = False
    user.save(update_fields=["is_active"])

    response = sign_in(client, PASSWORD)

    assert response["Location"] == "/compte/inactif/"
    assert "_auth_user_id" not in client.session


def test_code_by_mail_opens_the_session(client, read, user, mailoutbox):
    client.post("/compte/connexion/code/", {"email": "agente@exemple.fr"})
    asked = read(client.get("/compte/connexion/code/saisir/"))
    mail = mailoutbox[0]
    code = re.search(r"^ {4}(\S+)$", mail.body, re.MULTILINE)[1]

    response = client.post("/compte/connexion/code/saisir/", {"code": code})

    assert asked.heading == "Saisir le code"
    assert asked.flaws == []
    assert "agente@exemple.fr" in asked.text
    assert mail.subject == "Votre code de connexion"
    assert mail.body.startswith("Bonjour,\n\nVotre code de connexion à Mentorat LP\u202f:")
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.usefixtures("user")
def test_wrong_code_is_refused(client, read):
    client.post("/compte/connexion/code/", {"email": "agente@exemple.fr"})

    page = read(client.post("/compte/connexion/code/saisir/", {"code": "000000"}))

    assert page.all("#id_code_error") != []
    assert "_auth_user_id" not in client.session


def test_unknown_address_sees_the_same_page_and_gets_a_mail(client, read, mailoutbox):
    client.post("/compte/connexion/code/", {"email": "inconnue@exemple.fr"})
    asked = read(client.get("/compte/connexion/code/saisir/"))

    assert asked.heading == "Saisir le code"
    assert [mail.subject for mail in mailoutbox] == ["Aucun compte à cette adresse"]


def test_forgotten_password_is_chosen_anew_through_a_mail(client, read, user, mailoutbox):
    client.post("/compte/mot-de-passe/oublie/", {"email": "agente@exemple.fr"})
    link = re.search(r"https?://testserver(\S+)", mailoutbox[0].body)[1]
    opened = client.get(link)
    page = read(client.get(opened["Location"]))
    new = {"password1": "une autre phrase longue", "password2": "une autre phrase longue"}

    done = client.post(opened["Location"], new)

    assert opened["Referrer-Policy"] == "strict-origin"
    assert page.heading == "Choisir un nouveau mot de passe"
    assert page.flaws == []
    assert done["Location"] == "/compte/mot-de-passe/change/"
    user.refresh_from_db()
    assert user.check_password("une autre phrase longue")
    assert [mail.subject for mail in mailoutbox] == [
        "Choisir un nouveau mot de passe",
        "Votre mot de passe a été changé",
    ]


def test_worn_out_link_offers_another(client, read):
    page = read(client.get("/compte/mot-de-passe/nouveau/1-abc/"))

    assert page.heading == "Ce lien ne marche plus"
    assert page.values("main .fr-btn", "href") == ["/compte/mot-de-passe/oublie/"]


def test_password_is_changed_and_said(client, read, user, grant, mailoutbox):
    grant(national_post(Role.DPO), to=user)
    client.force_login(user)
    new = "une autre phrase longue"
    answers = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    page = read(client.post("/compte/mot-de-passe/", answers, follow=True))

    assert page.all(".fr-alert--success") == ["Votre mot de passe est changé."]
    assert [mail.subject for mail in mailoutbox] == ["Votre mot de passe a été changé"]


def test_short_password_is_refused_at_its_field(client, read, user):
    client.force_login(user)
    answers = {"oldpassword": PASSWORD, "password1": "court", "password2": "court"}

    page = read(client.post("/compte/mot-de-passe/", answers))

    assert "12" in page.all("#id_password1_error")[0]


def test_who_has_no_password_chooses_one(client, read, mailoutbox):
    user = User.objects.create_user("sans@exemple.fr", None)
    client.force_login(user)
    new = "une phrase bien longue"

    sent = client.get("/compte/mot-de-passe/")
    page = read(client.get("/compte/mot-de-passe/choisir/"))
    client.post("/compte/mot-de-passe/choisir/", {"password1": new, "password2": new})

    assert sent["Location"] == "/compte/mot-de-passe/choisir/"
    assert page.heading == "Choisir un mot de passe"
    assert page.flaws == []
    user.refresh_from_db()
    assert user.check_password(new)
    assert [mail.subject for mail in mailoutbox] == ["Un mot de passe a été ajouté à votre compte"]


def test_sign_out_needs_a_post(client, user):
    client.force_login(user)

    assert client.get("/compte/deconnexion/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/compte/deconnexion/")["Location"] == "/compte/connexion/"
    assert "_auth_user_id" not in client.session


def test_nobody_opens_an_account_alone(client, read):
    page = read(client.post("/compte/ouvrir/", {"email": "a@exemple.fr", "password1": PASSWORD}))

    assert page.heading == "Obtenir un compte"
    assert User.objects.count() == 0


def test_page_of_someone_signed_in_stays_in_no_cache(client, user):
    client.force_login(user)

    assert "no-store" in client.get("/plan-du-site/")["Cache-Control"]
