"""What is verified about a mentor, and the path of child protection."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.people.policies import missing_clearances
from mentorat.programmes.actions import preparing, recruiting
from mentorat.web.changed import mentor_changed
from mentorat.web.mentors.forms import AsePathForm, ClearanceForm
from mentorat.web.mentors.found import found_mentor, kept_mentor
from mentorat.web.pages import PageRequest, page, refusals_shown_in


@page(permission=Permission.CLEARANCE_RECORD, writes=True)
def clear(request: PageRequest, pk: int) -> HttpResponse:
    mentor = found_mentor(request, pk)
    missing = missing_clearances(mentor, on=clock.today())
    form = ClearanceForm(
        request.POST if request.method == "POST" else None,
        mentor=mentor,
        initial={
            "given_on": clock.today(),
            "kind": request.GET.get("kind") or (missing[0] if missing else None),
        },
    )
    if form.is_valid():
        with refusals_shown_in(form):
            recruiting.record_clearance(
                mentor=mentor, proof=form.proof, today=clock.today(), by=request.user
            )
            mentor_changed(mentor)
            messages.success(request, "L’habilitation est enregistrée.")
            return redirect("mentors:detail", pk)
    return render(request, "mentors/clear.html", {"form": form, "mentor": mentor})


@page(permission=Permission.CLEARANCE_RECORD, writes=True)
def ase_path(request: PageRequest, pk: int) -> HttpResponse:
    """Open or close the child-protection path of a mentor, with the reason why it stands apart."""
    mentor = kept_mentor(request, pk)
    form = AsePathForm(
        request.POST if request.method == "POST" else None,
        initial={"is_open": not mentor.in_ase_path},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            changed = recruiting.set_ase_path(
                mentor=mentor, is_open=form.cleaned_data["is_open"], by=request.user
            )
            mentor_changed(mentor)
            said = "ouvert" if changed.in_ase_path else "fermé"
            messages.success(request, f"Le parcours protection de l’enfance est {said}.")
            return redirect("mentors:detail", pk)
    return render(request, "mentors/ase_path.html", {"form": form, "mentor": mentor})


SENT = {
    LinkAct.TRAIN: "Le lien de la formation est envoyé.",
    LinkAct.CHARTER: "Le lien de la charte est envoyé.",
    LinkAct.OFFER: "Le lien pour dire ses places et ses pauses est envoyé.",
}


@require_POST
@page(permission=Permission.CLEARANCE_RECORD, writes=True)
def send_link(request: PageRequest, pk: int) -> HttpResponse:
    """Send the mentor a personal link: the training, the charter, or places and pauses."""
    mentor = found_mentor(request, pk)
    act = next((one for one in SENT if one == request.POST.get("act")), None)
    if act is None or mentor.left_on is not None:
        raise Http404
    preparing.send_link(
        mentor=mentor, act=act, school=request.grant.school, now=clock.now(), by=request.user
    )
    messages.success(request, SENT[act])
    return redirect("mentors:detail", pk)
