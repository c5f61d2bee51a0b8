"""Every letter of every app: text and HTML, short, with its reason, without a pupil's name."""

import inspect
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import Enum
from html import unescape
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import get_type_hints

import pytest

from mentorat.access import actions as access
from mentorat.access.models import Invitation
from mentorat.followup import actions
from mentorat.followup.enums import AlarmKind, Topic
from mentorat.followup.models import Alarm, SessionReport
from mentorat.notifications import actions as notifications
from mentorat.notifications.enums import Kind, Pace
from mentorat.notifications.models import Delivery, DigestLine
from mentorat.notifications.notices import Letter
from mentorat.organisations.models import Association, School
from mentorat.people.models import Mentee
from mentorat.programmes.notices import PREPARING, Preparing
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import MenteeFactory, UserFactory
from tests.factories.scheduling import MentoringSessionFactory, paris

APPS = Path(__file__).resolve().parent.parent.parent / "mentorat"
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
URL = "https://mentorat.example/l/12-abc/"
FIRST_NAME, LAST_NAME = "Zéphyrine", "Quinquetaille"
LONGEST_SUBJECT, LONGEST_PARAGRAPH, LONGEST = 160, 400, 2000


def letters():
    """Find every function of the notices that returns a letter."""
    for path in sorted(APPS.glob("*/notices*")):
        modules = [path] if path.is_file() else sorted(path.glob("*.py"))
        for module in modules:
            name = ".".join(("mentorat", *module.relative_to(APPS).with_suffix("").parts))
            for function in vars(import_module(name)).values():
                is_ours = inspect.isfunction(function) and function.__module__ == name
                if is_ours and get_type_hints(function).get("return") is Letter:
                    app = name.split(".")[1]
                    yield pytest.param(function, id=f"{app}.{function.__name__}")


LETTERS = list(letters())


def samples(name, kind, pupil):
    """Return the values tried for a parameter: every one, where there are few."""
    if kind is str:
        return [URL] if name in {"url", "link", "leave_url"} else ["Les Tisserands"]
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return list(kind)
    known = {
        bool: [True, False],
        int: [1, 12],
        date: [AT.date()],
        datetime: [AT],
        Alarm: [Alarm(pk=1, kind=kind, about_on=AT.date()) for kind in AlarmKind],
        School: [pupil.school],
        Association | None: [None, Association(name="Premiers Fils")],
        Preparing: list(PREPARING.values()),
        Sequence[DigestLine]: [[DigestLine(kind=kind, sentence="Une phrase.") for kind in Kind]],
    }
    if kind is Invitation:
        return [invitation_of(pupil)]
    assert kind in known, f"Say here what a letter is tried with for {name}: {kind}."
    return known[kind]


def invitation_of(pupil):
    post = access.mentee_post(pupil, pupil.school)
    return Invitation(
        role=post.role,
        where_label=post.label,
        mentee=pupil,
        email="eleve@exemple.fr",
        expires_at=AT,
        invited_by=UserFactory(full_name="Anne Lefort"),
    )


@pytest.fixture
def pupil():
    return MenteeFactory(first_name=FIRST_NAME, last_name=LAST_NAME)


@pytest.mark.django_db
@pytest.mark.parametrize("function", LETTERS)
def test_a_letter_is_short_says_why_and_is_the_same_in_text_and_html(function, pupil):
    hints = {name: kind for name, kind in get_type_hints(function).items() if name != "return"}
    tried = product(*(samples(name, kind, pupil) for name, kind in hints.items()))

    for values in tried:
        letter = function(**dict(zip(hints, values, strict=True)))
        text, html = letter.text, unescape(letter.html)
        assert 0 < len(letter.subject) <= LONGEST_SUBJECT
        assert letter.why
        assert bool(letter.url) == bool(letter.button)
        assert len(text) <= LONGEST
        for said in (*letter.paragraphs, letter.why, letter.url, letter.button):
            assert said in text
            assert all(line in html for line in said.splitlines())
            assert len(said) <= LONGEST_PARAGRAPH
            assert "'" not in said
        assert FIRST_NAME not in text + html + letter.subject
        assert LAST_NAME not in text + html + letter.subject


@pytest.mark.parametrize("function", LETTERS)
def test_no_letter_is_handed_a_pupil(function):
    assert Mentee not in get_type_hints(function).values()


def test_the_letters_are_found():
    assert len(LETTERS) >= 15


@pytest.mark.django_db
@pytest.mark.usefixtures("queue")
def test_nothing_that_leaves_while_a_relation_runs_names_the_pupil(pupil):
    mentorship = MentorshipFactory(active=True, mentee=pupil, started_on=date(2026, 11, 2))
    mentor, by = mentorship.mentor_memberships.get().mentor, UserFactory(full_name="Anne Lefort")
    MentoringSessionFactory(mentorship=mentorship, starts_at=paris(16, 8), ends_at=paris(16, 9))
    post = access.mentee_post(pupil, pupil.school)
    access.give(user=UserFactory(), post=post, valid_from=date(2026, 9, 1), by=None)
    mentorship.project.pilot = by
    mentorship.project.save(update_fields=["pilot"])
    now, later = paris(16, 12), paris(24, 12)

    actions.ask_reports(now=now)
    actions.open_check_ins(now=now, today=now.date())
    check_in = mentorship.check_ins.get()
    notifications.prefer(address=mentor.email, pace=Pace.DAILY, now=now)
    actions.remind_reports(now=paris(17, 7), today=paris(17, 7).date())
    actions.follow_check_ins(now=later, today=later.date())
    actions.answer_check_in(
        check_in=check_in,
        mentee_id=pupil.pk,
        scores=dict.fromkeys(Topic, 1),
        wants_talk=True,
        now=later,
        by=None,
    )
    report = SessionReport.objects.unscoped("test").get()
    actions.tell_by_digit(report=report, outcome="held", now=later)
    actions.thank(
        report=SessionReport.objects.unscoped("test").get(), sentence="Merci.", now=later, by=by
    )

    sent = [one.subject + one.body + one.html for one in Delivery.objects.all()]
    assert len(sent) == 8
    assert [one for one in sent if FIRST_NAME in one or LAST_NAME in one] == []
