from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.notifications import actions, sms, tasks
from mentorat.notifications.enums import Kind, Pace
from mentorat.notifications.models import Delivery, DigestLine, ReceivedText, ShortMessage
from mentorat.notifications.notices import Letter
from tests.factories.people import MenteeFactory, MentorFactory, UserFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 6, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 6, tzinfo=UTC)
ANNE = "anne@exemple.fr"


@pytest.fixture(autouse=True)
def monday_morning(time_machine, queue):  # noqa: ARG001 -- jobs stay in memory
    time_machine.move_to(MONDAY, tick=False)


def letter(subject="Deux séances à venir"):
    return Letter(subject, ("Texte.",), "Voir", "https://mentorat.example/x", "Vous êtes mentor.")


def notify(key, kind=Kind.SESSION, **more):
    return actions.notify(key=key, address=ANNE, kind=kind, letter=letter(key), **more)


def gather(now=MONDAY):
    return actions.gather(now=now, today=now.date())


@pytest.mark.parametrize("pace", Pace)
@pytest.mark.parametrize("kind", sorted(Kind.AT_ONCE))
def test_what_waits_for_an_answer_leaves_at_once_whatever_the_preference(kind, pace):
    actions.prefer(address=ANNE, pace=pace, now=MONDAY)

    assert isinstance(notify("à faire", Kind(kind)), Delivery)


def test_news_of_a_day_leave_in_one_message_ordered_by_kind_and_date():
    notify("une nouvelle", Kind.NEWS)
    notify("plus tard", due_on=date(2026, 12, 4))
    notify("bientôt", due_on=date(2026, 11, 27))
    notify("bientôt", due_on=date(2026, 11, 27))

    assert Delivery.objects.count() == 0
    assert (gather(), gather()) == (1, 0)

    delivery = Delivery.objects.get()
    places = [delivery.body.index(word) for word in ("bientôt", "plus tard", "une nouvelle")]
    assert delivery.subject == "Mentorat : 3 nouvelles pour vous"
    assert places == sorted(places)
    assert delivery.body.count("bientôt") == 1
    assert "avant le 27 novembre" in delivery.html
    assert DigestLine.objects.filter(gathered_at=None).count() == 0


def test_nothing_leaves_when_nothing_waits():
    assert gather() == 0
    assert Delivery.objects.count() == 0


def test_once_a_week_is_on_monday():
    actions.prefer(address=ANNE, pace=Pace.WEEKLY, now=MONDAY)
    notify("une nouvelle")

    assert gather(TUESDAY) == 0
    assert gather(MONDAY) == 1


def test_a_preference_of_now_leaves_now_and_never_is_never():
    actions.prefer(address="Anne@exemple.fr", pace=Pace.AT_ONCE, now=MONDAY)
    assert isinstance(notify("tout de suite"), Delivery)
    notify_waits = DigestLine.objects.create(key="attend", address=ANNE, kind="news", sentence="…")

    actions.prefer(address=ANNE, pace=Pace.NEVER, now=MONDAY)

    assert notify("plus jamais") is None
    assert gather() == 0
    notify_waits.refresh_from_db()
    assert notify_waits.gathered_at == MONDAY


def test_a_digest_says_how_to_leave_in_its_text_and_to_the_mail_program():
    notify("une nouvelle")
    gather()
    delivery = Delivery.objects.get()

    tasks.send(delivery_id=delivery.pk)

    (message,) = mail.outbox
    link = SignedLink.objects.get(act=LinkAct.PREFERENCES, email=ANNE)
    assert f"/messages/{link.pk}-" in delivery.leave_url
    assert delivery.leave_url in message.body
    assert message.extra_headers["List-Unsubscribe"] == f"<{delivery.leave_url}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def sent(address):
    delivery = actions.write(key=address, address=address, letter=letter())
    tasks.send(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    return (delivery.sent_at is not None, delivery.dropped_at is not None)


def test_a_message_to_a_mentor_who_left_does_not_leave():
    MentorFactory(email="parti@exemple.fr", left_on=date(2026, 11, 20))
    MentorFactory(email="present@exemple.fr")

    assert sent("parti@exemple.fr") == (False, True)
    assert sent("present@exemple.fr") == (True, False)
    assert [message.to for message in mail.outbox] == [["present@exemple.fr"]]


def test_a_message_to_an_account_leaves_while_it_has_a_role():
    access.give(
        user=UserFactory(email="fini@exemple.fr"),
        post=access.mentee_post(mentee := MenteeFactory(), mentee.school),
        valid_from=date(2026, 9, 1),
        by=None,
    ).user.grants.update(valid_until=date(2026, 11, 1))
    access.give(
        user=UserFactory(email="en-poste@exemple.fr"),
        post=access.mentee_post(mentee, mentee.school),
        valid_from=date(2026, 9, 1),
        by=None,
    )

    assert sent("fini@exemple.fr") == (False, True)
    assert sent("en-poste@exemple.fr") == (True, False)


def test_whoever_is_invited_back_receives_the_invitation():
    MentorFactory(email="retour@exemple.fr", left_on=date(2026, 1, 20))
    access.make_link(act=LinkAct.APPLY, email="retour@exemple.fr", now=MONDAY, by=None)

    assert sent("retour@exemple.fr") == (True, False)
    assert sent("inconnu@exemple.fr") == (True, False)


def test_a_text_message_leaves_once_and_the_log_masks_the_number(caplog):
    for _ in range(2):
        message = actions.write_sms(key="s1", number="06 12 34 56 78", text="1 = tenue")
    tasks.send_sms(message_id=message.pk)
    tasks.send_sms(message_id=message.pk)

    message.refresh_from_db()
    assert (message.number, message.sent_at) == ("+33612345678", MONDAY)
    assert ShortMessage.objects.count() == 1
    assert caplog.text.count("1 = tenue") == 1
    assert "…78" in caplog.text
    assert "345678" not in caplog.text


@pytest.mark.parametrize("number", ["", "12", "anne@exemple.fr", "0123"])
def test_what_is_no_number_receives_and_hands_over_nothing(number):
    assert actions.write_sms(key="s", number=number, text="x") is None
    assert actions.receive_sms(number=number, text="1", now=MONDAY) is None
    with pytest.raises(CommandError):
        call_command("receive_sms", number, "1")


def test_an_answer_is_taken_in_by_command():
    call_command("receive_sms", "+33 6 12 34 56 78", " 1 ")

    assert list(ReceivedText.objects.values_list("number", "text")) == [("+33612345678", "1")]


@given(
    st.integers(min_value=100_000_000, max_value=999_999_999), st.sampled_from(["+33", "0033", "0"])
)
def test_a_number_is_the_same_however_it_is_written(national, prefix):
    written = f"{prefix}{national}"

    assert sms.normalized(written) == f"+33{national}"
    assert sms.normalized(" ".join(written)) == f"+33{national}"
