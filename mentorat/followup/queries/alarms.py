"""Alarms as a reader sees them: a sentence that blames nobody, with names of the scope."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mentorat.followup.enums import AlarmKind
from mentorat.followup.models import Alarm
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.models import Mentorship
from mentorat.mentorships.queries import MentorshipShown, mentorships_shown
from mentorat.people.models import Mentor

# What happened, never whose fault it would be. {day}: the day of the alarm.
SENTENCES = {
    AlarmKind.SILENCE: "Pas de séance depuis le {day}, vacances et PFMP non comptées.",
    AlarmKind.NO_LIFE: "Pas de signe de vie depuis le {day} : il est temps de faire le point.",
    AlarmKind.ABSENCES: "Les deux dernières séances se sont tenues sans l’élève.",
    AlarmKind.NO_MEETING: "Tous sont d’accord depuis le {day} : la première date est à fixer.",
    AlarmKind.CHECK_IN: "Le point d’étape attendait ses réponses pour le {day}.",
    AlarmKind.LATE_START: (
        "Commencée après le {day}, la relation n’aura pas la durée minimale cette année."
    ),
    AlarmKind.CLEARANCE: "Une habilitation est valable jusqu’au {day} : elle est à renouveler.",
    AlarmKind.CAPACITY: "Ce mentor accompagne plus d’élèves qu’il n’a proposé de places.",
}
WHY = {
    AlarmKind.SILENCE: "Un silence a souvent une raison simple : une date suffit à le rompre.",
    AlarmKind.NO_LIFE: (
        "Essayez de joindre les deux côtés. Sans réponse, la clôture accompagnée libère chacun."
    ),
    AlarmKind.ABSENCES: "Demander comment va l’élève, avant de parler de la séance, aide le plus.",
    AlarmKind.NO_MEETING: "Une relation qui tarde à commencer se défait : le lycée fixe la date.",
    AlarmKind.CHECK_IN: "Deux minutes au téléphone remplacent un formulaire resté sans réponse.",
    AlarmKind.LATE_START: (
        "Elle peut commencer quand même, avec un objectif court, ou continuer l’an prochain."
    ),
    AlarmKind.CLEARANCE: "Sans elle, aucune séance ne pourra être prévue avec ce mentor.",
    AlarmKind.CAPACITY: "Voyez avec lui s’il ouvre une place, ou s’il préfère passer le relais.",
}


@dataclass(frozen=True)
class AlarmShown:
    alarm: Alarm
    title: str
    """Who: the relation, or the mentor."""
    sentence: str
    why: str
    shown: MentorshipShown | None
    mentor: Mentor | None


@dataclass(frozen=True)
class Subject:
    """A relation, or a mentor, with all that asks to look at it: one thing to do."""

    alarms: tuple[AlarmShown, ...]

    @property
    def first(self) -> AlarmShown:
        return self.alarms[0]

    @property
    def title(self) -> str:
        return self.first.title

    @property
    def causes(self) -> str:
        return ", ".join(one.alarm.get_kind_display() for one in self.alarms)

    @property
    def sentence(self) -> str:
        return " ".join(one.sentence for one in self.alarms)


def by_subject(alarms: Iterable[Alarm]) -> list[list[Alarm]]:
    """Group alarms by the relation or the mentor that they speak of, in the order of the first."""
    found: dict[tuple[int | None, int | None], list[Alarm]] = {}
    for alarm in alarms:
        found.setdefault((alarm.mentorship_id, alarm.mentor_id), []).append(alarm)
    return list(found.values())


def subjects(groups: Sequence[Sequence[Alarm]], *, scope: Scope) -> list[Subject]:
    """Return groups of alarms as a reader sees them, in a fixed number of questions."""
    shown = {
        one.alarm.pk: one
        for one in alarms_shown([alarm for group in groups for alarm in group], scope=scope)
    }
    return [Subject(tuple(shown[alarm.pk] for alarm in group)) for group in groups]


def alarms_shown(alarms: Sequence[Alarm], *, scope: Scope) -> list[AlarmShown]:
    """Return alarms with the names that the scope may read, in a fixed number of questions."""
    relations = Mentorship.objects.within(scope).filter(
        pk__in=_present(a.mentorship_id for a in alarms)
    )
    shown = {
        one.mentorship.pk: one
        for one in mentorships_shown(list(relations.select_related("school")), scope=scope)
    }
    mentors = Mentor.objects.within(scope).in_bulk(_present(one.mentor_id for one in alarms))
    return [_shown(alarm, shown, mentors, scope) for alarm in alarms]


def sentence_of(kind: AlarmKind, about_on: date | None) -> str:
    if kind == AlarmKind.CLEARANCE and about_on is None:
        return "Une habilitation que demande la règle de l’année manque."
    return SENTENCES[kind].format(day=f"{about_on:%d/%m/%Y}" if about_on else "")


def _shown(
    alarm: Alarm, shown: dict[int, MentorshipShown], mentors: dict[int, Mentor], scope: Scope
) -> AlarmShown:
    kind = AlarmKind(alarm.kind)
    relation = shown.get(alarm.mentorship_id or 0)
    mentor = mentors.get(alarm.mentor_id or 0)
    reads_names = scope.family is Family.SCHOOL or scope.association is not None
    name = (str(mentor) if reads_names else mentor.short_name) if mentor else ""
    return AlarmShown(
        alarm=alarm,
        title=relation.title if relation else name,
        sentence=sentence_of(kind, alarm.about_on),
        why=WHY[kind],
        shown=relation,
        mentor=mentor,
    )


def _present(pks: Iterable[int | None]) -> list[int]:
    return [pk for pk in pks if pk is not None]
