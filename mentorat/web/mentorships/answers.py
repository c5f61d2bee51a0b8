"""The answer of a member: yes, no, or what one needs to know. From an account, or by link."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from mentorat.access.actions import use_link
from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.followup.queries import useful_day_of
from mentorat.foundations import clock
from mentorat.foundations.errors import Refusal
from mentorat.mentorships import actions
from mentorat.mentorships.enums import MentorshipState
from mentorat.mentorships.models import MemberQuestion, MenteeMembership, MentorMembership
from mentorat.mentorships.policies import deadlines, question_of
from mentorat.mentorships.queries import mentorship_shown, with_photos
from mentorat.people.models import User
from mentorat.web.changed import mentorship_changed
from mentorat.web.guests import GuestRequest, done, guest_page
from mentorat.web.mentorships.finding import mentorship_of, own_membership
from mentorat.web.mentorships.forms import PlacesForm, QuestionForm, ReplyForm
from mentorat.web.mentorships.places import keep_places, places_form
from mentorat.web.mentorships.ties import tell, tie_form
from mentorat.web.pages import PageRequest, page, refusals_shown_in

S = MentorshipState
# What is said once a member said yes, by where the relation then stands.
YES_TO_MENTOR = {
    S.PROPOSED: "C’est noté, merci. Si l’élève accepte aussi, le lycée fixe la première séance.",
    S.AWAITING: "C’est noté, merci. L’élève aussi est d’accord : le lycée attend une autorisation.",
    S.ACCEPTED: "C’est noté, merci. L’élève aussi est d’accord : il reste à signer l’accord.",
    S.READY: "C’est noté, merci. L’élève aussi est d’accord : le lycée fixe la première séance.",
}
YES_TO_MENTEE = {
    S.PROPOSED: "C’est noté. Si le mentor accepte aussi, ton lycée fixe la première séance.",
    S.AWAITING: "C’est noté. Ton mentor aussi est d’accord : il manque une autorisation.",
    S.ACCEPTED: "C’est noté. Ton mentor aussi est d’accord : il reste à signer l’accord.",
    S.READY: "C’est noté. Ton mentor aussi est d’accord : ton lycée fixe la première séance.",
}
NO_TO_MENTOR = "C’est noté. Merci d’avoir répondu."
NO_TO_MENTEE = "C’est noté. Ton lycée pourra te proposer un autre mentor."
ASKED_BY_MENTOR = "Votre question est partie au lycée. Vous serez prévenu de sa réponse."
ASKED_BY_MENTEE = "Ta question est partie au lycée. La réponse sera ici, sur cette page."
Side = MentorMembership | MenteeMembership


@require_POST
@page(permission=Permission.MENTORSHIP_ANSWER, writes=True)
def answer(request: PageRequest, pk: int) -> HttpResponse:
    """Take the answer of the one who is signed in, for his or her own membership only."""
    mentorship = mentorship_of(request, pk)
    if request.POST.get("answer") not in {"yes", "no"}:
        messages.error(request, "Il faut répondre par oui ou par non.")
        return redirect("mentorships:detail", pk)
    membership = own_membership(request.scope, mentorship)
    places = places_form(request, mentorship, is_sent=True)
    if places is not None and not places.is_valid():
        messages.error(request, "Écrivez un nombre d’élèves entre 0 et 40, puis répondez.")
        return redirect("mentorships:detail", pk)
    try:
        says_yes = request.POST["answer"] == "yes"
        sentence = _take(request, membership, says_yes=says_yes, places=places, by=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("mentorships:detail", pk)
    messages.success(request, sentence)
    # A pupil whom a group goes on without no longer has this page.
    is_still_there = type(membership).objects.within(request.scope).filter(pk=membership.pk)
    return redirect("mentorships:detail", pk) if is_still_there.exists() else redirect("home")


@page(permission=Permission.MENTORSHIP_ANSWER, writes=True)
def ask(request: PageRequest, pk: int) -> HttpResponse:
    """Ask the school what one needs to know before answering."""
    mentorship = mentorship_of(request, pk)
    membership = own_membership(request.scope, mentorship)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            messages.success(request, _ask(request, membership, form, by=request.user))
            return redirect("mentorships:detail", pk)
    shown = mentorship_shown(mentorship, scope=request.scope)
    is_mentee = request.scope.mentee is not None
    context = {"form": form, "shown": shown, "is_mentee": is_mentee}
    return render(request, "mentorships/ask.html", context)


@guest_page(act=LinkAct.ANSWER, writes=True)
def answer_by_link(request: GuestRequest, token: str) -> HttpResponse:
    """Read who is proposed and why, then answer: yes, no, a question, or another tie."""
    mentorship = mentorship_of(request, _about(request))
    membership = own_membership(request.scope, mentorship)
    said = request.POST.get("answer", "")
    form = QuestionForm(request.POST if said == "question" else None)
    if said == "question" and form.is_valid():
        with refusals_shown_in(form):
            return done(request, "La question est partie", _ask(request, membership, form, None))
    has_said = said in {"yes", "no"}
    places = places_form(request, mentorship, is_sent=has_said)
    if has_said and (places is None or places.is_valid()):
        with refusals_shown_in(places or form):
            use_link(link=request.link, now=clock.now())
            sentence = _take(request, membership, says_yes=said == "yes", places=places, by=None)
            return done(request, "C’est noté", sentence)
    tie = tie_form(request, mentorship, is_sent=said == "tie")
    if tie is not None and tie.is_valid():
        with refusals_shown_in(tie):
            use_link(link=request.link, now=clock.now())
            return done(request, "C’est noté", tell(membership, tie, by=None))
    context = {
        "form": form,
        "tie": tie,
        "places": places,
        "token": token,
        "shown": with_photos(
            mentorship_shown(mentorship, scope=request.scope), scope=request.scope
        ),
        "question": question_of(mentorship, membership),
        "ahead": deadlines(mentorship),
        "useful_day": useful_day_of(mentorship, scope=request.scope),
        "today": clock.today(),
        "is_mentee": request.scope.mentee is not None,
    }
    return render(request, "mentorships/answer_by_link.html", context)


@page(permission=Permission.MENTORSHIP_MANAGE, writes=True)
def reply(request: PageRequest, pk: int) -> HttpResponse:
    """Answer the question of a member. He or she alone reads it."""
    found = MemberQuestion.objects.within(request.scope).select_related(
        "mentorship__project__campaign", "mentor", "mentee"
    )
    question = get_object_or_404(found, pk=pk)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_shown_in(form):
            actions.answer_question(
                question=question,
                answer=form.cleaned_data["answer"],
                now=clock.now(),
                by=request.user,
            )
            messages.success(request, "Votre réponse est envoyée à la personne qui a demandé.")
            return redirect("mentorships:detail", question.mentorship_id)
    shown = mentorship_shown(question.mentorship, scope=request.scope)
    context = {"form": form, "question": question, "shown": shown}
    return render(request, "mentorships/reply.html", context)


def _take(
    request: PageRequest | GuestRequest,
    membership: Side,
    *,
    says_yes: bool,
    places: PlacesForm | None,
    by: User | None,
) -> str:
    """Do what was answered, and return what is said of it."""
    is_mentee = request.scope.mentee is not None
    verb = actions.accept if says_yes else actions.decline
    mentorship = mentorship_of(request, membership.mentorship_id)
    with transaction.atomic():
        answered = verb(mentorship=mentorship, membership=membership, now=clock.now(), by=by)
        keep_places(places, by=by)
    mentorship_changed(mentorship)
    if not says_yes:
        return NO_TO_MENTEE if is_mentee else NO_TO_MENTOR
    return (YES_TO_MENTEE if is_mentee else YES_TO_MENTOR)[MentorshipState(answered.state)]


def _ask(
    request: PageRequest | GuestRequest, membership: Side, form: QuestionForm, by: User | None
) -> str:
    actions.ask_question(
        mentorship=mentorship_of(request, membership.mentorship_id),
        membership=membership,
        text=form.cleaned_data["question"],
        now=clock.now(),
        by=by,
    )
    return ASKED_BY_MENTOR if request.scope.mentee is None else ASKED_BY_MENTEE


def _about(request: GuestRequest) -> int:
    if request.link.about_kind != "mentorship" or request.link.about_id is None:
        raise Http404
    return request.link.about_id
