"""What was done, by whom, about what. The database grants neither change nor erasure."""

from django.db import models

from mentorat.foundations.database.rows import (
    BY_PLACE,
    EVERYTHING,
    RowSecurity,
    Rule,
    setting,
)
from mentorat.foundations.privacy import Retention
from mentorat.foundations.querysets import NOTHING, ScopedQuerySet
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.enums import Event
from mentorat.people.models import User


class EntryQuerySet(ScopedQuerySet["Entry"]):
    def visible(self, scope: Scope) -> models.Q:
        if scope.family in {Family.SCHOOL, Family.TERRITORY, Family.NATION}:
            return models.Q(place__range=(scope.span.lo, scope.span.hi))
        if scope.family is Family.GRANT:
            return models.Q(by_id=scope.user)
        return NOTHING


class Entry(models.Model):
    at = models.DateTimeField()
    event = models.CharField(max_length=32, choices=Event)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.PositiveIntegerField(default=0)
    # The object is named by kind and number; no name of a person is written here.
    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    objects = models.Manager.from_queryset(EntryQuerySet)()
    row_security = RowSecurity(
        territory=Rule(BY_PLACE),
        nation=Rule(EVERYTHING),
        # Nobody wrote a line of a signed link: the line names the link instead.
        grant=Rule(
            f"by_id = {setting('user')}"
            f" OR (by_id IS NULL AND (detail->>'link')::integer = {setting('link')})"
        ),
        append_only=True,
    )

    class Privacy:
        personal = dict.fromkeys(("by", "about_id"), Retention.TWELVE_MONTHS)
        neutral = frozenset({"id", "at", "event", "place", "about_kind", "detail"})

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = "ligne du journal"
        verbose_name_plural = "lignes du journal"
        indexes = (
            models.Index(fields=("place", "-at"), name="entry_place"),
            models.Index(fields=("about_kind", "about_id", "at"), name="entry_about"),
        )

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.get_event_display()}"
