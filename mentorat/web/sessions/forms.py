"""Forms of sessions: one, a weekly series, and the sheet of those who came."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from mentorat.organisations.models import Room
from mentorat.people.models import User
from mentorat.scheduling.enums import AttendanceStatus, SessionMode
from mentorat.scheduling.queries import AttendanceLine
from mentorat.web.forms import DateField, Form, TimeField

DURATIONS = [(30, "30 minutes"), (45, "45 minutes"), (60, "1 heure"), (90, "1 heure 30")]
DURATIONS += [(120, "2 heures"), (180, "3 heures")]
REMOTE = "remote"


class SessionForm(Form):
    day = DateField(label="Jour")
    starts = TimeField(label="Début")
    minutes = forms.TypedChoiceField(label="Durée", choices=DURATIONS, coerce=int, initial=60)
    where = forms.ChoiceField(label="Lieu")
    weeks = forms.IntegerField(
        label="Nombre de semaines",
        min_value=1,
        max_value=30,
        initial=1,
        help_text="Plus d’une : la même heure chaque semaine de classe, vacances sautées.",
    )

    def __init__(self, *args: Any, rooms: list[Room], repeats: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rooms = {str(room.pk): room for room in rooms}
        places = [(pk, f"Salle {room}, {room.capacity} places") for pk, room in self.rooms.items()]
        self.fields["where"].choices = [  # type: ignore[attr-defined]  # a choice field
            *places,
            (REMOTE, "À distance"),
        ]
        if not repeats:
            del self.fields["weeks"]

    @property
    def starts_at(self) -> datetime:
        """Return the beginning, on the clocks of the school."""
        naive = datetime.combine(self.cleaned_data["day"], self.cleaned_data["starts"])
        return timezone.make_aware(naive)

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.cleaned_data["minutes"])

    @property
    def room(self) -> Room | None:
        return self.rooms.get(self.cleaned_data["where"])

    @property
    def mode(self) -> SessionMode:
        return SessionMode.REMOTE if self.room is None else SessionMode.ROOM


class AttendanceForm(Form):
    """One line a pupil; nothing is chosen in advance."""

    adult: User | None = None

    def __init__(
        self,
        *args: Any,
        lines: list[AttendanceLine],
        team: Sequence[User] = (),
        me: int | None = None,
        **kwargs: Any,
    ) -> None:
        """``team``: who may have been there, when a first meeting needs an adult of the school."""
        super().__init__(*args, **kwargs)
        self.team = {str(user.pk): user for user in team}
        # A mentor may not know who it was: the school says so afterwards.
        self.must_name = str(me) in self.team
        if team:
            self.fields["adult"] = forms.ChoiceField(
                label="Adulte du lycée présent à cette première rencontre",
                choices=[("", "À nommer"), *((pk, str(user)) for pk, user in self.team.items())],
                initial=me,
                required=False,
                help_text="La relation commence quand il est nommé.",
            )
        for line in lines:
            self.fields[f"mentee_{line.mentee_id}"] = forms.ChoiceField(
                label=line.name,
                choices=AttendanceStatus.choices,
                widget=forms.RadioSelect,
                initial=line.status,
            )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        self.adult = self.team.get(values.pop("adult", ""))
        if self.must_name and self.adult is None and AttendanceStatus.PRESENT in values.values():
            self.add_error("adult", "Nommez l’adulte du lycée qui était là.")
        return values

    @property
    def statuses(self) -> dict[int, AttendanceStatus]:
        return {
            int(name.removeprefix("mentee_")): AttendanceStatus(status)
            for name, status in self.cleaned_data.items()
        }
