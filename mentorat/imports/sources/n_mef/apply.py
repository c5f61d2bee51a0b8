"""From the plan to the nomenclature: one transaction, one line of journal."""

from django.db import transaction

from mentorat.imports.reports import Report, in_journal
from mentorat.imports.sources import read_table
from mentorat.imports.sources.n_mef.columns import COLUMNS
from mentorat.imports.sources.n_mef.plan import Known, MefEntry, Plan, make_plan
from mentorat.imports.sources.n_mef.rows import read_rows
from mentorat.reference.actions import save_training
from mentorat.reference.data.training import read_mefs
from mentorat.reference.enums import Diploma, TrainingLevel
from mentorat.reference.models import Mef, NsfGroup, Speciality, TradeFamily


def plan_training(content: bytes) -> Plan:
    """Read the file N_MEF, and say what importing it would change."""
    return make_plan(read_rows(read_table(content, columns=COLUMNS)), _known())


@transaction.atomic
def apply_training(plan: Plan) -> Report:
    """Do what the plan says, and write it in the journal."""
    save_training(
        specialities=[
            Speciality(
                cfd=entry.cfd,
                label=entry.label,
                diploma=entry.diploma,
                nsf_id=entry.nsf,
                rome_domains=list(entry.rome_domains),
            )
            for entry in plan.specialities
        ],
        created=[_mef(entry) for entry in plan.created],
        changed=[_mef(entry) for entry in (*plan.changed, *plan.closed)],
    )
    return in_journal(plan.report, source="n_mef")


def _mef(entry: MefEntry) -> Mef:
    return Mef(
        code=entry.code,
        label=entry.label,
        level=entry.level,
        diploma=entry.diploma,
        speciality_id=entry.cfd,
        family_id=entry.family,
        opened_on=entry.opened_on,
        closed_on=entry.closed_on,
    )


def _known() -> Known:
    return Known(
        mefs={
            mef.code: MefEntry(
                code=mef.code,
                label=mef.label,
                level=TrainingLevel(mef.level),
                diploma=Diploma(mef.diploma),
                cfd=mef.speciality_id,
                family=mef.family_id,
                opened_on=mef.opened_on,
                closed_on=mef.closed_on,
            )
            for mef in Mef.objects.all()
        },
        shipped=frozenset(row.code for row in read_mefs()),
        specialities=dict(Speciality.objects.order_by("cfd").values_list("cfd", "label")),
        groups={group.code: tuple(group.rome_domains) for group in NsfGroup.objects.all()},
        families=dict(TradeFamily.objects.order_by("code").values_list("code", "label")),
    )
