"""The family of one pupil: guardians, a request, a sheet that came back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.followup.actions import answer_authorisation
from mentorat.followup.actions import remove_guardian as remove
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.mentorships import actions as mentorships
from mentorat.people.enums import AuthorisationChannel
from mentorat.people.models import Guardian, Mentee
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.pupils.paper import USUAL, GuardianForm, SheetForm

RANKS = (1, 2)


@page(permission=Permission.AUTHORISATION_RECORD, writes=True)
def guardian(request: PageRequest, pk: int, rank: int) -> HttpResponse:
    """Write the first or the second guardian."""
    if rank not in RANKS:
        raise Http404
    mentee = _mentee(request, pk)
    known = Guardian.objects.within(request.scope).filter(mentee=mentee, rank=rank).first()
    names = ("full_name", "email", "phone")
    initial = {name: getattr(known, name) for name in names} if known else None
    form = GuardianForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refusals_shown_in(form):
            mentorships.save_guardian(
                mentee=mentee, rank=rank, now=clock.now(), by=request.user, **form.cleaned_data
            )
            messages.success(request, "Le responsable est enregistré.")
            return redirect("pupils:detail", pk)
    context = {"form": form, "mentee": mentee, "is_second": rank > 1}
    return render(request, "pupils/guardian.html", context)


@require_POST
@page(permission=Permission.AUTHORISATION_RECORD, writes=True)
def remove_guardian(request: PageRequest, pk: int, rank: int) -> HttpResponse:
    mentee = _mentee(request, pk)
    guardians = Guardian.objects.within(request.scope).select_related("mentee")
    known = get_object_or_404(guardians, mentee=mentee, rank=rank)
    try:
        remove(guardian=known, now=clock.now(), by=request.user)
        messages.success(request, "Le responsable est retiré de la fiche, et ses liens fermés.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("pupils:detail", pk)


@require_POST
@page(permission=Permission.AUTHORISATION_RECORD, writes=True)
def ask(request: PageRequest, pk: int) -> HttpResponse:
    """Ask the family of one pupil."""
    mentee = _mentee(request, pk)
    found = mentorships.request_authorisations(
        mentees=[mentee], scopes=USUAL, now=clock.now(), by=request.user
    )
    if found.written_to:
        messages.success(request, "La demande part par courriel.")
    else:
        messages.success(request, "Aucune adresse : imprimez la feuille et remettez-la.")
    return redirect("pupils:detail", pk)


@page(permission=Permission.AUTHORISATION_RECORD, writes=True)
def receive(request: PageRequest, pk: int) -> HttpResponse:
    """Type what the sheet of one pupil says. What follows is said at once."""
    mentee = _mentee(request, pk)
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        guardians=list(Guardian.objects.within(request.scope).filter(mentee=mentee)),
        today=clock.today(),
    )
    if form.is_valid():
        with refusals_shown_in(form):
            settled = answer_authorisation(
                mentee=mentee,
                guardian=form.signed_by,
                replies=form.replies,
                channel=AuthorisationChannel.PAPER,
                answered_on=form.cleaned_data["answered_on"],
                now=clock.now(),
                by=request.user,
            )
            messages.success(request, "La feuille est enregistrée.")
            if settled.cancelled:
                messages.warning(request, f"Séances annulées : {settled.cancelled}.")
            return redirect("pupils:detail", pk)
    return render(request, "pupils/receive.html", {"form": form, "mentee": mentee})


def _mentee(request: PageRequest, pk: int) -> Mentee:
    return get_object_or_404(Mentee.objects.within(request.scope).select_related("school"), pk=pk)
