from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "mentorat.reference"
    verbose_name = "nomenclatures"
