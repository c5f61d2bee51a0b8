"""Groups, families, specialities and MEF."""

from collections.abc import Iterable

from django.db import transaction

from mentorat.foundations.words import folded
from mentorat.reference.actions.upserts import Loaded, overwrite, upsert
from mentorat.reference.data import training as data
from mentorat.reference.models import Mef, NsfGroup, Speciality, Trade, TradeFamily

MEF_FIELDS = ("label", "level", "diploma", "speciality_id", "family_id")
MEF_DATES = ("opened_on", "closed_on")


@transaction.atomic
def load_training() -> Loaded:
    """Load the nomenclature that we ship. The dates of a MEF come from the official file: kept."""
    groups = upsert(
        NsfGroup,
        (
            NsfGroup(
                code=row.code,
                label=row.label,
                rome_domains=list(row.rome_domains),
                naf_divisions=list(row.naf_divisions),
            )
            for row in data.read_groups()
        ),
        key=("code",),
        fields=("label", "rome_domains", "naf_divisions"),
    )
    families = upsert(
        TradeFamily,
        (
            TradeFamily(code=code, label=label)
            for code, label in (data.FAMILIES | data.OTHER_FAMILIES).items()
        ),
        key=("code",),
        fields=("label",),
    )
    return groups + families + _load_specialities() + _load_mefs() + _load_trades()


def trade(label: str, *, domain: str, rome_code: str = "") -> Trade:
    """Return a trade, ready to be searched."""
    return Trade(label=label, domain=domain, rome_code=rome_code, search=folded(label))


def _load_trades() -> Loaded:
    """Load the names that we ship; the official fiches, imported, stay beside them."""
    wanted = [trade(label, domain=domain) for label, domain in data.read_trades()]
    return upsert(Trade, wanted, key=("rome_code", "label"), fields=("domain", "search"))


@transaction.atomic
def save_trades(*, created: Iterable[Trade], changed: Iterable[Trade]) -> None:
    """Write the fiches of the official file."""
    Trade.objects.bulk_create(created)
    overwrite(list(changed), fields=("label", "rome_code", "domain", "search"))


def _load_specialities() -> Loaded:
    return upsert(
        Speciality,
        (
            Speciality(
                cfd=row.cfd,
                diploma=row.diploma,
                label=row.label,
                nsf_id=row.nsf,
                family_id=row.family,
                rome_domains=list(row.rome_domains),
            )
            for row in data.read_specialities()
        ),
        key=("cfd",),
        fields=("diploma", "label", "nsf_id", "family_id", "rome_domains"),
    )


def _load_mefs() -> Loaded:
    return upsert(
        Mef,
        (
            Mef(
                code=row.code,
                label=row.label,
                level=row.level,
                diploma=row.diploma,
                speciality_id=row.cfd,
                family_id=row.family,
            )
            for row in data.read_mefs()
        ),
        key=("code",),
        fields=MEF_FIELDS,
    )


@transaction.atomic
def save_training(
    *, specialities: Iterable[Speciality], created: Iterable[Mef], changed: Iterable[Mef]
) -> None:
    """Write what the official file adds: new specialities, new MEF, and MEF that changed."""
    Speciality.objects.bulk_create(specialities)
    Mef.objects.bulk_create(created)
    overwrite(list(changed), fields=(*MEF_FIELDS, *MEF_DATES))
