from datetime import timedelta

import pytest

from mentorat.access.roles import Role
from mentorat.matching.models import MatchingRun, Proposal
from mentorat.matching.tasks import compute_run
from tests.factories.matching import (
    MatchingRunFactory,
    OfferFactory,
    ProposalFactory,
)
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MentorFactory
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.web.home.stage import (
    MONDAY,
    SWAP,
    everything,
    get,
    post,
    queries,
    sign_in,
    staff,
    who_acts,
)
from tests.web.matching.stage import done, mentorships, offered, state_of, volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

RUN_A_SCHOOL = {"proviseur", "ddfpt", "bde"}


def poll(bde, run):
    return sign_in(bde).get(f"/appariement/{run.pk}/?suivi=1", headers=SWAP)


def test_a_run_is_asked_then_computed_then_shown(project, bde, queue):
    volunteer(project, first_name="Noé", last_name="Exemple")
    volunteer(project, first_name="Ada", last_name="Seule")
    offered(project, first_name="Maud", last_name="Soudure")

    asked = post(bde, "matching:ask")

    run = MatchingRun.objects.unscoped("a test").get()
    assert asked.address == f"/appariement/{run.pk}/"
    assert (run.project, run.asked_by, run.asked_at) == (project, bde.user, MONDAY)
    assert [job["args"] for job in queue.jobs.values()] == [{"run_id": run.pk}]
    waiting = asked.page.soup.find(id="results")
    assert waiting["hx-get"] == f"{asked.address}?suivi=1"
    assert waiting["aria-live"] == "polite"
    assert poll(bde, run).headers.get("HX-Refresh") is None

    compute_run(run_id=run.pk)
    # Whoever waits is shown the whole page, with what stands around the list.
    assert poll(bde, run).headers["HX-Refresh"] == "true"
    shown = get(bde, "matching:run", run.pk).page

    assert not shown.soup.find(id="results").has_attr("hx-get")
    (proposal,) = Proposal.objects.unscoped("a test")
    named = str(proposal.need.mentee)
    assert shown.all("li.proposal h3") == [f"{named} et Maud Soudure"]
    assert shown.all("section[aria-labelledby=sans] strong") == [
        name for name in ("Noé Exemple", "Ada Seule") if name != named
    ]
    assert shown.all("li.proposal p.fr-mb-0")[0].startswith("Score : ")
    assert shown.all("section[aria-labelledby=bilan] strong")[0] == "Optimal, prouvé ; écart 0."
    assert shown.all(".key-figures dd")[:3] == ["1", "1", "1"]
    assert "Cherchez un mentor de plus" in shown.text
    assert shown.flaws == []


def test_a_run_that_would_find_nobody_is_not_begun(project, bde, queue):
    before = everything()
    without_volunteers = post(bde, "matching:ask")
    assert everything() == before
    volunteer(project)
    mentor = MentorFactory(place=project.place)
    OfferFactory(mentor=mentor, school=project.school, campaign=project.campaign)

    without_mentors = post(bde, "matching:ask")

    assert without_volunteers.said == [
        "Aucun volontaire n’attend de mentor : inscrivez d’abord des élèves volontaires."
    ]
    assert without_mentors.said[0].startswith("Aucun mentor habilité n’a de place libre")
    assert (without_mentors.address, queue.jobs) == ("/appariement/", {})


def test_what_is_lacking_before_a_run_is_said_with_the_next_act(project, bde):
    def said():
        page = get(bde, "matching:index").page
        return page.all(".empty-state__sentence")[0], page.all(".empty-state a")[0]

    nobody = said()
    need = volunteer(project)
    nothing_offered = said()
    mentor = MentorFactory(place=project.place)
    OfferFactory(mentor=mentor, school=project.school, campaign=project.campaign)
    not_cleared = said()
    offer = offered(project)
    assert get(bde, "matching:index").page.soup.select(".empty-state") == []
    MentorshipFactory(project=project, mentor=offer.mentor, active=True)

    assert nobody == ("Aucun volontaire n’attend de mentor.", "Remettre les cartes aux élèves")
    assert nothing_offered[0] == "Aucun mentor n’a fait d’offre à votre lycée."
    assert not_cleared == (
        "Des mentors ont fait une offre, mais aucun n’est habilité.",
        "Voir ce qui manque à chaque mentor",
    )
    assert said()[0].startswith("Les mentors habilités suivent déjà autant d’élèves")
    assert need.withdrawn_at is None


