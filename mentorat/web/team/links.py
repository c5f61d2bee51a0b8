"""Personal links that the school has handed out: to whom, for what, until when; and their end."""

from functools import reduce
from operator import or_

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink, SignedLinkQuerySet
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.programmes.actions import links
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page

NAMES = ("mentee__last_name", "mentee__first_name", "mentor__last_name", "guardian__full_name")
STANDING, USED, CLOSED = "standing", "used", "closed"
STATES = ((STANDING, "ouvert"), (USED, "utilisé"), (CLOSED, "retiré ou expiré"))


def with_words(rows: SignedLinkQuerySet, words: str) -> SignedLinkQuerySet:
    for word in words.split():
        begins = (Q(**{f"{name}__unaccent__istartswith": word}) for name in NAMES)
        rows = rows.filter(reduce(or_, begins))
    return rows


def in_state(rows: SignedLinkQuerySet, state: str) -> SignedLinkQuerySet:
    now = clock.now()
    if state == STANDING:
        return rows.standing(at=now)
    if state == USED:
        return rows.exclude(used_at=None)
    return rows.filter(used_at=None).filter(Q(revoked_at__isnull=False) | Q(expires_at__lte=now))


LINKS: List[SignedLinkQuerySet] = List(
    noun="lien",
    search=Search("Nom d’un élève, d’un responsable ou d’un mentor", with_words),
    filters=(
        Filter("state", "État", STATES, in_state),
        Filter("act", "Sert à", LinkAct.choices, lambda rows, v: rows.filter(act=v)),
    ),
    sorts=(
        Sort("recent", "Donné le", ("-made_at", "-pk")),
        Sort("end", "Valable jusqu’au", ("expires_at", "pk")),
    ),
)


@page(permission=Permission.LINK_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    found = _links(request).select_related("mentee", "mentor", "guardian", "made_by")
    context = {"listing": LINKS.read(request, found), "now": clock.now()}
    return render(request, template_of(request, "team/links.html"), context)


@require_POST
@page(permission=Permission.LINK_MANAGE, writes=True)
def revoke(request: PageRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(_links(request), pk=pk)
    links.revoke(link=link, now=clock.now(), by=request.user)
    messages.success(request, "Ce lien ne sert plus. Vous pouvez en donner un autre.")
    return redirect("team:links")


def _links(request: PageRequest) -> SignedLinkQuerySet:
    """Return the links of the school; those of nobody whom the scope hides."""
    return SignedLink.objects.filter(school__place=request.scope.place)
