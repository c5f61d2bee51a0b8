"""A mentor who already is something else for the pupil who is proposed says so, by both doors."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.mentorships import actions
from mentorat.mentorships.enums import ConflictKind
from mentorat.mentorships.models import MenteeMembership, MentorMembership, Mentorship
from mentorat.mentorships.queries import mentorship_shown
from mentorat.people.models import Mentee, User
from mentorat.web.changed import mentorship_changed
from mentorat.web.guests import GuestRequest
from mentorat.web.mentorships.finding import mentorship_of, own_membership
from mentorat.web.mentorships.forms import TieForm
from mentorat.web.pages import PageRequest, page, refusals_shown_in

TOLD = "C’est noté, merci de l’avoir dit. La proposition s’arrête, et le lycée est prévenu."


@page(permission=Permission.MENTORSHIP_ANSWER, writes=True)
def tie(request: PageRequest, pk: int) -> HttpResponse:
    """Say from one’s account that one knows the pupil otherwise: the proposal stops."""
    mentorship = mentorship_of(request, pk)
    membership = own_membership(request.scope, mentorship)
    form = tie_form(request, mentorship, is_sent=request.method == "POST")
    if form is None:
        raise Http404
    if form.is_valid():
        with refusals_shown_in(form):
            messages.success(request, tell(membership, form, by=request.user))
            return redirect("mentorships:detail", pk)
    shown = mentorship_shown(mentorship, scope=request.scope)
    return render(request, "mentorships/tie.html", {"form": form, "shown": shown})


def tie_form(
    request: PageRequest | GuestRequest, mentorship: Mentorship, *, is_sent: bool
) -> TieForm | None:
    """Return the form; nothing for a pupil, nor for whoever may not read who the pupil is."""
    if request.scope.mentor is None:
        return None
    proposed = Mentee.objects.within(request.scope).filter(memberships__mentorship=mentorship)
    mentees = list(proposed.distinct())
    return TieForm(request.POST if is_sent else None, mentees=mentees) if mentees else None


def tell(membership: MentorMembership | MenteeMembership, form: TieForm, *, by: User | None) -> str:
    """Stop the proposal, and return what is said of it."""
    if not isinstance(membership, MentorMembership):
        raise Http404
    actions.decline_for_conflict(
        mentorship=membership.mentorship,
        membership=membership,
        mentee=form.whom,
        kind=ConflictKind(form.cleaned_data["kind"]),
        now=clock.now(),
        by=by,
    )
    mentorship_changed(membership.mentorship)
    return TOLD
