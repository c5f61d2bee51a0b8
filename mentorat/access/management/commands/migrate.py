"""Django's ``migrate``, then row-level security: one command leaves a database that is safe."""

import time
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections, transaction
from psycopg.errors import InternalError_

from mentorat.foundations.database import security
from mentorat.foundations.database.base import DatabaseWrapper

ATTEMPTS = 10


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["app_label"] or options["plan"] or options["check_unapplied"]:
            return
        call_command("createcachetable", database=options["database"], verbosity=0)
        connection = connections[options["database"]]
        assert isinstance(connection, DatabaseWrapper)  # noqa: S101 -- set in the settings
        for attempt in range(1, ATTEMPTS + 1):
            try:
                _secure(connection)
            except InternalError_:
                # Roles belong to the whole server: another database of it is being migrated.
                if attempt == ATTEMPTS:
                    raise
                time.sleep(attempt / 5)
            else:
                return


def _secure(connection: DatabaseWrapper) -> None:
    with transaction.atomic(using=connection.alias):
        tables = apps.get_models(include_auto_created=True)
        security.apply(connection, tables, settings.LOGIN_PASSWORDS)
