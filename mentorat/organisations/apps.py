from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "mentorat.organisations"
    verbose_name = "organisations"
