from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "mentorat.notifications"
    verbose_name = "notifications"
