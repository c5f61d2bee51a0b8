from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "mentorat.imports"
    verbose_name = "imports"
