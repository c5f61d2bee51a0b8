"""What a pupil says of the own request, from an account or from a personal link: the same acts."""

from django.http import HttpRequest

from mentorat.foundations import clock
from mentorat.foundations.scope import Scope
from mentorat.matching.actions import change_need, volunteer, withdraw
from mentorat.matching.enums import NeedChannel
from mentorat.matching.models import Need
from mentorat.matching.queries import Standing, standing_of
from mentorat.people.models import Mentee, User
from mentorat.programmes.models import Campaign
from mentorat.programmes.queries import campaign_on
from mentorat.steering.actions import figures_changed
from mentorat.web.pages import refusals_shown_in
from mentorat.web.pupils.forms import OwnVolunteerForm


class Saying:
    """A pupil at his or her own request. ``by``: nobody, by link."""

    def __init__(self, mentee: Mentee, scope: Scope, *, by: User | None) -> None:
        self.mentee, self.by = mentee, by
        self.campaign: Campaign = campaign_on(clock.today())
        self.standing: Standing = standing_of(
            mentee, self.campaign, scope=scope, today=clock.today()
        )

    @property
    def need(self) -> Need | None:
        return self.standing.need

    def form(self, request: HttpRequest) -> OwnVolunteerForm:
        data = request.POST if request.method == "POST" else None
        return OwnVolunteerForm(data, need=self.need)

    def volunteer(self, form: OwnVolunteerForm) -> bool:
        """Say « je suis volontaire »; a refusal is shown in the form."""
        channel = NeedChannel.LINK if self.by is None else NeedChannel.ACCOUNT
        with refusals_shown_in(form):
            volunteer(
                mentee=self.mentee,
                campaign=self.campaign,
                channel=channel,
                on=clock.today(),
                by=self.by,
                **form.said,
            )
            self._tell()
        return form.is_valid()

    def change(self, form: OwnVolunteerForm, need: Need) -> bool:
        with refusals_shown_in(form):
            change_need(need=need, on=clock.today(), by=self.by, **form.said)
        return form.is_valid()

    def withdraw(self, need: Need) -> None:
        withdraw(need=need, now=clock.now(), by=self.by)
        self._tell()

    def _tell(self) -> None:
        figures_changed(school_id=self.mentee.school_id, campaign_id=self.campaign.pk)
