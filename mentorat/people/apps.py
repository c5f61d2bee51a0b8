from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "mentorat.people"
    verbose_name = "personnes"
