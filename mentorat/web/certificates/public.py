"""Is this certificate worth something? Whoever holds its number may ask; nothing else is said."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mentorat.followup.queries import verified
from mentorat.web.guests import guessed_too_often, note_guess, secret_address
from mentorat.web.pages import public_page


@public_page
def ask(request: HttpRequest) -> HttpResponse:
    """Take a number that was read on paper."""
    code = "".join(request.GET.get("code", "").upper().split())
    if code:
        return redirect("certificate:verify", code)
    return render(request, "certificates/ask.html", {})


@public_page
@secret_address
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Say valid, withdrawn or unknown, with the kind and the day: no name, no school."""
    if guessed_too_often(request):
        return render(request, "429.html", {}, status=HTTPStatus.TOO_MANY_REQUESTS)
    found = verified(code.upper())
    if found is None:
        note_guess(request)
    status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
    return render(request, "certificates/verify.html", {"found": found}, status=status)
