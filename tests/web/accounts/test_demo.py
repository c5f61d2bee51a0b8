import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mentorat.access.actions import academy_post, mentor_post, national_post, school_post
from mentorat.access.models import Grant
from mentorat.access.roles import Role
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MentorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(grant):
    """Sign up three personas, one of them with two roles, and one ordinary account."""
    school = SchoolFactory(name="LP d’essai")
    people = {
        slug: UserFactory(email=f"{slug}@demo.mentorat.example", full_name=slug.title())
        for slug in ("nina", "paul", "maud")
    }
    grant(national_post(Role.DGESCO), to=people["nina"])
    grant(school_post(Role.PROVISEUR, school), to=people["paul"])
    grant(academy_post(Role.REFERENT_MENTORAT, school.academy), to=people["paul"])
    grant(mentor_post(MentorFactory(school=school), school), to=people["maud"])
    grant(national_post(Role.DPO), to=UserFactory(email="vraie@exemple.fr"))
    return people


def enter(client, email):
    return client.post("/compte/demonstration/", {"email": email})


@pytest.mark.usefixtures("cast")
def test_sign_in_page_offers_one_button_a_persona(client, read, settings):
    settings.DEMO = True

    page = read(client.get("/compte/connexion/"))

    assert page.values(".persona", "value") == [
        "nina@demo.mentorat.example",
        "paul@demo.mentorat.example",
        "maud@demo.mentorat.example",
    ]
    assert page.all(".persona")[0] == "Dgesco A2-2 Nina France entière"
    assert page.all(".personas__title") == ["Pilotage", "Lycée", "Mentor et élève"]
    assert page.flaws == []


def test_button_opens_the_session_of_the_persona(client, cast, settings):
    settings.DEMO = True

    response = enter(client, "nina@demo.mentorat.example")

    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(cast["nina"].pk)


def test_going_from_one_persona_to_another_leaves_nothing_behind(client, cast, settings):
    settings.DEMO = True
    enter(client, "paul@demo.mentorat.example")
    client.post("/compte/role/", {"grant": Grant.objects.filter(user=cast["paul"]).last().pk})

    enter(client, "nina@demo.mentorat.example")

    assert client.session["_auth_user_id"] == str(cast["nina"].pk)
    assert "grant" not in client.session


@pytest.mark.parametrize(
    "email", ["vraie@exemple.fr", "absente@demo.mentorat.example", "", "@demo.mentorat.example"]
)
@pytest.mark.usefixtures("cast")
def test_nobody_else_is_reached(client, settings, email):
    settings.DEMO = True

    assert enter(client, email).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("cast")
def test_outside_the_demonstration_there_is_no_button_and_no_page(client, read, settings):
    settings.DEMO = False

    page = read(client.get("/compte/connexion/"))

    assert page.all(".persona") == []
    assert "demo.mentorat.example" not in str(page.soup)
    assert enter(client, "nina@demo.mentorat.example").status_code == 404
    assert "_auth_user_id" not in client.session


def production(**variables):
    """Import the settings of production, every required variable given; return how that went."""
    source = Path("config/settings/production.py").read_text()
    required = re.findall(r"^REQUIRED\w* = \((.*?)\)", source, re.MULTILINE | re.DOTALL)
    names = re.findall(r'"(\w+)"', "".join(required))
    given = {
        name: f"postgresql://{name.lower()}@localhost/essai" if "DATABASE" in name else "essai"
        for name in names
    }
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "from config.settings.production import DEMO; print(DEMO)"],
        env={**inherited, **given, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_refuses_the_demonstration():
    refused = production(DEMO="1")

    assert refused.returncode != 0
    assert "DEMO=1 est refusé en production" in refused.stderr


def test_production_has_no_demonstration_by_default():
    assert production().stdout == "False\n"