def test_a_second_run_waits_for_the_first(project, bde):
    volunteer(project)
    offered(project)
    post(bde, "matching:ask")

    again = post(bde, "matching:ask")

    assert again.said[0].startswith("Un appariement est déjà en cours pour ce projet")
    assert MatchingRun.objects.unscoped("a test").count() == 1


def test_a_school_without_project_is_led_to_open_one():
    CampaignFactory()
    bde = staff(SchoolFactory())

    assert get(bde, "matching:index").address == "/projets/"
    assert post(bde, "matching:ask").address == "/projets/"


def test_a_run_that_was_broken_off_says_that_nothing_changed(project, bde):
    run = MatchingRunFactory(project=project, state="failed")

    page = get(bde, "matching:run", run.pk).page

    assert "Le calcul s’est interrompu." in page.text
    assert "Rien n’a été changé." in page.text


SUMMARY = {
    "volunteers": 4,
    "offers": 3,
    "seats": 3,
    "served": 3,
    "mean_score": 71.5,
    "unserved": {"taken": 1},
    "removed": {"seats": 2},
    "quality": 4000,
    "waits": {"served": {"mean": 12.5, "longest": 40}, "left": {"mean": 3, "longest": 3}},
    "price": {"points": 30, "mean_score": 71.5, "mean_score_without": 73.0},
}


@pytest.mark.parametrize("state", ["waiting", "running", "failed"])
def test_the_progress_that_a_browser_asks_for_is_that_of_the_page(project, bde, state):
    run = MatchingRunFactory(project=project, state=state)

    swap = get(bde, "matching:run", run.pk, **SWAP).page
    whole = get(bde, "matching:run", run.pk).page

    assert swap.soup.find("h1") is None
    assert str(swap.soup.find(id="results")).split() == str(whole.soup.find(id="results")).split()


def test_proposals_are_found_filtered_ordered_and_a_swap_equals_a_reload(project, bde):
    first, second, third = done(project, 3)
    decide = {"state": "declined", "decided_at": MONDAY, "decided_by": bde.user}
    Proposal.objects.unscoped("a test").filter(pk=third.pk).update(**decide)
    run, name = first.run_id, second.need.mentee.last_name

    def listed(query):
        swap = get(bde, "matching:run", run, query=query, **SWAP).page
        whole = get(bde, "matching:run", run, query=query).page
        swap.soup.select_one("[hx-swap-oob]").extract()
        for page in (swap, whole):
            for token in page.soup.select("input[name=csrfmiddlewaretoken]"):
                token.extract()
        assert str(swap.soup.find(id="results")).split() == (
            str(whole.soup.find(id="results")).split()
        )
        return whole.values("li.proposal a[href*=explication]", "href")

    address = "/appariement/propositions/{}/explication/".format
    assert listed("") == [address(one.pk) for one in (first, second, third)]
    assert listed("sort=-score") == [address(one.pk) for one in (third, second, first)]
    assert listed("state=declined") == [address(third.pk)]
    assert listed(f"q={name}") == [address(second.pk)]
    assert listed("score=low") == []
    assert listed("score=high&settled=computed&page=9&sort=x") == [
        address(one.pk) for one in (first, second, third)
    ]


def test_a_proposal_that_is_kept_becomes_a_relation_to_answer(
    project, bde, queue, django_capture_on_commit_callbacks
):
    (proposal,) = done(project)

    with django_capture_on_commit_callbacks(execute=True):
        answer = post(bde, "matching:decide", proposal.pk, decision="keep")

    mentorship = mentorships().get()
    assert state_of(proposal) == "accepted"
    assert (proposal.decided_by, proposal.mentorship) == (bde.user, mentorship)
    assert (mentorship.state, mentorship.reasons) == ("proposed", proposal.reasons)
    assert mentorship.mentee_memberships.get().mentee == proposal.need.mentee
    assert mentorship.mentor_memberships.get().mentor == proposal.offer.mentor
    assert (answer.address, len(answer.said)) == (f"/appariement/{proposal.run_id}/", 1)
    assert f"/relations-de-mentorat/{mentorship.pk}/" in answer.page.values("main a[href]", "href")
    asked = {job["task_name"] for job in queue.jobs.values()}
    assert "mentorat.steering.tasks.refresh_school_figures" in asked


