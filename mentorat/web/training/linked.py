"""The training and the charter by a personal link: no account is needed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.actions import use_link
from mentorat.access.enums import LinkAct
from mentorat.foundations import clock
from mentorat.people.charter import CHARTER
from mentorat.people.models import Mentor
from mentorat.web.guests import GuestRequest, done, guest_page
from mentorat.web.training.learning import Learning


@guest_page(act=LinkAct.TRAIN)
def index(request: GuestRequest, token: str) -> HttpResponse:
    context = _learning(request).context | {"token": token}
    return render(request, "training/by_link.html", context)


@guest_page(act=LinkAct.TRAIN, writes=True)
def unit(request: GuestRequest, token: str, slug: str) -> HttpResponse:
    learning = _learning(request)
    taught = learning.unit(slug)
    form = learning.quiz(request, taught)
    if form.is_valid() and learning.answer(form):
        use_link(link=request.link, now=clock.now())
        messages.success(request, f"Module réussi : {taught.title}.")
        return redirect("training:by_link", token)
    context = {"unit": taught, "form": form, "token": token}
    return render(request, "training/unit_by_link.html", context)


@guest_page(act=LinkAct.CHARTER, writes=True)
def charter(request: GuestRequest, _token: str) -> HttpResponse:
    learning = _learning(request)
    form = learning.charter(request)
    if form.is_valid() and learning.sign(form):
        use_link(link=request.link, now=clock.now())
        return done(
            request,
            "La charte est signée",
            "Merci. Le lycée le voit sur votre fiche.",
            "Vous la retrouverez à tout moment sur votre espace si vous ouvrez un compte.",
        )
    context = {"form": form, "charter": CHARTER, "signed": learning.signed}
    return render(request, "training/charter_by_link.html", context)


def _learning(request: GuestRequest) -> Learning:
    mentor = get_object_or_404(Mentor.objects.within(request.scope), pk=request.scope.mentor)
    return Learning(mentor, by=None)
