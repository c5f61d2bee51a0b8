"""What waits for a person today: sentences in order, each with the act beside it."""

from collections.abc import Callable, Collection, Iterator
from datetime import timedelta

from django.db.models import Count, Exists, Max, Min, OuterRef
from django.urls import reverse

from mentorat.access.roles import Permission, Role
from mentorat.foundations import clock
from mentorat.matching.enums import ProposalState
from mentorat.matching.models import Need, Proposal
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.mentorships.models import MenteeMembership, MentorMembership, Mentorship
from mentorat.mentorships.policies import deadlines
from mentorat.organisations.models import School
from mentorat.people.models import Mentee, Mentor
from mentorat.programmes.models import Campaign, SchoolProject
from mentorat.scheduling.models import MentoringSession
from mentorat.steering.queries import unserved_schools
from mentorat.web.components import Task
from mentorat.web.pages import PageRequest
from mentorat.web.templatetags.french import moment
from mentorat.web.waiting import pupils
from mentorat.web.waiting.closings import association_exits, closings, leavers, own_talks, rematches
from mentorat.web.waiting.deciding import alarms, applications, running_out
from mentorat.web.waiting.desk import Desk, several
from mentorat.web.waiting.following import (
    check_ins_overdue,
    check_ins_that_stand_out,
    own_check_ins,
    own_reports,
    reports_without_answer,
)
from mentorat.web.waiting.relations import questions, signatures

SOON = timedelta(days=30)
Source = Callable[[Desk], Iterator[Task]]


def tasks_of(
    request: PageRequest, campaign: Campaign, *, but: Collection[Source] = ()
) -> list[Task]:
    """Return the tasks of the worn role; late ones first, then in the order of the chain.

    ``but``: the sources that the page tells in another way.
    """
    desk = Desk(request, campaign, clock.now(), clock.today())
    found = [task for source in SOURCES if source not in but for task in source(desk)]
    return sorted(found, key=lambda task: not task.is_late)


def _first_steps(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.PROJECT_MANAGE):
        return
    scope = desk.request.scope
    if not SchoolProject.objects.within(scope).filter(campaign=desk.campaign).exists():
        yield Task(
            f"Votre lycée n’a pas encore de projet de mentorat pour {desk.campaign}.",
            "Ouvrir le projet",
            reverse("projects:open"),
            is_late=True,
        )
    if not Mentee.objects.within(scope).filter(year=desk.campaign.year).exists():
        yield Task(
            "Aucun élève n’est encore enregistré pour cette année.",
            "Importer les élèves",
            reverse("imports:mentees"),
        )


def _proposals(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.MATCHING_RUN):
        return
    waiting = Proposal.objects.within(desk.request.scope).filter(
        state=ProposalState.SUGGESTED,
        run__project__campaign=desk.campaign,
        need__withdrawn_at=None,
        need__mentee__left_on=None,
    )
    found = waiting.aggregate(count=Count("pk"), latest=Max("run"))
    if found["count"]:
        yield Task(
            several(found["count"], "proposition à examiner.", "propositions à examiner."),
            "Examiner",
            reverse("matching:run", args=[found["latest"]]),
            detail="Rien ne part avant que vous l’ayez retenu.",
        )


def volunteers(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.MATCHING_RUN):
        return
    unmet = Need.objects.within(desk.request.scope).unmet().filter(campaign=desk.campaign)
    oldest = unmet.aggregate(first=Min("volunteered_on"))["first"]
    if oldest is None:
        return
    days = (desk.today - oldest).days
    yield Task(
        several(unmet.count(), "volontaire attend un mentor.", "volontaires attendent un mentor."),
        "Chercher un mentor",
        reverse("matching:index"),
        detail=f"Le plus ancien attend depuis {several(days, 'jour', 'jours')}.",
        is_late=desk.today - oldest > SOON,
    )


def _without_first_session(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.SESSION_PLAN):
        return
    planned = MentoringSession.objects.unscoped("inside a condition").planned()
    idle = (
        Mentorship.objects.within(desk.request.scope)
        .filter(state=MentorshipState.READY)
        .exclude(Exists(planned.filter(mentorship=OuterRef("pk"))))
    )
    count = idle.count()
    if count:
        yield Task(
            several(
                count,
                "relation prête n’a pas encore de première séance.",
                "relations prêtes n’ont pas encore de première séance.",
            ),
            "Prévoir une séance",
            reverse("mentorships:index") + "?state=ready",
        )


