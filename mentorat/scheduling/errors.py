"""Refusals about sessions.

SchedulingRefusal
├── SlotTaken
│   ├── RoomTaken
│   ├── MentorTaken
│   └── MenteeTaken
├── OutsideOpeningHours
├── OutsideRemoteHours
├── DuringHolidays
├── DuringPfmp
├── OnSunday
├── OutsideCampaign
├── InThePast
├── WrongDuration
├── RoomOrRemote
├── RoomUnusable
├── RoomTooSmall
├── MentorshipNotOpen
├── AuthorisationMissing
├── MentorOutOfReach
├── MenteesOutOfReach
├── WrongSessionState
├── AttendanceTooEarly
└── AttendanceIncomplete
"""

import re
from datetime import date, time

from django.utils.dateformat import format as formatted

from mentorat.foundations.errors import Refusal


def in_words(value: object) -> object:
    """Return a time or a day as one says it; anything else as it is."""
    if isinstance(value, time):
        return f"{value.hour} h {value.minute:02d}" if value.minute else f"{value.hour} h"
    if isinstance(value, date):
        return formatted(value, "l j F Y").replace(" 1 ", " 1er ", 1)
    return value


class SchedulingRefusal(Refusal):
    """Details are given as values: hours, days and rooms are put into words here."""

    message = "Cette séance ne peut pas être prévue ainsi."

    def __init__(self, **details: object) -> None:
        if "room" in details:
            # « La salle Salle 12 » reads badly.
            details["room"] = re.sub(r"^salle\s+", "", str(details["room"]), flags=re.IGNORECASE)
        super().__init__(**{name: in_words(value) for name, value in details.items()})


class SlotTaken(SchedulingRefusal):
    message = "Ce créneau vient d’être pris : choisissez-en un autre."


class RoomTaken(SlotTaken):
    message = (
        "La salle {room} est déjà prise de {starts} à {ends} ce jour-là :"
        " choisissez un autre créneau ou une autre salle."
    )


class MentorTaken(SlotTaken):
    # Nothing on where and with whom: it may be in another school.
    message = "{mentor} a déjà une séance à ce moment-là : choisissez un autre créneau."


class MenteeTaken(SlotTaken):
    message = "Un des élèves a déjà une séance à ce moment-là : choisissez un autre créneau."


class OutsideOpeningHours(SchedulingRefusal):
    message = (
        "La salle {room} est ouverte de {opens} à {closes} : choisissez un horaire dans ces heures."
    )


class OutsideRemoteHours(SchedulingRefusal):
    message = (
        "Une séance à distance se tient le même jour entre {opens} et {closes} :"
        " choisissez un horaire dans ces heures."
    )


class DuringHolidays(SchedulingRefusal):
    message = "Pas de séance le {day} ({label}) : choisissez un jour de classe."


class DuringPfmp(SchedulingRefusal):
    message = (
        "Le {day}, {classes} est en PFMP : choisissez un autre jour, ou une séance à distance."
    )


class OnSunday(SchedulingRefusal):
    message = "Pas de séance le {day} : choisissez un jour de classe."


class OutsideCampaign(SchedulingRefusal):
    message = (
        "Le {day} est hors de la campagne, qui va du {opens} au {closes} :"
        " choisissez un autre jour."
    )


class InThePast(SchedulingRefusal):
    message = "Le {day} à {starts} est déjà passé : choisissez un créneau à venir."


class WrongDuration(SchedulingRefusal):
    message = "Une séance dure de 15 minutes à 4 heures : corrigez l’heure de fin."


class RoomOrRemote(SchedulingRefusal):
    message = "Une séance au lycée a une salle, une séance à distance n’en a pas : choisissez."


class RoomUnusable(SchedulingRefusal):
    message = "La salle {room} n’est pas disponible pour cette relation : choisissez-en une autre."


class RoomTooSmall(SchedulingRefusal):
    message = (
        "La salle {room} a {capacity} places pour {people} personnes :"
        " choisissez-en une plus grande."
    )


class MentorshipNotOpen(SchedulingRefusal):
    message = (
        "Une relation « {state} » n’a pas de nouvelle séance : elle doit être acceptée ou en cours."
    )


class AuthorisationMissing(SchedulingRefusal):
    # No name: a mentor may read it. At school, a group meets with all its pupils.
    message = (
        "Il manque l’autorisation « {scope} » de la famille d’un élève mineur : le lycée la demande"
        " à la page « Autorisations », dans le menu « Élèves »."
    )


class MentorOutOfReach(SchedulingRefusal):
    message = (
        "Un mentor de cette relation n’intervient plus dans l’établissement :"
        " vérifiez sa fiche avant de prévoir une séance."
    )


class MenteesOutOfReach(SchedulingRefusal):
    message = "Cette relation est terminée : demandez au lycée de noter la présence."


class WrongSessionState(SchedulingRefusal):
    message = "Cette séance est « {state} » : elle ne peut pas devenir « {target} »."


class AttendanceTooEarly(SchedulingRefusal):
    message = "La présence se note quand la séance a commencé, le {day} à partir de {starts}."


class AttendanceIncomplete(SchedulingRefusal):
    message = "Notez la présence de chaque élève de la séance, et d’eux seuls."
