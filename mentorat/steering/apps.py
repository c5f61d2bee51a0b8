from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "mentorat.steering"
    verbose_name = "pilotage"
