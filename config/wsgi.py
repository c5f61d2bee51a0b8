"""The web processes. They refuse to start with a login that row-level security would not hold."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
os.environ.setdefault("DATABASE_LOGIN", "web")

application = get_wsgi_application()


def refuse_the_owner() -> None:
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- after set-up
    from django.db import connections  # noqa: PLC0415 -- same

    from mentorat.foundations.database.base import DatabaseWrapper  # noqa: PLC0415 -- same
    from mentorat.foundations.database.security import can_bypass  # noqa: PLC0415 -- same

    connection = connections["default"]
    assert isinstance(connection, DatabaseWrapper)  # noqa: S101 -- by the settings
    if can_bypass(connection):
        message = (
            "Les processus web se connectent avec le rôle mentorat_web (DATABASE_LOGIN=web),"
            " jamais avec celui du propriétaire de la base : voir docs/operations.md."
        )
        raise ImproperlyConfigured(message)
    connection.close()
    # Processes that fork after this open a pool of their own.
    connection.close_pool()


def import_the_pages() -> None:
    """Import every page before the first visitor asks, and before processes fork."""
    from django.urls import get_resolver  # noqa: PLC0415 -- after set-up

    get_resolver().url_patterns  # noqa: B018 -- this reads them all


refuse_the_owner()
import_the_pages()
