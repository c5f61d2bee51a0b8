"""Who works here: roles in force, invitations that wait, and the form of a new one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access import actions as access
from mentorat.access import queries
from mentorat.access.actions import Post, revoke_invitation
from mentorat.access.roles import ROLES, Permission, Role
from mentorat.foundations import clock
from mentorat.organisations.models import School
from mentorat.people.models import Mentee, Mentor
from mentorat.programmes.actions import team
from mentorat.web.forms import Form
from mentorat.web.pages import PageRequest, page, refusals_shown_in
from mentorat.web.team.forms import AddressForm, InvitationForm
from mentorat.web.team.places import FROM_A_FILE, places, post


@page(permission=Permission.TEAM_INVITE)
def index(request: PageRequest) -> HttpResponse:
    span, now = request.grant.span, clock.now()
    context = {
        "grants": queries.team(span, on=clock.today()),
        "invitations": queries.open_invitations(span, now=now),
        "can_end": ROLES[Role(request.grant.role)].invites,
        "can_invite": bool(_roles(request)),
        "sees_links": request.can(Permission.LINK_MANAGE),
        "own": request.grant,
    }
    return render(request, "team/index.html", context)


@page(permission=Permission.TEAM_INVITE, writes=True)
def invite(request: PageRequest) -> HttpResponse:
    roles = _roles(request)
    form = InvitationForm(
        request.POST if request.method == "POST" else None,
        roles=roles,
        places=places(request.grant, roles),
    )
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        offered = post(request.grant, role, form.cleaned_data.get("where", ""))
        if offered is None:
            form.add_error("where", f"Le rôle « {role.label} » ne se donne pas à ce périmètre.")
        else:
            with refusals_shown_in(form):
                _send(request, offered, form)
                return redirect("team:index")
    return render(request, "team/invite.html", {"form": form, "can_invite": bool(roles)})


@page(permission=Permission.TEAM_INVITE, writes=True)
def invite_mentor(request: PageRequest, pk: int) -> HttpResponse:
    mentor = get_object_or_404(Mentor.objects.within(request.scope), pk=pk)
    form = AddressForm(
        request.POST if request.method == "POST" else None, initial={"email": mentor.email}
    )
    if form.is_valid():
        with refusals_shown_in(form):
            _send(request, access.mentor_post(mentor, _own_school(request)), form)
            return redirect("mentors:detail", pk)
    return render(request, "team/invite_mentor.html", {"form": form, "mentor": mentor})


@page(permission=Permission.TEAM_INVITE, writes=True)
def invite_mentee(request: PageRequest, pk: int) -> HttpResponse:
    mentee = get_object_or_404(Mentee.objects.within(request.scope), pk=pk)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            _send(request, access.mentee_post(mentee, _own_school(request)), form)
            return redirect("pupils:detail", pk)
    return render(request, "team/invite_mentee.html", {"form": form, "mentee": mentee})


@require_POST
@page(permission=Permission.TEAM_INVITE, writes=True)
def take_back(request: PageRequest, pk: int) -> HttpResponse:
    """End a role of this place, unless it is one's own or one that the role does not give."""
    invited = ROLES[Role(request.grant.role)].invites
    grants = queries.team(request.grant.span, on=clock.today()).filter(role__in=invited)
    grant = get_object_or_404(grants.exclude(user=request.user), pk=pk)
    team.take_back(grant=grant, on=clock.today(), by=request.user)
    messages.success(request, f"{grant.user} n’a plus le rôle « {grant.get_role_display()} ».")
    return redirect("team:index")


@require_POST
@page(permission=Permission.TEAM_INVITE, writes=True)
def revoke(request: PageRequest, pk: int) -> HttpResponse:
    """Cancel an invitation into a role that one's own role gives."""
    now = clock.now()
    invited = ROLES[Role(request.grant.role)].invites
    invitations = queries.open_invitations(request.grant.span, now=now).filter(role__in=invited)
    invitation = get_object_or_404(invitations, pk=pk)
    revoke_invitation(invitation=invitation, now=now)
    messages.success(request, f"L’invitation de {invitation.email} est annulée.")
    return redirect("team:index")


def _roles(request: PageRequest) -> list[Role]:
    """Return the roles that the form offers: those of a file are given from that file."""
    return [role for role in queries.invited_roles(request.grant) if role not in FROM_A_FILE]


def _send(request: PageRequest, offered: Post, form: Form) -> None:
    invitation = team.invite(
        email=form.cleaned_data["email"], post=offered, now=clock.now(), grant=request.grant
    )
    messages.success(request, f"L’invitation part à {invitation.email}.")


def _own_school(request: PageRequest) -> School:
    return get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
