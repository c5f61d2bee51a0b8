"""The pages of a guardian, behind signed links: answer, take back, follow."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.actions import use_link
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.queries import link_token
from mentorat.followup.actions import answer_authorisation
from mentorat.foundations import clock
from mentorat.mentorships.models import Mentorship
from mentorat.people.enums import AuthorisationChannel
from mentorat.people.models import Authorisation, Guardian, Mentor
from mentorat.people.policies import is_adult
from mentorat.people.queries import authorisations_of
from mentorat.scheduling.models import MentoringSession
from mentorat.web.changed import mentorship_changed
from mentorat.web.families.forms import AnswerForm
from mentorat.web.guests import GuestRequest, guest_page
from mentorat.web.pages import refusals_shown_in

MOST_SESSIONS = 6


class ForFamily(TextChoices):
    """Where a relation stands, as a family reads it."""

    PROPOSED = "proposed", "Un mentor est proposé : votre enfant et le mentor décident."
    AWAITING = "awaiting", "Tout le monde est d’accord : il manque l’autorisation de la famille."
    ACCEPTED = "accepted", "Tout le monde a dit oui : il reste à signer l’accord de mentorat."
    READY = "ready", "Tout est prêt : la première rencontre est à fixer."
    ACTIVE = "active", "Le mentorat est en cours."
    SUSPENDED = "suspended", "Le mentorat est suspendu."


@dataclass(frozen=True)
class FollowedRelation:
    sentence: str
    mentors: list[str]
    reasons: list[str]
    sessions: list[MentoringSession]


@guest_page(act=LinkAct.AUTHORISE, writes=True)
def answer(request: GuestRequest, token: str) -> HttpResponse:
    """Say yes or no, point by point; come back to change one’s mind."""
    guardian = _guardian(request)
    mentee = guardian.mentee
    if is_adult(mentee.pk, on=clock.today()):
        return render(request, "families/of_age.html", {})
    said = Authorisation.objects.within(request.scope).filter(guardian=guardian, is_latest=True)
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, said=list(said.order_by("scope", "purpose", "pk")))
    if form.is_valid():
        with refusals_shown_in(form):
            answer_authorisation(
                mentee=mentee,
                guardian=guardian,
                replies=form.replies,
                channel=AuthorisationChannel.LINK,
                answered_on=clock.today(),
                now=clock.now(),
                by=None,
            )
            use_link(link=request.link, now=clock.now())
            _figures(request)
            messages.success(request, "Votre réponse est enregistrée. Elle vaut dès maintenant.")
            return redirect("families:answer", token)
    context = {
        "form": form,
        "guardian": guardian,
        "mentee": mentee,
        "school": mentee.school,
        "follow": _token(guardian, LinkAct.FAMILY),
    }
    return render(request, "families/answer.html", context)


@guest_page(act=LinkAct.FAMILY)
def follow(request: GuestRequest, token: str) -> HttpResponse:  # noqa: ARG001 -- read by the door
    """What mentoring is, where the relation stands, how to stop, whom to call."""
    guardian = _guardian(request)
    context = {
        "mentee": guardian.mentee,
        "school": guardian.mentee.school,
        "relations": _relations(request),
        "standings": authorisations_of(guardian.mentee, scope=request.scope, on=clock.today()),
        "change": _token(guardian, LinkAct.AUTHORISE),
    }
    return render(request, "families/follow.html", context)


def _guardian(request: GuestRequest) -> Guardian:
    guardians = Guardian.objects.within(request.scope).select_related("mentee__school")
    return get_object_or_404(guardians)


def _token(guardian: Guardian, act: LinkAct) -> str:
    """Return the secret of the guardian's own link of another act, or nothing without one."""
    links = SignedLink.objects.standing(at=clock.now()).filter(guardian=guardian, act=act)
    link = links.order_by("pk").first()
    return link_token(link) if link else ""


def _relations(request: GuestRequest) -> list[FollowedRelation]:
    mentorships = list(Mentorship.objects.within(request.scope).live().order_by("-pk"))
    memberships = {
        mentor.pk: mentor
        for mentor in Mentor.objects.within(request.scope)
        .filter(memberships__mentorship__in=mentorships)
        .select_related("company", "association")
        .distinct()
    }
    sessions = MentoringSession.objects.within(request.scope).filter(
        mentorship__in=mentorships, during__endswith__gt=clock.now()
    )
    planned = list(sessions.planned().select_related("room").order_by("during", "pk"))
    named = Mentorship.objects.within(request.scope).filter(pk__in=[one.pk for one in mentorships])
    pairs = list(named.values_list("pk", "mentor_memberships__mentor"))
    return [
        FollowedRelation(
            sentence=ForFamily(mentorship.state).label,
            mentors=[
                _who(memberships[mentor])
                for pk, mentor in pairs
                if pk == mentorship.pk and mentor in memberships
            ],
            reasons=mentorship.reasons,
            sessions=[one for one in planned if one.mentorship_id == mentorship.pk][:MOST_SESSIONS],
        )
        for mentorship in mentorships
    ]


def _who(mentor: Mentor) -> str:
    """Return the first name, the initial, the trade, and where the mentor comes from."""
    body = mentor.company or mentor.association
    return ", ".join(part for part in (mentor.short_name, mentor.job, str(body or "")) if part)


def _figures(request: GuestRequest) -> None:
    for mentorship in Mentorship.objects.within(request.scope).live().select_related("project"):
        mentorship_changed(mentorship)
