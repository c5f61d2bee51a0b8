"""A served site. Nothing has a default here that would be unsafe in public."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings import env

REQUIRED = (
    "SECRET_KEY",
    "DATABASE_URL",
    "DATABASE_WEB_URL",
    "DATABASE_WORKER_URL",
    "ALLOWED_HOSTS",
    "SITE_URL",
)
REQUIRED_TOO = ("DEFAULT_FROM_EMAIL", "EMAIL_BACKEND")

missing = [name for name in (*REQUIRED, *REQUIRED_TOO) if not os.environ.get(name)]
if missing:
    message = f"Variables d’environnement manquantes : {', '.join(missing)}. Voir .env.example."
    raise ImproperlyConfigured(message)
if env.flag("DEMO", default=False):
    message = "DEMO=1 est refusé en production : il ouvre le site sans mot de passe."
    raise ImproperlyConfigured(message)

from config.settings.base import *  # noqa: E402, F403 -- after the check, before any default

DEMO = False
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# To be on the browsers' own list is a choice of the domain's owner, and hard to undo.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# Machines ask for it behind the proxy, and it tells nothing.
SECURE_REDIRECT_EXEMPT = [r"^sante$"]
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
