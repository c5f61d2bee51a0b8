"""Companies, as people name them: found again, else made."""

from django.db import transaction
from django.db.models.functions import Lower

from mentorat.organisations.models import Company


@transaction.atomic
def found_or_made_company(*, name: str, siret: str, city: str = "") -> Company | None:
    """Return the company of a SIRET, else of a name, else a new one; nothing when nothing is said.

    Two people may name a new one at once: its SIRET is unique, and the first one made is taken.
    """
    if siret:
        defaults = {"name": name or siret, "city": city}
        return Company.objects.get_or_create(siret=siret, defaults=defaults)[0]
    if not name:
        return None
    same = Company.objects.annotate(lower=Lower("name")).filter(lower=name.lower())
    return same.order_by("pk").first() or Company.objects.create(name=name, city=city)
