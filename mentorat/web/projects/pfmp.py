"""The PFMP of the classes: typed once, then nobody expects their pupils to meet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.organisations import actions
from mentorat.organisations.models import PfmpPeriod, School
from mentorat.people.models import Mentee
from mentorat.programmes.queries import campaign_on
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.projects.forms import CopyPfmpForm, PfmpForm
from mentorat.web.templatetags.french import several


@page(permission=Permission.ROOM_MANAGE, writes=True)
def add(request: PageRequest) -> HttpResponse:
    form = PfmpForm(
        request.POST if request.method == "POST" else None,
        classes=_classes(request),
        initial={"class_label": request.GET.get("classe", "")},
    )
    if form.is_valid():
        with refusals_shown_in(form):
            actions.add_pfmp(school=_school(request), by=request.user, **form.cleaned_data)
            messages.success(request, "Cette PFMP est enregistrée.")
            return redirect("projects:index")
    return render(request, "projects/pfmp.html", {"form": form, "period": None})


@page(permission=Permission.ROOM_MANAGE, writes=True)
def change(request: PageRequest, pk: int) -> HttpResponse:
    period = get_object_or_404(PfmpPeriod.objects.within(request.scope), pk=pk)
    form = PfmpForm(
        request.POST if request.method == "POST" else None,
        classes=sorted({*_classes(request), period.class_label}),
        initial={
            "class_label": period.class_label,
            "starts_on": period.starts_on,
            "ends_on": period.ends_on,
        },
    )
    if form.is_valid():
        with refusals_shown_in(form):
            actions.change_pfmp(period=period, by=request.user, **form.cleaned_data)
            messages.success(request, "Cette PFMP est modifiée.")
            return redirect("projects:index")
    return render(request, "projects/pfmp.html", {"form": form, "period": period})


@require_POST
@page(permission=Permission.ROOM_MANAGE, writes=True)
def remove(request: PageRequest, pk: int) -> HttpResponse:
    period = get_object_or_404(PfmpPeriod.objects.within(request.scope), pk=pk)
    actions.remove_pfmp(period=period, by=request.user)
    messages.success(request, "Cette PFMP est retirée.")
    return redirect("projects:index")


@page(permission=Permission.ROOM_MANAGE, writes=True)
def copy(request: PageRequest, pk: int) -> HttpResponse:
    """Give the periods of a class to others. The page shows them before anything is written."""
    period = get_object_or_404(PfmpPeriod.objects.within(request.scope), pk=pk)
    source, school, today = period.class_label, _school(request), clock.today()
    others = [label for label in _classes(request) if label != source]
    form = CopyPfmpForm(request.POST if request.method == "POST" else None, classes=others)
    if form.is_valid():
        copied = actions.copy_pfmp(
            school=school,
            source=source,
            targets=form.cleaned_data["classes"],
            since=today,
            by=request.user,
        )
        messages.success(
            request,
            f"{several(len(copied), 'PFMP copiée,PFMP copiées')}."
            " Celles qui en auraient croisé une autre sont laissées de côté.",
        )
        return redirect("projects:index")
    periods = PfmpPeriod.objects.within(request.scope).filter(
        school=school, class_label=source, ends_on__gte=today
    )
    context = {"form": form, "source": source, "periods": periods, "others": others}
    return render(request, "projects/pfmp_copy.html", context)


def _school(request: PageRequest) -> School:
    return get_object_or_404(School.objects.within(request.scope), place=request.scope.place)


def _classes(request: PageRequest) -> list[str]:
    """Return the classes that have pupils this year."""
    pupils = (
        Mentee.objects.within(request.scope)
        .present()
        .filter(year=campaign_on(clock.today()).year)
        .order_by("class_label")
    )
    return list(pupils.values_list("class_label", flat=True).distinct())
