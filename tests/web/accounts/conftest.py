import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = "tests.web.addresses"


@pytest.fixture(autouse=True)
def changes_are_told(settings):
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True


@pytest.fixture(autouse=True)
def fresh_rate_limits():
    cache.clear()
