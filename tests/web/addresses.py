"""The site around a home that holds nothing: for tests of the frame itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from mentorat.web.pages import PageRequest, page, public_page


@page(permission=None)
def home(request: PageRequest) -> HttpResponse:
    return render(request, "layout/signed_in.html", {})


@public_page
def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [
    path("essai/erreur/", broken),
    path("essai/", home, name="trial"),
    path("", home, name="home"),
    path("", include("mentorat.web.urls")),
]
