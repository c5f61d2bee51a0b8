"""Nomenclatures from elsewhere: territory, training, calendar. Nobody edits them by hand."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from mentorat.foundations.place import Span, academy_span, region_span
from mentorat.reference.enums import Diploma, SchoolCalendar, TrainingLevel


class AcademicRegion(models.Model):
    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=60, unique=True)

    class Privacy:
        neutral = frozenset({"number", "name"})

    class Meta:
        ordering = ("name",)
        verbose_name = "région académique"
        verbose_name_plural = "régions académiques"

    def __str__(self) -> str:
        return self.name

    @property
    def span(self) -> Span:
        return region_span(self.number)


class Academy(models.Model):
    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    region = models.ForeignKey(AcademicRegion, on_delete=models.PROTECT, related_name="academies")
    mail_domain = models.CharField(max_length=60)
    calendar = models.CharField(max_length=12, choices=SchoolCalendar)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    # Where the tile stands on the map of the académies.
    tile_row = models.PositiveSmallIntegerField()
    tile_column = models.PositiveSmallIntegerField()

    class Privacy:
        neutral = frozenset(
            {
                "code",
                "name",
                "region",
                "mail_domain",
                "calendar",
                "time_zone",
                "tile_row",
                "tile_column",
            }
        )

    class Meta:
        ordering = ("name",)
        verbose_name = "académie"
        constraints = (
            models.UniqueConstraint(fields=("tile_row", "tile_column"), name="one_tile_an_academy"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def span(self) -> Span:
        return academy_span(self.region_id, int(self.code))


class Department(models.Model):
    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField(max_length=60)
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="departments")

    class Privacy:
        neutral = frozenset({"code", "name", "academy"})

    class Meta:
        ordering = ("code",)
        verbose_name = "département"

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class HolidayPeriod(models.Model):
    """Days without class in a calendar, both ends included."""

    calendar = models.CharField(max_length=12, choices=SchoolCalendar)
    label = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()
    is_provisional = models.BooleanField(default=False)

    class Privacy:
        neutral = frozenset({"id", "calendar", "label", "first_day", "last_day", "is_provisional"})

    class Meta:
        ordering = ("calendar", "first_day")
        verbose_name = "période de vacances"
        verbose_name_plural = "périodes de vacances"
        constraints = (
            models.CheckConstraint(
                name="holiday_period_ends_after_it_starts",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message="La fin des vacances précède leur début.",
            ),
            models.UniqueConstraint(fields=("calendar", "first_day"), name="one_holiday_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.label} ({self.get_calendar_display()})"


class NsfGroup(models.Model):
    """A group of the nomenclature of training specialities, with the trades it leads to."""

    code = models.CharField(max_length=3, primary_key=True)
    label = models.CharField(max_length=160)
    rome_domains = ArrayField(models.CharField(max_length=3), default=list)
    naf_divisions = ArrayField(models.CharField(max_length=2), default=list)

    class Privacy:
        neutral = frozenset({"code", "label", "rome_domains", "naf_divisions"})

    class Meta:
        ordering = ("code",)
        verbose_name = "groupe de spécialités (NSF)"
        verbose_name_plural = "groupes de spécialités (NSF)"

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class TradeFamily(models.Model):
    """A « famille de métiers » of 2de professionnelle: the speciality is chosen a year later."""

    code = models.CharField(max_length=3, primary_key=True)
    label = models.CharField(max_length=160)
    closed_on = models.DateField(null=True, blank=True)

    class Privacy:
        neutral = frozenset({"code", "label", "closed_on"})

    class Meta:
        ordering = ("label",)
        verbose_name = "famille de métiers"
        verbose_name_plural = "familles de métiers"

    def __str__(self) -> str:
        return self.label


class Speciality(models.Model):
    """A diploma in a speciality, named by its CFD (code formation diplôme)."""

    cfd = models.CharField(max_length=8, primary_key=True)
    diploma = models.CharField(max_length=8, choices=Diploma)
    label = models.CharField(max_length=160)
    nsf = models.ForeignKey(NsfGroup, on_delete=models.PROTECT, related_name="specialities")
    family = models.ForeignKey(
        TradeFamily, on_delete=models.PROTECT, null=True, blank=True, related_name="specialities"
    )
    rome_domains = ArrayField(models.CharField(max_length=3), default=list)

    class Privacy:
        neutral = frozenset({"cfd", "diploma", "label", "nsf", "family", "rome_domains"})

    class Meta:
        ordering = ("label", "cfd")
        verbose_name = "spécialité"

    def __str__(self) -> str:
        return f"{self.get_diploma_display()} {self.label}"


class Mef(models.Model):
    """A « module élémentaire de formation »: what a class is taught, year by year.

    It leads to a speciality or, in 2de, to a family of trades; to neither in a few cases.
    """

    code = models.CharField(max_length=10, primary_key=True)
    label = models.CharField(max_length=160)
    level = models.CharField(max_length=10, choices=TrainingLevel)
    diploma = models.CharField(max_length=8, choices=Diploma)
    speciality = models.ForeignKey(
        Speciality, on_delete=models.PROTECT, null=True, blank=True, related_name="mefs"
    )
    family = models.ForeignKey(
        TradeFamily, on_delete=models.PROTECT, null=True, blank=True, related_name="mefs"
    )
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Privacy:
        neutral = frozenset(
            {
                "code",
                "label",
                "level",
                "diploma",
                "speciality",
                "family",
                "opened_on",
                "closed_on",
            }
        )

    class Meta:
        ordering = ("code",)
        verbose_name = "MEF"
        verbose_name_plural = "MEF"

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def training(self) -> Speciality | TradeFamily | None:
        """Return what to match a mentor with: the speciality, else the family."""
        return self.speciality or self.family


class Trade(models.Model):
    """A trade as people name it, with its ROME domain: ours by name, the official ones by code."""

    label = models.CharField(max_length=200)
    # Five signs for a fiche of the ROME; nothing for the names that we ship.
    rome_code = models.CharField(max_length=5, blank=True)
    domain = models.CharField("domaine ROME", max_length=3)
    # The label without case nor accents: what is searched, letter by letter.
    search = models.CharField(max_length=200)

    class Privacy:
        neutral = frozenset({"id", "label", "rome_code", "domain", "search"})

    class Meta:
        ordering = ("label", "pk")
        verbose_name = "métier"
        indexes = (GinIndex(fields=("search",), opclasses=("gin_trgm_ops",), name="trade_search"),)
        constraints = (
            models.UniqueConstraint(fields=("rome_code", "label"), name="one_trade_a_name"),
        )

    def __str__(self) -> str:
        return self.label
