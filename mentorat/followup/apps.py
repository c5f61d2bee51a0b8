from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "mentorat.followup"
    verbose_name = "suivi"
