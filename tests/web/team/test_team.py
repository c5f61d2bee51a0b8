from datetime import timedelta

import pytest
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.models import Grant, Invitation
from mentorat.access.roles import Role
from mentorat.journal.models import Entry
from mentorat.notifications.models import Delivery
from tests.factories.organisations import AssociationFactory, SchoolFactory
from tests.factories.people import MenteeFactory, MentorFactory, UserFactory
from tests.factories.reference import AcademyFactory
from tests.web.home.stage import (
    MONDAY,
    TODAY,
    everything,
    get,
    post,
    queries,
    sign_in,
    staff,
    who_acts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]


@pytest.fixture
def school():
    return SchoolFactory(name="Les Tisserands")


@pytest.fixture
def proviseur(school):
    return staff(school, Role.PROVISEUR, full_name="Paule Proviseure")


def holder(post, **user):
    return access.give(user=UserFactory(**user), post=post, valid_from=TODAY, by=None)


def invited(by, post, email="nouvelle@exemple.fr"):
    invitation, _ = access.invite(email=email, post=post, now=MONDAY, by=by)
    return invitation


def test_an_invitation_leaves_by_mail_and_waits_on_the_page(school, proviseur, queue):
    answer = post(proviseur, "team:invite", role="cpe", email="CPE@exemple.fr")

    invitation = Invitation.objects.get()
    assert (answer.address, answer.said) == (
        "/equipe/",
        ["L’invitation part à cpe@exemple.fr."],
    )
    assert (invitation.role, invitation.school, invitation.span) == ("cpe", school, school.span)
    assert invitation.expires_at == MONDAY + timedelta(days=7)
    assert answer.page.all("section[aria-labelledby=invitations] strong") == ["cpe@exemple.fr"]
    message = Delivery.objects.get()
    assert [job["task_name"] for job in queue.jobs.values()] == [
        "mentorat.notifications.tasks.send"
    ]
    assert (message.address, "/invitation/" in message.body) == ("cpe@exemple.fr", True)
    assert invitation.token_digest not in message.body


def test_a_wrong_invitation_is_kept_and_not_sent(proviseur):
    before = everything()
    data = {"role": "dgesco", "email": "cpe arobase exemple"}

    answer = post(proviseur, "team:invite", **data)

    assert answer.kept({"email": ""}) == {"email": "cpe arobase exemple"}
    assert answer.error("role").startswith("Sélectionnez un choix valide.")
    assert answer.error("email") == "Saisissez une adresse de courriel valide."
    assert everything() == before


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("proviseur", ["proviseur", "ddfpt", "bureau_des_entreprises", "professeur_principal"]),
        ("bureau_des_entreprises", ["professeur_principal"]),
    ],
)
def test_a_role_invites_only_the_roles_under_it(school, role, offered):
    page = get(staff(school, Role(role)), "team:invite").page

    assert page.values("[name=role] option", "value") == [*offered, "cpe"]


def test_a_role_that_invites_pupils_and_mentors_alone_is_sent_to_their_files(school):
    ddfpt = staff(school, Role.DDFPT)

    form, team = get(ddfpt, "team:invite").page, get(ddfpt, "team:index").page

    assert form.soup.select("main form") == []
    assert form.values("main p a", "href") == ["/eleves/", "/mentors/"]
    assert team.values(".page-head__actions a", "href") == ["/equipe/liens/"]


def test_a_territory_invites_into_the_places_that_it_covers():
    home, away = AcademyFactory(code="24"), AcademyFactory(code="25")
    here, there = SchoolFactory(academy=home), SchoolFactory(academy=away)
    referent = holder(access.academy_post(Role.REFERENT_MENTORAT, home))

    form = get(referent, "team:invite").page
    inside = post(
        referent, "team:invite", role="proviseur", email="p@exemple.fr", where=f"school:{here.pk}"
    )
    outside = post(
        referent, "team:invite", role="proviseur", email="p@exemple.fr", where=f"school:{there.pk}"
    )

    assert form.values("[name=where] option", "value") == [f"school:{here.pk}"]
    assert inside.said == ["L’invitation part à p@exemple.fr."]
    assert outside.error("where").startswith("Sélectionnez un choix valide.")
    assert [one.school for one in Invitation.objects.all()] == [here]


def test_a_role_is_not_given_at_a_place_where_it_does_not_exist():
    association = AssociationFactory(name="Premiers Fils")
    administrator = holder(access.national_post(Role.ADMINISTRATOR))
    data = {"role": "dgesco", "email": "d@exemple.fr", "where": f"association:{association.pk}"}

    wrong = post(administrator, "team:invite", **data)
    right = post(administrator, "team:invite", **{**data, "role": "association"})

    assert wrong.kept(data) == data
    assert wrong.error("where") == "Le rôle « Dgesco A2-2 » ne se donne pas à ce périmètre."
    assert right.said == ["L’invitation part à d@exemple.fr."]
    assert Invitation.objects.get().association == association


