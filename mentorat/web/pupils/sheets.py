"""Cards to hand out: for each pupil of a class, a personal link as a QR code and an address."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.queries import link_address
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.foundations.school_year import SchoolYear
from mentorat.matching.actions import hand_out, propose_to, take_link_back
from mentorat.organisations.models import School
from mentorat.people.models import Mentee, MenteeQuerySet
from mentorat.web.pages import PageRequest, page
from mentorat.web.pupils.forms import ClassForm
from mentorat.web.qr import qr_code


@dataclass(frozen=True)
class Card:
    """What one pupil receives."""

    name: str
    address: str
    qr: SafeString
    until: object


@page(permission=Permission.NEED_PROPOSE, writes=True)
def sheets(request: PageRequest) -> HttpResponse:
    """Choose a class; its links are made, and the sheet is ready to print."""
    pupils = _pupils(request)
    form = ClassForm(request.POST if request.method == "POST" else None, classes=classes_of(pupils))
    if form.is_valid():
        label = form.cleaned_data["class_label"]
        school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
        named = pupils.filter(class_label=label)
        hand_out(school=school, mentees=named, now=clock.now(), by=request.user)
        return redirect(f"{request.path}imprimer/?{urlencode({'class': label})}")
    return render(request, "pupils/sheets.html", {"form": form})


@page(permission=Permission.NEED_PROPOSE)
def print_sheet(request: PageRequest) -> HttpResponse:
    """The cards of a class, or of one pupil: those whose link stands."""
    pupils = _pupils(request)
    if "eleve" in request.GET:
        wanted = request.GET["eleve"]
        pupils = pupils.filter(pk=int(wanted) if wanted.isdecimal() else 0)
    else:
        pupils = pupils.filter(class_label=request.GET.get("class", ""))
    cards = _cards(pupils)
    context = {"cards": cards, "class_label": request.GET.get("class", "")}
    return render(request, "pupils/sheet.html", context)


@require_POST
@page(permission=Permission.NEED_PROPOSE, writes=True)
def propose(request: PageRequest, pk: int) -> HttpResponse:
    """Propose to one pupil: a card to hand out. It makes no volunteer."""
    mentee = get_object_or_404(Mentee.objects.within(request.scope), pk=pk)
    try:
        propose_to(mentee=mentee, now=clock.now(), by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(
            request, "La carte est prête : imprimez-la et donnez-la. L’élève décide seul."
        )
    return redirect("pupils:detail", pk)


@require_POST
@page(permission=Permission.NEED_PROPOSE, writes=True)
def take_back(request: PageRequest, pk: int) -> HttpResponse:
    mentee = get_object_or_404(Mentee.objects.within(request.scope), pk=pk)
    take_link_back(mentee=mentee, now=clock.now(), by=request.user)
    messages.success(request, "L’ancienne carte n’ouvre plus rien.")
    return redirect("pupils:detail", pk)


def classes_of(pupils: QuerySet[Mentee]) -> list[str]:
    return list(pupils.order_by("class_label").values_list("class_label", flat=True).distinct())


def _pupils(request: PageRequest) -> MenteeQuerySet:
    year = SchoolYear.of(clock.today()).start
    pupils = Mentee.objects.within(request.scope).present().filter(year=year)
    return pupils.order_by("last_name__unaccent", "first_name__unaccent", "pk")


def _cards(pupils: MenteeQuerySet) -> list[Card]:
    standing = SignedLink.objects.standing(at=clock.now())
    links = {
        link.mentee_id: link for link in standing.filter(act=LinkAct.VOLUNTEER, mentee__in=pupils)
    }
    return [
        Card(str(pupil), link_address(link), qr_code(link_address(link)), link.expires_at)
        for pupil in pupils
        if (link := links.get(pupil.pk))
    ]
