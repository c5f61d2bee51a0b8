"""A mentor who learns and signs, from an account or from a personal link: the same acts."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from mentorat.foundations import clock
from mentorat.people import training
from mentorat.people.actions import fresh_units
from mentorat.people.charter import CHARTER
from mentorat.people.enums import ClearanceKind
from mentorat.people.models import Clearance, Mentor, User
from mentorat.people.training import Unit
from mentorat.programmes.actions import preparing
from mentorat.web.changed import mentor_changed
from mentorat.web.pages import refusals_shown_in
from mentorat.web.training.forms import CharterForm, QuizForm


@dataclass(frozen=True)
class Step:
    """A unit in the list, passed or still to read."""

    unit: Unit
    is_passed: bool


class Learning:
    """A mentor before the training and the charter. ``by``: nobody, by link."""

    def __init__(self, mentor: Mentor, *, by: User | None) -> None:
        self.mentor, self.by = mentor, by

    @property
    def steps(self) -> list[Step]:
        passed = fresh_units(self.mentor, on=clock.today())
        return [Step(unit, unit.slug in passed) for unit in training.UNITS]

    @property
    def context(self) -> dict[str, object]:
        steps = self.steps
        return {
            "steps": steps,
            "done": sum(step.is_passed for step in steps),
            "total": len(steps),
            "hours": training.HOURS,
        }

    def unit(self, slug: str) -> Unit:
        if slug not in training.BY_SLUG:
            raise Http404
        return training.BY_SLUG[slug]

    def quiz(self, request: HttpRequest, unit: Unit) -> QuizForm:
        return QuizForm(request.POST if request.method == "POST" else None, unit=unit)

    def answer(self, form: QuizForm) -> bool:
        with refusals_shown_in(form):
            recorded = preparing.pass_unit(
                mentor=self.mentor,
                unit=form.unit,
                answers=form.answers,
                on=clock.today(),
                by=self.by,
            )
            if recorded is not None:
                self._tell()
        return form.is_valid()

    def charter(self, request: HttpRequest) -> CharterForm:
        return CharterForm(request.POST if request.method == "POST" else None)

    @property
    def signed(self) -> Clearance | None:
        """Return the signature of the text in force, the latest."""
        known = self.mentor.clearances.filter(
            kind=ClearanceKind.CHARTER, version=CHARTER.version
        ).valid(on=clock.today())
        return known.order_by("-given_on", "-pk").first()

    def sign(self, form: CharterForm) -> bool:
        with refusals_shown_in(form):
            preparing.sign_charter(mentor=self.mentor, on=clock.today(), by=self.by)
            self._tell()
        return form.is_valid()

    def _tell(self) -> None:
        mentor_changed(self.mentor)
