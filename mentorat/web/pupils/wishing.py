"""What a pupil and a mentor say of each other: noted for whoever matches, or taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.mentorships import actions
from mentorat.mentorships.enums import PairWishKind, WishSide
from mentorat.mentorships.models import PairWish
from mentorat.people.models import Mentee, Mentor
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.pupils.forms import PairWishForm


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def pair_wish(request: PageRequest, pk: int) -> HttpResponse:
    """Note whom one of the two asks for, or asks never to be with."""
    mentee = get_object_or_404(Mentee.objects.within(request.scope), pk=pk)
    form = PairWishForm(
        request.POST if request.method == "POST" else None,
        mentors=Mentor.objects.within(request.scope).filter(left_on=None).distinct(),
    )
    if form.is_valid():
        with refusals_shown_in(form):
            actions.note_pair_wish(
                mentor=form.cleaned_data["mentor"],
                mentee=mentee,
                kind=PairWishKind(form.cleaned_data["kind"]),
                side=WishSide(form.cleaned_data["side"]),
                now=clock.now(),
                by=request.user,
            )
            messages.success(request, "C’est noté. Les prochains calculs en tiennent compte.")
            return redirect("pupils:detail", pk)
    return render(request, "pupils/pair_wish.html", {"form": form, "mentee": mentee})


@require_POST
@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def take_back(request: PageRequest, pk: int) -> HttpResponse:
    wish = get_object_or_404(PairWish.objects.within(request.scope), pk=pk)
    actions.take_back_pair_wish(wish=wish, by=request.user)
    messages.success(request, "C’est effacé.")
    return redirect("pupils:detail", wish.mentee_id)
