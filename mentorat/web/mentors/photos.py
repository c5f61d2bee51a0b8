"""The photo of a mentor, set or removed: on the file, from the mentor’s account, or by link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.scope import Scope
from mentorat.people.models import Mentor, User
from mentorat.people.queries import photo_of
from mentorat.programmes.actions import recruiting
from mentorat.web.guests import GuestRequest, guest_page
from mentorat.web.mentors.found import kept_mentor
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.photo_form import PhotoForm

SET, REMOVED = "La photo est enregistrée.", "La photo est effacée."


@page(permission=Permission.MENTOR_MANAGE, writes=True)
def photo(request: PageRequest, pk: int) -> HttpResponse:
    mentor = kept_mentor(request, pk)
    form, said = _take(request, mentor, by=request.user)
    if said:
        messages.success(request, said)
        return redirect("mentors:detail", pk)
    context = {"form": form, "mentor": mentor, "photo": photo_of(mentor, scope=request.scope)}
    return render(request, "mentors/photo.html", context)


@page(permission=Permission.OWN_OFFER, writes=True)
def mine(request: PageRequest) -> HttpResponse:
    mentor = _own(request.scope)
    form, said = _take(request, mentor, by=request.user)
    if said:
        messages.success(request, said)
        return redirect("offering:photo")
    context = {"form": form, "mentor": mentor, "photo": photo_of(mentor, scope=request.scope)}
    return render(request, "mentors/own_photo.html", context)


@guest_page(act=LinkAct.OFFER, writes=True)
def mine_by_link(request: GuestRequest, token: str) -> HttpResponse:
    mentor = _own(request.scope)
    form, said = _take(request, mentor, by=None)
    if said:
        messages.success(request, said)
        return redirect("offering:photo_by_link", token)
    photo = photo_of(mentor, scope=request.scope)
    context = {"form": form, "mentor": mentor, "photo": photo, "token": token}
    return render(request, "mentors/photo_by_link.html", context)


def _take(request: HttpRequest, mentor: Mentor, *, by: User | None) -> tuple[PhotoForm, str]:
    """Do what was asked; return the form, and what is said once it is done."""
    if request.method == "POST" and "remove" in request.POST:
        recruiting.remove_photo(mentor=mentor, by=by)
        return PhotoForm(), REMOVED
    is_sent = request.method == "POST"
    form = PhotoForm(request.POST, request.FILES) if is_sent else PhotoForm()
    if form.is_valid():
        with refusals_shown_in(form):
            content = form.cleaned_data["photo"]
            recruiting.set_photo(mentor=mentor, content=content, now=clock.now(), by=by)
            return form, SET
    return form, ""


def _own(scope: Scope) -> Mentor:
    return get_object_or_404(Mentor.objects.within(scope), pk=scope.mentor)
