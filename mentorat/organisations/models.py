"""Who takes part, as bodies: schools with their rooms, associations, companies, campuses."""

from datetime import date, time

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from mentorat.foundations.database.rows import BY_PLACE, EVERYTHING, RowSecurity, read
from mentorat.foundations.place import Span, school_span
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.organisations.enums import Ministry, SchoolKind, Sector
from mentorat.reference.models import Academy, Department, TradeFamily


class SchoolQuerySet(models.QuerySet["School"]):
    """The directory is public: ``within`` says which schools a person works with."""

    def open(self) -> "SchoolQuerySet":
        return self.filter(closed_on=None)

    def within(self, scope: Scope) -> "SchoolQuerySet":
        if scope.family in {Family.GRANT, Family.NOBODY}:
            return self.none()
        return self.filter(place__range=(scope.span.lo, scope.span.hi))

    def matching(self, words: str) -> "SchoolQuerySet":
        """Keep the schools whose name, town or UAI holds each of the words."""
        found = self
        for word in words.replace("'", "’").split():
            found = found.filter(
                Q(name__unaccent__icontains=word)
                | Q(city__unaccent__icontains=word)
                | Q(uai__iexact=word)
            )
        return found


SchoolManager = models.Manager.from_queryset(SchoolQuerySet)


class School(models.Model):
    uai = models.CharField("UAI", max_length=8, unique=True)
    place = models.PositiveIntegerField(unique=True)
    name = models.CharField("nom", max_length=160)
    kind = models.CharField(max_length=10, choices=SchoolKind)
    city = models.CharField("commune", max_length=80)
    zip_code = models.CharField(max_length=5, blank=True)
    address = models.CharField(max_length=200, blank=True)
    academy = models.ForeignKey(Academy, on_delete=models.PROTECT, related_name="schools")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="schools")
    sector = models.CharField(max_length=8, choices=Sector, blank=True)
    contract = models.CharField(max_length=60, blank=True)
    ministry = models.CharField(max_length=12, choices=Ministry, default=Ministry.EDUCATION)
    mother = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="sections"
    )
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    is_fictitious = models.BooleanField(default=False)

    objects = SchoolManager()

    class Privacy:
        neutral = frozenset(
            {
                "id",
                "uai",
                "place",
                "name",
                "kind",
                "city",
                "zip_code",
                "address",
                "academy",
                "department",
                "sector",
                "contract",
                "ministry",
                "mother",
                "latitude",
                "longitude",
                "phone",
                "email",
                "closed_on",
                "is_fictitious",
            }
        )

    class Meta:
        ordering = ("name", "city", "uai")
        verbose_name = "établissement"

    def __str__(self) -> str:
        return f"{self.name} – {self.city}"

    @property
    def span(self) -> Span:
        return school_span(self.place)


