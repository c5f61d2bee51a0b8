"""Every component with each of its variants: for those who make pages, never on a served site."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mentorat.foundations import clock
from mentorat.web.gallery.samples import gallery
from mentorat.web.pages import public_page


@public_page
def index(request: HttpRequest) -> HttpResponse:
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "gallery/index.html", {"exhibits": gallery(clock.today())})
