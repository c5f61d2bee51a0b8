"""Settings of every environment. Values that differ come from the environment: ``.env.example``."""

import hashlib
import logging
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import embedded
from config.settings import env
from mentorat.foundations.database.pool import reset

ROOT = Path(__file__).resolve().parent.parent.parent
DEBUG = False
DEMO = env.flag("DEMO", default=False)
BRAND = env.text("BRAND", "neutre")
SECRET_KEY = env.text("SECRET_KEY", "insecure-key-of-a-machine-of-one-person")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.items("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    # Ours first: « migrate » is replaced by one that also applies row-level security.
    "mentorat.web",
    "mentorat.demo",
    "mentorat.exports",
    "mentorat.imports",
    "mentorat.steering",
    "mentorat.followup",
    "mentorat.scheduling",
    "mentorat.speedmeetings",
    "mentorat.matching",
    "mentorat.mentorships",
    "mentorat.programmes",
    "mentorat.notifications",
    "mentorat.journal",
    "mentorat.access",
    "mentorat.people",
    "mentorat.organisations",
    "mentorat.reference",
    "dsfr",
    "template_partials",
    "django_htmx",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "mentorat.web.middleware.FrenchTypography",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mentorat.web.middleware.NeverStored",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mentorat.web.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# One database, three logins: the owner's, for migrations and commands; those of web processes and
# of workers, which own nothing and see no person without a scope.
OWNER_URL = env.text("DATABASE_URL", embedded.address())
DERIVED_PASSWORD = hashlib.sha256(f"login {SECRET_KEY}".encode()).hexdigest()[:32]


def login_url(login: str) -> str:
    """Return the owner's address with another login."""
    parts = urlsplit(OWNER_URL)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{login}:{DERIVED_PASSWORD}@{host}").geturl()


def database(url: str) -> dict[str, object]:
    """Return Django's settings of a database from its address, as libpq reads one."""
    parts = urlsplit(url)
    pairs = (item.partition("=") for item in parts.query.split("&") if item)
    options = {name: unquote(value) for name, _, value in pairs}
    return {
        "ENGINE": "mentorat.foundations.database",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        # A connection that comes from the pool is tried first: the server may have restarted.
        "CONN_HEALTH_CHECKS": True,
    }


LOGIN_URLS = {
    "owner": OWNER_URL,
    "web": env.text("DATABASE_WEB_URL", login_url("mentorat_web")),
    "worker": env.text("DATABASE_WORKER_URL", login_url("mentorat_worker")),
}
# What « migrate » gives to the two logins: the password that their own addresses name.
LOGIN_PASSWORDS = {
    "mentorat_web": unquote(urlsplit(LOGIN_URLS["web"]).password or ""),
    "mentorat_worker": unquote(urlsplit(LOGIN_URLS["worker"]).password or ""),
}
# Which login this process takes: the owner's for migrations and commands.
DATABASE_LOGIN = env.text("DATABASE_LOGIN", "owner")
if DATABASE_LOGIN not in LOGIN_URLS:
    raise ImproperlyConfigured(
        f"La variable DATABASE_LOGIN doit valoir {', '.join(LOGIN_URLS)}, pas « {DATABASE_LOGIN} »."
    )
DATABASES = {"default": database(LOGIN_URLS[DATABASE_LOGIN])}
if DATABASE_LOGIN == "web":
    DATABASES["default"]["OPTIONS"] |= {  # type: ignore[operator]  # a dict, by construction
        "pool": {
            "min_size": 1,
            "max_size": env.number("DATABASE_POOL", 8),
            # A database that is gone is said after so many seconds, not after thirty.
            "timeout": 3,
            "reset": reset,
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Shared by all processes: limits of sign-in attempts.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
    # Of each process: charts, drawn by pages that may not write.
    "pictures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pictures",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts come from invitations, which prove the address
ACCOUNT_ADAPTER = "mentorat.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(embedded.data_folder() / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DSFR_USE_INTEGRITY_CHECKSUMS = False  # its hash no longer fits a renamed stylesheet

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
DEFAULT_FROM_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL", "Mentorat LP <ne-pas-repondre@mentorat.example>"
)
# Text messages: a class that sends them, and the secret of the address that receives answers.
SMS_BACKEND = env.text("SMS_BACKEND", "mentorat.notifications.sms.LoggingBackend")
SMS_SECRET = env.text("SMS_SECRET", "")
SITE_URL = env.text("SITE_URL", f"http://localhost:{env.number('PORT', 8000)}")

# Who answers for the site: legal pages and security.txt.
OPERATOR = {
    "name": env.text("OPERATOR_NAME", ""),
    "director": env.text("OPERATOR_DIRECTOR", ""),
    "host": env.text("OPERATOR_HOST", ""),
    "contact": env.text("OPERATOR_CONTACT", ""),
    "dpo": env.text("OPERATOR_DPO", ""),
}

PROCRASTINATE_ON_APP_READY = "config.jobs.ready"
# What the clock triggers, in any app: workers import it when they start.
PROCRASTINATE_IMPORT_PATHS = [
    f"{app}.periodic"
    for app in INSTALLED_APPS
    if (ROOT / app.replace(".", "/") / "periodic.py").exists()
]


def is_a_fault(record: logging.LogRecord) -> bool:
    """Say whether an answer is news: a health page that says « ko » has already said it."""
    return getattr(record, "status_code", None) != HTTPStatus.SERVICE_UNAVAILABLE


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"faults": {"()": "django.utils.log.CallbackFilter", "callback": is_a_fault}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django.request": {"filters": ["faults"]}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
