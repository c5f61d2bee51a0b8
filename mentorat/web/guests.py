"""The door of those who have no account: a signed link, good for one act of one person.

@guest_page(act=LinkAct.REPORT, writes=True)
def report(request: GuestRequest, token: str) -> HttpResponse: ...

Every message and every QR code bears ``/l/<token>/``, which leads to the page of the act.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from mentorat.access import questions
from mentorat.access.enums import LinkAct
from mentorat.access.errors import AccessRefusal
from mentorat.access.models import SignedLink
from mentorat.access.policies import opens
from mentorat.access.queries import link_of
from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import Scope
from mentorat.programmes.errors import NoCampaign
from mentorat.web.pages import SAFE, local_time, public_page, refuse_writes, refused

# The page of each act: the name of its address, which takes the token.
GUEST_PAGES: Mapping[LinkAct, str] = {
    LinkAct.ANSWER: "mentorships:answer_by_link",
    LinkAct.PREFERENCES: "preferences",
    LinkAct.SIGN: "mentorships:sign_by_link",
    LinkAct.VOLUNTEER: "volunteering:by_link",
    LinkAct.REPORT: "followup:report_by_link",
    LinkAct.EXIT_TALK: "closing:talk",
    LinkAct.OFFER: "offering:by_link",
    LinkAct.APPLY: "applications:tell",
    LinkAct.OWN_DATA: "own_data:by_link",
    LinkAct.TRAIN: "training:by_link",
    LinkAct.CHARTER: "training:charter_by_link",
    LinkAct.CHOOSE: "speedmeetings:choose_by_link",
    LinkAct.CHECK_IN: "followup:answer_by_link",
    LinkAct.AUTHORISE: "families:answer",
    LinkAct.FAMILY: "families:follow",
}

# From one address of the network: guesses before the door closes, and for how long, in seconds.
MOST_GUESSES, WINDOW = 20, 600


class GuestRequest(HttpRequest):
    """The request of the holder of a signed link. ``scope`` is what that person may see."""

    link: SignedLink
    scope: Scope


def guest_page(
    *, act: LinkAct, writes: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Declare the page of an act, behind its signed link.

    The page runs in one transaction, under the scope of the link's person; read-only unless it
    writes and the method is not a safe one. A link that serves once is used up by
    ``access.actions.use_link``, which the page calls with its act.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @public_page
        @secret_address
        @wraps(view)
        def door(request: GuestRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
            if guessed_too_often(request):
                return render(request, "429.html", {}, status=HTTPStatus.TOO_MANY_REQUESTS)
            link = link_of(token)
            if link is None or link.act != act:
                return _unusable(request, None)
            request.link, request.scope = link, questions.link_scope(link)
            with local_time(link.school), entered(request.scope), transaction.atomic():
                if not writes or request.method in SAFE:
                    refuse_writes()
                if not opens(link, now=clock.now()):
                    return _unusable(request, link)
                try:
                    return view(request, token, *args, **kwargs)
                except (AccessRefusal, NoCampaign) as refusal:
                    transaction.set_rollback(True)
                    return refused(request, refusal)

        return door

    return decorate


@public_page
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Lead the holder of a link to the page of its act."""
    if guessed_too_often(request):
        return render(request, "429.html", {}, status=HTTPStatus.TOO_MANY_REQUESTS)
    link = link_of(token)
    name = GUEST_PAGES.get(LinkAct(link.act)) if link is not None else None
    return redirect(name, token) if name else _unusable(request, None)


def secret_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep the secret of an address out of caches and of the pages one goes to next."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        # Never the path. Not « no-referrer » either: browsers would send « Origin: null » with the
        # form of the page, which the protection against forged requests refuses.
        response["Referrer-Policy"] = "strict-origin"
        return response

    return door


def done(request: HttpRequest, title: str, *sentences: str) -> HttpResponse:
    """Say that an act is done, and what happens next."""
    link = getattr(request, "link", None)
    context = {
        "done": title,
        "sentences": sentences,
        "is_mentee": link is not None and link.mentee_id is not None,
    }
    return render(request, "guests/done.html", context)


def _unusable(request: HttpRequest, link: SignedLink | None) -> HttpResponse:
    """Say that the link opens nothing. Whether it was used or never existed is told its holder."""
    if link is None:
        note_guess(request)
    context = {
        "is_done": link is not None and link.used_at is not None,
        "is_mentee": link is not None and link.mentee_id is not None,
    }
    return render(request, "guests/unusable.html", context, status=HTTPStatus.GONE)


def note_guess(request: HttpRequest) -> None:
    """Count an address that opens nothing: whoever tries many is kept out for a while."""
    key = _guesses(request)
    cache.add(key, 0, WINDOW)
    cache.incr(key)


def guessed_too_often(request: HttpRequest) -> bool:
    return bool(cache.get(_guesses(request), 0) >= MOST_GUESSES)


def _guesses(request: HttpRequest) -> str:
    return f"guesses:{request.META.get('REMOTE_ADDR', '')}"
