"""What the platform holds of a person: read on a page, or taken away as a file."""

import json
from collections.abc import Sequence
from http import HTTPStatus

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mentorat.access.enums import LinkAct
from mentorat.exports.actions import hand_out
from mentorat.exports.own_data import Table, collected, of_account, of_link
from mentorat.exports.tasks import send_own_data_links
from mentorat.followup.models import Certificate
from mentorat.foundations import clock
from mentorat.web.forms import Form
from mentorat.web.guests import GuestRequest, done, guessed_too_often, guest_page, note_guess
from mentorat.web.own_data.sheet import own_data_sheet
from mentorat.web.pages import PageRequest, page, public_page


class AddressForm(Form):
    address = forms.EmailField(
        label="Votre adresse électronique",
        help_text="Celle que le lycée ou l’association connaît.",
    )


@public_page
def ask(request: HttpRequest) -> HttpResponse:
    """Take the address of someone without an account. The answer is the same whoever asks."""
    if request.user.is_authenticated:
        return redirect("own_data:mine")
    if guessed_too_often(request):
        return render(request, "429.html", {}, status=HTTPStatus.TOO_MANY_REQUESTS)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        note_guess(request)
        send_own_data_links.defer(address=form.cleaned_data["address"].lower())
        return done(
            request,
            "C’est demandé",
            "Si cette adresse est connue, un lien personnel y arrive dans quelques minutes.",
        )
    return render(request, "own_data/ask.html", {"form": form})


@page(permission=None, writes=True)
def mine(request: PageRequest) -> HttpResponse:
    """Show what concerns the person who is signed in; hand it out as a file."""
    tables = collected(of_account(request.grant), scope=request.scope)
    if request.method == "POST":
        hand_out(about=request.user, by=request.user)
        return _file(request, tables)
    context = {"tables": tables, "is_mentee": request.scope.mentee is not None}
    return render(request, "own_data/mine.html", context)


@guest_page(act=LinkAct.OWN_DATA, writes=True)
def by_link(request: GuestRequest, token: str) -> HttpResponse:
    """The same for someone without an account, behind the link sent to the known address."""
    tables = collected(of_link(request.link), scope=request.scope)
    if request.method == "POST":
        hand_out(about=_person(request), by=None)
        return _file(request, tables)
    certificates = Certificate.objects.within(request.scope).valid().order_by("-issued_at")
    context = {
        "tables": tables,
        "certificates": certificates,
        "token": token,
        "is_mentee": request.scope.mentee is not None,
    }
    return render(request, "own_data/by_link.html", context)


def _person(request: GuestRequest) -> models.Model:
    link = request.link
    return link.mentor or link.mentee or link.guardian or link


def _file(request: PageRequest | GuestRequest, tables: Sequence[Table]) -> HttpResponse:
    """Answer with the file that was asked for: a sheet to read, or all of it for a machine."""
    if request.POST.get("form") == "pdf":
        is_mentee = request.scope.mentee is not None
        return own_data_sheet(tables, to_pupil=is_mentee, today=clock.today())
    held = {"le": clock.today().isoformat(), **{table.name: table.rows for table in tables}}
    response = HttpResponse(
        json.dumps(held, ensure_ascii=False, indent=2), content_type="application/json"
    )
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response
