"""A relation that a coordinator proposes by hand: mentors and volunteers, within the same rules."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mentorat.matching import policies
from mentorat.matching.models import Need, Offer
from mentorat.mentorships import actions as mentorships
from mentorat.mentorships.models import Mentorship
from mentorat.people.models import User
from mentorat.programmes.enums import MentoringForm, Objective
from mentorat.programmes.models import SchoolProject


@transaction.atomic
def propose_by_hand(
    *,
    project: SchoolProject,
    offers: Sequence[Offer],
    needs: Sequence[Need],
    form: MentoringForm,
    objective: Objective,
    why: str,
    followed_by: User | None = None,
    derogation: str = "",
    now: datetime,
    by: User,
) -> Mentorship:
    """Propose what a person chose. Each pupil still waits, each mentor has the seats, and the
    kinds agree; ``why`` is read by both sides.
    """
    policies.wait_turn(project.pk)
    for need in needs:
        policies.check_waits(need)
    policies.check_seats(project, offers, len(needs), on=timezone.localdate(now))
    mentors = [offer.mentor for offer in offers]
    return mentorships.propose(
        project=project,
        mentors=mentors,
        mentees=[need.mentee for need in needs],
        kind=policies.common_kind([*needs, *offers]),
        form=form,
        objective=objective,
        programme=policies.programme_of(mentors[0]),
        reasons=[why] if why else ["C’est le choix de l’équipe du lycée."],
        followed_by=followed_by,
        derogation=derogation,
        now=now,
        by=by,
    )