def test_a_proposal_is_set_aside(project, bde):
    (proposal,) = done(project)

    answer = post(bde, "matching:decide", proposal.pk, decision="decline")

    assert (state_of(proposal), proposal.decided_by) == ("declined", bde.user)
    assert answer.said == ["La proposition est écartée."]
    assert not mentorships().exists()


def test_a_decision_that_is_neither_of_the_two_changes_nothing(project, bde):
    (proposal,) = done(project)
    before = everything()

    answers = [
        post(bde, "matching:decide", proposal.pk),
        post(bde, "matching:decide", proposal.pk, decision="peut-être"),
    ]

    assert [answer.said for answer in answers] == [["Choisissez de retenir ou d’écarter."]] * 2
    assert everything() == before


def test_a_proposal_is_decided_once(project, bde):
    (proposal,) = done(project)
    post(bde, "matching:decide", proposal.pk, decision="decline")
    before = everything()

    answer = post(bde, "matching:decide", proposal.pk, decision="keep")

    assert answer.said == ["Cette proposition a déjà été examinée : elle est écartée."]
    assert everything() == before


def test_a_pupil_who_found_a_mentor_meanwhile_is_not_proposed_another(project, bde):
    (proposal,) = done(project)
    MentorshipFactory(project=project, mentee=proposal.need.mentee)

    answer = post(bde, "matching:decide", proposal.pk, decision="keep")

    assert answer.said == [
        "Cet élève a déjà une proposition ou une relation en cours : terminez-la d’abord."
    ]
    assert state_of(proposal) == "suggested"


def test_ticked_proposals_are_kept_and_the_others_wait(project, bde):
    first, second, third = done(project, 3)

    answer = post(bde, "matching:keep_all", first.run_id, proposal=[first.pk, second.pk])

    assert [state_of(one) for one in (first, second, third)] == ["accepted"] * 2 + ["suggested"]
    assert mentorships().count() == 2
    assert len(answer.said) == 1
    assert "2 propositions" in answer.said[0]


def test_what_could_not_be_kept_is_said_beside_what_was(project, bde):
    first, second = done(project, 2)
    second.need.withdrawn_at = MONDAY
    second.need.save(update_fields=["withdrawn_at"])

    answer = post(bde, "matching:keep_all", first.run_id, proposal=[first.pk, second.pk])

    assert "1 proposition " in answer.said[0]
    assert answer.said[1:] == ["Cet élève n’est plus volontaire."]
    assert [state_of(one) for one in (first, second)] == ["accepted", "suggested"]


@pytest.mark.parametrize("ticked", [[], ["x"], ["-1"], ["9" * 30], ["0"]])
def test_nothing_that_makes_sense_is_ticked(project, bde, ticked):
    (proposal,) = done(project)
    before = everything()

    answer = post(bde, "matching:keep_all", proposal.run_id, proposal=ticked)

    assert answer.said == ["Cochez au moins une proposition."]
    assert everything() == before


def test_proposals_of_another_run_or_school_are_not_kept_with_these(project, bde):
    (proposal,) = done(project)
    (older,) = done(project, asked_at=MONDAY - timedelta(days=40))
    (foreign,) = done(SchoolProjectFactory(school=SchoolFactory(), campaign=project.campaign))

    post(bde, "matching:keep_all", proposal.run_id, proposal=[older.pk, foreign.pk])

    assert [state_of(one) for one in (proposal, older, foreign)] == ["suggested"] * 3
    assert post(bde, "matching:decide", foreign.pk, decision="keep").status == 404
    assert get(bde, "matching:run", foreign.run_id).status == 404


