"""When a mentor may be proposed: here, with a place of that form, without another tie."""

from collections.abc import Sequence
from datetime import date

from mentorat.mentorships.errors import MeetsNobodyAlone, MentorAway, PairApart, RolesInConflict
from mentorat.mentorships.models import PairWish, RoleConflict
from mentorat.people.models import Mentee, Mentor
from mentorat.programmes.enums import MentoringForm


def check_available(form: MentoringForm, mentors: Sequence[Mentor], *, on: date) -> None:
    """Refuse mentors who left, are leaving, or are on a pause; and those who meet nobody alone."""
    for mentor in mentors:
        if not mentor.is_available(on=on):
            raise MentorAway(mentor=mentor)
        if form == MentoringForm.INDIVIDUAL and not mentor.meets_alone:
            raise MeetsNobodyAlone(mentor=mentor)


def check_roles(mentors: Sequence[Mentor], mentees: Sequence[Mentee]) -> None:
    """Refuse those who said no to each other; and a tie that nobody weighed: a coordinator accepts
    it with a reason, or not.
    """
    vetoes = PairWish.objects.unscoped("a rule about these persons").vetoes()
    if vetoes.filter(mentor__in=mentors, mentee__in=mentees).exists():
        raise PairApart
    standing = RoleConflict.objects.unscoped("a rule about these persons").standing()
    conflict = standing.filter(mentor__in=mentors, mentee__in=mentees).order_by("pk").first()
    if conflict is not None:
        raise RolesInConflict(kind=conflict.get_kind_display())
