"""Production: it starts with all that it needs, or says what is missing."""

import http.client
import os
import re
import signal
import subprocess
import sys
from contextlib import closing, suppress

import psycopg
import pytest

from tests.ground.machine import ROOT, environment, free_port, python, until

REQUIRED = {
    "SECRET_KEY": "a key of fifty characters at least, as check --deploy asks for",
    "DATABASE_URL": "postgresql://owner:secret@127.0.0.1:1/mentorat",
    "DATABASE_WEB_URL": "postgresql://mentorat_web:secret@127.0.0.1:1/mentorat",
    "DATABASE_WORKER_URL": "postgresql://mentorat_worker:secret@127.0.0.1:1/mentorat",
    "ALLOWED_HOSTS": "mentorat.example",
    "SITE_URL": "https://mentorat.example",
    "DEFAULT_FROM_EMAIL": "ne-pas-repondre@mentorat.example",
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
}
PRODUCTION = {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
HTTPS = {"Host": "mentorat.example", "X-Forwarded-Proto": "https"}
# Whose session the site has to look for.
SIGNED_IN = {**HTTPS, "Cookie": f"__Host-sessionid={'a' * 32}"}


def settings(**given):
    """Load the settings of production in a process of its own, and return what it says."""
    load = "from django.conf import settings; print(settings.DEBUG, settings.DEMO)"
    answer = python("-c", load, **{**PRODUCTION, "DEMO": "0", **given})
    return answer.stdout.splitlines()[-1].removeprefix("django.core.exceptions.")


@pytest.mark.parametrize("name", REQUIRED)
def test_each_missing_variable_is_named(name):
    given = {key: value for key, value in REQUIRED.items() if key != name}

    assert settings(**given) == (
        f"ImproperlyConfigured: Variables d’environnement manquantes : {name}. Voir .env.example."
    )


def test_all_missing_variables_are_named_at_once():
    assert settings() == (
        "ImproperlyConfigured: Variables d’environnement manquantes :"
        f" {', '.join(REQUIRED)}. Voir .env.example."
    )


def test_a_demonstration_is_refused():
    assert settings(**REQUIRED, DEMO="1") == (
        "ImproperlyConfigured: DEMO=1 est refusé en production :"
        " il ouvre le site sans mot de passe."
    )


def test_nothing_of_a_developer_is_left_on():
    assert settings(**REQUIRED, DEBUG="1") == "False False"


def test_an_unknown_login_is_refused():
    assert settings(**REQUIRED, DATABASE_LOGIN="chef") == (
        "ImproperlyConfigured: La variable DATABASE_LOGIN doit valoir owner, web, worker,"
        " pas « chef »."
    )


def test_django_finds_nothing_to_say_about_the_deployment():
    answer = python("manage.py", "check", "--deploy", **PRODUCTION, **REQUIRED)

    assert (answer.returncode, answer.stdout) == (
        0,
        "System check identified no issues (1 silenced).\n",
    )


@pytest.fixture(scope="module")
def production(owner, tmp_path_factory):
    """A database and static files, made as a release makes them, and their environment."""
    given = {
        **PRODUCTION,
        **REQUIRED,
        "DATABASE_URL": owner,
        "DATABASE_WEB_URL": re.sub("//.*@", "//mentorat_web:porte%20d'entr%C3%A9e@", owner),
        "DATABASE_WORKER_URL": re.sub("//.*@", "//mentorat_worker:atelier@", owner),
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
    }
    for command in (["migrate"], ["load_reference"], ["collectstatic", "--noinput"]):
        done = python("manage.py", *command, "--verbosity", "0", **given)
        assert done.returncode == 0, done.stdout
    return given


@pytest.fixture
def served(production, tmp_path):
    """A web process, as the Procfile starts it."""
    port = free_port()
    server = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                sys.executable,
                "-W",
                "ignore",
                *server,
                "--no-control-socket",
                "--graceful-timeout=5",
            ],
            cwd=ROOT,
            env=environment(**production),
            stdout=output,
            stderr=subprocess.STDOUT,
        )

    def get(path, headers=HTTPS):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as asked:
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            return answer.status, answer.headers, answer.read().decode()

    def answers():
        assert process.poll() is None, log.read_text()
        with suppress(OSError):
            return get("/robots.txt")

    until(answers)
    yield get
    process.send_signal(signal.SIGTERM)
    process.wait(30)


@pytest.mark.slow
@pytest.mark.xdist_group("ground")
def test_a_page_comes_with_its_files_and_the_cookies_of_one_host(served):
    status, headers, page = served("/compte/connexion/")
    sheet = re.search(r'href="(/static/[^"]+\.css)"', page).group(1)
    file_status, file_headers, _ = served(sheet)

    assert status == 200
    assert "demo.mentorat.example" not in page
    cookie = headers["Set-Cookie"]
    assert cookie.startswith("__Host-csrftoken=")
    assert {"Secure", "Path=/", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert re.search(r"\.[0-9a-f]{12}\.css$", sheet)
    assert (file_status, file_headers["Cache-Control"]) == (
        200,
        "max-age=315360000, public, immutable",
    )


@pytest.mark.slow
@pytest.mark.xdist_group("ground")
def test_what_is_not_https_is_sent_there_except_for_machines(served):
    plain = {"Host": "mentorat.example"}

    status, headers, _ = served("/compte/connexion/", plain)

    assert (status, headers["Location"]) == (301, "https://mentorat.example/compte/connexion/")
    assert served("/sante", plain)[0] == 503  # no worker here, and it says so
    assert served("/compte/connexion/", {**HTTPS, "Host": "ailleurs.example"})[0] == 400


@pytest.mark.slow
@pytest.mark.xdist_group("ground")
def test_pages_of_errors_are_ours_even_without_a_database(served, server):
    missing = served("/nulle-part/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute("ALTER DATABASE mentorat ALLOW_CONNECTIONS false")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'mentorat'"
        )
        broken = served("/", SIGNED_IN)
        health = served("/sante")
        connection.execute("ALTER DATABASE mentorat ALLOW_CONNECTIONS true")
    until(lambda: served("/", SIGNED_IN)[0] == 302, 20)

    assert (missing[0], "Page introuvable" in missing[2]) == (404, True)
    assert (broken[0], "Une erreur de notre côté" in broken[2]) == (500, True)
    assert (health[0], health[2]) == (503, '{"database": "ko", "queue": "ko", "migrations": "ko"}')


@pytest.mark.slow
@pytest.mark.xdist_group("ground")
def test_a_web_process_refuses_the_login_of_the_owner(production):
    given = {**production, "DATABASE_WEB_URL": production["DATABASE_URL"]}

    answer = python("-c", "import config.wsgi", **given)

    assert answer.returncode == 1
    assert "jamais avec celui du propriétaire de la base" in answer.stdout


@pytest.mark.slow
@pytest.mark.xdist_group("ground")
def test_a_worker_takes_its_own_login_and_password(production):
    one = ["procrastinate", "worker", "--one-shot"]

    answer = python("manage.py", *one, **production)

    assert answer.returncode == 0, answer.stdout
    assert os.environ.get("DATABASE_LOGIN") is None
