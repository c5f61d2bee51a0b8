"""What a territory reads of a run beside its totals: each school, each domain where one looks."""

from django.db import models
from django.db.models import Q

from mentorat.matching.models.territories import WHOLE, AcademyRun, OfTerritoryQuerySet
from mentorat.organisations.models import School
from mentorat.reference.models import Department, NsfGroup


class SchoolFigures(models.Model):
    """A school of a run: how many wait there, and how many have a proposal. No pupil."""

    part = models.ForeignKey(AcademyRun, on_delete=models.CASCADE, related_name="school_figures")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="matching_figures")
    # Both are that of the school: one rule reads all that a territory holds.
    place = models.PositiveIntegerField()
    last_place = models.PositiveIntegerField()
    volunteers = models.PositiveIntegerField("volontaires")
    served = models.PositiveIntegerField("avec une proposition")
    seats = models.PositiveIntegerField("places libres")
    mean_score = models.FloatField("score moyen")
    # Whom a mentor of another school could have, and the names of the schools that could lend most.
    beyond = models.PositiveIntegerField("possibles avec un autre lycée", default=0)
    lenders = models.JSONField("lycées qui pourraient prêter un mentor", default=list)

    objects = models.Manager.from_queryset(OfTerritoryQuerySet["SchoolFigures"])()
    row_security = WHOLE

    class Privacy:
        neutral = frozenset(
            {"id", "part", "school", "place", "last_place", "volunteers", "served", "seats"}
            | {"mean_score", "beyond", "lenders"}
        )

    class Meta:
        ordering = ("school__name",)
        verbose_name = "chiffres d’un lycée dans un appariement"
        verbose_name_plural = "chiffres de lycées dans un appariement"
        indexes = (models.Index(fields=("place", "part"), name="school_figures_place"),)
        constraints = (
            models.UniqueConstraint(fields=("part", "school"), name="one_line_a_part_and_school"),
        )

    def __str__(self) -> str:
        return f"{self.school} ({self.served} sur {self.volunteers})"


class DomainFigures(models.Model):
    """A domain of training in a département, or in the whole académie: needs, and where to look.

    A pupil of a family of 2de counts in each of its domains. ``left``: volunteers without proposal;
    ``silent``: mentors of this domain who are known and offer nothing; ``tutors``, among them.
    """

    part = models.ForeignKey(AcademyRun, on_delete=models.CASCADE, related_name="domain_figures")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Nothing: trainings that are not filled in.
    nsf = models.ForeignKey(
        NsfGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.PositiveIntegerField()
    last_place = models.PositiveIntegerField()
    volunteers = models.PositiveIntegerField("volontaires")
    left = models.PositiveIntegerField("sans mentor")
    silent = models.PositiveIntegerField("mentors sans offre")
    tutors = models.PositiveIntegerField("dont tuteurs de PFMP")
    # The names of those that have brought most mentors of the domain.
    firms = models.JSONField("entreprises", default=list)

    objects = models.Manager.from_queryset(OfTerritoryQuerySet["DomainFigures"])()
    row_security = WHOLE

    class Privacy:
        neutral = frozenset(
            {"id", "part", "department", "nsf", "place", "last_place", "volunteers", "left"}
            | {"silent", "tutors", "firms"}
        )

    class Meta:
        ordering = ("-left", "pk")
        verbose_name = "besoins d’un domaine dans un appariement"
        verbose_name_plural = "besoins de domaines dans un appariement"
        indexes = (models.Index(fields=("place", "part"), name="domain_figures_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("part", "department", "nsf"),
                nulls_distinct=False,
                name="one_line_a_part_and_domain",
            ),
            models.CheckConstraint(
                name="left_are_among_volunteers",
                condition=Q(left__lte=models.F("volunteers")),
                violation_error_message="Les élèves sans mentor sont parmi les volontaires.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nsf or 'domaine non renseigné'} ({self.department or self.part.academy})"
