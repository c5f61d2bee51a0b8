"""Grants: a person, a role, a place or body, from when, until when, given by whom. And signed
links: one act of one person who needs no account.
"""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q

from mentorat.access.enums import LinkAct
from mentorat.access.roles import Role
from mentorat.foundations.place import Span
from mentorat.foundations.privacy import Retention
from mentorat.organisations.models import Association, Campus, Company, School
from mentorat.people.models import Guardian, Mentee, Mentor, User


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, *, on: date) -> "GrantQuerySet":
        """Keep the grants that open something on a day: an association that left opens nothing."""
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=on),
            Q(association__leaves_on=None) | Q(association__leaves_on__gt=on),
            valid_from__lte=on,
            user__is_active=True,
        )


class Where(models.Model):
    """Where a role applies: a range of places, or a body, or one's own relations."""

    role = models.CharField("rôle", max_length=24, choices=Role)
    lo = models.IntegerField(default=0)
    hi = models.IntegerField(default=-1)
    school = models.ForeignKey(
        School, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    association = models.ForeignKey(
        Association, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    company = models.ForeignKey(
        Company, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    campus = models.ForeignKey(
        Campus, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    mentor = models.ForeignKey(
        Mentor, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    mentee = models.ForeignKey(
        Mentee, on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    # How the place is shown: « académie de Créteil », « LP X ».
    where_label = models.CharField(max_length=200)

    class Meta:
        abstract = True

    @property
    def span(self) -> Span:
        return Span(self.lo, self.hi)

    @property
    def place(self) -> int:
        """Return where the journal files what is done to this row."""
        return self.school.place if self.school else self.lo


class Grant(Where):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(GrantQuerySet)()

    class Privacy:
        personal = dict.fromkeys(
            ("user", "role", "mentor", "mentee", "granted_by", "where_label"),
            Retention.TWO_YEARS_IDLE,
        )
        neutral = frozenset(
            {
                "id",
                "lo",
                "hi",
                "school",
                "association",
                "company",
                "campus",
                "valid_from",
                "valid_until",
                "granted_at",
            }
        )

    class Meta:
        ordering = ("valid_from", "pk")
        verbose_name = "rôle accordé"
        verbose_name_plural = "rôles accordés"
        indexes = (models.Index(fields=("role", "lo", "hi"), name="grant_role_span"),)
        constraints = (
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="La fin du rôle précède son début.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.where_label}"


class Invitation(Where):
    """A role offered by e-mail. The token itself is never stored, only its digest."""

    email = models.EmailField("adresse électronique")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = dict.fromkeys(
            ("email", "role", "mentor", "mentee", "invited_by", "where_label"),
            Retention.TWELVE_MONTHS,
        )
        sensitive = {"token_digest": Retention.TWELVE_MONTHS}
        neutral = frozenset(
            {
                "id",
                "lo",
                "hi",
                "school",
                "association",
                "company",
                "campus",
                "invited_at",
                "expires_at",
                "accepted_at",
                "revoked_at",
            }
        )

    class Meta:
        ordering = ("-invited_at",)
        verbose_name = "invitation"
        constraints = (
            models.CheckConstraint(
                name="invitation_not_both_accepted_and_revoked",
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                violation_error_message="Cette invitation a déjà été acceptée.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} – {self.get_role_display()}"


class SignedLinkQuerySet(models.QuerySet["SignedLink"]):
    def standing(self, *, at: datetime) -> "SignedLinkQuerySet":
        """Keep the links that still open: neither used up, nor revoked, nor expired."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=at)


class SignedLink(models.Model):
    """One act of one person, without an account. The address is signed; nothing here opens it."""

    act = models.CharField(max_length=12, choices=LinkAct)
    # What the act is about, named by kind and number as in the journal.
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    mentor = models.ForeignKey(
        Mentor, on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    mentee = models.ForeignKey(
        Mentee, on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    guardian = models.ForeignKey(
        Guardian, on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    school = models.ForeignKey(
        School, on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    # Of someone who is not in any file yet.
    email = models.EmailField(blank=True)
    # Part of what is signed: the same row never gives the same address to someone else.
    nonce = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(SignedLinkQuerySet)()

    class Privacy:
        personal = dict.fromkeys(
            ("about_id", "mentor", "mentee", "guardian", "email", "made_by"),
            Retention.TWELVE_MONTHS,
        )
        sensitive = {"nonce": Retention.TWELVE_MONTHS}
        neutral = frozenset(
            {
                "id",
                "act",
                "about_kind",
                "school",
                "made_at",
                "expires_at",
                "used_at",
                "revoked_at",
            }
        )

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = "lien signé"
        verbose_name_plural = "liens signés"
        indexes = (
            models.Index(fields=("about_kind", "about_id", "act"), name="link_about"),
            models.Index(fields=("mentee", "act"), name="link_mentee"),
            models.Index(fields=("mentor", "act"), name="link_mentor"),
        )
        constraints = (
            models.CheckConstraint(
                name="link_is_of_one_person",
                condition=Q(mentor__isnull=False, mentee=None, guardian=None, email="")
                | Q(mentor=None, mentee__isnull=False, guardian=None, email="")
                | Q(mentor=None, mentee=None, guardian__isnull=False, email="")
                | (Q(mentor=None, mentee=None, guardian=None) & ~Q(email="")),
                violation_error_message="Un lien signé est celui d’une seule personne.",
            ),
        )

    def __str__(self) -> str:
        return f"lien {self.pk}, {self.get_act_display()}"
