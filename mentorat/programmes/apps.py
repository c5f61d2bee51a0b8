from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "mentorat.programmes"
    verbose_name = "programmes"
