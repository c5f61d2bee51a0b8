"""The matching of a territory: one run, and one part an académie. Figures only, no pupil."""

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import BY_PLACE, EVERYTHING, RowSecurity, Rule
from mentorat.foundations.place import Span
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, M, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.matching.enums import RunState
from mentorat.people.models import User
from mentorat.programmes.models import Campaign
from mentorat.reference.models import Academy


class OfTerritoryQuerySet(ScopedQuerySet[M]):
    """Read by the territories that hold them, whole."""

    def visible(self, scope: Scope) -> Q:
        if scope.family in {Family.TERRITORY, Family.NATION}:
            return Q(place__gte=scope.span.lo, last_place__lte=scope.span.hi)
        return NOTHING


WHOLE = RowSecurity(
    school=None,
    territory=Rule(f"{BY_PLACE} AND last_{BY_PLACE}"),
    nation=Rule(EVERYTHING),
)


class TerritoryRun(models.Model):
    """Asked for a région, an académie or the nation. Each académie is computed apart."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="territory_runs")
    # The first and the last place of the territory.
    place = models.PositiveIntegerField()
    last_place = models.PositiveIntegerField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    seed = models.PositiveIntegerField()
    # Figures alone: nothing is laid before the schools.
    is_trial = models.BooleanField("essai", default=False)
    # Rules that a trial tries, of the nation or of the académie that it is about; none: in force.
    tried = models.JSONField("règles essayées", default=dict)

    objects = models.Manager.from_queryset(OfTerritoryQuerySet["TerritoryRun"])()
    row_security = WHOLE

    class Privacy:
        personal = {"asked_by": Retention.TWO_YEARS_IDLE}
        neutral = frozenset(
            {"id", "campaign", "place", "last_place", "asked_at", "seed", "is_trial", "tried"}
        )

    class Meta:
        ordering = ("-asked_at",)
        verbose_name = "appariement d’un territoire"
        verbose_name_plural = "appariements de territoires"
        indexes = (models.Index(fields=("place", "-asked_at"), name="territory_run_place"),)

    def __str__(self) -> str:
        return f"appariement d’un territoire, {self.asked_at:%d/%m/%Y %H:%M}"

    @property
    def span(self) -> Span:
        return Span(self.place, self.last_place)


class AcademyRun(models.Model):
    """An académie of a run: all of its proposals are written together, or none."""

    territory_run = models.ForeignKey(TerritoryRun, on_delete=models.CASCADE, related_name="parts")
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="matching_runs")
    place = models.PositiveIntegerField()
    last_place = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=RunState, default=RunState.WAITING)
    finished_at = models.DateTimeField(null=True, blank=True)
    schools = models.PositiveIntegerField("lycées", default=0)
    volunteers = models.PositiveIntegerField("volontaires", default=0)
    seats = models.PositiveIntegerField("places", default=0)
    served = models.PositiveIntegerField("avec une proposition", default=0)
    # Whom a mentor of another school could have: near enough, or at a distance.
    beyond = models.PositiveIntegerField("possibles avec un autre lycée", default=0)
    mean_score = models.FloatField("score moyen", default=0)
    unserved = models.JSONField(default=dict)
    rules = models.JSONField(default=dict)
    certificate = models.JSONField(default=dict)
    # What each objective costs; worked out when the run is a trial.
    prices = models.JSONField(default=list)
    seconds = models.FloatField(default=0)

    objects = models.Manager.from_queryset(OfTerritoryQuerySet["AcademyRun"])()
    row_security = WHOLE

    class Privacy:
        neutral = frozenset(
            {
                "id",
                "territory_run",
                "academy",
                "place",
                "last_place",
                "state",
                "finished_at",
                "schools",
                "volunteers",
                "seats",
                "served",
                "beyond",
                "mean_score",
                "unserved",
                "rules",
                "certificate",
                "prices",
                "seconds",
            }
        )

    class Meta:
        ordering = ("academy__name",)
        verbose_name = "appariement d’une académie"
        verbose_name_plural = "appariements d’académies"
        indexes = (models.Index(fields=("place", "state"), name="academy_run_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("territory_run", "academy"), name="one_part_a_territory_run_and_academy"
            ),
        )

    def __str__(self) -> str:
        return f"{self.academy} ({self.get_state_display()})"

    @property
    def span(self) -> Span:
        return Span(self.place, self.last_place)
