"""What follows an act on a relation. By a worker, which sees every side; each may run twice."""

from django.conf import settings
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mentorat.access.actions import make_link
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_address
from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import system
from mentorat.mentorships import notices, preparing
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MemberQuestion, MentorMembership, Mentorship, RoleConflict
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.notifications.notices import Letter
from mentorat.people.models import Authorisation, Guardian

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
        notify(key=f"question:{question.pk}", address=address, kind=Kind.ACT, letter=letter)


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
        notify(key=f"answer:{question.pk}", address=address, kind=Kind.REPLY, letter=letter)


@app.task(queue="mail", retry=AGAIN)
def tell_lost(*, word_id: int, paused: list[int], left: list[int]) -> None:
    """Tell the mentors, and the other guardian, that a relation stops for want of an authorisation.

    ``paused``: relations that wait or are suspended; ``left``: groups that go on without the pupil.
    """
    with entered(system("an authorisation that is lost")), transaction.atomic():
        word = Authorisation.objects.unscoped("by its number").filter(pk=word_id).first()
        if word is None:
            return
        for pks, letter in (
            (paused, notices.paused_to_mentor()),
            (left, notices.group_goes_on_to_mentor()),
        ):
            _tell_mentors(word, pks, letter)
        _tell_other_guardians(word)


def _tell_mentors(word: Authorisation, relations: list[int], letter: Letter) -> None:
    sides = MentorMembership.objects.unscoped("of relations that stop").filter(
        mentorship__in=relations
    )
    for side in sides.select_related("mentor").order_by("pk"):
        notify(
            key=f"authorisation-lost:{word.pk}:{side.mentorship_id}:mentor:{side.mentor_id}",
            address=side.mentor.email,
            kind=Kind.RELATION,
            letter=letter,
        )


def _tell_other_guardians(word: Authorisation) -> None:
    """Write to those who did not say it themselves; nobody reads who did."""
    known = Guardian.objects.unscoped("of one pupil").filter(mentee=word.mentee_id)
    for guardian in known.exclude(pk=word.guardian_id or 0).order_by("rank"):
        link = make_link(
            act=LinkAct.FAMILY,
            guardian=guardian,
            school=guardian.mentee.school,
            now=clock.now(),
            by=None,
        )
        notify(
            key=f"authorisation-lost:{word.pk}:guardian:{guardian.pk}",
            address=guardian.email,
            kind=Kind.RELATION,
            letter=notices.paused_to_guardian(link_address(link)),
        )


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
        notify(key=f"conflict:{conflict.pk}", address=address, kind=Kind.ACT, letter=letter)


def _locked(pk: int) -> Mentorship | None:
    found = Mentorship.objects.unscoped("by its number").select_for_update(of=("self",))
    return found.select_related(*WHOLE).filter(pk=pk).first()


def _question(pk: int) -> MemberQuestion | None:
    mentorship = tuple(f"mentorship__{name}" for name in WHOLE)
    found = MemberQuestion.objects.unscoped("by its number")
    return found.select_related("mentor", "mentee", *mentorship).filter(pk=pk).first()
