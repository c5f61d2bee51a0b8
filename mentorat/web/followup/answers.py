"""A mentor or a pupil answers a check-in: by the link of a message, or from the account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.roles import Permission
from mentorat.followup import actions
from mentorat.followup.check_in_questions import SCALE, questions
from mentorat.followup.enums import Topic
from mentorat.followup.models import CheckIn, CheckInAnswer
from mentorat.foundations import clock
from mentorat.people.models import User
from mentorat.web.changed import mentorship_changed
from mentorat.web.forms import BoundField, Form
from mentorat.web.guests import GuestRequest, done, guest_page
from mentorat.web.pages import PageRequest, page, refusals_shown_in

THANKS = {
    True: ("Merci !", "Seule la coordination du mentorat lit vos réponses."),
    False: ("Merci !", "Ton mentor ne voit pas tes réponses."),
}
CALLED = {
    True: "Une personne du lycée prend contact avec vous.",
    False: "Une personne de ton lycée va venir te parler.",
}


class CheckInForm(Form):
    """Three questions in five words each, and one choice."""

    def __init__(self, *args: Any, answer: CheckInAnswer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_mentor = answer.is_of_mentor
        asked = questions(is_mentor=self.is_mentor, version=answer.version)
        for topic, question in asked.by_topic.items():
            self.fields[topic] = forms.TypedChoiceField(
                label=question,
                choices=SCALE,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": "Choisissez une réponse."},
            )
        self.fields["wants_talk"] = forms.BooleanField(label=asked.talk, required=False)

    @property
    def asked(self) -> list[BoundField]:
        return [self[topic] for topic in Topic]  # type: ignore[misc]  # bound fields are ours

    @property
    def scores(self) -> dict[Topic, int]:
        return {topic: self.cleaned_data[topic] for topic in Topic}


@guest_page(act=LinkAct.CHECK_IN, writes=True)
def answer_by_link(request: GuestRequest, token: str) -> HttpResponse:  # noqa: ARG001 -- the door reads it
    answer = _own_answer(request, request.link.about_id or 0)
    form = _form(request, answer)
    if form.is_valid():
        with refusals_shown_in(form):
            access.use_link(link=request.link, now=clock.now())
            _keep(answer, form, by=None)
            title, *sentences = _said(form)
            return done(request, title, *sentences)
    return render(request, "followup/answer_by_link.html", {"form": form})


@page(permission=Permission.CHECK_IN_ANSWER, writes=True)
def answer(request: PageRequest, pk: int) -> HttpResponse:
    own = _own_answer(request, pk)
    form = _form(request, own)
    if form.is_valid():
        with refusals_shown_in(form):
            _keep(own, form, by=request.user)
            messages.success(request, " ".join(_said(form)))
            return redirect("home")
    return render(request, "followup/answer.html", {"form": form})


def _own_answer(request: PageRequest | GuestRequest, check_in: int) -> CheckInAnswer:
    found = CheckInAnswer.objects.within(request.scope).select_related(
        "check_in__mentorship__school", "check_in__mentorship__project"
    )
    return get_object_or_404(found, check_in=check_in)


def _form(request: PageRequest | GuestRequest, own: CheckInAnswer) -> CheckInForm:
    return CheckInForm(request.POST if request.method == "POST" else None, answer=own)


def _keep(own: CheckInAnswer, form: CheckInForm, *, by: User | None) -> None:
    check_in: CheckIn = own.check_in
    actions.answer_check_in(
        check_in=check_in,
        mentor_id=own.mentor_id,
        mentee_id=own.mentee_id,
        scores=form.scores,
        wants_talk=form.cleaned_data["wants_talk"],
        now=clock.now(),
        by=by,
    )
    mentorship_changed(check_in.mentorship)


def _said(form: CheckInForm) -> tuple[str, ...]:
    called = (CALLED[form.is_mentor],) if form.cleaned_data["wants_talk"] else ()
    return (*THANKS[form.is_mentor], *called)
