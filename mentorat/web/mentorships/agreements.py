"""The agreement of a relation: read it, print it, sign it from an account, by link or on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.actions import use_link
from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.mentorships import actions
from mentorat.mentorships.enums import MentorshipState, SignatureChannel
from mentorat.mentorships.models import Agreement, Mentorship, Signature
from mentorat.mentorships.queries import (
    AgreementShown,
    MentorshipShown,
    agreement_shown,
    mentorship_shown,
    signature_of,
)
from mentorat.web.changed import mentorship_changed
from mentorat.web.documents import pdf_response
from mentorat.web.guests import GuestRequest, done, guest_page
from mentorat.web.mentorships.finding import agreement_in_force, mentorship_of
from mentorat.web.mentorships.forms import PaperForm, SignForm
from mentorat.web.pages import PageRequest, page, refusals_shown_in


@page(permission=Permission.MENTORSHIP_VIEW, writes=True)
def agreement(request: PageRequest, pk: int) -> HttpResponse:
    """Read the agreement, and sign one's own side of it."""
    mentorship = mentorship_of(request, pk)
    manages = request.can(Permission.MENTORSHIP_MANAGE)
    shown, agreed = _read(request, mentorship, manages=manages)
    form = SignForm(request.POST if request.method == "POST" else None)
    if agreed.mine and form.is_valid():
        with refusals_shown_in(form):
            signature = get_object_or_404(_signatures(agreed.agreement), pk=agreed.mine.pk)
            actions.sign(
                signature=signature,
                channel=SignatureChannel.ACCOUNT,
                on=clock.today(),
                now=clock.now(),
                by=request.user,
            )
            mentorship_changed(mentorship)
            messages.success(request, "C’est signé.")
            return redirect("mentorships:agreement", pk)
    context = {
        "shown": shown,
        "agreed": agreed,
        "form": form,
        "is_mentee": request.scope.mentee is not None,
        "can_record": manages and mentorship.state in MentorshipState.LIVE and not agreed.is_signed,
    }
    return render(request, "mentorships/agreement.html", context)


@page(permission=Permission.MENTORSHIP_VIEW)
def agreement_pdf(request: PageRequest, pk: int) -> HttpResponse:
    """The sheet to print: the text, its fingerprint, and where each one signs."""
    _, agreed = _read(request, mentorship_of(request, pk))
    return pdf_response(f"accord-{pk}-v{agreed.agreement.version}", "agreement.typ", _sheet(agreed))


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def sign_on_paper(request: PageRequest, pk: int) -> HttpResponse:
    """Record that everyone who had not signed did so on the printed sheet."""
    mentorship = mentorship_of(request, pk)
    agreed = agreement_in_force(request.scope, mentorship)
    data = request.POST if request.method == "POST" else None
    form = PaperForm(data, initial={"on": clock.today()})
    if form.is_valid():
        with refusals_shown_in(form):
            actions.sign_on_paper(
                agreement=agreed, on=form.cleaned_data["on"], now=clock.now(), by=request.user
            )
            mentorship_changed(mentorship)
            messages.success(request, "Les signatures sur papier sont enregistrées.")
            return redirect("mentorships:agreement", pk)
    shown = mentorship_shown(mentorship, scope=request.scope)
    return render(request, "mentorships/paper.html", {"form": form, "shown": shown})


@guest_page(act=LinkAct.SIGN, writes=True)
def sign_by_link(request: GuestRequest, token: str) -> HttpResponse:
    """Read the agreement, then sign it, for oneself or for one's child."""
    found = Agreement.objects.within(request.scope).select_related("mentorship__school")
    if request.link.about_kind != "agreement":
        raise Http404
    one = get_object_or_404(found, pk=request.link.about_id, replaced_at=None)
    mentorship = mentorship_of(request, one.mentorship_id)
    signature = signature_of(one, request.link)
    if signature is None:
        raise Http404
    shown, agreed = _read(request, mentorship)
    form = SignForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            return _signed(request, signature, mentorship)
    context = {
        "form": form,
        "token": token,
        "shown": shown,
        "agreed": agreed,
        "is_signed": signature.signed_on is not None,
        "is_mentee": request.scope.mentee is not None,
        "is_guardian": request.scope.guardian is not None,
    }
    return render(request, "mentorships/sign_by_link.html", context)


def _signed(request: GuestRequest, signature: Signature, mentorship: Mentorship) -> HttpResponse:
    use_link(link=request.link, now=clock.now())
    actions.sign(
        signature=signature,
        channel=SignatureChannel.LINK,
        on=clock.today(),
        guardian=request.link.guardian,
        now=clock.now(),
        by=None,
    )
    mentorship_changed(mentorship)
    if request.scope.mentee is not None:
        return done(request, "Ton accord est signé", "Ton lycée fixe la première rencontre.")
    next_act = "Le lycée fixe la première rencontre dès que chacun a signé."
    return done(request, "L’accord est signé, merci", next_act)


def _read(
    request: PageRequest | GuestRequest, mentorship: Mentorship, *, manages: bool = False
) -> tuple[MentorshipShown, AgreementShown]:
    """Return the relation and its agreement. Before there is one, the page does not exist."""
    shown = mentorship_shown(mentorship, scope=request.scope)
    agreed = agreement_shown(shown, scope=request.scope, manages=manages)
    if agreed is None:
        raise Http404
    return shown, agreed


def _signatures(one: Agreement) -> Any:
    return one.signatures.select_related("agreement__mentorship__project__campaign")


def _sheet(agreed: AgreementShown) -> dict[str, Any]:
    """Return what the typeset sheet holds."""
    one = agreed.agreement
    return {
        "title": "Accord de mentorat",
        "lead": f"Version {one.version}, établie le {one.made_at:%d/%m/%Y}.",
        "facts": [],
        "parts": [{"title": part.title, "sentences": part.sentences} for part in agreed.parts],
        "signatures": [
            {
                "name": signature.name,
                "side": signature.side,
                "words": signature.words
                if signature.is_signed
                else "Le                              Signature :",
            }
            for signature in agreed.signatures
        ],
        "foot": f"Relation {one.mentorship_id}, version {one.version}. SHA-256 : {one.digest}",
    }
