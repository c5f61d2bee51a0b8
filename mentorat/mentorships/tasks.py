"""What follows an act on a relation. By a worker, which sees every side; each may run twice."""

from django.conf import settings
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mentorat.access.enums import LinkAct
from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import system
from mentorat.mentorships import notices, preparing
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MemberQuestion, Mentorship, RoleConflict
from mentorat.notifications.actions import write

AGAIN = RetryStrategy(max_attempts=3, wait=30)
WHOLE = ("school__academy", "project__campaign", "followed_by")


@app.task(queue="mail", retry=AGAIN)
def prepare(*, mentorship_id: int) -> None:
    """Make the agreement of a relation that was accepted; write to those who are waited for."""
    with entered(system("what a relation waits for")), transaction.atomic():
        mentorship = _locked(mentorship_id)
        if mentorship is not None and mentorship.state in MentorshipState.LIVE:
            preparing.prepare(mentorship, now=clock.now())


@app.task(queue="mail", retry=AGAIN)
def tell_question(*, question_id: int) -> None:
    """Tell whoever follows the relation that a member needs to know something."""
    with entered(system("a question about a proposal")), transaction.atomic():
        question = _question(question_id)
        if question is None:
            return
        one = question.mentorship
        url = preparing.Post(one, clock.now(), is_reminder=False).page
        address = preparing.follower_address(one, now=clock.now())
        letter = notices.question_to_school(url, one.project.campaign.question_days)
        if address:
            write(key=f"question:{question.pk}", address=address, letter=letter)


@app.task(queue="mail", retry=AGAIN)
def tell_answer(*, question_id: int) -> None:
    """Tell the one who asked that the answer is there, with the link that he or she has."""
    with entered(system("an answer about a proposal")), transaction.atomic():
        question = _question(question_id)
        if question is None or question.mentorship.state != MentorshipState.PROPOSED:
            return
        now = clock.now()
        post = preparing.Post(question.mentorship, now, is_reminder=False)
        url = post.link(
            LinkAct.ANSWER, question.mentorship, mentor=question.mentor, mentee=question.mentee
        )
        if question.mentor is not None:
            address, letter = question.mentor.email, notices.answer_to_mentor(url)
        else:
            address = preparing.account_address(question.mentee_id or 0, now=now)
            letter = notices.answer_to_mentee(url)
        if address:
            write(key=f"answer:{question.pk}", address=address, letter=letter)


@app.task(queue="mail", retry=AGAIN)
def tell_conflict(*, mentorship_id: int, conflict_id: int) -> None:
    """Tell whoever follows the relation that another tie stopped the proposal."""
    with entered(system("another tie with a pupil")), transaction.atomic():
        mentorship = _locked(mentorship_id)
        conflicts = RoleConflict.objects.unscoped("by its number").standing()
        conflict = conflicts.filter(pk=conflict_id).first()
        if mentorship is None or conflict is None:
            return
        address = preparing.follower_address(mentorship, now=clock.now())
        url = f"{settings.SITE_URL}/mentors/{conflict.mentor_id}/"
        letter = notices.conflict_to_school(url, conflict.get_kind_display())
        if address:
            write(key=f"conflict:{conflict.pk}", address=address, letter=letter)


def _locked(pk: int) -> Mentorship | None:
    found = Mentorship.objects.unscoped("by its number").select_for_update(of=("self",))
    return found.select_related(*WHOLE).filter(pk=pk).first()


def _question(pk: int) -> MemberQuestion | None:
    mentorship = tuple(f"mentorship__{name}" for name in WHOLE)
    found = MemberQuestion.objects.unscoped("by its number")
    return found.select_related("mentor", "mentee", *mentorship).filter(pk=pk).first()
