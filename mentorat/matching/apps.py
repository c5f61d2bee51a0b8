from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "mentorat.matching"
    verbose_name = "appariement"
