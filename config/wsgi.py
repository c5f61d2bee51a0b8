"""The web processes. They refuse to start with a login that row-level security would not hold."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
os.environ.setdefault("DATABASE_LOGIN", "web")

application = get_wsgi_application()


def refuse_the_owner() -> None:
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 -- after set-up
    from django.db import connection  # noqa: PLC0415 -- same

    from mentorat.foundations.database.security import can_bypass  # noqa: PLC0415 -- same

    if can_bypass(connection):  # type: ignore[arg-type]  # ours, by the settings
        message = (
            "Les processus web se connectent avec le rôle mentorat_web (DATABASE_LOGIN=web),"
            " jamais avec celui du propriétaire de la base : voir docs/operations.md."
        )
        raise ImproperlyConfigured(message)
    connection.close()
    # Whether the processes fork after this or not, each opens its own.
    connection.close_pool()


refuse_the_owner()
