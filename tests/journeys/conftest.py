"""A browser on a site that runs in this process, with its queue."""

import os
import threading

import pytest
from playwright.sync_api import sync_playwright
from procrastinate.contrib.django import app as jobs

from tests.chromium import found

# The browser's driver keeps an event loop in this thread; the tests themselves are not async.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="package")
def browser():
    """One browser for these tests, closed after them: the loop of its driver stops with it.

    That of pytest-playwright stays until the end of the run, and so does its loop: in the same
    process, whatever then waits for a coroutine is refused.
    """
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "fr-FR", "timezone_id": "Europe/Paris"}


@pytest.fixture
def work():
    """Do the jobs that wait, as a worker does, and come back when none is left."""

    def drain():
        with jobs.replace_connector(jobs.connector.get_worker_connector()) as worker:
            worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    def run():
        thread = threading.Thread(target=drain)
        thread.start()
        thread.join()

    return run


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def has_scripts(request):
    """Whether pages may run JavaScript: once they may, once not."""
    return request.param


@pytest.fixture
def page(has_scripts, browser, browser_context_args):
    """A page of a browser."""
    context = browser.new_context(**browser_context_args, java_script_enabled=has_scripts)
    yield context.new_page()
    context.close()


@pytest.fixture
def enter(page, live_server):
    """Sign in as a persona, by the button of the demonstration."""

    def sign_in(name):
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/compte/connexion/")
        page.locator(f'button[value="{name}@demo.mentorat.example"]').click()
        return page

    return sign_in
