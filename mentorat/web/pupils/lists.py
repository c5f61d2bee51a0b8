"""The list of pupils of the school."""

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.school_year import SchoolYear
from mentorat.matching.models import Need
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MenteeMembership
from mentorat.people.models import Mentee, MenteeQuerySet
from mentorat.reference.enums import TrainingLevel
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.templatetags.states import NeedState


def with_words(rows: MenteeQuerySet, words: str) -> MenteeQuerySet:
    """Keep the pupils whose name, first name or class begins with each of the words."""
    for word in words.split():
        rows = rows.filter(
            Q(last_name__unaccent__istartswith=word)
            | Q(first_name__unaccent__istartswith=word)
            | Q(class_label__istartswith=word)
        )
    return rows


# Conditions on a pupil of the list; the database keeps them within the scope.
HAS_NEED = Exists(
    Need.objects.unscoped("inside a condition").filter(mentee=OuterRef("pk"), withdrawn_at=None)
)
HAS_MENTOR = Exists(
    MenteeMembership.objects.unscoped("inside a condition").filter(
        mentee=OuterRef("pk"), mentorship__state__in=sorted(MentorshipState.LIVE)
    )
)
CONDITIONS = {
    "waiting": HAS_NEED & ~HAS_MENTOR,
    "met": Q(HAS_MENTOR),
    "none": ~HAS_NEED & ~HAS_MENTOR,
}
WHERE = (("waiting", "volontaire, attend"), ("met", "a un mentor"), ("none", "pas volontaire"))

PUPILS = List(
    noun="élève",
    search=Search("Nom, prénom ou classe", with_words),
    filters=(
        Filter("mentoring", "Mentorat", WHERE, lambda rows, v: rows.filter(CONDITIONS[v])),
        Filter(
            "preparation",
            "Préparation",
            (("missing", "à préparer"), ("done", "faite")),
            lambda rows, v: rows.filter(preparation__isnull=v == "missing"),
        ),
        Filter(
            "status",
            "Statut",
            (("school", "sous statut scolaire"), ("apprentice", "apprenti")),
            lambda rows, v: rows.filter(is_apprentice=v == "apprentice"),
        ),
        Filter("level", "Niveau", TrainingLevel.choices, lambda rows, v: rows.filter(level=v)),
    ),
    sorts=(
        Sort("name", "Nom", ("last_name__unaccent", "first_name__unaccent")),
        Sort("class", "Classe", ("class_label", "last_name__unaccent")),
    ),
)


@page(permission=Permission.MENTEE_VIEW)
def index(request: PageRequest) -> HttpResponse:
    year = SchoolYear.of(clock.today()).start
    pupils = (
        Mentee.objects.within(request.scope)
        .present()
        .filter(year=year)
        .select_related("speciality", "family")
        .annotate(has_need=HAS_NEED, has_mentor=HAS_MENTOR)
    )
    can_import = request.can(Permission.MENTEE_IMPORT)
    context = {
        "listing": PUPILS.read(request, pupils),
        "reads_needs": request.can(Permission.NEED_VIEW),
        "can_import": can_import,
        "reads_families": request.can(Permission.AUTHORISATION_VIEW),
        "can_propose": request.can(Permission.NEED_PROPOSE),
        "act": "Importer les élèves" if can_import else "",
        "met": NeedState.MET,
        "waiting": NeedState.WAITING,
    }
    return render(request, template_of(request, "pupils/index.html"), context)
