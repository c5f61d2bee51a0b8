"""When a report is asked for, told and answered; and the sentence that is prepared in return."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mentorat.followup.enums import Feeling, Outcome, ReportState, Theme
from mentorat.followup.errors import NothingToldOfTheSession, SomeoneCame, WrongReportState
from mentorat.followup.models import SessionReport
from mentorat.scheduling.enums import AttendanceStatus

S = ReportState

REPORT_TRANSITIONS: Mapping[ReportState, frozenset[ReportState]] = {
    S.AWAITED: frozenset({S.TOLD, S.UNKNOWN, S.SET_ASIDE}),
    # Better late than never.
    S.UNKNOWN: frozenset({S.TOLD, S.SET_ASIDE}),
    S.TOLD: frozenset({S.ANSWERED}),
    S.ANSWERED: frozenset(),
    # The school told of the session itself, or cancelled it.
    S.SET_ASIDE: frozenset(),
}

# What a mentor answers to a text message.
DIGITS: Mapping[str, Outcome] = {
    "1": Outcome.HELD,
    "2": Outcome.CANCELLED,
    "3": Outcome.NOBODY,
}


@dataclass(frozen=True)
class Told:
    """What a mentor says of a session. ``statuses`` by pupil; empty when it was cancelled."""

    outcome: Outcome
    statuses: Mapping[int, AttendanceStatus] = field(default_factory=dict)
    feeling: Feeling | None = None
    theme: Theme | None = None
    next_on: date | None = None
    note: str = ""


def can_become(report: SessionReport, target: ReportState) -> bool:
    return target in REPORT_TRANSITIONS[ReportState(report.state)]


def check_can_become(report: SessionReport, target: ReportState) -> None:
    if not can_become(report, target):
        raise WrongReportState(state=report.get_state_display(), target=target.label)


def check_told(told: Told, *, by_digit: bool) -> None:
    """Refuse a report that contradicts itself. A digit says less than a page."""
    came = AttendanceStatus.PRESENT in told.statuses.values()
    if told.outcome == Outcome.NOBODY and came:
        raise SomeoneCame
    if told.outcome == Outcome.HELD and not by_digit and not (told.feeling and told.theme):
        raise NothingToldOfTheSession


def digit(text: str) -> Outcome | None:
    """Return what a text message says, or nothing when it says none of the three."""
    return DIGITS.get(text.strip()[:1])


def prepared_answer(report: SessionReport) -> str:
    """Return the sentence prepared for the coordinator, by what the mentor told."""
    return next(sentence for applies, sentence in PREPARED if applies(report))


# The first that applies; what calls for an act comes before what is only good to hear.
PREPARED: tuple[tuple[Callable[[SessionReport], bool], str], ...] = (
    (
        lambda report: bool(report.note),
        "Merci pour votre mot : je l’ai bien lu, et je reviens vers vous rapidement.",
    ),
    (
        lambda report: report.outcome == Outcome.CANCELLED,
        "Merci de m’avoir prévenu. Nous cherchons ensemble une autre date.",
    ),
    (
        lambda report: report.outcome == Outcome.NOBODY,
        "Merci d’être venu. Nous voyons avec l’élève ce qui s’est passé.",
    ),
    (
        lambda report: report.feeling == Feeling.BAD,
        "Merci de l’avoir dit. Je vous appelle cette semaine pour en parler.",
    ),
    (
        lambda report: report.feeling == Feeling.MIXED,
        "Merci pour cette séance. Une question, un doute ? Je suis là pour en parler.",
    ),
    (
        lambda report: report.next_on is not None,
        "Merci pour cette séance ! Votre prochaine date est bien notée.",
    ),
    (
        lambda report: report.theme == Theme.MEETING,
        "Merci pour cet échange : le plus important est de revenir.",
    ),
    (
        lambda _report: True,
        "Merci pour cette séance et pour votre temps : cela compte pour l’élève.",
    ),
)
