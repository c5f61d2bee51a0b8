"""What happened in a relation: by whom, for the school; what, for the others."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from mentorat.foundations.scope import Family, Scope
from mentorat.journal.models import Entry
from mentorat.mentorships.enums import (
    EndReason,
    LeavingReason,
    MentorshipState,
    Party,
    SignatureChannel,
)
from mentorat.mentorships.models import Agreement, Mentorship, ObjectiveRevision
from mentorat.programmes.enums import Objective

SIDES = {"mentor": "le mentor", "mentee": "l’élève"}

# What the codes of a line of the journal say in words.
WORDS: Mapping[str, Callable[[str], str]] = {
    "side": lambda code: SIDES.get(code, code),
    "party": lambda code: str(Party(code).label),
    "channel": lambda code: str(SignatureChannel(code).label),
    "version": lambda code: f"version {code}",
    "state": lambda code: f"était « {MentorshipState(code).label} »",
    "former": lambda code: f"avant : {Objective(code).label}",
    "objective": lambda code: f"maintenant : {Objective(code).label}",
    "leaving": lambda code: str(LeavingReason(code).label),
    "reason": lambda code: str(EndReason(code).label),
    "avenir_pro_until": lambda code: (
        f"dans AvenirPro+, jusqu’au {date.fromisoformat(code):%d/%m/%Y}"
    ),
    "days": lambda code: f"{code} jours de plus",
    "letters": lambda code: "à personne" if code == "0" else f"courriels : {code}",
    "count": lambda code: f"élèves : {code}",
}


@dataclass(frozen=True)
class Moment:
    """A line of the timeline."""

    at: datetime
    sentence: str
    by: str = ""
    detail: str = ""


def timeline(mentorship: Mentorship, *, scope: Scope) -> list[Moment]:
    """Return what happened, latest first. The school reads who did it; the others read what."""
    if scope.family is not Family.SCHOOL:
        found = list(_dates(mentorship, scope))
        return sorted(found, key=lambda moment: moment.at, reverse=True)
    entries = (
        Entry.objects.within(scope)
        .filter(about_kind="mentorship", about_id=mentorship.pk)
        .select_related("by")
        .order_by("-at", "-pk")
    )
    return [
        Moment(entry.at, entry.get_event_display(), str(entry.by or ""), _detail(entry.detail))
        for entry in entries
    ]


def _detail(detail: Mapping[str, object]) -> str:
    return ", ".join(
        WORDS[name](str(value)) for name, value in detail.items() if name in WORDS and value != ""
    )


def _dates(mentorship: Mentorship, scope: Scope) -> Iterator[Moment]:
    yield Moment(mentorship.proposed_at, "relation proposée")
    for agreement in Agreement.objects.within(scope).filter(mentorship=mentorship):
        yield Moment(agreement.made_at, f"accord de mentorat établi, version {agreement.version}")
    for revision in ObjectiveRevision.objects.within(scope).filter(mentorship=mentorship):
        yield Moment(revision.revised_at, f"objectif revu : {Objective(revision.objective).label}")
    if mentorship.started_on:
        yield Moment(_noon(mentorship.started_on), "première rencontre")
    if mentorship.avenir_pro_on and mentorship.avenir_pro_until:
        until = f"{mentorship.avenir_pro_until:%d/%m/%Y}"
        yield Moment(
            _noon(mentorship.avenir_pro_on), f"suite décidée : AvenirPro+, jusqu’au {until}"
        )
    if mentorship.ended_on:
        yield Moment(_noon(mentorship.ended_on), "relation terminée")


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
