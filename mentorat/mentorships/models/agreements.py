"""The agreement of a relation: a frozen text, and who signed it."""

from django.db import models
from django.db.models import Q

from mentorat.foundations.database.rows import RowSecurity, Rule, granted, through
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import Party, SignatureChannel
from mentorat.mentorships.models.mentorships import MembershipQuerySet, Mentorship
from mentorat.people.models import Guardian, Mentee, Mentor, User


class Agreement(models.Model):
    """A version of the text. Another text is another version, which everyone signs again."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.CASCADE, related_name="agreements")
    place = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()
    text = models.TextField("texte")
    # Of the text, in SHA-256: what is printed can be compared with what is kept.
    digest = models.CharField("empreinte", max_length=64)
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(MembershipQuerySet["Agreement"])()
    row_security = RowSecurity(grant=Rule(granted("mentorat_own_mentorships", "mentorship_id")))

    class Privacy:
        personal = {"text": Retention.SCHOOL_YEAR_PLUS_ONE}
        neutral = frozenset(
            {"id", "mentorship", "place", "version", "digest", "made_at", "replaced_at"}
        )

    class Meta:
        ordering = ("mentorship", "-version")
        verbose_name = "accord de mentorat"
        verbose_name_plural = "accords de mentorat"
        indexes = (models.Index(fields=("place", "mentorship"), name="mentor_agreement_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("mentorship", "version"), name="one_agreement_a_version"
            ),
            models.UniqueConstraint(
                fields=("mentorship",),
                condition=Q(replaced_at=None),
                name="one_agreement_in_force",
                violation_error_message="Cette relation a déjà un accord à signer.",
            ),
        )

    def __str__(self) -> str:
        return f"accord {self.mentorship_id}, version {self.version}"


class SignatureQuerySet(ScopedQuerySet["Signature"]):
    def visible(self, scope: Scope) -> Q:
        if scope.family is not Family.GRANT:
            return super().visible(scope)
        return Q(agreement__in=Agreement.objects.within(scope))

    def signed(self) -> "SignatureQuerySet":
        return self.filter(signed_on__isnull=False)


class Signature(models.Model):
    """A side of an agreement. For a minor, the signature of one guardian is enough."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    place = models.PositiveIntegerField()
    party = models.CharField(max_length=8, choices=Party)
    mentor = models.ForeignKey(
        Mentor, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The pupil who signs, or for whom the guardian does.
    mentee = models.ForeignKey(
        Mentee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Which guardian signed; nobody on a sheet that the family signed on paper.
    guardian = models.ForeignKey(
        Guardian, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    channel = models.CharField(max_length=8, choices=SignatureChannel, blank=True)
    signed_on = models.DateField("signé le", null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    # Who signed from an account, or typed in what was signed on paper.
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(SignatureQuerySet)()
    row_security = RowSecurity(
        grant=Rule(through("agreement_id", "mentorships_agreement")),
    )

    class Privacy:
        personal = dict.fromkeys(
            ("mentor", "mentee", "channel", "signed_on", "recorded_by"),
            Retention.SCHOOL_YEAR_PLUS_ONE,
        )
        sensitive = {"guardian": Retention.SCHOOL_YEAR_PLUS_ONE}
        neutral = frozenset({"id", "agreement", "place", "party", "recorded_at"})

    class Meta:
        ordering = ("pk",)
        verbose_name = "signature"
        indexes = (models.Index(fields=("place", "agreement"), name="signature_place"),)
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "party", "mentor", "mentee"),
                nulls_distinct=False,
                name="one_signature_a_side",
                violation_error_message="Cette signature est déjà enregistrée.",
            ),
            models.CheckConstraint(
                name="signature_of_its_party",
                condition=Q(party="mentor", mentor__isnull=False, mentee=None)
                | Q(party__in=("mentee", "guardian"), mentor=None, mentee__isnull=False)
                | Q(party="school", mentor=None, mentee=None),
                violation_error_message="Une signature est celle d’un seul côté.",
            ),
            models.CheckConstraint(
                name="signature_says_when_and_how",
                condition=Q(channel="", signed_on=None, recorded_at=None, recorded_by=None)
                | (~Q(channel="") & Q(signed_on__isnull=False, recorded_at__isnull=False)),
                violation_error_message="Une signature dit quand et comment elle est donnée.",
            ),
        )

    def __str__(self) -> str:
        return f"signature {self.pk}, {self.get_party_display()}"
