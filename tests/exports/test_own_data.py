"""Each person reads what concerns him or her: everything, and nothing of another."""

import json

import pytest

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.questions import link_scope, scope
from mentorat.exports.own_data import EXCLUDED, Kind, collected, of_account, of_link, paths_of
from mentorat.exports.own_data.registry import DECLARED, personal_tables
from mentorat.exports.tasks import send_own_data_links
from mentorat.notifications.models import Delivery
from tests import cast
from tests.factories.closing import CertificateFactory
from tests.factories.people import GuardianFactory, MentorFactory
from tests.web.home.stage import MONDAY


@pytest.mark.parametrize("model", personal_tables(), ids=lambda model: model._meta.label)
def test_every_table_with_personal_columns_is_handed_out_or_left_out_for_a_reason(model):
    label = model._meta.label

    assert bool(paths_of(model)) != (label in EXCLUDED)


def test_what_is_named_exists():
    labels = {model._meta.label for model in personal_tables()}

    assert set(EXCLUDED) | set(DECLARED) <= labels


@pytest.fixture
def people(db, time_machine):  # noqa: ARG001 -- the database is there
    time_machine.move_to(MONDAY, tick=False)
    return cast.assemble()


def said(tables):
    return json.dumps({table.name: table.rows for table in tables}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("mentor", {"mentors", "habilitations de mentors", "relations de mentorat", "séances"}),
        ("mentee", {"élèves", "élèves d’une relation", "relations de mentorat", "séances"}),
        ("bde", {"comptes", "rôles accordés"}),
    ],
)
def test_each_person_finds_the_tables_that_speak_of_him_or_her(people, rls, person, expected):
    worn = people[person]

    with rls(scope(worn)):
        tables = collected(of_account(worn), scope=scope(worn))

    assert expected <= {table.name for table in tables}


@pytest.mark.parametrize("person", ["mentor", "mentee", "bde"])
def test_nobody_finds_a_name_of_another_nor_a_secret(people, rls, person):
    worn = people[person]
    others = {"mentor": people.mentee, "mentee": people.mentor}.get(person)

    with rls(scope(worn)):
        text = said(collected(of_account(worn), scope=scope(worn)))

    assert worn.user.password not in text
    assert "empreinte" not in text
    assert people.volunteer.last_name not in text
    if others is not None:
        assert others.last_name not in text
        assert others.first_name not in text


def test_a_guardian_finds_his_or_her_own_row_by_link(people, rls):
    guardian = GuardianFactory(mentee=people.mentee)
    other = GuardianFactory(mentee=people.mentee, rank=2)
    link = access.make_link(act=LinkAct.OWN_DATA, guardian=guardian, now=MONDAY, by=None)

    with rls(link_scope(link)):
        text = said(collected(of_link(link), scope=link_scope(link)))

    assert guardian.full_name in text
    assert other.full_name not in text


def test_a_certificate_is_among_what_one_takes_away(people, rls):
    CertificateFactory(project=people.project, mentor=people.mentor)
    worn = people["mentor"]

    with rls(scope(worn)):
        tables = collected(of_account(worn), scope=scope(worn))

    (certificates,) = [table for table in tables if table.name == "attestations"]
    assert certificates.rows[0]["ce qu’elle atteste"]["hours"] == "2 h"


@pytest.mark.django_db
@pytest.mark.usefixtures("queue")
def test_the_link_goes_to_the_known_address_alone():
    mentor, guardian = MentorFactory(email="a@exemple.fr"), GuardianFactory(email="A@exemple.fr")
    MentorFactory(email="b@exemple.fr")

    sent = send_own_data_links(address="a@exemple.fr")
    nobody = send_own_data_links(address="inconnu@exemple.fr")

    letters = Delivery.objects.all()
    assert (sent, nobody) == (2, 0)
    assert {letter.address for letter in letters} == {"a@exemple.fr"}
    assert {one.mentor or one.guardian for one in links()} == {mentor, guardian}


def links():
    return SignedLink.objects.filter(act=LinkAct.OWN_DATA)


def test_the_kinds_of_persons_are_those_that_tables_know():
    assert {kind for model in personal_tables() for kind in paths_of(model)} == set(Kind)
