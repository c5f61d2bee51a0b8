from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "mentorat.demo"
    verbose_name = "démonstration"
