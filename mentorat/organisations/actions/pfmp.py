"""The PFMP of the classes: when their pupils are away in companies.

``by`` is the actor, as in every action; the journal is in a higher layer and keeps nothing of this.
"""
# ruff: noqa: ARG001 -- the actor is part of the signature of every action, see above

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from mentorat.foundations.errors import Refusal
from mentorat.organisations.actions.refusing import refused_as
from mentorat.organisations.errors import PfmpEndsBeforeItStarts, PfmpOverlaps
from mentorat.organisations.models import PfmpPeriod, School


@transaction.atomic
def add_pfmp(
    *, school: School, class_label: str, starts_on: date, ends_on: date, by: AbstractBaseUser
) -> PfmpPeriod:
    """Note when a class is away; two periods of a class never overlap."""
    with refused_as(_refusals(class_label)):
        return PfmpPeriod.objects.create(
            school=school,
            place=school.place,
            class_label=class_label,
            starts_on=starts_on,
            ends_on=ends_on,
        )


@transaction.atomic
def change_pfmp(
    *, period: PfmpPeriod, class_label: str, starts_on: date, ends_on: date, by: AbstractBaseUser
) -> PfmpPeriod:
    period = PfmpPeriod.objects.all().locked(period)
    period.class_label, period.starts_on, period.ends_on = class_label, starts_on, ends_on
    with refused_as(_refusals(class_label)):
        period.save(update_fields=["class_label", "starts_on", "ends_on"])
    return period


@transaction.atomic
def remove_pfmp(*, period: PfmpPeriod, by: AbstractBaseUser) -> None:
    period.delete()


@transaction.atomic
def copy_pfmp(
    *, school: School, source: str, targets: Collection[str], since: date, by: AbstractBaseUser
) -> list[PfmpPeriod]:
    """Give other classes the periods of a class that are not over on a day.

    A period that would overlap one which the other class already has is left out.
    """
    known = list(school.pfmp_periods.filter(class_label__in=[source, *targets]))
    models = [one for one in known if one.class_label == source and one.ends_on >= since]
    return PfmpPeriod.objects.bulk_create(
        PfmpPeriod(
            school=school,
            place=school.place,
            class_label=label,
            starts_on=model.starts_on,
            ends_on=model.ends_on,
        )
        for model in models
        for label in sorted(set(targets) - {source})
        if not any(one.class_label == label and _overlap(one, model) for one in known)
    )


def _overlap(one: PfmpPeriod, other: PfmpPeriod) -> bool:
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def _refusals(class_label: str) -> dict[str, Refusal]:
    return {
        "one_pfmp_at_a_time_in_a_class": PfmpOverlaps(class_label=class_label),
        "pfmp_ends_after_it_starts": PfmpEndsBeforeItStarts(),
    }