def _attendance(desk: Desk) -> Iterator[Task]:
    # A mentor tells each session in a report of its own.
    if not desk.request.can(Permission.ATTENDANCE_RECORD) or desk.request.scope.mentor is not None:
        return
    past = (
        MentoringSession.objects.within(desk.request.scope)
        .planned()
        .filter(during__endswith__lte=desk.now)
    )
    count = past.count()
    if count:
        yield Task(
            several(
                count,
                "séance passée attend sa feuille de présence.",
                "séances passées attendent leur feuille de présence.",
            ),
            "Noter la présence",
            reverse("sessions:index") + "?state=to_report",
            is_late=True,
        )


def _clearances(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.CLEARANCE_RECORD):
        return
    mentors = Mentor.objects.within(desk.request.scope).filter(left_on=None)
    count = mentors.count() - mentors.cleared(on=desk.today).count()
    if count:
        yield Task(
            several(
                count,
                "mentor n’a pas toutes ses habilitations.",
                "mentors n’ont pas toutes leurs habilitations.",
            ),
            "Compléter",
            reverse("mentors:index") + "?clearance=missing",
            detail="Aucun élève ne peut leur être confié avant.",
        )
    cleared = mentors.cleared(on=desk.today)
    ending = cleared.count() - cleared.cleared(on=desk.today + SOON).count()
    if ending:
        yield Task(
            several(
                ending,
                "mentor perd une habilitation dans le mois.",
                "mentors perdent une habilitation dans le mois.",
            ),
            "Renouveler",
            reverse("mentors:index") + "?clearance=ending",
        )


def _volunteering(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.OWN_NEED):
        return
    scope = desk.request.scope
    has_need = Need.objects.within(scope).standing().filter(campaign=desk.campaign).exists()
    if not has_need and not Mentorship.objects.within(scope).live().exists():
        yield Task(
            "Tu peux demander un mentor : c’est toi qui décides.",
            "Je suis volontaire",
            reverse("volunteering:mine"),
        )


def _answers(desk: Desk) -> Iterator[Task]:
    if not desk.request.can(Permission.MENTORSHIP_ANSWER):
        return
    model = MentorMembership if desk.request.scope.mentor else MenteeMembership
    mine = {"mentor_id": desk.request.scope.mentor, "mentee_id": desk.request.scope.mentee}
    asked = model.objects.within(desk.request.scope).filter(
        state=MemberState.ASKED,
        mentorship__state=MentorshipState.PROPOSED,
        **{name: value for name, value in mine.items() if value is not None},
    )
    asked = asked.select_related("mentorship__project__campaign")
    for membership in asked.order_by("pk"):
        ahead = deadlines(membership.mentorship)
        is_mentee = desk.request.scope.mentee is not None
        yield Task(
            "Un mentor t’est proposé." if is_mentee else "Un élève vous est proposé.",
            "Voir et répondre",
            reverse("mentorships:detail", args=[membership.mentorship_id]),
            is_late=ahead is not None and desk.today >= ahead.reminder,
        )


def _next_session(desk: Desk) -> Iterator[Task]:
    if desk.request.scope.mentor is None and desk.request.scope.mentee is None:
        return
    session = (
        MentoringSession.objects.within(desk.request.scope)
        .planned()
        .filter(during__startswith__gt=desk.now)
        .select_related("room")
        .order_by("during")
        .first()
    )
    if session is not None:
        yield Task(
            f"Prochaine séance : {moment(session.during.lower)}.",
            "Voir",
            reverse("sessions:detail", args=[session.pk]),
            detail=f"Salle {session.room}" if session.room else "À distance",
        )


def _schools_without_project(desk: Desk) -> Iterator[Task]:
    grant = desk.request.grant
    if grant.role not in {Role.DGESCO, Role.DRAFPIC, Role.REFERENT_MENTORAT}:
        return
    scope = desk.request.scope
    without = unserved_schools(scope, desk.campaign, scope.span).count()
    if without:
        total = School.objects.within(scope).open().count()
        yield Task(
            several(
                without,
                "établissement n’a pas encore de projet.",
                "établissements n’ont pas encore de projet.",
            ),
            "Voir lesquels",
            reverse("directory:index") + "?project=without",
            detail=f"Sur {several(total, 'établissement', 'établissements')} de votre périmètre.",
        )


SOURCES: tuple[Source, ...] = (
    _first_steps,
    _answers,
    own_reports,
    own_check_ins,
    _next_session,
    _volunteering,
    pupils.own_preparation,
    _proposals,
    running_out,
    questions,
    signatures,
    applications,
    alarms,
    _without_first_session,
    own_talks,
    _attendance,
    association_exits,
    closings,
    leavers,
    rematches,
    check_ins_that_stand_out,
    reports_without_answer,
    check_ins_overdue,
    volunteers,
    pupils.families_to_ask,
    pupils.preparations,
    _clearances,
    _schools_without_project,
)
