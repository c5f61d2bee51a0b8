from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "mentorat.exports"
    verbose_name = "exports"
