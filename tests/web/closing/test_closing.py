"""The closing of a relation, as those who end it meet it: page by page, by account and by link."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.queries import link_token
from mentorat.followup.models import Closing, ClosingReview, ExitTalk
from mentorat.mentorships.models import RematchHold
from tests.factories.closing import ClosingFactory, ExitTalkFactory, RematchHoldFactory, said
from tests.factories.mentorships import MentorshipFactory
from tests.factories.people import GuardianFactory
from tests.web.conftest import Page
from tests.web.home.stage import get, post, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

RUN_A_SCHOOL = {"proviseur", "ddfpt", "bde"}
ENDING = {
    "on": "2026-11-20",
    "reason": "objective_reached",
    "objective_reached": "yes",
    "contact_rule": "school",
    "next_step": "studies",
    "next_words": "BTS",
}


@pytest.fixture(autouse=True)
def no_guess_yet():
    cache.clear()


def opened(people, **fields):
    return ClosingFactory(mentorship=people.mentorship, **fields)


def asked(people):
    closing = opened(people)
    post(people["bde"], "closing:ask", closing.pk)
    return closing


def talk(side):
    return ExitTalk.objects.unscoped("a test").get(side=side)


def link(side):
    return SignedLink.objects.get(act=LinkAct.EXIT_TALK, **{f"{side}__isnull": False})


def test_a_relation_goes_from_its_page_to_a_complete_closing(people):
    bde, relation = people["bde"], people.mentorship

    page = get(bde, "mentorships:detail", relation.pk).page
    begun = post(bde, "closing:open", relation.pk, kind="anticipated")
    closing = Closing.objects.unscoped("a test").get()
    post(bde, "closing:ask", closing.pk)
    post(people["mentor"], "closing:mine", talk("mentor").pk, **said("mentor"))
    post(people["mentee"], "closing:mine", talk("mentee").pk, **said("mentee"))
    ended = post(bde, "closing:end", closing.pk, **ENDING)

    closing.refresh_from_db()
    relation.refresh_from_db()
    review = ClosingReview.objects.unscoped("a test").get()
    assert reverse("closing:open", args=[relation.pk]) in page.values("a[href]", "href")
    assert begun.address == reverse("closing:detail", args=[closing.pk])
    assert ended.said == ["La relation est terminée, son bilan est gardé."]
    assert (closing.state, relation.state, relation.end_reason) == (
        "complete",
        "ended",
        "objective_reached",
    )
    assert (review.next_step, review.next_words, review.contact_rule) == (
        "studies",
        "BTS",
        "school",
    )


def test_the_page_of_a_closing_says_what_was_answered_and_what_is_left(people):
    closing = asked(people)
    post(people["mentee"], "closing:mine", talk("mentee").pk, **said("mentee"))

    page = get(people["bde"], "closing:detail", closing.pk).page

    assert page.flaws == []
    assert "1 à recueillir" in page.text
    assert "Et aujourd’hui ? 5, tout à fait" in page.text


def test_opening_again_leads_to_the_closing_that_is_open(people):
    closing = opened(people)

    answer = get(people["bde"], "closing:open", people.mentorship.pk)

    assert answer.address == reverse("closing:detail", args=[closing.pk])


def test_the_end_cannot_be_skipped_and_what_was_typed_is_kept(people):
    closing = opened(people)
    data = {**ENDING, "on": "2026-11-24", "objective_reached": "", "next_words": "x" * 141}

    answer = post(people["bde"], "closing:end", closing.pk, **data)

    assert answer.error("on") == "Cette date est dans le futur."
    assert answer.error("objective_reached") == "Ce champ est obligatoire."
    assert answer.kept(data) == {**data, "objective_reached": None}
    assert not ClosingReview.objects.unscoped("a test").exists()


def test_the_end_does_not_precede_the_first_session(people):
    answer = post(people["bde"], "closing:end", opened(people).pk, **{**ENDING, "on": "2026-10-11"})

    assert answer.complaints == [
        "La fin ne peut pas précéder la première séance, tenue le 12/10/2026."
    ]


def test_a_coordinator_types_in_a_talk_that_was_held(people):
    closing = asked(people)
    answers = said("mentor") | {"held_on": "2026-11-20", "mode": "phone"}

    missing = post(people["bde"], "closing:record", talk("mentor").pk, **{**answers, "mode": ""})
    done = post(people["bde"], "closing:record", talk("mentor").pk, **answers)

    heard = talk("mentor")
    assert missing.error("mode") == "Ce champ est obligatoire."
    assert done.address == reverse("closing:detail", args=[closing.pk])
    assert (heard.state, heard.mode, heard.settled_by) == ("done", "phone", people["bde"].user)


def test_a_talk_is_given_up_with_a_reason(people):
    asked(people)

    post(people["bde"], "closing:give_up", talk("mentor").pk, reason="unreachable")

    assert (talk("mentor").state, talk("mentor").given_up) == ("given_up", "unreachable")


def test_a_guardian_of_the_relation_alone_is_asked(people):
    closing = asked(people)
    guardian, stranger = GuardianFactory(mentee=people.mentee), GuardianFactory()

    post(people["bde"], "closing:ask_guardian", closing.pk, guardian.pk)
    other = post(people["bde"], "closing:ask_guardian", closing.pk, stranger.pk)

    assert talk("guardian").guardian == guardian
    assert other.status == 404


def test_the_link_that_is_handed_is_the_one_of_the_mail(people):
    asked(people)

    page = post(people["bde"], "closing:hand", talk("mentor").pk).page

    assert link_token(link("mentor")) in page.text
    assert page.soup.select("svg.qr")


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_a_talk_is_answered_by_link_once_without_naming_the_other_side(people, side):
    asked(people)
    address = f"/clotures/lien/{link_token(link(side))}/"
    led = Client().get(f"/l/{link_token(link(side))}/")
    page = Page(Client().get(address))

    done = Page(Client().post(address, said(side)))
    again = Client().post(address, said(side))

    names = {
        people.mentor.first_name,
        people.mentor.last_name,
        people.mentee.first_name,
        people.mentee.last_name,
    }
    assert led["Location"] == address
    assert page.flaws == []
    assert not {name for name in names if name in page.text}
    assert done.heading == "Merci, c’est noté"
    assert again.status_code == 410
    assert (talk(side).mode, talk(side).settled_by) == ("link", None)


def test_an_incomplete_talk_by_link_uses_nothing_up(people):
    asked(people)
    token = link_token(link("mentee"))

    answer = Page(Client().post(f"/clotures/lien/{token}/", {**said("mentee"), "told": ""}))

    assert "Ce champ est obligatoire." in answer.text
    assert talk("mentee").state == "asked"
    assert Client().get(f"/clotures/lien/{token}/").status_code == 200


def test_a_guess_opens_no_talk(people):
    asked(people)
    good = link_token(link("mentee"))
    number, _, _ = good.partition("-")

    assert Client().get(f"/clotures/lien/{number}-{'0' * 26}/").status_code == 410


def test_the_pupil_stops_in_one_tap_and_reads_tu(people):
    page = get(people["mentee"], "closing:stop", people.mentorship.pk).page

    answer = post(people["mentee"], "closing:stop", people.mentorship.pk)

    closing = Closing.objects.unscoped("a test").get()
    again = get(people["mentee"], "closing:stop", people.mentorship.pk).page
    assert page.flaws == []
    assert answer.said == ["C’est noté. Quelqu’un de ton lycée va te parler."]
    assert (closing.kind, closing.reason) == ("one_sided", "mentee_stopped")
    assert again.soup.select("main form[method=post] .fr-btn") == []


def test_a_relation_without_a_sign_of_life_is_first_sought(people):
    closing = opened(people, is_guided=True, kind="one_sided", reason="no_contact")
    before = get(people["bde"], "closing:detail", closing.pk).page

    post(
        people["bde"],
        "closing:attempt",
        closing.pk,
        attempt="call_mentor",
        outcome="no_answer",
        on="2026-11-20",
    )

    after = get(people["bde"], "closing:detail", closing.pk).page
    assert "Aucun essai noté pour le moment." in before.text
    assert "20 novembre 2026 : appeler le mentor, sans réponse" in after.text


def test_a_relation_that_goes_on_drops_its_closing(people):
    closing = asked(people)

    answer = post(people["bde"], "closing:drop", closing.pk)

    closing.refresh_from_db()
    assert closing.state == "dropped"
    assert answer.said == ["La clôture est sans suite : la relation continue."]


def test_another_relation_is_decided_after_the_talk_and_the_delay(people):
    hold = RematchHoldFactory(mentorship=people.mentorship, mentee=people.mentee)
    waits = get(people["bde"], "closing:index").page.text
    yes = {"decision": "allowed", "reason": "wished"}

    too_early = post(people["bde"], "closing:decide", hold.pk, **yes)
    hold.talk_settled_at, hold.until = hold.mentorship.proposed_at, "2026-11-20"
    hold.save()
    allowed = post(people["bde"], "closing:decide", hold.pk, **yes)

    decided = RematchHold.objects.unscoped("a test").get()
    assert "Attend le bilan de la relation terminée." in waits
    assert "pas avant le 30/11/2026" in too_early.complaints[0]
    assert allowed.said[0].startswith("L’élève peut avoir un autre mentor")
    assert (decided.decision, decided.decided_by) == ("allowed", people["bde"].user)
    assert "Aucun élève n’attend." in get(people["bde"], "closing:index").page.text


@pytest.fixture
def leaver_talk(people):
    """The talk asked of the pupil of the cast, who has left a group that goes on."""
    group = MentorshipFactory(project=people.mentorship.project, active=True, form="group")
    RematchHoldFactory(mentorship=group, mentee=people.mentee)
    return ExitTalkFactory(closing=None, mentorship=group, side="mentee", mentee=people.mentee)


def test_who_left_a_group_answers_and_goes_home(people, leaver_talk):
    mine = get(people["mentee"], "closing:mine", leaver_talk.pk).page

    done = post(people["mentee"], "closing:mine", leaver_talk.pk, **said("mentee"))

    assert "Il n’y a pas de mauvaise réponse." in mine.text
    assert done.address == reverse("home")
    assert talk("mentee").state == "done"
    assert RematchHold.objects.unscoped("a test").get().talk_settled_at is not None


def test_who_left_a_group_answers_by_the_link_that_the_school_hands_over(people, leaver_talk):
    post(people["bde"], "closing:hand", leaver_talk.pk)

    done = Client().post(f"/clotures/lien/{link_token(link('mentee'))}/", said("mentee"))

    assert Page(done).heading == "Merci, c’est noté"
    assert talk("mentee").mode == "link"


def test_the_school_hears_who_left_a_group_before_it_decides(people, leaver_talk):
    bde = people["bde"]
    hold = RematchHold.objects.unscoped("a test").get()
    listed = get(bde, "closing:index").page
    home = get(bde, "home").page.text

    handed = post(bde, "closing:hand", leaver_talk.pk).page
    noted = {**said("mentee"), "mode": "meeting", "held_on": "2026-11-23"}
    done = post(bde, "closing:record", leaver_talk.pk, **noted)

    assert "élève sorti d’un groupe" in home
    assert "Élèves sortis d’un groupe" in listed.text
    assert reverse("closing:record", args=[leaver_talk.pk]) in listed.values("a[href]", "href")
    assert handed.soup.select("svg.qr")
    assert done.address == reverse("closing:index")
    assert "Élèves sortis d’un groupe" not in get(bde, "closing:index").page.text
    assert "Ce que l’élève en a dit" in get(bde, "closing:decide", hold.pk).page.text


@pytest.mark.usefixtures("people")
def test_the_rule_is_public():
    page = Page(Client().get("/clotures/regle/"))

    assert page.flaws == []
    assert "un délai de 14 jours est passé depuis la fin" in page.text


def test_closings_are_moved_by_those_who_run_the_school_alone(people):
    closing = opened(people)
    refused = set(people.grants) - RUN_A_SCHOOL - {"stranger"}
    of_the_school = {302: RUN_A_SCHOOL, 404: {"stranger"}, 403: refused}

    assert who_acts(people, "closing:ask", closing.pk) == of_the_school
    assert who_acts(people, "closing:drop", closing.pk) == of_the_school
    assert who_acts(people, "closing:end", closing.pk, **ENDING) == of_the_school