def test_a_pupil_and_a_mentor_are_invited_from_their_files(school, proviseur):
    mentee = MenteeFactory(school=school, last_name="Secret")
    mentor = MentorFactory(place=school.place, email="maud@exemple.fr")

    first = post(proviseur, "team:invite_mentee", mentee.pk, email="lina@exemple.fr")
    form = get(proviseur, "team:invite_mentor", mentor.pk)
    second = post(proviseur, "team:invite_mentor", mentor.pk, email="maud@exemple.fr")

    assert form.kept({"email": ""}) == {"email": "maud@exemple.fr"}
    assert (first.address, second.address) == (f"/eleves/{mentee.pk}/", f"/mentors/{mentor.pk}/")
    given = list(Invitation.objects.order_by("pk").values_list("role", "mentee", "mentor"))
    assert given == [("mentee", mentee.pk, None), ("mentor", None, mentor.pk)]
    assert not any("Secret" in message.body + message.subject for message in Delivery.objects.all())


def test_the_wrong_address_of_a_pupil_is_shown_again(school, proviseur):
    mentee = MenteeFactory(school=school)

    answer = post(proviseur, "team:invite_mentee", mentee.pk, email="lina@")

    assert answer.kept({"email": ""}) == {"email": "lina@"}
    assert answer.error("email") == "Saisissez une adresse de courriel valide."
    assert not Invitation.objects.exists()


def test_a_role_is_taken_back_at_once(school, proviseur):
    cpe = staff(school, Role.CPE, full_name="Ali Vie")
    browser = sign_in(cpe)

    answer = post(proviseur, "team:take_back", cpe.pk)

    assert answer.said == ["Ali Vie n’a plus le rôle « CPE »."]
    assert not Grant.objects.in_force(on=TODAY).filter(pk=cpe.pk).exists()
    assert Entry.objects.unscoped("a test").get().event == "grant_ended"
    assert browser.get("/eleves/")["Location"] == reverse("no_role")


def test_nobody_ends_his_or_her_own_role_nor_one_above(school, proviseur):
    bde, other = staff(school), staff(school, full_name="Autre")
    elsewhere = staff(SchoolFactory(), Role.CPE)
    cpe = staff(school, Role.CPE)
    before = everything()

    for by, grant in (
        (proviseur, proviseur),
        (bde, bde),
        (bde, other),
        (bde, proviseur),
        (bde, elsewhere),
    ):
        assert post(by, "team:take_back", grant.pk).status == 404
    offered = get(bde, "team:index").page.values("form[action*=retirer]", "action")

    assert everything() == before
    assert offered == [f"/equipe/{cpe.pk}/retirer/"]


def test_a_person_does_not_end_another_role_of_his_or_her_own(school, proviseur):
    also = access.give(
        user=proviseur.user,
        post=access.school_post(Role.CPE, school),
        valid_from=TODAY,
        by=None,
    )

    assert post(proviseur, "team:take_back", also.pk).status == 404
    assert f"/equipe/{also.pk}/retirer/" not in str(get(proviseur, "team:index").page.soup)


def test_an_invitation_is_revoked(school, proviseur):
    invitation = invited(proviseur, access.school_post(Role.CPE, school))

    answer = post(proviseur, "team:revoke", invitation.pk)

    invitation.refresh_from_db()
    assert answer.said == ["L’invitation de nouvelle@exemple.fr est annulée."]
    assert invitation.revoked_at == MONDAY
    assert "Aucune invitation n’attend de réponse." in answer.page.text
    assert post(proviseur, "team:revoke", invitation.pk).status == 404


def test_nobody_revokes_an_invitation_into_a_role_above(school, proviseur):
    above = invited(proviseur, access.school_post(Role.DDFPT, school))
    under = invited(proviseur, access.school_post(Role.CPE, school), "cpe@exemple.fr")
    bde = staff(school)

    shown = get(bde, "team:index").page
    answer = post(bde, "team:revoke", above.pk)

    above.refresh_from_db()
    assert (answer.status, above.revoked_at) == (404, None)
    assert shown.values("form[action*=annuler]", "action") == [
        f"/equipe/invitations/{under.pk}/annuler/"
    ]


def test_acts_on_a_team_belong_to_those_who_invite(people):
    own = {"proviseur", "ddfpt", "bde"}
    invite = own | {"stranger", "stranger_referent"}
    invite |= {"dgesco", "drafpic", "referent", "administrator"}
    refused = set(people.grants) - invite
    mentee, mentor = people.mentee.pk, people.mentor.pk
    invitation = invited(people["proviseur"], access.school_post(Role.CPE, people.school))

    # The DDFPT invites pupils and mentors only.
    allowed = {"proviseur", "bde"}
    for name, pk in (("team:take_back", people["cpe"].pk), ("team:revoke", invitation.pk)):
        assert who_acts(people, name, pk) == {302: allowed, 404: invite - allowed, 403: refused}
    for name, pk in (("team:invite_mentee", mentee), ("team:invite_mentor", mentor)):
        assert who_acts(people, name, pk, email="a@exemple.fr") == {
            302: own,
            404: invite - own,
            403: refused,
        }
    assert who_acts(people, "team:invite", role="cpe", email="a@exemple.fr") == {
        302: {"proviseur", "bde", "stranger"},
        200: invite - {"proviseur", "bde", "stranger"},
        403: refused,
    }


def test_the_team_asks_as_many_questions_for_1_person_as_for_3(school, proviseur):
    few = queries(proviseur, "team:index")

    for role in (Role.CPE, Role.PROFESSEUR_PRINCIPAL):
        staff(school, role)
        invited(proviseur, access.school_post(role, school), f"{role}@exemple.fr")

    assert (few, queries(proviseur, "team:index")) == (9, 9)
