"""The photo of a mentor: there when he or she wishes, gone with one act."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from mentorat.foundations.database.rows import RowSecurity, Rule, setting, through
from mentorat.foundations.pictures import HEAVIEST
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.people.models.mentors import Mentor

SEEN = through("mentor_id", "people_mentor")
OWN = f"mentor_id = {setting('mentor')}"
OF_ASSOCIATION = f"({setting('association')} IS NOT NULL AND {SEEN})"
# Neither the family nor the firm: the pupil, to whom the mentor is proposed.
OF_PUPIL = f"({setting('mentee')} IS NOT NULL AND {setting('guardian')} IS NULL AND {SEEN})"


class MentorPhotoQuerySet(ScopedQuerySet["MentorPhoto"]):
    def visible(self, scope: Scope) -> Q:
        seen = Q(mentor__in=Mentor.objects.within(scope))
        if scope.family is Family.SCHOOL:
            return seen
        if scope.family is not Family.GRANT or scope.guardian or scope.company:
            return NOTHING
        return seen if scope.mentor or scope.association or scope.mentee else NOTHING


class MentorPhoto(models.Model):
    """A square JPEG that the site drew itself. It has no address: pages hold it."""

    mentor = models.OneToOneField(Mentor, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    image = models.BinaryField("photo")
    changed_at = models.DateTimeField()

    objects = models.Manager.from_queryset(MentorPhotoQuerySet)()
    row_security = RowSecurity(
        school=Rule(SEEN),
        grant=Rule(f"{OWN} OR {OF_ASSOCIATION} OR {OF_PUPIL}", change=f"{OWN} OR {OF_ASSOCIATION}"),
    )

    class Privacy:
        personal = dict.fromkeys(("mentor", "image"), Retention.TWO_YEARS_IDLE)
        neutral = frozenset({"id", "place", "changed_at"})

    class Meta:
        ordering = ("pk",)
        verbose_name = "photo de mentor"
        verbose_name_plural = "photos de mentors"
        indexes = (models.Index(fields=("place", "mentor"), name="photo_place"),)
        constraints = (
            models.CheckConstraint(
                name="photo_is_light",
                condition=LessThanOrEqual(Length("image"), HEAVIEST),
                violation_error_message="Cette photo est trop lourde.",
            ),
        )

    def __str__(self) -> str:
        return f"photo {self.mentor_id}"
