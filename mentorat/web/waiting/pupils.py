"""What waits about pupils and their families: preparing a first meeting, asking a family."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from mentorat.access.roles import Permission
from mentorat.matching.models import Need
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MenteeMembership
from mentorat.people.enums import AuthorisationScope, AuthorisationStatus
from mentorat.people.models import Mentee, Preparation
from mentorat.people.queries import with_authorisation
from mentorat.web.components import Task
from mentorat.web.templatetags.french import several
from mentorat.web.waiting.desk import Desk


def own_preparation(desk: Desk) -> Iterator[Task]:
    """Ask a volunteer to read the five scenes before a first meeting."""
    scope = desk.request.scope
    if not desk.request.can(Permission.OWN_NEED):
        return
    started = MenteeMembership.objects.unscoped("inside a condition").filter(
        mentee=OuterRef("mentee"), mentorship__state__in=sorted(MentorshipState.STARTED)
    )
    needs = Need.objects.within(scope).standing().filter(campaign=desk.campaign)
    if needs.exclude(Exists(started)).exists() and not Preparation.objects.within(scope).exists():
        yield Task(
            "Prépare ta première rencontre : cinq petites scènes, cinq minutes.",
            "Lire les scènes",
            reverse("volunteering:prepare"),
        )


def preparations(desk: Desk) -> Iterator[Task]:
    """Say how many pupils go to a first meeting without having been prepared."""
    if not desk.request.can(Permission.NEED_PROPOSE):
        return
    ahead = (
        MenteeMembership.objects.within(desk.request.scope)
        .filter(mentorship__state__in=MentorshipState.AGREED, mentee__preparation=None)
        .filter(mentee__left_on=None)
    )
    count = ahead.count()
    if count:
        yield Task(
            several(count, "élève va,élèves vont")
            + " vers une première rencontre sans préparation.",
            "Préparer",
            reverse("pupils:preparations"),
        )


def families_to_ask(desk: Desk) -> Iterator[Task]:
    """Say how many volunteers are minors whose family was not asked yet."""
    if not desk.request.can(Permission.AUTHORISATION_RECORD):
        return
    pupils = Mentee.objects.within(desk.request.scope).present().filter(year=desk.campaign.year)
    volunteers = pupils.filter(needs__campaign=desk.campaign, needs__withdrawn_at=None)
    known = with_authorisation(volunteers, to=AuthorisationScope.IN_PERSON, on=desk.today)
    missing, asked = (
        known.filter(Q(authorisation=status)).count()
        for status in (AuthorisationStatus.MISSING, AuthorisationStatus.REQUESTED)
    )
    if missing:
        yield Task(
            several(missing, "volontaire mineur,volontaires mineurs")
            + " : la famille n’est pas encore sollicitée.",
            "Demander les autorisations",
            reverse("pupils:authorisations") + "?authorisation=missing&mentoring=volunteer",
        )
    if asked:
        yield Task(
            several(asked, "famille n’a pas,familles n’ont pas") + " encore répondu.",
            "Saisir une feuille",
            reverse("pupils:authorisations") + "?authorisation=requested&mentoring=volunteer",
            detail="Une feuille revenue signée se saisit classe par classe.",
        )
