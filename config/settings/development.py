"""One person's machine: ``make run`` and ``make dev``."""

from config.settings import env
from config.settings.base import *  # noqa: F403 -- settings are layered this way in Django

DEMO = env.flag("DEMO", default=True)
DEBUG = env.flag("DEBUG", default=False)
ALLOWED_HOSTS = ["*"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
# No collectstatic on a machine of one person: files are served from where they stand.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
