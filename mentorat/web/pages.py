"""The door of every page: who may enter, what they see there, and whether the page writes.

@page(permission=Permission.MENTORSHIP_VIEW)
def index(request: PageRequest) -> HttpResponse: ...

@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def end(request: PageRequest, pk: int) -> HttpResponse: ...

@public_page
def accessibility(request: HttpRequest) -> HttpResponse: ...
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.db import connection, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from mentorat.access import questions
from mentorat.access.errors import AccessRefusal
from mentorat.access.models import Grant
from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.errors import Refusal
from mentorat.foundations.scope import Scope
from mentorat.organisations.models import School
from mentorat.people.models import User
from mentorat.programmes.errors import NoCampaign

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
View = TypeVar("View", bound=Callable[..., HttpResponse])


class PageRequest(HttpRequest):
    """The request of a signed-in person who wears a grant. ``scope`` is what he or she may see."""

    user: User  # never anonymous behind @page
    grant: Grant
    scope: Scope
    can: Callable[[Permission], bool]
    htmx: HtmxDetails


def page(
    *, permission: Permission | None, writes: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Declare a page of signed-in people. ``permission=None``: whoever wears a grant.

    The page runs in one transaction, under the scope of the grant that is worn; read-only unless
    the page writes and the method is not a safe one.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def door(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            grant = worn_grant(request)
            if grant is None:
                return redirect("no_role")
            request.grant, request.scope = grant, questions.scope(grant)
            request.can = partial(questions.can, grant)
            try:
                if permission is not None:
                    questions.check(grant, permission)
                reads_only = not writes or request.method in SAFE
                with local_time(grant.school), entered(request.scope), transaction.atomic():
                    if reads_only:
                        refuse_writes()
                    return view(request, *args, **kwargs)
            except AccessRefusal as refusal:
                return refused(request, refusal)
            except NoCampaign as refusal:
                return _without_campaign(request, refusal)

        door.permission = permission  # type: ignore[attr-defined]  # read by the house tests
        door.writes = writes  # type: ignore[attr-defined]  # read by the house tests
        return door

    return decorate


def public_page(view: View) -> View:
    """Declare a page that needs no account."""
    view.is_public = True  # type: ignore[attr-defined]  # read by the house tests
    return view


def worn_grant(request: HttpRequest) -> Grant | None:
    """Return the grant that the person wears, read again at each request: an end is immediate."""
    grants = (
        Grant.objects.in_force(on=clock.today())
        .filter(user__pk=request.user.pk or 0)
        .select_related("school__academy")
    )
    worn = grants.filter(pk=request.session.get("grant") or 0).first()
    return worn or grants.first()


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "layout/refused.html", {"refusal": refusal}, status=403)


def _without_campaign(request: PageRequest, refusal: Refusal) -> HttpResponse:
    """Say that no year is open yet: nearly every page needs one."""
    can_open = request.can(Permission.CAMPAIGN_MANAGE)
    context = {"sentence": refusal.sentence, "can_open": can_open}
    return render(request, "layout/no_campaign.html", context)


@contextmanager
def refusals_shown_in(form: Form) -> Iterator[None]:
    """Show a refusal of the domain as an error of the form, and undo what was begun."""
    try:
        with transaction.atomic():
            yield
    except NoCampaign:
        raise  # for the whole page, not for what was typed
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)


@contextmanager
def local_time(school: School | None) -> Iterator[None]:
    """Put the clocks of a school in force: those of Paris without one."""
    zone = school.academy.time_zone if school else "Europe/Paris"
    with timezone.override(ZoneInfo(zone)):
        yield


def refuse_writes() -> None:
    """Make the transaction read-only: the page said that it does not write."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
