"""« Mes messages »: how often one hears, from one's account or by the link of a message. And the
address at which a provider hands over text messages.
"""

import hmac
from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mentorat.access.enums import LinkAct
from mentorat.foundations import clock
from mentorat.notifications import actions
from mentorat.notifications.enums import Pace
from mentorat.notifications.queries import pace_of
from mentorat.people.models import User
from mentorat.web.accounts.views import own_page
from mentorat.web.forms import Form
from mentorat.web.guests import GuestRequest, done, guest_page
from mentorat.web.pages import public_page

# What a mail program sends when one clicks on its own « unsubscribe » (RFC 8058).
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


class PaceForm(Form):
    pace = forms.ChoiceField(
        label="Quand recevoir les nouvelles ?",
        choices=Pace.choices,
        widget=forms.RadioSelect,
        help_text="Ce qui attend une réponse, ou touche à la sécurité, part toujours.",
    )


@own_page
def own_messages(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101 -- own_page
    form = _form(request, request.user.email)
    if form.is_valid():
        _prefer(request.user.email, form)
        messages.success(request, "C’est enregistré.")
        return redirect("own_messages")
    return render(request, "account/own_messages.html", {"form": form})


@csrf_exempt  # the address itself is the proof, and mail programs send no token
@guest_page(act=LinkAct.PREFERENCES, writes=True)
def preferences(request: GuestRequest, token: str) -> HttpResponse:  # noqa: ARG001 -- the door reads it
    if all(request.POST.get(name) == value for name, value in ONE_CLICK.items()):
        actions.prefer(address=request.link.email, pace=Pace.NEVER, now=clock.now())
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    form = _form(request, request.link.email)
    if form.is_valid():
        _prefer(request.link.email, form)
        return done(request, "C’est noté", "Ce choix vaut dès le prochain message.")
    return render(request, "account/preferences.html", {"form": form})


@csrf_exempt
@require_POST
@public_page
def receive_sms(request: HttpRequest) -> HttpResponse:
    """Take in a text message from the provider that knows the secret."""
    given = request.headers.get("X-Sms-Secret", "")
    if not settings.SMS_SECRET or not hmac.compare_digest(given, settings.SMS_SECRET):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    number, text = request.POST.get("number", ""), request.POST.get("text", "")
    kept = actions.receive_sms(number=number, text=text, now=clock.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT if kept else HTTPStatus.BAD_REQUEST)


def _form(request: HttpRequest, address: str) -> PaceForm:
    data = request.POST if request.method == "POST" else None
    return PaceForm(data, initial={"pace": pace_of(address)})


def _prefer(address: str, form: PaceForm) -> None:
    actions.prefer(address=address, pace=Pace(form.cleaned_data["pace"]), now=clock.now())
