"""A plan of fiches, written in two statements."""

from django.db import transaction

from mentorat.imports.reports import Report
from mentorat.imports.sources import read_table
from mentorat.imports.sources.rome.columns import COLUMNS
from mentorat.imports.sources.rome.plan import RomePlan, make
from mentorat.imports.sources.rome.rows import RomeRow, read
from mentorat.reference.actions import save_trades, trade
from mentorat.reference.models import Trade


def plan_rome(content: bytes) -> RomePlan:
    rows, refused = read(read_table(content, columns=COLUMNS))
    fiches = Trade.objects.exclude(rome_code="").order_by("pk")
    known = {
        code: (pk, label) for pk, code, label in fiches.values_list("pk", "rome_code", "label")
    }
    return make(rows, refused, known)


@transaction.atomic
def apply_rome(plan: RomePlan) -> Report:
    changed = []
    for pk, row in plan.changed.items():
        fiche = _trade(row)
        fiche.pk = pk
        changed.append(fiche)
    save_trades(created=[_trade(row) for row in plan.created], changed=changed)
    return plan.report


def _trade(row: RomeRow) -> Trade:
    return trade(row.label, domain=row.domain, rome_code=row.code)
