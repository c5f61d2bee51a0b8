from django.apps import AppConfig


class MentorshipsConfig(AppConfig):
    name = "mentorat.mentorships"
    verbose_name = "relations de mentorat"
