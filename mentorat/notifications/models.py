"""Messages that leave: written in the transaction of the act, sent once by a worker."""

from django.db import models
from django.db.models import Q

from mentorat.foundations.privacy import Retention
from mentorat.notifications.enums import Kind, Pace


class Leaving(models.Model):
    """What leaves once: written with an act, claimed by a worker, sent."""

    # One key an act and an address: a second run of the same act sends nothing more.
    key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Its person had left before it could be sent.
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Delivery(Leaving):
    address = models.EmailField()
    subject = models.CharField(max_length=160)
    body = models.TextField()
    html = models.TextField(default="")
    # Where one click stops the messages that are not needed: said to the mail program as well.
    leave_url = models.CharField(max_length=200, blank=True)

    class Privacy:
        personal = dict.fromkeys(
            ("address", "subject", "body", "html", "leave_url"), Retention.TWELVE_MONTHS
        )
        neutral = frozenset({"id", "key", "created_at", "claimed_at", "sent_at", "dropped_at"})

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "message"

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"


class DigestLine(models.Model):
    """A sentence that waits for the next gathering of its address."""

    key = models.CharField(max_length=120, unique=True)
    address = models.EmailField()
    kind = models.CharField(max_length=10, choices=Kind)
    sentence = models.CharField(max_length=160)
    url = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    gathered_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = dict.fromkeys(("address", "sentence", "url"), Retention.TWELVE_MONTHS)
        neutral = frozenset({"id", "key", "kind", "due_on", "created_at", "gathered_at"})

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = "ligne de récapitulatif"
        verbose_name_plural = "lignes de récapitulatif"
        indexes = (
            models.Index(
                fields=("address", "created_at"),
                condition=Q(gathered_at=None),
                name="digest_line_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.sentence} → {self.address}"


class Preference(models.Model):
    """How often an address wants the messages that nothing waits for. None: once a day."""

    address = models.EmailField(unique=True)
    pace = models.CharField("rythme des messages", max_length=8, choices=Pace, default=Pace.DAILY)
    changed_at = models.DateTimeField()

    class Privacy:
        personal = dict.fromkeys(("address", "pace"), Retention.TWO_YEARS_IDLE)
        neutral = frozenset({"id", "changed_at"})

    class Meta:
        verbose_name = "préférence de messages"
        verbose_name_plural = "préférences de messages"

    def __str__(self) -> str:
        return f"{self.address}, {self.get_pace_display()}"


class ShortMessage(Leaving):
    """A text message to a telephone. ``about`` is what a digit in reply speaks of."""

    number = models.CharField(max_length=20)
    text = models.CharField(max_length=160)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)

    class Privacy:
        personal = dict.fromkeys(("number", "text", "about_id"), Retention.TWELVE_MONTHS)
        neutral = frozenset(
            {"id", "key", "about_kind", "created_at", "claimed_at", "sent_at", "dropped_at"}
        )

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = "message court"
        verbose_name_plural = "messages courts"
        indexes = (models.Index(fields=("number", "-created_at"), name="short_message_number"),)

    def __str__(self) -> str:
        return f"message court {self.pk}"


class ReceivedText(models.Model):
    """A text message that came in. Read by the periodic job of whoever asked the question."""

    number = models.CharField(max_length=20)
    text = models.CharField(max_length=160)
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = dict.fromkeys(("number", "text"), Retention.TWELVE_MONTHS)
        neutral = frozenset({"id", "received_at", "read_at"})

    class Meta:
        ordering = ("received_at", "pk")
        verbose_name = "message court reçu"
        verbose_name_plural = "messages courts reçus"

    def __str__(self) -> str:
        return f"message court reçu {self.pk}"
