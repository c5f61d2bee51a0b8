"""One person's machine: ``make run`` and ``make dev``."""

from config.settings import env
from config.settings.base import *  # noqa: F403 -- settings are layered this way in Django

DEMO = env.flag("DEMO", default=True)
DEBUG = env.flag("DEBUG", default=False)
ALLOWED_HOSTS = ["*"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
