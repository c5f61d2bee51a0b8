"""What any site owes its visitors, and what machines ask of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from mentorat.foundations import clock
from mentorat.foundations.privacy import Retention
from mentorat.web.pages import public_page
from mentorat.web.site.health import health as measured
from mentorat.web.site.operator import operator


@dataclass(frozen=True)
class Kept:
    """What is kept for the same period, as the models declare it."""

    retention: str
    what: list[str]


@public_page
def site_map(request: HttpRequest) -> HttpResponse:
    return render(request, "site/map.html", {})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html", {"operator": operator()})


@public_page
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "site/legal.html", {"operator": operator()})


@public_page
def personal_data(request: HttpRequest) -> HttpResponse:
    context = {"operator": operator(), "kept": list(_kept())}
    return render(request, "site/personal_data.html", context)


@public_page
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- every view takes a request
    answer = measured(now=clock.now())
    return JsonResponse(answer, status=200 if set(answer.values()) == {"ok"} else 503)


@public_page
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- every view takes a request
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")


@public_page
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness. It always expires a year from now, so never by neglect."""
    contact = operator().contact
    if not contact:
        raise Http404
    lines = (
        f"Contact: mailto:{contact}",
        f"Expires: {clock.now() + timedelta(days=365):%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: fr, en",
        f"Canonical: {request.build_absolute_uri(reverse('site:security_txt'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _kept() -> Iterator[Kept]:
    """Read how long things are kept where it is declared: on the models."""
    declared = [
        (str(model._meta.verbose_name_plural), _periods(model))  # noqa: SLF001 -- Django's API
        for model in apps.get_models()
    ]
    for retention in Retention:
        names = sorted(name for name, periods in declared if retention in periods)
        if names:
            yield Kept(retention.value, names)


def _periods(model: type[Model]) -> set[Retention]:
    privacy = getattr(model, "Privacy", None)
    personal, sensitive = getattr(privacy, "personal", {}), getattr(privacy, "sensitive", {})
    return {*personal.values(), *sensitive.values()}
