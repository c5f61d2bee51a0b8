"""A mentor who says places, half-days, a pause or a departure: the same acts by both doors."""

from dataclasses import replace

from django.http import HttpRequest

from mentorat.followup import actions as followup
from mentorat.foundations import clock
from mentorat.foundations.scope import Scope
from mentorat.matching.actions import offer
from mentorat.matching.models import Offer
from mentorat.organisations.models import School
from mentorat.people.enums import ClearanceKind
from mentorat.people.models import Mentor, User
from mentorat.people.policies import missing_clearances
from mentorat.people.queries import mentor_file
from mentorat.programmes.actions import recruiting
from mentorat.programmes.enums import MentoringKind
from mentorat.programmes.queries import campaign_on
from mentorat.web.changed import school_changed
from mentorat.web.mentors.forms import LeaveForm, OwnOfferForm, PauseForm
from mentorat.web.pages import refusals_shown_in


class Offering:
    """A mentor at his or her own places. ``by``: nobody, by link."""

    def __init__(
        self, mentor: Mentor, school: School | None, scope: Scope, *, by: User | None
    ) -> None:
        self.mentor, self.school, self.by = mentor, school, by
        self.campaign = campaign_on(clock.today())
        offers = Offer.objects.within(scope).filter(campaign=self.campaign)
        self.known = offers.filter(school=school).first()

    @property
    def missing(self) -> list[ClearanceKind]:
        return missing_clearances(self.mentor, on=clock.today())

    def form(self, request: HttpRequest) -> OwnOfferForm:
        initial: dict[str, object] = {
            "availability": self.mentor.availability,
            "gender": self.mentor.gender,
        }
        if self.known:
            initial |= {"capacity": self.known.capacity, "kind": self.known.kind}
        return OwnOfferForm(request.POST if request.method == "POST" else None, initial=initial)

    def save(self, form: OwnOfferForm) -> bool:
        if self.school is None:
            return False
        with refusals_shown_in(form):
            offer(
                mentor=self.mentor,
                school=self.school,
                campaign=self.campaign,
                kind=MentoringKind(form.cleaned_data["kind"]),
                capacity=form.cleaned_data["capacity"],
                by=self.by,
            )
            before = mentor_file(self.mentor)
            half_days = tuple(form.cleaned_data["availability"])
            file = replace(before, availability=half_days, gender=form.cleaned_data["gender"])
            if file != before:
                recruiting.change_mentor(mentor=self.mentor, file=file, by=self.by)
            school_changed(school_id=self.school.pk, campaign_id=self.campaign.pk)
        return form.is_valid()

    def away_forms(self, request: HttpRequest) -> tuple[PauseForm, LeaveForm]:
        """Return the form of a pause and that of a departure, the one that was sent filled in."""
        data = request.POST if request.method == "POST" else None
        is_leaving = data is not None and "on" in data
        return (
            PauseForm(None if is_leaving else data, initial={"start": clock.today()}),
            LeaveForm(data if is_leaving else None),
        )

    def goes_away(self, request: HttpRequest, pausing: PauseForm, leaving: LeaveForm) -> bool:
        if request.method != "POST":
            return False
        if leaving.is_bound:
            return leaving.is_valid() and self._announce(leaving)
        return pausing.is_valid() and self._pause(pausing)

    def _pause(self, form: PauseForm) -> bool:
        with refusals_shown_in(form):
            followup.pause(mentor=self.mentor, by=self.by, **form.cleaned_data)
            self._tell()
        return form.is_valid()

    def _announce(self, form: LeaveForm) -> bool:
        """Announce a departure: it takes effect by itself on its day, the next at the soonest."""
        with refusals_shown_in(form):
            followup.announce_departure(
                mentor=self.mentor,
                on=form.cleaned_data["on"],
                today=clock.today(),
                by=self.by,
            )
            self._tell()
        return form.is_valid()

    def _tell(self) -> None:
        if self.school is not None:
            school_changed(school_id=self.school.pk, campaign_id=self.campaign.pk)
