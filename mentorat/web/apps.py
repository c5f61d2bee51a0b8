from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "mentorat.web"
    verbose_name = "pages"
