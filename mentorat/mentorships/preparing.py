"""Whoever is waited for receives his or her own link: once for each act, and when reminded.

Under the scope of the school or of a worker. A pupil without address, and a family without one,
receives the link on paper: it is made all the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from mentorat.access.actions import make_link
from mentorat.access.enums import LinkAct
from mentorat.access.models import Grant
from mentorat.access.queries import link_address
from mentorat.access.questions import holders
from mentorat.access.roles import Permission
from mentorat.mentorships import agreeing, notices, policies
from mentorat.mentorships.enums import MemberState, MentorshipState, Party
from mentorat.mentorships.models import Agreement, Mentorship, Signature
from mentorat.notifications.actions import notify
from mentorat.notifications.enums import Kind
from mentorat.notifications.notices import Letter
from mentorat.people.enums import AuthorisationScope
from mentorat.people.models import Guardian, Mentee, Mentor
from mentorat.people.policies import unauthorised

S = MentorshipState


@dataclass(frozen=True)
class Draft:
    """``to`` says for whom it is, in the key that keeps a message from leaving twice."""

    to: str
    address: str
    letter: Letter
    kind: Kind = Kind.ACT


@dataclass(frozen=True)
class Post:
    """What the letters of a relation are written from."""

    mentorship: Mentorship
    now: datetime
    is_reminder: bool

    @property
    def sentence(self) -> str:
        """Say what happens by itself, and when."""
        ahead = policies.deadlines(self.mentorship)
        return ahead.sentence if ahead else "La relation continue en attendant."

    @property
    def page(self) -> str:
        return f"{settings.SITE_URL}/relations-de-mentorat/{self.mentorship.pk}/"

    def link(
        self,
        act: LinkAct,
        about: Model | None,
        *,
        mentor: Mentor | None = None,
        mentee: Mentee | None = None,
        guardian: Guardian | None = None,
    ) -> str:
        """Return the address of a person's own link: the same one each time it is asked."""
        made = make_link(
            act=act,
            about=about,
            mentor=mentor,
            mentee=mentee,
            guardian=guardian,
            school=self.mentorship.school,
            now=self.now,
            by=None,
        )
        return link_address(made)


def prepare(mentorship: Mentorship, *, now: datetime) -> None:
    """Make what the state of a relation needs, and tell those who are now waited for."""
    send_letters(mentorship, now=now)


def send_letters(mentorship: Mentorship, *, now: datetime, is_reminder: bool = False) -> int:
    """Write to each one who is waited for; says to how many. The same twice is sent once."""
    post = Post(mentorship, now, is_reminder)
    drafts = list(_drafts(post))
    for draft in drafts:
        if draft.address:
            notify(
                key=_key(post, draft),
                address=draft.address,
                kind=draft.kind,
                letter=draft.letter,
            )
    return sum(1 for draft in drafts if draft.address)


def follower_address(mentorship: Mentorship, *, now: datetime) -> str:
    """Return where the school is written to: whoever follows it, else who may act there."""
    if mentorship.followed_by:
        return mentorship.followed_by.email
    day = timezone.localdate(now)
    here = holders(Permission.MENTORSHIP_MANAGE, over=mentorship.school.span, on=day)
    return here[0].email if here else ""


def account_address(mentee_id: int, *, now: datetime) -> str:
    """Return the address of a pupil's own account, if there is one."""
    grants = Grant.objects.in_force(on=timezone.localdate(now)).filter(mentee=mentee_id)
    grant = grants.select_related("user").first()
    return grant.user.email if grant else ""


def _drafts(post: Post) -> Iterator[Draft]:
    state = MentorshipState(post.mentorship.state)
    if state in MentorshipState.RUNNING:
        yield from _signatures(post)
    elif state in LETTERS:
        yield from LETTERS[state](post)


def _key(post: Post, draft: Draft) -> str:
    mentorship = post.mentorship
    since = f"{mentorship.pk}:{mentorship.state}:{mentorship.state_at:%Y%m%d%H%M%S}"
    again = f":{timezone.localdate(post.now)}" if post.is_reminder else ""
    return f"mentorship:{since}:{draft.to}{again}"


