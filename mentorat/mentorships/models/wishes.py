"""What a mentor or a pupil said of the other: with, or never. No reason is asked for nor kept."""

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, read, setting
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import PairWishKind, WishSide
from mentorat.people.models import Mentee, Mentor, User


class PairWishQuerySet(ScopedQuerySet["PairWish"]):
    def visible(self, scope: Scope) -> Q:
        """Let each side read its own words alone: nobody learns that the other one said no."""
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        if scope.mentor is not None:
            return Q(mentor_id=scope.mentor, side=WishSide.MENTOR)
        return Q(mentee_id=scope.mentee, side=WishSide.MENTEE) if scope.mentee else NOTHING

    def vetoes(self) -> "PairWishQuerySet":
        return self.filter(kind=PairWishKind.NEVER)


class PairWish(models.Model):
    """Noted by the school, as one side said it: wished for, or never."""

    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="pair_wishes")
    mentee = models.ForeignKey(Mentee, on_delete=models.CASCADE, related_name="pair_wishes")
    place = models.PositiveIntegerField()
    kind = models.CharField("souhait", max_length=5, choices=PairWishKind)
    side = models.CharField("dit par", max_length=6, choices=WishSide)
    noted_at = models.DateTimeField("noté le")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(PairWishQuerySet)()
    row_security = RowSecurity(
        grant=read(
            f"(mentor_id = {setting('mentor')} AND side = 'mentor')"
            f" OR (mentee_id = {setting('mentee')} AND side = 'mentee')"
        )
    )

    class Privacy:
        personal = {"noted_by": Retention.SCHOOL_YEAR_PLUS_ONE}
        sensitive = dict.fromkeys(
            ("mentor", "mentee", "kind", "side"), Retention.SCHOOL_YEAR_PLUS_ONE
        )
        neutral = frozenset({"id", "place", "noted_at"})

    class Meta:
        ordering = ("mentor", "mentee", "side")
        verbose_name = "souhait entre un mentor et un élève"
        verbose_name_plural = "souhaits entre un mentor et un élève"
        indexes = (models.Index(fields=("place", "mentee"), name="pair_wish_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("mentor", "mentee", "side"),
                name="one_wish_a_pair_and_side",
                violation_error_message="Ce souhait est déjà noté.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"
