"""The training and the charter, for a mentor who has an account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.roles import Permission
from mentorat.people.charter import CHARTER
from mentorat.people.models import Mentor
from mentorat.web.pages import PageRequest, page
from mentorat.web.training.learning import Learning


@page(permission=Permission.OWN_OFFER)
def index(request: PageRequest) -> HttpResponse:
    return render(request, "training/index.html", _learning(request).context)


@page(permission=Permission.OWN_OFFER, writes=True)
def unit(request: PageRequest, slug: str) -> HttpResponse:
    learning = _learning(request)
    taught = learning.unit(slug)
    form = learning.quiz(request, taught)
    if form.is_valid() and learning.answer(form):
        messages.success(request, f"Module réussi : {taught.title}.")
        return redirect("training:index")
    return render(request, "training/unit.html", {"unit": taught, "form": form})


@page(permission=Permission.OWN_OFFER, writes=True)
def charter(request: PageRequest) -> HttpResponse:
    learning = _learning(request)
    form = learning.charter(request)
    if form.is_valid() and learning.sign(form):
        messages.success(request, "La charte est signée. Merci.")
        return redirect("home")
    context = {"form": form, "charter": CHARTER, "signed": learning.signed}
    return render(request, "training/charter.html", context)


def _learning(request: PageRequest) -> Learning:
    mentor = get_object_or_404(Mentor.objects.within(request.scope), pk=request.scope.mentor)
    return Learning(mentor, by=request.user)