def _answers(post: Post) -> Iterator[Draft]:
    one, now = post.mentorship, post.now
    asked = {"state": MemberState.ASKED}
    for side in one.mentor_memberships.filter(**asked).select_related("mentor").order_by("pk"):
        url = post.link(LinkAct.ANSWER, one, mentor=side.mentor)
        letter = notices.proposal_to_mentor(
            str(one.school), url, post.sentence, is_reminder=post.is_reminder
        )
        yield Draft(f"mentor:{side.mentor_id}", side.mentor.email, letter)
    for own in one.mentee_memberships.filter(**asked).select_related("mentee").order_by("pk"):
        url = post.link(LinkAct.ANSWER, one, mentee=own.mentee)
        letter = notices.proposal_to_mentee(url, post.sentence, is_reminder=post.is_reminder)
        yield Draft(f"mentee:{own.mentee_id}", account_address(own.mentee_id, now=now), letter)


def _authorisations(post: Post) -> Iterator[Draft]:
    one = post.mentorship
    mentees = one.mentee_memberships.values_list("mentee_id", flat=True)
    today = timezone.localdate(post.now)
    late = unauthorised(mentees, to=AuthorisationScope.IN_PERSON, on=today)
    for guardian in _guardians(late):
        url = post.link(LinkAct.AUTHORISE, None, guardian=guardian)
        letter = notices.authorisation_to_guardian(
            str(one.school), url, post.sentence, is_reminder=post.is_reminder
        )
        yield Draft(f"guardian:{guardian.pk}", guardian.email, letter)


def _signatures(post: Post) -> Iterator[Draft]:
    agreement = policies.agreement_of(post.mentorship)
    if agreement is None and post.mentorship.state == S.ACCEPTED:
        agreement = agreeing.make_agreement(post.mentorship, now=post.now)
    if agreement is None:
        return
    found = agreement.signatures.select_related("mentor", "mentee").order_by("pk")
    for signature in policies.missing(found):
        for draft in _of_signer(post, agreement, signature):
            yield Draft(f"{draft.to}:v{agreement.version}", draft.address, draft.letter)


def _of_signer(post: Post, agreement: Agreement, signature: Signature) -> Iterator[Draft]:
    one, is_reminder = post.mentorship, post.is_reminder
    sentence = post.sentence
    if signature.party == Party.SCHOOL:
        letter = notices.agreement_to_school(
            f"{post.page}accord/", sentence, is_reminder=is_reminder
        )
        yield Draft("school", follower_address(one, now=post.now), letter)
    elif signature.party == Party.GUARDIAN:
        for guardian in _guardians({signature.mentee_id or 0}):
            url = post.link(LinkAct.SIGN, agreement, guardian=guardian)
            letter = notices.agreement_to_adult(
                url, sentence, of_family=True, is_reminder=is_reminder
            )
            yield Draft(f"guardian:{guardian.pk}", guardian.email, letter)
    elif signature.mentor is not None:
        url = post.link(LinkAct.SIGN, agreement, mentor=signature.mentor)
        letter = notices.agreement_to_adult(url, sentence, of_family=False, is_reminder=is_reminder)
        yield Draft(f"mentor:{signature.mentor_id}", signature.mentor.email, letter)
    elif isinstance(signature.mentee, Mentee):
        url = post.link(LinkAct.SIGN, agreement, mentee=signature.mentee)
        letter = notices.agreement_to_mentee(url, sentence, is_reminder=is_reminder)
        address = account_address(signature.mentee.pk, now=post.now)
        yield Draft(f"mentee:{signature.mentee_id}", address, letter)


def _first_meeting(post: Post) -> Iterator[Draft]:
    """Remind the school; when a relation becomes ready, nobody has to be told to act at once."""
    if post.is_reminder:
        letter = notices.first_meeting_to_school(post.page, post.sentence)
        to = follower_address(post.mentorship, now=post.now)
        yield Draft("school", to, letter, Kind.RHYTHM)


def _guardians(mentee_ids: set[int]) -> Iterator[Guardian]:
    known = Guardian.objects.unscoped("of pupils of this relation").filter(mentee__in=mentee_ids)
    yield from known.order_by("mentee", "rank")


LETTERS: Mapping[MentorshipState, Callable[[Post], Iterator[Draft]]] = {
    S.PROPOSED: _answers,
    S.AWAITING: _authorisations,
    S.ACCEPTED: _signatures,
    S.READY: _first_meeting,
}