def test_matching_belongs_to_those_who_run_the_school(people):
    (proposal,) = done(people.project)
    refused = set(people.grants) - RUN_A_SCHOOL - {"stranger"}
    of_the_school = {302: RUN_A_SCHOOL, 404: {"stranger"}, 403: refused}

    assert who_acts(people, "matching:decide", proposal.pk, decision="keep") == of_the_school
    run = proposal.run_id
    assert who_acts(people, "matching:keep_all", run, proposal=[proposal.pk]) == of_the_school
    assert who_acts(people, "matching:ask") == {302: RUN_A_SCHOOL | {"stranger"}, 403: refused}
    for person, grant in people.grants.items():
        status = sign_in(grant).get(f"/appariement/{run}/").status_code
        assert status == (200 if person in RUN_A_SCHOOL else 404 if person == "stranger" else 403)


def test_a_run_says_what_changed_what_it_cost_and_what_could_not_be_kept(project, bde):
    same, other = volunteer(project, first_name="Noé", last_name="Même"), offered(project)
    gone, new = offered(project, last_name="Partie", first_name="Eva"), offered(project)
    MatchingRunFactory(
        project=project,
        state="done",
        certificate={
            "objective": -5000,
            "bound": -5000,
            "gap": 0.0,
            "engine": "network-simplex 4",
            "versions": "numpy, numba",
            "seed": 2026,
            "digest": "abc" * 10,
            "edges": 12,
        },
        summary=SUMMARY
        | {
            "details": [],
            "broken": [[same.pk, gone.pk, "clearance"]],
            "difference": {
                "previous": 1,
                "same": 2,
                "new": [],
                "gone": [],
                "changed": [[same.pk, gone.pk, new.pk, "for_all"]],
            },
        },
    )
    run = MatchingRun.objects.unscoped("a test").get()

    page = get(bde, "matching:run", run.pk).page

    brief = page.all("section[aria-labelledby=bilan]")[0]
    assert "La paire Noé Même et Eva Partie ne pouvait pas être gardée : habilitations" in brief
    assert "a baissé le score moyen : 71,5 au lieu de 73." in brief
    assert "Depuis le calcul d’avant : 2 paires inchangées, 1 changement" in brief
    assert f"Noé Même : {new.mentor}, au lieu de Eva Partie" in brief
    assert "(une autre répartition sert mieux l’ensemble)" in brief
    assert "Places prises par d’autres volontaires : 1 élève" in brief
    assert "Mentor déjà complet : 2" in brief
    assert "Graine du tirage au sort (l’année, la même pour tous) 2026" in brief
    assert str(other.mentor) not in brief


def test_the_waiting_list_asks_as_many_questions_for_1_volunteer_as_for_3(project, bde):
    volunteer(project, last_name="Premier", first_name="A")
    offered(project)
    MatchingRunFactory(project=project)

    few = queries(bde, "matching:index")
    for number in range(2):
        volunteer(project, speciality=None, last_name=f"N{number}")
        offered(project)
        MatchingRunFactory(project=project)

    assert (few, queries(bde, "matching:index")) == (36, 36)
    waiting = get(bde, "matching:index").page.all("section[aria-labelledby=attente] tbody tr")
    assert len(waiting) == 3


def test_a_run_asks_as_many_questions_for_1_proposal_as_for_3(project, bde):
    left = volunteer(project)
    run = MatchingRunFactory(
        project=project,
        state="done",
        summary=SUMMARY
        | {
            "details": [
                {"need": left.pk, "cause": "taken", "candidates": 2, "removed": {"seats": 2}}
            ]
        },
    )
    ProposalFactory(run=run, need=volunteer(project), offer=offered(project))

    few = queries(bde, "matching:run", run.pk)
    for _ in range(2):
        ProposalFactory(run=run, need=volunteer(project), offer=offered(project))

    assert (few, queries(bde, "matching:run", run.pk)) == (12, 12)


def test_teachers_do_not_match(project):
    teacher = staff(project.school, Role.PROFESSEUR_PRINCIPAL)

    assert get(teacher, "matching:index").status == 403
