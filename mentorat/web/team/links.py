"""Personal links that the school has handed out: to whom, for what, until when; and their end.

Whoever has no address of mail receives a card, with the same link as a message would bear.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from mentorat.access.enums import LinkAct
from mentorat.access.models import Grant, SignedLink, SignedLinkQuerySet
from mentorat.access.queries import link_address
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.programmes.actions import links
from mentorat.web.lists import Filter, List, Search, Sort, template_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.qr import qr_code

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


@dataclass(frozen=True)
class Card:
    """What one person receives on paper."""

    name: str
    class_label: str
    act: str
    address: str
    qr: SafeString
    until: datetime


@dataclass(frozen=True)
class Sheet:
    """The cards of one class for one act, to print at once."""

    class_label: str
    act: LinkAct
    count: int
    query: str


@page(permission=Permission.LINK_MANAGE)
def cards(request: PageRequest) -> HttpResponse:
    """Print the links that stand of those who have no address, or one link (``?lien=``).

    A class (``?class=``) and an act (``?act=``) make the sheet that a teacher hands out in class.
    """
    standing = _links(request).standing(at=clock.now())
    wanted = request.GET.get("lien", "")
    found = standing.filter(pk=int(wanted)) if wanted.isdecimal() else _without_mail(standing)
    label, act = request.GET.get("class", ""), request.GET.get("act", "")
    if label:
        found = found.filter(mentee__class_label=label)
    if act:
        found = found.filter(act=act)
    context = {"cards": list(_cards(found)), "class_label": label}
    return render(request, "team/cards.html", context)


@page(permission=Permission.LINK_MANAGE)
def classes(request: PageRequest) -> HttpResponse:
    """Which cards each class is to receive, by what they serve for: check-ins, agreements."""
    waiting = (
        _without_mail(_links(request).standing(at=clock.now()))
        .exclude(mentee=None)
        .order_by("mentee__class_label", "act")
        .values_list("mentee__class_label", "act")
        .annotate(count=Count("pk"))
    )
    sheets = [
        Sheet(label, LinkAct(act), count, urlencode({"class": label, "act": act}))
        for label, act, count in waiting
    ]
    return render(request, "team/class_cards.html", {"sheets": sheets})


def _without_mail(links: SignedLinkQuerySet) -> SignedLinkQuerySet:
    """Keep the links of pupils without account and of guardians without address.

    Those with which one volunteers are printed with the sheet of the class.
    """
    accounts = Grant.objects.in_force(on=clock.today()).exclude(mentee=None)
    pupils = Q(mentee__isnull=False) & ~Q(mentee__in=accounts.values("mentee"))
    return links.filter(pupils | Q(guardian__email="")).exclude(act=LinkAct.VOLUNTEER)


def _cards(links: SignedLinkQuerySet) -> Iterator[Card]:
    found = links.select_related("mentee", "mentor", "guardian__mentee").order_by(
        "mentee__class_label", "mentee__last_name", "guardian__full_name", "pk"
    )
    for link in found:
        person = link.mentee or link.guardian or link.mentor
        if person is None:
            continue  # of someone whom the scope hides, or who is in no file yet
        pupil = link.mentee or (link.guardian.mentee if link.guardian else None)
        address = link_address(link)
        yield Card(
            name=str(person),
            class_label=pupil.class_label if pupil else "",
            act=link.get_act_display(),
            address=address,
            qr=qr_code(address),
            until=link.expires_at,
        )


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
