"""What the school lends: rooms and opening hours; and the days when it is closed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.organisations import actions
from mentorat.organisations.models import ClosedDay, Room, School
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.projects.forms import ClosedDayForm, RoomForm


@page(permission=Permission.ROOM_MANAGE, writes=True)
def add_room(request: PageRequest) -> HttpResponse:
    school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
    form = RoomForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            room = actions.add_room(school=school, by=request.user, **form.cleaned_data)
            messages.success(request, f"La salle {room} est ajoutée.")
            return redirect("projects:index")
    return render(request, "projects/room.html", {"form": form, "room": None})


@page(permission=Permission.ROOM_MANAGE, writes=True)
def change_room(request: PageRequest, pk: int) -> HttpResponse:
    room = get_object_or_404(Room.objects.within(request.scope), pk=pk)
    names = ("name", "capacity", "is_visible", "opens_at", "closes_at")
    form = RoomForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(room, name) for name in names},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            room = actions.change_room(room=room, by=request.user, **form.cleaned_data)
            messages.success(request, f"La salle {room} est modifiée.")
            return redirect("projects:index")
    return render(request, "projects/room.html", {"form": form, "room": room})


@require_POST
@page(permission=Permission.ROOM_MANAGE, writes=True)
def retire_room(request: PageRequest, pk: int) -> HttpResponse:
    room = get_object_or_404(Room.objects.within(request.scope), pk=pk)
    actions.retire_room(room=room, on=clock.today(), by=request.user)
    messages.success(request, f"La salle {room} n’est plus proposée.")
    return redirect("projects:index")


@page(permission=Permission.ROOM_MANAGE, writes=True)
def add_closed_day(request: PageRequest) -> HttpResponse:
    school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
    form = ClosedDayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            actions.add_closed_day(school=school, by=request.user, **form.cleaned_data)
            messages.success(request, "Ce jour est fermé aux séances.")
            return redirect("projects:index")
    return render(request, "projects/closed_day.html", {"form": form})


@require_POST
@page(permission=Permission.ROOM_MANAGE, writes=True)
def remove_closed_day(request: PageRequest, pk: int) -> HttpResponse:
    closed_day = get_object_or_404(ClosedDay.objects.within(request.scope), pk=pk)
    actions.remove_closed_day(closed_day=closed_day, by=request.user)
    messages.success(request, "Ce jour est de nouveau ouvert.")
    return redirect("projects:index")
