"""Check-ins that are late, and those that stand out: both sides, beside each other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentorat.followup.check_in_questions import SCALE, questions
from mentorat.followup.enums import Signal, Topic
from mentorat.followup.models import CheckIn, CheckInAnswer
from mentorat.followup.models.checkins import CheckInQuerySet
from mentorat.followup.policies.checkins import signals
from mentorat.foundations.scope import Scope
from mentorat.mentorships.queries import MentorshipShown, mentorships_shown

WORDS = dict(SCALE)


@dataclass(frozen=True)
class OverdueCheckIn:
    check_in_id: int
    mentorship_id: int
    place: int
    step: int
    answer_by: date
    missing: int


@dataclass(frozen=True)
class Said:
    """What one person answered, in words, by topic; nothing where that person did not answer."""

    name: str
    is_mentor: bool
    words: tuple[str, ...]
    wants_talk: bool


@dataclass(frozen=True)
class CheckInShown:
    check_in: CheckIn
    shown: MentorshipShown
    said: tuple[Said, ...]
    signals: tuple[Signal, ...]

    @property
    def is_pressing(self) -> bool:
        return any(signal in Signal.PRESSING for signal in self.signals)


def overdue(scope: Scope, today: date) -> list[OverdueCheckIn]:
    """Return the check-ins whose answers are late, the latest to come first waited for."""
    late = (
        CheckIn.objects.within(scope)
        .answerable()
        .filter(answer_by__lt=today)
        .order_by("answer_by", "pk")
    )
    return [
        OverdueCheckIn(
            check_in_id=one.pk,
            mentorship_id=one.mentorship_id,
            place=one.place,
            step=one.step,
            answer_by=one.answer_by,
            missing=one.expected - one.answered,
        )
        for one in late
    ]


def own_check_ins(scope: Scope) -> CheckInQuerySet:
    """Return the check-ins that wait for the answer of the person of the scope."""
    mine = CheckInAnswer.objects.within(scope).filter(answered_at=None)
    found = CheckIn.objects.within(scope).answerable()
    return found.filter(pk__in=mine.values("check_in")).order_by("answer_by", "pk")


def standing_out(scope: Scope) -> list[CheckInShown]:
    """Return the check-ins in which something stands out and that nobody handled yet.

    Whoever asks to talk, or is not safe, comes first; then gaps and falls; the oldest first.
    """
    recent = CheckIn.objects.within(scope).filter(handled_at=None, answered__gt=0)
    shown = check_ins_shown(list(recent.select_related("mentorship__school")), scope=scope)
    order = list(Signal)
    found = [one for one in shown if one.signals]
    return sorted(found, key=lambda one: (order.index(one.signals[0]), one.check_in.opened_at))


def check_ins_shown(check_ins: Sequence[CheckIn], *, scope: Scope) -> list[CheckInShown]:
    """Return check-ins with what the scope may read of their answers. A fixed number of questions.

    An association reads the side of its own mentors: a gap with the pupils is not for it.
    """
    mentorships = {one.mentorship_id: one.mentorship for one in check_ins}
    titles = {
        one.mentorship.pk: one for one in mentorships_shown(list(mentorships.values()), scope=scope)
    }
    answers: dict[tuple[int, int], list[CheckInAnswer]] = defaultdict(list)
    found = CheckInAnswer.objects.within(scope).filter(check_in__mentorship__in=mentorships)
    for answer in found.select_related("check_in").order_by("mentor", "mentee"):
        answers[answer.check_in.mentorship_id, answer.check_in.step].append(answer)
    return [_shown(one, titles[one.mentorship_id], answers) for one in check_ins]


def _shown(
    check_in: CheckIn,
    shown: MentorshipShown,
    answers: dict[tuple[int, int], list[CheckInAnswer]],
) -> CheckInShown:
    asked = answers[check_in.mentorship_id, check_in.step]
    former = answers.get((check_in.mentorship_id, check_in.step - 1), [])
    names = {(one.is_mentor, one.person_id): one.name for one in (*shown.mentors, *shown.mentees)}
    return CheckInShown(
        check_in=check_in,
        shown=shown,
        said=tuple(_said(one, names) for one in asked),
        signals=signals(_given(asked), _given(former)),
    )


def _given(answers: Sequence[CheckInAnswer]) -> list[CheckInAnswer]:
    return [one for one in answers if one.answered_at is not None]


def _said(answer: CheckInAnswer, names: dict[tuple[bool, int], str]) -> Said:
    is_mentor, person = answer.person
    scores = [getattr(answer, topic) for topic in Topic]
    return Said(
        name=names.get((is_mentor, person or 0), ""),
        is_mentor=is_mentor,
        words=tuple("" if score is None else WORDS[score] for score in scores),
        wants_talk=answer.wants_talk,
    )


def asked_of(answer: CheckInAnswer) -> list[str]:
    """Return the questions that a person was asked, in the order of the topics."""
    by_topic = questions(is_mentor=answer.is_of_mentor, version=answer.version).by_topic
    return [by_topic[topic] for topic in Topic]
