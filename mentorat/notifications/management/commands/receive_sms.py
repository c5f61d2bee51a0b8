"""Take in one text message, for a provider that runs a program instead of calling an address."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mentorat.foundations import clock
from mentorat.notifications import actions


class Command(BaseCommand):
    help = "Reçoit un message court : manage.py receive_sms +33612345678 1"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", help="numéro de qui répond")
        parser.add_argument("text", help="texte reçu")

    def handle(self, *_args: Any, number: str, text: str, **_options: Any) -> None:
        if actions.receive_sms(number=number, text=text, now=clock.now()) is None:
            raise CommandError("Ce numéro n’en est pas un.")
