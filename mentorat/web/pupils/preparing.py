"""The preparation of pupils: read alone, from an account or a link, or in class with a teacher."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.school_year import SchoolYear
from mentorat.foundations.scope import Scope
from mentorat.organisations.models import School
from mentorat.people.enums import PreparationWay
from mentorat.people.models import Mentee, MenteeQuerySet, Preparation, User
from mentorat.programmes.actions.preparations import prepare, prepare_class
from mentorat.web.forms import BoundField, DateField, Form
from mentorat.web.guests import GuestRequest, guest_page
from mentorat.web.pages import PageRequest, page
from mentorat.web.pupils.lists import HAS_NEED
from mentorat.web.pupils.scenes import SCENES, Scene
from mentorat.web.templatetags.french import several


class ScenesForm(Form):
    """One question a scene. Every answer is good to send: the explanation comes after."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, scene in enumerate(SCENES):
            self.fields[f"scene_{number}"] = forms.ChoiceField(
                label=scene.question,
                choices=[(str(key), words) for key, words in enumerate(scene.answers)],
                widget=forms.RadioSelect,
                error_messages={"required": "Choisis une réponse."},
            )

    @property
    def scenes(self) -> list[tuple[Scene, BoundField]]:
        return [(scene, self[f"scene_{number}"]) for number, scene in enumerate(SCENES)]  # type: ignore[misc]  # ours

    @property
    def explained(self) -> list[tuple[Scene, str, bool]]:
        """Return each scene with what was answered, and whether it was the best answer."""
        chosen = [int(self.cleaned_data[f"scene_{number}"]) for number in range(len(SCENES))]
        return [
            (scene, scene.answers[key], key == scene.best)
            for scene, key in zip(SCENES, chosen, strict=True)
        ]


class ClassPreparedForm(Form):
    """Who was there when the scenes were read in class."""

    on = DateField(label="Date de la séance")
    pupils = forms.MultipleChoiceField(label="Élèves présents", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, pupils: Sequence[Mentee], today: date, **kwargs: Any) -> None:
        numbers = [str(one.pk) for one in pupils]
        super().__init__(*args, initial={"on": today, "pupils": numbers}, **kwargs)
        self.today = today
        self.by_number = {str(one.pk): one for one in pupils}
        field = self.fields["pupils"]
        field.choices = [(key, str(one)) for key, one in self.by_number.items()]  # type: ignore[attr-defined]  # a choice field

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("Cette date est dans le futur.")
        return on

    @property
    def present(self) -> list[Mentee]:
        return [self.by_number[key] for key in self.cleaned_data["pupils"]]


@page(permission=Permission.OWN_NEED, writes=True)
def prepare_mine(request: PageRequest) -> HttpResponse:
    mentee = get_object_or_404(Mentee.objects.within(request.scope), pk=request.scope.mentee)
    context = _read(request, mentee, request.scope, by=request.user)
    return render(request, "pupils/prepare_mine.html", context)


@guest_page(act=LinkAct.VOLUNTEER, writes=True)
def prepare_by_link(request: GuestRequest, token: str) -> HttpResponse:
    mentee = get_object_or_404(Mentee.objects.within(request.scope), pk=request.scope.mentee)
    context = _read(request, mentee, request.scope, by=None)
    return render(request, "pupils/prepare_by_link.html", context | {"token": token})


@page(permission=Permission.NEED_PROPOSE)
def preparations(request: PageRequest) -> HttpResponse:
    """Which classes are prepared: pupils, volunteers, and volunteers who lack the preparation."""
    done = Q(preparation__isnull=False)
    classes = (
        _pupils(request)
        .order_by("class_label")
        .values("class_label")
        .annotate(
            pupils=Count("pk"),
            prepared=Count("pk", filter=done),
            volunteers=Count("pk", filter=Q(HAS_NEED)),
            lacking=Count("pk", filter=Q(HAS_NEED) & ~done),
        )
    )
    return render(request, "pupils/preparations.html", {"classes": list(classes)})


@page(permission=Permission.NEED_PROPOSE)
def scene(request: PageRequest, number: int) -> HttpResponse:
    """One scene, in large type, to project."""
    if not 1 <= number <= len(SCENES):
        raise Http404
    context = {
        "scene": SCENES[number - 1],
        "best": SCENES[number - 1].answers[SCENES[number - 1].best],
        "number": number,
        "count": len(SCENES),
        "before": number - 1,
        "after": number + 1 if number < len(SCENES) else 0,
    }
    return render(request, "pupils/scene.html", context)


@page(permission=Permission.NEED_PROPOSE, writes=True)
def prepared_class(request: PageRequest) -> HttpResponse:
    """Record that a class read the scenes, but for those who were away."""
    label = request.GET.get("class", "")
    pupils = _pupils(request).filter(class_label=label).order_by("last_name__unaccent", "pk")
    form = ClassPreparedForm(
        request.POST if request.method == "POST" else None,
        pupils=list(pupils),
        today=clock.today(),
    )
    if form.is_valid():
        school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
        written = prepare_class(
            school=school,
            mentees=form.present,
            on=form.cleaned_data["on"],
            now=clock.now(),
            by=request.user,
        )
        messages.success(request, f"Préparation enregistrée pour {several(written, 'élève')}.")
        return redirect(reverse("pupils:preparations"))
    context = {"form": form, "class_label": label, "query": urlencode({"class": label})}
    return render(request, "pupils/prepared_class.html", context)


def _read(
    request: HttpRequest, mentee: Mentee, scope: Scope, *, by: User | None
) -> dict[str, object]:
    """Show the scenes; once all are answered, explain them and write that they were read."""
    form = ScenesForm(request.POST if request.method == "POST" else None)
    known = Preparation.objects.within(scope).filter(mentee=mentee).first()
    is_read = form.is_valid()
    if is_read and known is None:
        prepare(mentee=mentee, way=PreparationWay.ALONE, on=clock.today(), now=clock.now(), by=by)
    return {"form": form, "explained": form.explained if is_read else [], "known": known}


def _pupils(request: PageRequest) -> MenteeQuerySet:
    year = SchoolYear.of(clock.today()).start
    return Mentee.objects.within(request.scope).present().filter(year=year)
