"""« Devenir mentor »: a school, an e-mail address, then the form behind the link one receives."""

from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mentorat.access.actions import use_link
from mentorat.access.enums import LinkAct
from mentorat.foundations import clock
from mentorat.matching.actions import apply, ask_to_apply, association_of
from mentorat.organisations.models import Association, School
from mentorat.web.applications.forms import ApplicationForm, AskForm
from mentorat.web.applications.limits import asks_too_often, was_sent_too_often
from mentorat.web.guests import GuestRequest, done, guest_page
from mentorat.web.pages import public_page, refusals_shown_in

MOST_SCHOOLS, LEAST_LETTERS = 20, 3


@public_page
def choose(request: HttpRequest) -> HttpResponse:
    """Find the school that one would like to help."""
    return _choose(request, None)


@public_page
def choose_with(request: HttpRequest, pk: int) -> HttpResponse:
    return _choose(request, get_object_or_404(Association, pk=pk))


@public_page
def ask(request: HttpRequest, uai: str) -> HttpResponse:
    """Give an e-mail address; the link of the form is sent to it."""
    return _ask(request, uai, None)


@public_page
def ask_with(request: HttpRequest, pk: int, uai: str) -> HttpResponse:
    return _ask(request, uai, get_object_or_404(Association, pk=pk))


@guest_page(act=LinkAct.APPLY, writes=True)
def tell(request: GuestRequest, _token: str) -> HttpResponse:
    """Tell who one is and what one offers; the school or the association answers by e-mail."""
    link, association = request.link, association_of(request.link)
    is_sent = request.method == "POST"
    form = ApplicationForm(request.POST, request.FILES) if is_sent else ApplicationForm()
    if form.is_valid():
        with refusals_shown_in(form):
            now = clock.now()
            apply(link=link, told=form.answers(link.email), now=now)
            use_link(link=link, now=now)
            return done(
                request,
                "Votre candidature est envoyée",
                f"Merci. {association or link.school} la lit et vous répond par courriel.",
                "Ensuite viennent un entretien, une formation en ligne de deux heures et une charte"
                " à signer. Vous rencontrez un élève après.",
            )
    context = {"form": form, "school": link.school, "association": association}
    return render(request, "applications/tell.html", context)


def _choose(request: HttpRequest, association: Association | None) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = School.objects.none()
    if len(words) >= LEAST_LETTERS:
        found = School.objects.open().matching(words).order_by("name", "city")
    context = {
        "words": words,
        "schools": list(found[:MOST_SCHOOLS]),
        "association": association,
        "was_asked": bool(words),
    }
    return render(request, "applications/choose.html", context)


def _ask(request: HttpRequest, uai: str, association: Association | None) -> HttpResponse:
    school = get_object_or_404(School.objects.open(), uai=uai.upper())
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if asks_too_often(request):
            return render(request, "429.html", {}, status=HTTPStatus.TOO_MANY_REQUESTS)
        email = form.cleaned_data["email"]
        # The same answer in any case: it tells nobody who has already asked.
        if not was_sent_too_often(email):
            with transaction.atomic():
                ask_to_apply(email=email, school=school, association=association, now=clock.now())
        context = {"email": email, "school": school}
        return render(request, "applications/sent.html", context)
    context = {"form": form, "school": school, "association": association}
    return render(request, "applications/ask.html", context)
