"""Certificates: one's own, and those of a school."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.followup.enums import Withdrawn
from mentorat.followup.errors import NothingToCertify
from mentorat.followup.models import Certificate, CertificateQuerySet
from mentorat.followup.queries import Person
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import Mentee, Mentor
from mentorat.programmes.models import SchoolProject
from mentorat.web.certificates.sheets import certificate_sheet
from mentorat.web.forms import Form
from mentorat.web.guests import GuestRequest, guest_page
from mentorat.web.lists import List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.templatetags.french import several

CERTIFICATES: List[CertificateQuerySet] = List(
    noun="attestation",
    search=Search("Numéro", lambda rows, words: rows.filter(code__istartswith=words.strip())),
    sorts=(Sort("recent", "Les plus récentes", ("-issued_at",)),),
)


class WithdrawingForm(Form):
    reason = forms.ChoiceField(
        label="Pourquoi la retirer",
        choices=[(one.value, one.label) for one in Withdrawn if one is not Withdrawn.REPLACED],
    )


@page(permission=Permission.MENTORSHIP_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    rows = Certificate.objects.within(request.scope).select_related("mentor", "mentee")
    context = {"listing": CERTIFICATES.read(request, rows)}
    return render(request, template_of(request, "certificates/index.html"), context)


@page(permission=Permission.MENTORSHIP_ANSWER, writes=True)
def mine(request: PageRequest) -> HttpResponse:
    """Show one's own certificates; issue those of one's sessions until today."""
    if request.method == "POST":
        issued = [_issue_own(request, project) for project in _own_projects(request)]
        if not any(issued):
            messages.error(request, NothingToCertify().sentence)
        return redirect("certificates:mine")
    context = {
        "certificates": Certificate.objects.within(request.scope).valid().order_by("-issued_at"),
        "is_mentee": request.scope.mentee is not None,
    }
    return render(request, "certificates/mine.html", context)


@page(permission=Permission.MENTORSHIP_VIEW)
def sheet(request: PageRequest, pk: int) -> HttpResponse:
    """Show the sheet of a certificate that one may see, and that is still worth something."""
    found = Certificate.objects.within(request.scope).valid()
    return certificate_sheet(get_object_or_404(found, pk=pk))


@guest_page(act=LinkAct.OWN_DATA)
def sheet_by_link(request: GuestRequest, token: str, pk: int) -> HttpResponse:  # noqa: ARG001 -- the door reads it
    """Show one's own sheet to whoever has no account."""
    found = Certificate.objects.within(request.scope).valid()
    return certificate_sheet(get_object_or_404(found, pk=pk))


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def issue(request: PageRequest, pk: int) -> HttpResponse:
    """Issue the certificates of the members of a relation."""
    found = Mentorship.objects.within(request.scope).select_related("project__campaign")
    mentorship = get_object_or_404(found, pk=pk)
    issued = actions.issue_for(mentorship=mentorship, now=clock.now(), by=request.user)
    if not issued:
        messages.error(request, NothingToCertify().sentence)
        return redirect("mentorships:detail", pk)
    words = several(len(issued), "attestation est prête,attestations sont prêtes")
    messages.success(request, f"{words} : à remettre, ou à retrouver par chacun dans son compte.")
    return redirect("certificates:index")


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    certificate = get_object_or_404(Certificate.objects.within(request.scope), pk=pk)
    form = WithdrawingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            actions.withdraw_certificate(
                certificate=certificate,
                reason=Withdrawn(form.cleaned_data["reason"]),
                now=clock.now(),
                by=request.user,
            )
            messages.success(request, "L’attestation est retirée : sa page publique le dit.")
            return redirect("certificates:index")
    context = {"certificate": certificate, "form": form}
    return render(request, "certificates/withdraw.html", context)


def _own_projects(request: PageRequest) -> list[SchoolProject]:
    own = Mentorship.objects.within(request.scope).started().values("project_id")
    found = SchoolProject.objects.unscoped("of one's own relations").filter(pk__in=own)
    return list(found.select_related("campaign", "school").order_by("pk"))


def _issue_own(request: PageRequest, project: SchoolProject) -> bool:
    person: Person
    if request.scope.mentor is not None:
        person = get_object_or_404(Mentor.objects.within(request.scope), pk=request.scope.mentor)
    else:
        person = get_object_or_404(Mentee.objects.within(request.scope), pk=request.scope.mentee)
    try:
        actions.issue(person=person, project=project, now=clock.now(), by=request.user)
    except Refusal:
        return False
    return True
