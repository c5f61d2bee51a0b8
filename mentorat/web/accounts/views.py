"""Getting in: sign-in, invitations, change of role, and the personas of the demonstration."""

from collections.abc import Callable
from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mentorat.access.models import Grant
from mentorat.access.queries import InvitationShown, invitation_shown
from mentorat.foundations import clock
from mentorat.people.models import User
from mentorat.programmes.actions.team import accept_invitation as accept
from mentorat.web.accounts import personas
from mentorat.web.accounts.forms import AcceptForm, SignInForm
from mentorat.web.guests import secret_address
from mentorat.web.pages import public_page, refusals_shown_in, worn_grant

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def own_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Declare a page about one's own account: signed in, with or without a role."""
    door: Callable[..., HttpResponse] = login_required(view)
    door.is_own_page = True  # type: ignore[attr-defined]  # read by the house tests
    return door


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = personas.groups(on=clock.today()) if settings.DEMO else []
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "persona_groups": shown}


@public_page
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Take the place of a persona. There is no such page outside the demonstration."""
    user = personas.persona(request.POST.get("email", "")) if settings.DEMO else None
    if user is None:
        raise Http404
    login(request, user, backend=BACKEND)
    return redirect("home")


@own_page
@require_POST
def change_hat(request: HttpRequest) -> HttpResponse:
    """Wear another of one's own grants, from now on in this session."""
    number = request.POST.get("grant", "")
    own = Grant.objects.in_force(on=clock.today()).filter(user__pk=request.user.pk or 0)
    grant = get_object_or_404(own, pk=number if number.isdecimal() else None)
    request.session["grant"] = grant.pk
    request.session.cycle_key()
    _say(request, "hat_changed", grant=grant)
    return redirect("home")


@own_page
def no_role(request: HttpRequest) -> HttpResponse:
    if worn_grant(request) is not None:
        return redirect("home")
    return render(request, "account/no_role.html", {})


@public_page
@sensitive_post_parameters("password")
@secret_address
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation; take it up on POST only, because mail scanners follow links."""
    invitation = invitation_shown(token, now=clock.now())
    if invitation is None:
        return render(request, "account/invitation_unusable.html", {}, status=410)
    form = AcceptForm(request.POST if request.method == "POST" else None, invitation=invitation)
    if form.is_valid():
        with refusals_shown_in(form):
            user, grant = accept(
                token=token,
                full_name=form.cleaned_data.get("full_name", ""),
                password=form.cleaned_data.get("password"),
                now=clock.now(),
                today=clock.today(),
            )
            return _welcome(request, invitation, user, grant)
    return render(request, "account/invitation.html", {"invitation": invitation, "form": form})


def _say(request: HttpRequest, name: str, **context: object) -> None:
    messages.success(request, render_to_string(f"account/messages/{name}.txt", context).strip())


def _welcome(
    request: HttpRequest, invitation: InvitationShown, user: User, grant: Grant
) -> HttpResponse:
    """Let a new account in. A known one signs in as usual: the link is not its key."""
    if invitation.has_account and request.user != user:
        _say(request, "invitation_accepted")
        return redirect("account_login")
    if not invitation.has_account:
        login(request, user, backend=BACKEND)
    request.session["grant"] = grant.pk
    request.session.cycle_key()
    _say(request, "welcome", grant=grant)
    return redirect("home")
