"""What the database refuses, said in French."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from mentorat.foundations.errors import Refusal


@contextmanager
def refused_as(refusals: Mapping[str, Refusal]) -> Iterator[None]:
    """Say in French what a constraint of the database refuses. Anything else is a bug."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        refusal = refusals.get(getattr(diagnosis, "constraint_name", None) or "")
        if refusal is None:
            raise
        raise refusal from error
