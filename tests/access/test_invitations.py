from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from mentorat.access import actions as access
from mentorat.access import queries
from mentorat.access.errors import CannotInvite, InvitationUnusable
from mentorat.access.models import Grant, Invitation
from mentorat.access.roles import Role
from mentorat.notifications import tasks
from mentorat.notifications.models import Delivery
from mentorat.people.models import User
from mentorat.programmes.actions import team
from tests import cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def people():
    return cast.assemble()


def invited(people, role=Role.CPE, by="proviseur", email="nouvelle@exemple.fr"):
    post = access.school_post(role, people.school)
    return access.invite(email=email, post=post, now=NOW, by=people[by])


def accept(token, name="Aïcha Diallo", password="une phrase assez longue"):
    return team.accept_invitation(
        token=token, full_name=name, password=password, now=NOW, today=TODAY
    )


def test_an_invitation_becomes_an_account_with_its_role(people):
    _, token = invited(people)

    user, grant = accept(token)

    assert (user.email, user.full_name, grant.role) == (
        "nouvelle@exemple.fr",
        "Aïcha Diallo",
        Role.CPE,
    )
    assert (grant.lo, grant.school) == (people.school.place, people.school)
    assert user.check_password("une phrase assez longue")


def test_the_token_is_kept_nowhere(people):
    invitation, token = invited(people)

    assert token not in str(Invitation.objects.values().get(pk=invitation.pk))


def test_an_invitation_serves_once(people):
    _, token = invited(people)
    accept(token)

    with pytest.raises(InvitationUnusable):
        accept(token)


@pytest.mark.parametrize("days", [7, 8])
def test_an_invitation_lapses_after_seven_days(people, days):
    _, token = invited(people)

    assert queries.invitation_shown(token, now=NOW + timedelta(days=days)) is None


def test_a_revoked_invitation_is_of_no_use(people):
    invitation, token = invited(people)
    access.revoke_invitation(invitation=invitation, now=NOW)

    assert queries.invitation_shown(token, now=NOW) is None
    with pytest.raises(InvitationUnusable):
        accept(token)


def test_an_account_that_exists_keeps_its_password_and_gains_the_role(people):
    known = User.objects.create_user("connue@exemple.fr", "son mot de passe à elle")
    _, token = invited(people, email="connue@exemple.fr")

    user, _ = accept(token, password="un autre mot de passe")

    assert user == known
    assert user.check_password("son mot de passe à elle")


def test_the_account_of_a_pupil_holds_no_name(people):
    post = access.mentee_post(people.volunteer, people.school)
    _, token = access.invite(email="eleve@exemple.fr", post=post, now=NOW, by=people["bde"])

    user, grant = accept(token, name="Lina Exemple")

    assert (user.full_name, grant.mentee) == ("", people.volunteer)


@pytest.mark.parametrize(
    ("by", "role"),
    [
        ("bde", Role.PROVISEUR),
        ("cpe", Role.CPE),
        ("stranger", Role.CPE),
        ("mentor", Role.MENTEE),
        ("proviseur", Role.DRAFPIC),
    ],
)
def test_nobody_invites_above_or_outside_the_own_role(people, by, role):
    with pytest.raises(CannotInvite):
        invited(people, role=role, by=by)


def test_the_mail_of_an_invitation_is_sent_once(people, queue):
    post = access.school_post(Role.CPE, people.school)

    team.invite(email="nouvelle@exemple.fr", post=post, now=NOW, grant=people["proviseur"])
    delivery = Delivery.objects.get()
    for _ in range(2):
        tasks.send(delivery_id=delivery.pk)

    assert [job["task_name"] for job in queue.jobs.values()] == [
        "mentorat.notifications.tasks.send"
    ]
    assert [message.to for message in mail.outbox] == [["nouvelle@exemple.fr"]]
    assert "/invitation/" in mail.outbox[0].body


def test_a_role_taken_back_is_over_at_the_next_request(people):
    grant = access.take_back(grant=people["cpe"], on=TODAY)

    assert not Grant.objects.in_force(on=TODAY).filter(pk=grant.pk).exists()
