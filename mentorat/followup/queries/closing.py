"""A closing as the coordinator sees it: who was asked, who answered, what is left."""

from dataclasses import dataclass

from django.db.models import QuerySet

from mentorat.followup.enums import Side, TalkMode, TalkState
from mentorat.followup.exit_questions import answers_in_words
from mentorat.followup.models import Closing, ExitTalk
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import RematchHold
from mentorat.mentorships.queries import MentorshipShown, mentorship_shown, mentorships_shown
from mentorat.people.models import Guardian


@dataclass(frozen=True)
class TalkLine:
    talk: ExitTalk
    name: str
    answers: tuple[tuple[str, str], ...]

    @property
    def is_left(self) -> bool:
        return self.talk.state == TalkState.ASKED

    @property
    def mode(self) -> str:
        return TalkMode(self.talk.mode).label if self.talk.mode else ""


@dataclass(frozen=True)
class ClosingShown:
    closing: Closing
    shown: MentorshipShown
    talks: tuple[TalkLine, ...]
    guardians: tuple[Guardian, ...]
    """Of the pupils of the relation, not asked yet."""

    @property
    def title(self) -> str:
        return self.shown.title


@dataclass(frozen=True)
class ClosingLine:
    closing: Closing
    title: str
    is_ended: bool


def closings_listed(*, scope: Scope) -> list[ClosingLine]:
    """Return the closings that someone still has to bring to their end, the oldest first."""
    standing = list(
        Closing.objects.within(scope)
        .standing()
        .select_related("mentorship")
        .order_by("opened_at", "pk")
    )
    shown = mentorships_shown([one.mentorship for one in standing], scope=scope)
    return [
        ClosingLine(closing, one.title, closing.mentorship.state == MentorshipState.ENDED)
        for closing, one in zip(standing, shown, strict=True)
    ]


def closing_shown(closing: Closing, *, scope: Scope) -> ClosingShown:
    """Return a closing with its talks, in a constant number of queries."""
    shown = mentorship_shown(closing.mentorship, scope=scope)
    talks = list(
        ExitTalk.objects.within(scope)
        .filter(closing=closing)
        .select_related("guardian", "settled_by")
        .order_by("side", "pk")
    )
    guardians = _guardians(closing, scope)
    asked = {talk.guardian_id for talk in talks}
    names = {
        **{(Side.MENTOR, one.person_id): one.name for one in shown.mentors},
        **{(Side.MENTEE, one.person_id): one.name for one in shown.mentees},
        **{(Side.GUARDIAN, one.pk): one.full_name for one in guardians},
    }
    return ClosingShown(
        closing=closing,
        shown=shown,
        talks=tuple(_line(talk, names) for talk in talks),
        guardians=tuple(one for one in guardians if one.pk not in asked),
    )


def talk_shown(talk: ExitTalk, *, scope: Scope) -> TalkLine:
    """Return one talk, with the name of its person as the scope reads it."""
    if talk.closing is None:
        return _line(talk, {(Side.MENTEE, talk.mentee_id or 0): str(talk.mentee)})
    seen = closing_shown(talk.closing, scope=scope)
    return next(line for line in seen.talks if line.talk.pk == talk.pk)


def leavers_to_hear(*, scope: Scope) -> list[TalkLine]:
    """Return the talks asked of pupils who left a group that goes on, the oldest first."""
    asked = ExitTalk.objects.within(scope).of_leavers().left().select_related("mentee")
    return [talk_shown(talk, scope=scope) for talk in asked.order_by("asked_at", "pk")]


def talk_of_hold(hold: RematchHold, *, scope: Scope) -> TalkLine | None:
    """Return what a pupil said, or is asked to say, of the relation after which he or she waits."""
    found = ExitTalk.objects.within(scope).filter(
        mentorship=hold.mentorship_id, mentee=hold.mentee_id
    )
    talk = found.select_related("closing__mentorship", "mentee").order_by("asked_at", "pk").last()
    return talk_shown(talk, scope=scope) if talk is not None else None


def own_talks(scope: Scope) -> QuerySet[ExitTalk]:
    """Return the talks that wait for the one whose scope it is."""
    if scope.family is not Family.GRANT or scope.association is not None:
        return ExitTalk.objects.none().unscoped("nobody's own")
    return ExitTalk.objects.within(scope).left().order_by("asked_at", "pk")


def _guardians(closing: Closing, scope: Scope) -> list[Guardian]:
    mentees = closing.mentorship.mentee_memberships.values("mentee_id")
    return list(Guardian.objects.within(scope).filter(mentee__in=mentees).order_by("rank", "pk"))


def _line(talk: ExitTalk, names: dict[tuple[Side, int], str]) -> TalkLine:
    side = Side(talk.side)
    person = talk.mentor_id or talk.mentee_id or talk.guardian_id or 0
    answers = tuple(answers_in_words(side, talk.answers, to_mentee=False))
    return TalkLine(talk, names.get((side, person), side.label), answers)
