"""Django's ``migrate``, then row-level security: one command leaves a database that is safe."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections, transaction

from mentorat.foundations.database import security
from mentorat.foundations.database.base import DatabaseWrapper


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["app_label"] or options["plan"] or options["check_unapplied"]:
            return
        connection = connections[options["database"]]
        assert isinstance(connection, DatabaseWrapper)  # noqa: S101 -- set in the settings
        with transaction.atomic(using=options["database"]):
            security.apply(
                connection,
                apps.get_models(include_auto_created=True),
                settings.LOGIN_PASSWORD,
            )
