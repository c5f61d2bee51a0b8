"""The test-suite: the same site, with quick hashing and mail kept in memory."""

from config.settings import env
from config.settings.base import *  # noqa: F403 -- settings are layered this way in Django
from config.settings.base import CACHES, DATABASES, TEMPLATES

DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
DATABASES["default"]["TEST"] = {"NAME": env.text("TEST_DATABASE", "test_mentorat")}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "UNDEFINED « %s »"  # type: ignore[index]  # Django's shape
WHITENOISE_AUTOREFRESH = True