class Room(models.Model):
    """A room that the school lends. Visible: a passer-by sees who is in it."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="rooms")
    place = models.PositiveIntegerField()
    name = models.CharField("nom", max_length=60)
    capacity = models.PositiveSmallIntegerField("nombre de places")
    is_visible = models.BooleanField("visible de l’extérieur", default=True)
    opens_at = models.TimeField("ouvre à", default=time(8))
    closes_at = models.TimeField("ferme à", default=time(18))
    retired_on = models.DateField(null=True, blank=True)

    objects = models.Manager.from_queryset(ScopedQuerySet["Room"])()
    row_security = RowSecurity(grant=read(EVERYTHING))

    class Privacy:
        neutral = frozenset(
            {
                "id",
                "school",
                "place",
                "name",
                "capacity",
                "is_visible",
                "opens_at",
                "closes_at",
                "retired_on",
            }
        )

    class Meta:
        ordering = ("name",)
        verbose_name = "salle"
        indexes = (models.Index(fields=("place", "name"), name="room_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("school", "name"),
                name="one_room_a_name",
                violation_error_message="Cet établissement a déjà une salle de ce nom.",
            ),
            models.CheckConstraint(
                name="room_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message="L’heure de fermeture doit suivre l’heure d’ouverture.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ClosedDay(models.Model):
    """A day without session that the school sets itself: bridge, works, exams on site."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="closed_days")
    place = models.PositiveIntegerField()
    day = models.DateField("jour")
    label = models.CharField("motif", max_length=80)

    objects = models.Manager.from_queryset(ScopedQuerySet["ClosedDay"])()
    row_security = RowSecurity(territory=read(BY_PLACE), grant=read(EVERYTHING))

    class Privacy:
        neutral = frozenset({"id", "school", "place", "day", "label"})

    class Meta:
        ordering = ("day",)
        verbose_name = "jour de fermeture"
        verbose_name_plural = "jours de fermeture"
        indexes = (models.Index(fields=("place", "day"), name="closed_day_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("school", "day"),
                name="one_closed_day_a_day",
                violation_error_message="Ce jour est déjà fermé.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.label}"


class PfmpPeriod(models.Model):
    """When a class is away in companies, both days included: nobody expects its pupils to meet."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="pfmp_periods")
    place = models.PositiveIntegerField()
    class_label = models.CharField("classe", max_length=30)
    starts_on = models.DateField("premier jour")
    ends_on = models.DateField("dernier jour")

    objects = models.Manager.from_queryset(ScopedQuerySet["PfmpPeriod"])()
    row_security = RowSecurity(grant=read(EVERYTHING))

    class Privacy:
        neutral = frozenset({"id", "school", "place", "class_label", "starts_on", "ends_on"})

    class Meta:
        ordering = ("class_label", "starts_on")
        verbose_name = "période de PFMP"
        verbose_name_plural = "périodes de PFMP"
        indexes = (models.Index(fields=("place", "starts_on"), name="pfmp_place"),)
        constraints = (
            models.CheckConstraint(
                name="pfmp_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="La fin de la PFMP précède son début.",
            ),
            ExclusionConstraint(
                name="one_pfmp_at_a_time_in_a_class",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    ("class_label", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_on",
                            "ends_on",
                            RangeBoundary(inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Cette classe a déjà une PFMP à ces dates.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.class_label}, {self.starts_on:%d/%m/%Y} – {self.ends_on:%d/%m/%Y}"


class Association(models.Model):
    name = models.CharField("nom", max_length=160, unique=True)
    is_laureate = models.BooleanField("lauréate de « 1 jeune, 1 mentor »", default=False)
    # From this day on it takes part no more: no access, no new pupil for its mentors.
    leaves_on = models.DateField("départ le", null=True, blank=True)
    is_fictitious = models.BooleanField(default=False)

    class Privacy:
        neutral = frozenset({"id", "name", "is_laureate", "leaves_on", "is_fictitious"})

    class Meta:
        ordering = ("name",)
        verbose_name = "association"

    def __str__(self) -> str:
        return self.name

    def has_left(self, *, on: date) -> bool:
        return self.leaves_on is not None and self.leaves_on <= on


class Company(models.Model):
    name = models.CharField("nom", max_length=160)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    city = models.CharField("commune", max_length=80, blank=True)
    is_fictitious = models.BooleanField(default=False)

    class Privacy:
        neutral = frozenset({"id", "name", "siret", "city", "is_fictitious"})

    class Meta:
        ordering = ("name",)
        verbose_name = "entreprise"
        constraints = (
            models.UniqueConstraint(
                fields=("siret",), condition=~Q(siret=""), name="one_company_a_siret"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Campus(models.Model):
    """A « campus des métiers et des qualifications »: schools × families of trades."""

    name = models.CharField("nom", max_length=160, unique=True)
    schools = models.ManyToManyField(School, related_name="campuses", blank=True)
    families = models.ManyToManyField(TradeFamily, related_name="campuses", blank=True)

    class Privacy:
        neutral = frozenset({"id", "name"})

    class Meta:
        ordering = ("name",)
        verbose_name = "campus des métiers et des qualifications"
        verbose_name_plural = "campus des métiers et des qualifications"

    def __str__(self) -> str:
        return self.name
