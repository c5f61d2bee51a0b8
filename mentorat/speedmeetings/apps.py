from django.apps import AppConfig


class SpeedMeetingsConfig(AppConfig):
    name = "mentorat.speedmeetings"
    verbose_name = "rencontres éclair"
