"""Accounts: the few pages of allauth that we serve, under its own names, and ours."""

from allauth.account import views as allauth
from django.urls import path, re_path

from mentorat.web.accounts import forms, messages, views
from mentorat.web.accounts.views import own_page
from mentorat.web.guests import secret_address
from mentorat.web.pages import public_page

urlpatterns = [
    path("compte/connexion/", public_page(views.SignIn.as_view()), name="account_login"),
    path(
        "compte/connexion/code/",
        public_page(allauth.RequestLoginCodeView.as_view(form_class=forms.RequestCodeForm)),
        name="account_request_login_code",
    ),
    path(
        "compte/connexion/code/saisir/",
        public_page(allauth.ConfirmLoginCodeView.as_view(form_class=forms.ConfirmCodeForm)),
        name="account_confirm_login_code",
    ),
    path("compte/deconnexion/", public_page(allauth.logout), name="account_logout"),
    path("compte/inactif/", public_page(allauth.account_inactive), name="account_inactive"),
    # Closed by the adapter: it says how one gets an account.
    path("compte/ouvrir/", public_page(allauth.signup), name="account_signup"),
    path(
        "compte/confirmer/",
        own_page(allauth.ReauthenticateView.as_view(form_class=forms.ReauthenticateForm)),
        name="account_reauthenticate",
    ),
    path(
        "compte/mot-de-passe/",
        own_page(allauth.PasswordChangeView.as_view(form_class=forms.ChangePasswordForm)),
        name="account_change_password",
    ),
    path(
        "compte/mot-de-passe/choisir/",
        own_page(allauth.PasswordSetView.as_view(form_class=forms.SetPasswordForm)),
        name="account_set_password",
    ),
    path(
        "compte/mot-de-passe/oublie/",
        public_page(allauth.PasswordResetView.as_view(form_class=forms.ForgottenPasswordForm)),
        name="account_reset_password",
    ),
    path(
        "compte/mot-de-passe/oublie/envoye/",
        public_page(allauth.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^compte/mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public_page(
            secret_address(
                allauth.PasswordResetFromKeyView.as_view(form_class=forms.ResetPasswordForm)
            )
        ),
        name="account_reset_password_from_key",
    ),
    path(
        "compte/mot-de-passe/change/",
        public_page(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("compte/demonstration/", views.demo_sign_in, name="demo_sign_in"),
    path("compte/messages/", messages.own_messages, name="own_messages"),
    path("messages/<str:token>/", messages.preferences, name="preferences"),
    path("sms/", messages.receive_sms, name="receive_sms"),
    path("compte/role/", views.change_hat, name="change_hat"),
    path("compte/sans-role/", views.no_role, name="no_role"),
    path("invitation/<str:token>/", views.accept_invitation, name="accept_invitation"),
]
