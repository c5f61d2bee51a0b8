from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "mentorat.scheduling"
    verbose_name = "séances"
