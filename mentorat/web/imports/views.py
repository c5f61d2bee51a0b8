"""Files on their way in: upload, link the columns, read the plan, apply it or abandon it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.imports import actions, queries
from mentorat.imports.enums import ImportSource, ImportState
from mentorat.imports.models import ImportRun
from mentorat.imports.plan import ImportPlan
from mentorat.organisations.models import School
from mentorat.programmes.queries import campaign_on
from mentorat.web import components
from mentorat.web.changed import school_changed
from mentorat.web.forms import Form
from mentorat.web.imports.forms import ApplyForm, MappingForm, MenteesForm, MentorsForm
from mentorat.web.pages import PageRequest, page, refusals_shown_in

MOST_LINES = 100
OF_MENTEES = (ImportSource.MENTEES_CSV, ImportSource.MENTEES_SIECLE)


@page(permission=Permission.MENTEE_IMPORT, writes=True)
def mentees(request: PageRequest) -> HttpResponse:
    form = MenteesForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        with refusals_shown_in(form):
            run = _receive(request, form, queries.mentee_source(content), content)
            return redirect("imports:plan", run.pk)
    runs = _latest(request, *OF_MENTEES)
    return render(request, "imports/mentees.html", {"form": form, "runs": runs})


@page(permission=Permission.MENTEE_IMPORT, writes=True)
def mentors(request: PageRequest) -> HttpResponse:
    form = MentorsForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_shown_in(form):
            content = form.cleaned_data["file"].read()
            run = _receive(request, form, ImportSource.MENTORS_TABLE, content)
            return redirect("imports:mapping", run.pk)
    runs = _latest(request, ImportSource.MENTORS_TABLE)
    return render(request, "imports/mentors.html", {"form": form, "runs": runs})


@page(permission=Permission.MENTEE_IMPORT, writes=True)
def mapping(request: PageRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    try:
        choice = queries.mapping_choice(run)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("imports:mentors")
    form = MappingForm(request.POST if request.method == "POST" else None, choice=choice)
    if form.is_valid():
        with refusals_shown_in(form):
            linked = {name: column for name, column in form.cleaned_data.items() if column}
            actions.set_mapping(run=run, mapping=linked, by=request.user)
            return redirect("imports:plan", pk)
    return render(request, "imports/mapping.html", {"form": form, "run": run})


@page(permission=Permission.MENTEE_IMPORT, writes=True)
def plan(request: PageRequest, pk: int) -> HttpResponse:
    """Show what the file would do; do it when the person says so."""
    run = _run(request, pk)
    if run.state in {ImportState.APPLIED, ImportState.ABANDONED}:
        return render(request, "imports/done.html", {"run": run})
    if run.state == ImportState.MAPPING:
        return redirect("imports:mapping", pk)
    campaign = campaign_on(clock.today())
    form = ApplyForm(request.POST if request.method == "POST" else None)
    if run.source == ImportSource.MENTORS_TABLE:
        del form.fields["is_complete"]
    if form.is_valid():
        with refusals_shown_in(form):
            run = actions.apply_run(
                run=run,
                campaign=campaign,
                is_complete=form.cleaned_data.get("is_complete", False),
                now=clock.now(),
                by=request.user,
            )
            school_changed(school_id=run.school_id, campaign_id=campaign.pk)
            messages.success(request, "L’import est appliqué. Le fichier est effacé du site.")
            return redirect("imports:plan", pk)
    try:
        shown = queries.plan_of(run, campaign=campaign, today=clock.today())
    except Refusal as refusal:
        return render(request, "imports/refused.html", {"run": run, "refusal": refusal})
    context = {
        "run": run,
        "form": form,
        "plan": _for_component(shown),
        "lists": [
            ("À créer", shown.created[:MOST_LINES], len(shown.created)),
            ("À modifier", shown.changed[:MOST_LINES], len(shown.changed)),
            ("À noter comme partis", shown.ended[:MOST_LINES], len(shown.ended)),
            ("Absents du fichier", shown.absent[:MOST_LINES], len(shown.absent)),
        ],
    }
    return render(request, "imports/plan.html", context)


@require_POST
@page(permission=Permission.MENTEE_IMPORT, writes=True)
def abandon(request: PageRequest, pk: int) -> HttpResponse:
    run = _run(request, pk)
    try:
        actions.abandon(run=run, by=request.user)
        messages.success(request, "L’import est abandonné. Rien n’a été changé.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    is_of_mentors = run.source == ImportSource.MENTORS_TABLE
    return redirect("imports:mentors" if is_of_mentors else "imports:mentees")


def _run(request: PageRequest, pk: int) -> ImportRun:
    runs = ImportRun.objects.within(request.scope).select_related("school", "uploaded_by")
    return get_object_or_404(runs, pk=pk)


def _latest(request: PageRequest, *sources: ImportSource) -> list[ImportRun]:
    runs = ImportRun.objects.within(request.scope).filter(source__in=sources)
    shown = runs.select_related("uploaded_by").defer("content")
    return list(shown.order_by("-uploaded_at", "-pk")[:5])


def _receive(request: PageRequest, form: Form, source: ImportSource, content: bytes) -> ImportRun:
    school = get_object_or_404(School.objects.within(request.scope), place=request.scope.place)
    return actions.receive(
        school=school,
        source=source,
        file_name=form.cleaned_data["file"].name,
        content=content,
        now=clock.now(),
        by=request.user,
    )


def _for_component(shown: ImportPlan) -> components.ImportPlan:
    refused = [
        components.RefusedLine(one.line, one.column, one.value, one.reason, one.advice)
        for one in shown.refused[:MOST_LINES]
    ]
    return components.ImportPlan(
        created=len(shown.created),
        changed=len(shown.changed),
        unchanged=len(shown.unchanged),
        ended=len(shown.ended),
        refused=refused,
        hidden_refusals=len(shown.refused) - len(refused),
    )
