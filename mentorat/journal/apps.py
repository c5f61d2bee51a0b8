from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "mentorat.journal"
    verbose_name = "journal"
