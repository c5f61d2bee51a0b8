"""What families authorise, class by class: the list, requests, sheets sent out and received."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from mentorat.access.roles import Permission
from mentorat.followup.actions import answer_authorisation
from mentorat.foundations import clock
from mentorat.foundations.school_year import SchoolYear
from mentorat.mentorships.actions import Requested, request_authorisations
from mentorat.people.actions import Reply
from mentorat.people.enums import AuthorisationChannel, AuthorisationScope, AuthorisationStatus
from mentorat.people.models import Mentee, MenteeQuerySet
from mentorat.people.queries import with_authorisation
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.pupils.lists import HAS_NEED, with_words
from mentorat.web.pupils.paper import BatchForm, ReceivedForm, RequestForm
from mentorat.web.pupils.sheets import classes_of
from mentorat.web.templatetags.french import several

TO = AuthorisationScope.IN_PERSON
AUTHORISATIONS = List(
    noun="élève",
    search=Search("Nom, prénom ou classe", with_words),
    filters=(
        Filter(
            "authorisation",
            "Autorisation",
            AuthorisationStatus.choices,
            lambda rows, v: rows.filter(Q(authorisation=v)),
        ),
        Filter(
            "mentoring",
            "Mentorat",
            (("volunteer", "volontaires"),),
            lambda rows, _: rows.filter(HAS_NEED),
        ),
    ),
    sorts=(
        Sort("name", "Nom", ("last_name__unaccent", "first_name__unaccent")),
        Sort("class", "Classe", ("class_label", "last_name__unaccent")),
    ),
)


@page(permission=Permission.AUTHORISATION_VIEW)
def index(request: PageRequest) -> HttpResponse:
    pupils = _pupils(request)
    classes = [(label, label) for label in classes_of(pupils)]
    of_class: Filter[MenteeQuerySet] = Filter(
        "class", "Classe", classes, lambda rows, v: rows.filter(class_label=v), "Toutes"
    )
    listed = replace(AUTHORISATIONS, filters=(of_class, *AUTHORISATIONS.filters))
    mails = Count("guardians", filter=~Q(guardians__email=""))
    rows = with_authorisation(pupils, to=TO, on=clock.today())
    context = {
        "listing": listed.read(request, rows.annotate(mails=mails)),
        "can_record": request.can(Permission.AUTHORISATION_RECORD),
        "class_label": _class(request),
    }
    return render(request, template_of(request, "pupils/authorisations.html"), context)


@page(permission=Permission.AUTHORISATION_RECORD, writes=True)
def ask_class(request: PageRequest) -> HttpResponse:
    """Ask the families of a class: choose, read who is written to, confirm."""
    form = RequestForm(_data(request), pupils=_of_class(request))
    if form.is_valid() and "confirm" in request.POST:
        with refusals_shown_in(form):
            found = request_authorisations(
                mentees=form.chosen,
                scopes=form.scopes_chosen,
                purpose=form.cleaned_data["purpose"],
                now=clock.now(),
                by=request.user,
            )
            messages.success(request, _told(found))
            return redirect(_list(request))
    return _batch(request, form, "pupils/ask_class.html")


@page(permission=Permission.AUTHORISATION_RECORD, writes=True)
def receive_class(request: PageRequest) -> HttpResponse:
    """Record the sheets of a class that say yes: choose, read again, confirm."""
    form = ReceivedForm(_data(request), pupils=_of_class(request), today=clock.today())
    if form.is_valid() and "confirm" in request.POST:
        with refusals_shown_in(form):
            replies = [Reply(scope, is_yes=True) for scope in form.scopes_chosen]
            for mentee in form.chosen:
                answer_authorisation(
                    mentee=mentee,
                    guardian=None,
                    replies=replies,
                    channel=AuthorisationChannel.PAPER,
                    answered_on=form.cleaned_data["answered_on"],
                    now=clock.now(),
                    by=request.user,
                )
            messages.success(
                request,
                f"{several(len(form.chosen), 'feuille enregistrée,feuilles enregistrées')}.",
            )
            return redirect(_list(request))
    return _batch(request, form, "pupils/receive_class.html")


@page(permission=Permission.AUTHORISATION_VIEW)
def print_sheets(request: PageRequest) -> HttpResponse:
    """The sheet that a family fills in: for each pupil of a class, or one pupil."""
    wanted = request.GET.get("eleve", "")
    pupils = with_authorisation(_pupils(request), to=TO, on=clock.today())
    if wanted:
        pupils = pupils.filter(pk=int(wanted) if wanted.isdecimal() else 0)
    else:
        pupils = pupils.filter(class_label=_class(request))
    minors = pupils.exclude(Q(authorisation=AuthorisationStatus.ADULT)).select_related("school")
    return render(request, "pupils/authorisation_sheet.html", {"pupils": minors})


def _batch(request: PageRequest, form: BatchForm, template: str) -> HttpResponse:
    context = {
        "form": form,
        "is_read_again": form.is_bound and form.is_valid(),
        "class_label": _class(request),
        "back": _list(request),
    }
    return render(request, template, context)


def _pupils(request: PageRequest) -> MenteeQuerySet:
    year = SchoolYear.of(clock.today()).start
    pupils = Mentee.objects.within(request.scope).present().filter(year=year)
    return pupils.order_by("last_name__unaccent", "first_name__unaccent", "pk")


def _of_class(request: PageRequest) -> list[Mentee]:
    """Return the minors of the class, each with where it stands and with its guardians."""
    pupils = _pupils(request).filter(class_label=_class(request))
    known = with_authorisation(pupils, to=TO, on=clock.today())
    minors = known.exclude(Q(authorisation=AuthorisationStatus.ADULT))
    return list(minors.select_related("school").prefetch_related("guardians"))


def _class(request: PageRequest) -> str:
    return request.GET.get("class", "")


def _data(request: PageRequest) -> object:
    return request.POST if request.method == "POST" else None


def _list(request: PageRequest) -> str:
    return f"{reverse('pupils:authorisations')}?{urlencode({'class': _class(request)})}"


def _told(found: Requested) -> str:
    mails = f"{several(found.written_to, 'courriel envoyé,courriels envoyés')}."
    if not found.on_paper:
        return mails
    alone = several(len(found.on_paper), "famille sans adresse,familles sans adresse")
    return f"{mails} {alone} : imprimez la feuille."
