from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "mentorat.access"
    verbose_name = "accès"
