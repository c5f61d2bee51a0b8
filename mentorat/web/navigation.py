"""What the layout shows around every page: the role that is worn, where one may go, the banner."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from mentorat.access import questions
from mentorat.access.models import Grant
from mentorat.access.roles import ROLES, Level, Permission, Role
from mentorat.foundations import clock
from mentorat.web.pages import worn_grant


@dataclass(frozen=True)
class Entry:
    """An entry of the menu: what it is called, where it leads, who has it (None: every role).

    The part of the address's name before the colon is the area: the entry is the current one on
    every page of that area.
    """

    label: str
    url_name: str
    permission: Permission | None = None
    label_at_school: str = ""

    @property
    def area(self) -> str:
        return self.url_name.rpartition(":")[0]


P = Permission

ENTRIES = (
    Entry("Accueil", "home"),
    Entry("Tableau de bord", "board:index", P.MATCHING_RUN),
    Entry("Mon association", "associations:mine", P.ASSOCIATION_VIEW),
    Entry("Associations", "associations:targets", P.ASSOCIATION_MANAGE),
    Entry("Pilotage", "steering:index", P.INDICATOR_VIEW),
    Entry("Campagne", "campaigns:index", P.CAMPAIGN_MANAGE),
    Entry("Établissements", "directory:index", P.DIRECTORY_VIEW),
    Entry("Projets", "projects:index", P.PROJECT_VIEW, label_at_school="Mon projet"),
    Entry("Élèves", "pupils:index", P.MENTEE_VIEW),
    Entry("Mentors", "mentors:index", P.MENTOR_VIEW),
    Entry("Appariement", "matching:index", P.MATCHING_RUN),
    Entry("Appariement", "territories:index", P.TERRITORY_MATCH),
    Entry("Relations", "mentorships:index", P.MENTORSHIP_VIEW),
    Entry("Séances", "sessions:index", P.SESSION_VIEW),
    Entry("Preuves", "evidence:index", P.EVIDENCE_VIEW),
    Entry("Équipe et accès", "team:index", P.TEAM_INVITE),
    Entry("Journal", "journal:index", P.JOURNAL_VIEW),
)


@dataclass(frozen=True)
class Link:
    """``current`` is a value of ``aria-current``: « page », « true » for the area, or nothing."""

    label: str
    url: str
    current: str


class Navigation:
    """Asked by the layout, part by part: an answer without layout costs no query."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.is_demo: bool = settings.DEMO
        self.is_official: bool = settings.BRAND == "etat"

    @cached_property
    def grant(self) -> Grant | None:
        """Return the grant that is worn, on pages behind the door and on the others."""
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        return getattr(self._request, "grant", None) or worn_grant(self._request)

    @cached_property
    def other_grants(self) -> list[Grant]:
        if self.grant is None:
            return []
        in_force = Grant.objects.in_force(on=clock.today()).filter(user=self.grant.user_id)
        return list(in_force.exclude(pk=self.grant.pk))

    @cached_property
    def links(self) -> list[Link]:
        if self.grant is None:
            return []
        found = (self._link(entry, self.grant) for entry in ENTRIES)
        return [link for link in found if link is not None]

    def _link(self, entry: Entry, grant: Grant) -> Link | None:
        if entry.permission is not None and not questions.can(grant, entry.permission):
            return None
        url = reverse(entry.url_name)
        at_school = Level.SCHOOL in ROLES[Role(grant.role)].levels
        label = entry.label_at_school if at_school and entry.label_at_school else entry.label
        return Link(label, url, self._current(entry, url))

    def _current(self, entry: Entry, url: str) -> str:
        match = self._request.resolver_match
        if self._request.path == url:
            return "page"
        return "true" if match and entry.area and match.namespace == entry.area else ""


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    """Give the layout its only context: ``navigation``."""
    return {"navigation": Navigation(request)}
