"""Messages that leave: written in the transaction of the act, sent once by a worker."""

from django.db import models

from mentorat.foundations.privacy import Retention


class Delivery(models.Model):
    # One key an act and an address: a second run of the same act sends nothing more.
    key = models.CharField(max_length=120, unique=True)
    address = models.EmailField()
    subject = models.CharField(max_length=160)
    body = models.TextField()
    html = models.TextField(default="")
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = dict.fromkeys(("address", "subject", "body", "html"), Retention.TWELVE_MONTHS)
        neutral = frozenset({"id", "key", "created_at", "claimed_at", "sent_at"})

    class Meta:
        ordering = ("-created_at",)
        verbose_name = "message"

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"
