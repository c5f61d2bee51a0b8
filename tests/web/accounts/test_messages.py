from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.notifications.enums import Pace
from mentorat.notifications.models import ReceivedText
from mentorat.notifications.queries import pace_of
from tests.factories.people import MentorFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANNE = "anne@exemple.fr"


@pytest.fixture(autouse=True)
def nine_in_the_morning(time_machine):
    cache.clear()
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def address():
    link = access.make_link(act=LinkAct.PREFERENCES, email=ANNE, now=NOW, by=None)
    return reverse("preferences", args=[link_token(link)])


def test_one_chooses_the_pace_of_ones_messages(client, read):
    user = UserFactory()
    client.force_login(user)
    page = read(client.get(reverse("own_messages")))

    answer = client.post(reverse("own_messages"), {"pace": "weekly"})

    assert page.flaws == []
    assert page.values("input[checked]", "value") == ["daily"]
    assert answer["Location"] == reverse("own_messages")
    assert pace_of(user.email) == Pace.WEEKLY


def test_whoever_is_signed_out_has_no_such_page(client):
    assert client.get(reverse("own_messages")).status_code == 302


def test_the_link_of_a_message_changes_nothing_by_itself(client, read, address):
    page = read(client.get(address, follow=True))

    assert (page.heading, page.flaws) == ("Vos messages", [])
    assert pace_of(ANNE) == Pace.DAILY

    client.post(address, {"pace": "never"})
    client.post(address, {"pace": "weekly"})

    assert pace_of(ANNE) == Pace.WEEKLY


def test_a_choice_that_does_not_exist_is_refused(client, address):
    assert client.post(address, {"pace": "hourly"}).status_code == 200
    assert pace_of(ANNE) == Pace.DAILY


def test_one_click_in_the_mail_program_stops_the_messages(address):
    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 204
    assert pace_of(ANNE) == Pace.NEVER


def test_a_link_of_another_act_chooses_nothing(client):
    link = access.make_link(act=LinkAct.REPORT, mentor=MentorFactory(email=ANNE), now=NOW, by=None)

    answer = client.post(reverse("preferences", args=[link_token(link)]), {"pace": "never"})

    assert answer.status_code == 410
    assert pace_of(ANNE) == Pace.DAILY


@pytest.mark.parametrize(
    ("known", "given", "status"),
    [("", "", 403), ("", "secret", 403), ("secret", "other", 403), ("secret", "secret", 204)],
)
def test_a_provider_hands_over_a_text_message_with_its_secret(settings, known, given, status):
    settings.SMS_SECRET = known

    answer = Client(enforce_csrf_checks=True).post(
        reverse("receive_sms"),
        {"number": "+33612345678", "text": "1"},
        headers={"X-Sms-Secret": given},
    )

    assert answer.status_code == status
    assert ReceivedText.objects.exists() == (status == 204)


def test_a_text_message_from_no_number_is_refused(client, settings):
    settings.SMS_SECRET = "secret"

    answer = client.post(reverse("receive_sms"), {"text": "1"}, headers={"X-Sms-Secret": "secret"})

    assert answer.status_code == 400
