"""What each state is called and how it stands out: the words of the enumerations, with a tone."""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import TextChoices
from django.template import Library

from mentorat.followup.enums import AlarmState, CheckInState, ClosingState, Health, TalkState
from mentorat.imports.enums import ImportState
from mentorat.matching.enums import ProposalState, RunState
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.people.enums import ApplicationState, AuthorisationStatus
from mentorat.programmes.enums import ProjectState
from mentorat.scheduling.enums import AttendanceStatus, SessionState
from mentorat.speedmeetings.enums import MeetingState

register = Library()


class Tone(StrEnum):
    """Tones of the design system: each has its icon, so that colour is never alone."""

    NEUTRAL = "neutral"
    NEW = "new"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


class NeedState(TextChoices):
    """Where a volunteer stands; deduced from the need and its relations."""

    WAITING = "waiting", "attend un mentor"
    PROPOSED = "proposed", "proposition en cours"
    MET = "met", "accompagné"
    WITHDRAWN = "withdrawn", "retiré"


class ClearanceState(TextChoices):
    """What a clearance is worth on a day; deduced from its dates."""

    VALID = "valid", "valide"
    ENDING = "ending", "expire bientôt"
    EXPIRED = "expired", "expirée"
    MISSING = "missing", "manquante"


class StepState(TextChoices):
    """Where a step of a project stands; deduced from its dates."""

    DONE = "done", "fait"
    CURRENT = "current", "en cours"
    LATE = "late", "en retard"
    TODO = "todo", "à faire"


T = Tone
STATES: Mapping[str, tuple[type[TextChoices], Mapping[TextChoices, Tone]]] = {
    "mentorship": (
        MentorshipState,
        {
            MentorshipState.PROPOSED: T.NEW,
            MentorshipState.AWAITING: T.WARNING,
            MentorshipState.ACCEPTED: T.INFO,
            MentorshipState.READY: T.INFO,
            MentorshipState.ACTIVE: T.SUCCESS,
            MentorshipState.SUSPENDED: T.WARNING,
            MentorshipState.ENDED: T.NEUTRAL,
            MentorshipState.DECLINED: T.NEUTRAL,
            MentorshipState.WITHDRAWN: T.NEUTRAL,
            MentorshipState.LAPSED: T.NEUTRAL,
        },
    ),
    "member": (
        MemberState,
        {
            MemberState.ASKED: T.NEW,
            MemberState.ACCEPTED: T.SUCCESS,
            MemberState.DECLINED: T.NEUTRAL,
        },
    ),
    "session": (
        SessionState,
        {
            SessionState.PLANNED: T.INFO,
            SessionState.HELD: T.SUCCESS,
            SessionState.CANCELLED: T.NEUTRAL,
        },
    ),
    "check_in": (
        CheckInState,
        {
            CheckInState.OPENED: T.NEW,
            CheckInState.PARTLY: T.INFO,
            CheckInState.COMPLETE: T.SUCCESS,
            CheckInState.OVERDUE: T.WARNING,
            CheckInState.SKIPPED: T.NEUTRAL,
        },
    ),
    "attendance": (
        AttendanceStatus,
        {
            AttendanceStatus.PRESENT: T.SUCCESS,
            AttendanceStatus.ABSENT: T.ERROR,
            AttendanceStatus.EXCUSED: T.WARNING,
        },
    ),
    "need": (
        NeedState,
        {
            NeedState.WAITING: T.WARNING,
            NeedState.PROPOSED: T.NEW,
            NeedState.MET: T.SUCCESS,
            NeedState.WITHDRAWN: T.NEUTRAL,
        },
    ),
    "speed_meeting": (
        MeetingState,
        {
            MeetingState.PLANNED: T.NEW,
            MeetingState.DECIDED: T.SUCCESS,
            MeetingState.CANCELLED: T.NEUTRAL,
        },
    ),
    "proposal": (
        ProposalState,
        {
            ProposalState.SUGGESTED: T.NEW,
            ProposalState.ACCEPTED: T.SUCCESS,
            ProposalState.DECLINED: T.NEUTRAL,
        },
    ),
    "authorisation": (
        AuthorisationStatus,
        {
            AuthorisationStatus.ADULT: T.NEUTRAL,
            AuthorisationStatus.MISSING: T.WARNING,
            AuthorisationStatus.REQUESTED: T.NEW,
            AuthorisationStatus.GIVEN: T.SUCCESS,
            AuthorisationStatus.REFUSED: T.ERROR,
            AuthorisationStatus.WITHDRAWN: T.ERROR,
        },
    ),
    "application": (
        ApplicationState,
        {
            ApplicationState.WAITING: T.INFO,
            ApplicationState.ACCEPTED: T.SUCCESS,
            ApplicationState.DECLINED: T.NEUTRAL,
        },
    ),
    "clearance": (
        ClearanceState,
        {
            ClearanceState.VALID: T.SUCCESS,
            ClearanceState.ENDING: T.WARNING,
            ClearanceState.EXPIRED: T.ERROR,
            ClearanceState.MISSING: T.ERROR,
        },
    ),
    "alarm": (
        AlarmState,
        {
            AlarmState.OPEN: T.WARNING,
            AlarmState.SNOOZED: T.INFO,
            AlarmState.ENDED: T.SUCCESS,
        },
    ),
    "health": (
        Health,
        {Health.ALARM: T.ERROR, Health.WATCH: T.WARNING, Health.ON_TRACK: T.SUCCESS},
    ),
    "project": (
        ProjectState,
        {ProjectState.OPEN: T.SUCCESS, ProjectState.CLOSED: T.NEUTRAL},
    ),
    "step": (
        StepState,
        {
            StepState.DONE: T.SUCCESS,
            StepState.CURRENT: T.INFO,
            StepState.LATE: T.ERROR,
            StepState.TODO: T.NEUTRAL,
        },
    ),
    "closing": (
        ClosingState,
        {
            ClosingState.OPENED: T.NEW,
            ClosingState.ASKED: T.INFO,
            ClosingState.SETTLED: T.INFO,
            ClosingState.COMPLETE: T.SUCCESS,
            ClosingState.DROPPED: T.NEUTRAL,
        },
    ),
    "talk": (
        TalkState,
        {
            TalkState.ASKED: T.WARNING,
            TalkState.DONE: T.SUCCESS,
            TalkState.GIVEN_UP: T.NEUTRAL,
        },
    ),
    "run": (
        RunState,
        {
            RunState.WAITING: T.NEUTRAL,
            RunState.RUNNING: T.INFO,
            RunState.DONE: T.SUCCESS,
            RunState.FAILED: T.ERROR,
        },
    ),
    "import": (
        ImportState,
        {
            ImportState.MAPPING: T.NEW,
            ImportState.PLANNED: T.INFO,
            ImportState.APPLIED: T.SUCCESS,
            ImportState.ABANDONED: T.NEUTRAL,
        },
    ),
}


@register.filter
def state_label(state: str, kind: str) -> str:
    """Return the French words of a state of a kind. Another kind, or state, is a bug."""
    return str(STATES[kind][0](state).label)


@register.filter
def state_tone(state: str, kind: str) -> Tone:
    words, tones = STATES[kind]
    return tones[words(state)]
