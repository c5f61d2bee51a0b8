"""Acts on many relations at once: each shows first what it would do, line by line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.mentorships import actions
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import Mentorship, MentorshipQuerySet
from mentorat.mentorships.policies import waits_too_long
from mentorat.mentorships.queries import mentorships_shown
from mentorat.people.models import User
from mentorat.web.changed import mentorship_changed
from mentorat.web.mentorships.finding import with_its_year
from mentorat.web.mentorships.forms import FollowerForm
from mentorat.web.mentorships.proposing import own_project, team_of
from mentorat.web.pages import PageRequest, page
from mentorat.web.templatetags.french import several

Act = Callable[[Mentorship, PageRequest, User | None], object]


@dataclass(frozen=True)
class Bulk:
    """An act on many: ``keeps`` says which relations it is about, ``late`` only those to decide."""

    title: str
    what: str
    submit: str
    done: str
    keeps: Callable[[MentorshipQuerySet], MentorshipQuerySet]
    act: Act
    late_only: bool = False
    names_someone: bool = False


def _waiting(rows: MentorshipQuerySet) -> MentorshipQuerySet:
    return rows.filter(state__in=MentorshipState.WAITING)


def _reminded(rows: MentorshipQuerySet) -> MentorshipQuerySet:
    """Keep those who wait for someone else than the school itself."""
    return _waiting(rows).exclude(state=MentorshipState.READY)


def _remind(mentorship: Mentorship, request: PageRequest, _: User | None) -> None:
    actions.remind(mentorship=mentorship, now=clock.now(), by=request.user)


def _withdraw(mentorship: Mentorship, request: PageRequest, _: User | None) -> None:
    actions.withdraw(mentorship=mentorship, now=clock.now(), by=request.user)


def _follow(mentorship: Mentorship, request: PageRequest, follower: User | None) -> None:
    if follower is not None:
        actions.name_follower(mentorship=mentorship, follower=follower, by=request.user)


BULKS: Mapping[str, Bulk] = {
    "relancer": Bulk(
        title="Relancer ceux que l’on attend",
        what="Chaque personne attendue reçoit de nouveau son lien, le même. Une fois par jour.",
        submit="Relancer les relations cochées",
        done="relation relancée,relations relancées",
        keeps=_reminded,
        act=_remind,
    ),
    "retirer": Bulk(
        title="Retirer les propositions anciennes",
        what="Leur délai est passé. L’élève attend de nouveau un mentor, à la date de sa demande.",
        submit="Retirer les propositions cochées",
        done="proposition retirée,propositions retirées",
        keeps=_waiting,
        act=_withdraw,
        late_only=True,
    ),
    "suivi": Bulk(
        title="Nommer qui suit",
        what="La personne nommée reçoit les questions et les rappels de ces relations.",
        submit="Nommer pour les relations cochées",
        done="relation confiée,relations confiées",
        keeps=MentorshipQuerySet.live,
        act=_follow,
        names_someone=True,
    ),
}
MOST = 200


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def bulk(request: PageRequest, name: str) -> HttpResponse:
    """Show the relations that an act is about; do it on those that stay ticked."""
    chosen, project = BULKS[name], own_project(request)
    if project is None:
        return redirect("projects:index")
    data = request.POST if request.method == "POST" else None
    form = FollowerForm(data, team=team_of(project)) if chosen.names_someone else None
    if form is not None:
        del form.fields["derogation"]
    rows = _rows(request, chosen)
    if data is not None and (form is None or form.is_valid()):
        follower = form.team[form.cleaned_data["follower"]] if form else None
        _do(request, chosen, rows, follower)
        return redirect("mentorships:index")
    context = {
        "bulk": chosen,
        "form": form,
        "lines": mentorships_shown(rows, scope=request.scope),
        "name": name,
    }
    return render(request, "mentorships/bulk.html", context)


def _rows(request: PageRequest, chosen: Bulk) -> list[Mentorship]:
    """Return the relations that an act is about, the oldest wait first; those ticked, if any."""
    found = chosen.keeps(Mentorship.objects.within(request.scope))
    if request.method == "POST":
        ticked = [int(one) for one in request.POST.getlist("mentorship") if one.isdecimal()]
        found = found.filter(pk__in=ticked)
    rows = list(with_its_year(found).order_by("state_at", "pk")[:MOST])
    today = clock.today()
    return [one for one in rows if not chosen.late_only or waits_too_long(one, today=today)]


def _do(request: PageRequest, chosen: Bulk, rows: list[Mentorship], follower: User | None) -> None:
    """Do the act on each, and say which could not be and why."""
    refused = []
    for mentorship in rows:
        try:
            chosen.act(mentorship, request, follower)
        except Refusal as refusal:
            refused.append(refusal.sentence)
    for mentorship in rows[:1]:
        mentorship_changed(mentorship)
    if not rows:
        messages.error(request, "Cochez au moins une relation.")
    elif len(rows) > len(refused):
        messages.success(request, f"{several(len(rows) - len(refused), chosen.done)}.")
    for sentence in dict.fromkeys(refused):
        messages.error(request, sentence)
