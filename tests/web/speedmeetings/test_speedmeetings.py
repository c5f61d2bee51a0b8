"""A « rencontre éclair » page by page: the coordinator's, the sheets, each person's link."""

from datetime import time, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorat.access.actions import revoke_links
from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.access.queries import link_token
from mentorat.people.models import Clearance
from mentorat.speedmeetings.models import Mark, SpeedMeeting
from tests.factories.people import MentorFactory
from tests.factories.speedmeetings import choose, planned, seats, volunteers
from tests.web.conftest import Page
from tests.web.home.stage import MONDAY, TODAY, get, post, queries, who_acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

RUN_A_SCHOOL = {"proviseur", "ddfpt", "bde"}
HOLDS = {"held_on": TODAY, "now": MONDAY - timedelta(days=3)}


@pytest.fixture(autouse=True)
def no_guess_yet():
    cache.clear()


def today(people, *, pupils=3, mentors=2, **told):
    return planned(people.project, pupils=pupils, mentors=mentors, **{**HOLDS, **told})


def link_of(person, **who):
    return SignedLink.objects.get(act=LinkAct.CHOOSE, **{person: who["of"]})


def visit(link, method="get", data=None):
    address = reverse("speedmeetings:choose_by_link", args=[link_token(link)])
    return Page(getattr(Client(), method)(address, data))


def marks():
    return Mark.objects.unscoped("a test").count()


def first(people):
    """Return a meeting of today of one pupil and one mentor, with both."""
    (need,) = volunteers(people.project, 1, first_name="Lina", last_name="Abadie")
    (offer,) = seats(people.project, 1)
    return today(people, needs=[need], offers=[offer]), need, offer


def test_a_coordinator_prepares_a_meeting_from_those_who_wait(people):
    needs, offers = volunteers(people.project, 2), seats(people.project, 2)
    told = {
        "held_on": "2026-12-01",
        "starts_at": "14:00",
        "where": "Hall",
        "rounds": "2",
        "needs": [str(one.pk) for one in needs],
        "offers": [str(one.pk) for one in offers],
        "unchosen": "never",
    }

    nobody = post(people["bde"], "speedmeetings:plan", **{**told, "needs": []})
    over = post(people["bde"], "speedmeetings:plan", **{**told, "held_on": "2026-11-01"})
    done = post(people["bde"], "speedmeetings:plan", **told)

    assert nobody.error("needs")
    assert nobody.page.values("[name=where]", "value") == ["Hall"]
    assert over.complaints == ["Cette date est passée : choisissez un jour à venir."]
    meeting = SpeedMeeting.objects.unscoped("a test").get()
    assert done.address == reverse("speedmeetings:detail", args=[meeting.pk])
    assert meeting.starts_at == time(14)
    assert meeting.turns.count() == 4
    assert "à partir du 1er décembre 2026" in done.page.text
    assert done.page.flaws == []


def test_a_mentor_without_clearance_is_not_among_the_choices(people):
    volunteers(people.project, 1)
    (bare,) = seats(people.project, 1, mentor=MentorFactory(place=people.school.place))
    (cleared,) = seats(people.project, 1)

    page = get(people["bde"], "speedmeetings:plan").page

    offered = page.values("[name=offers]", "value")
    assert str(cleared.pk) in offered
    assert str(bare.pk) not in offered


def test_the_room_has_full_names_and_the_mentors_first_names_only(people):
    meeting, need, offer = first(people)

    room = get(people["bde"], "speedmeetings:room", meeting.pk).page
    pupils = get(people["bde"], "speedmeetings:of_pupils", meeting.pk).page
    mentors = get(people["bde"], "speedmeetings:of_mentors", meeting.pk).page

    assert "Lina Abadie" in room.text
    assert "Lina Abadie" in pupils.text
    assert str(offer.mentor) in pupils.text
    assert "Lina" in mentors.text
    assert "Abadie" not in mentors.text
    for page, link in (
        (pupils, link_of("mentee", of=need.mentee)),
        (mentors, link_of("mentor", of=offer.mentor)),
    ):
        assert link_token(link) in page.text
        assert page.flaws == []


def test_each_chooses_by_a_link_once_and_nobody_reads_it(people):
    meeting, need, offer = first(people)
    turn = meeting.turns.get()

    asked = visit(link_of("mentee", of=need.mentee))
    said = visit(link_of("mentee", of=need.mentee), "post", {"choice_1": turn.pk})
    again = visit(link_of("mentee", of=need.mentee), "post", {"choice_1": turn.pk})
    visit(link_of("mentor", of=offer.mentor), "post", {"choice_1": turn.pk})
    shown = get(people["bde"], "speedmeetings:detail", meeting.pk).page

    assert asked.heading == "Avec qui aimerais-tu continuer ?"
    assert str(offer.mentor) in asked.text
    assert asked.flaws == said.flaws == shown.flaws == []
    assert "Tes choix restent secrets" in said.text
    assert again.status == 410
    assert marks() == 2
    assert "2 réponses sur 2" in shown.text


def test_a_mentor_reads_a_first_name_with_valid_clearances_only(people):
    meeting, _, offer = first(people)
    link = link_of("mentor", of=offer.mentor)

    cleared = visit(link)
    Clearance.objects.unscoped("a test").filter(mentor=offer.mentor).delete()
    bare = visit(link)
    refused = visit(link, "post", {"choice_1": meeting.turns.get().pk})

    assert "Lina" in cleared.text
    assert "Abadie" not in cleared.text
    assert "Lina" not in bare.text
    assert "habilitations" in bare.text
    assert refused.status == 200
    assert marks() == 0


def test_the_same_name_twice_or_one_from_elsewhere_is_refused(people):
    meeting = today(people, pupils=1, mentors=3)
    other = today(people, pupils=1, mentors=1)
    link = SignedLink.objects.get(about_id=meeting.pk, mentee__isnull=False)
    turn, strange = meeting.turns.all()[0].pk, other.turns.get().pk

    twice = visit(link, "post", {"choice_1": turn, "choice_2": turn})
    elsewhere = visit(link, "post", {"choice_1": strange})

    assert "Ce nom est déjà choisi plus haut." in twice.text
    assert elsewhere.all(".error-lines li") != []
    assert marks() == 0


def test_before_the_day_a_link_shows_the_rounds_and_takes_no_choice(people):
    (need,) = volunteers(people.project, 1)
    (offer,) = seats(people.project, 1)
    meeting = today(people, needs=[need], offers=[offer], held_on=TODAY + timedelta(days=8))
    link = link_of("mentee", of=need.mentee)

    shown = visit(link)
    early = visit(link, "post", {"choice_1": meeting.turns.get().pk})

    assert str(offer.mentor) in shown.text
    assert shown.all("form") == []
    assert early.status == 200
    assert marks() == 0


def test_a_link_that_was_taken_back_opens_nothing(people):
    _, need, _ = first(people)
    link = link_of("mentee", of=need.mentee)
    revoke_links(now=MONDAY, mentee=need.mentee)

    assert visit(link).status == 410


def test_a_link_shows_the_meeting_of_its_holder_alone(people):
    meeting, need, _ = first(people)
    other = today(people)
    link = link_of("mentee", of=need.mentee)
    SignedLink.objects.filter(pk=link.pk).update(about_id=other.pk)
    link.refresh_from_db()

    assert visit(link).status == 404
    assert meeting.pk != other.pk


def test_paper_is_typed_and_never_shown_again(people):
    meeting, need, _ = first(people)
    participant = meeting.participants.get(need=need)
    turn = meeting.turns.get().pk

    done = post(people["bde"], "speedmeetings:record", participant.pk, choice_1=turn)
    again = get(people["bde"], "speedmeetings:record", participant.pk).page

    assert done.said == ["Les choix sont enregistrés."]
    assert again.values("option[selected]", "value") in ([], ["", "", ""])
    assert again.flaws == []
    participant.refresh_from_db()
    assert participant.marked_by == people["bde"].user


def test_pairs_are_proposed_on_the_page_of_a_run(people):
    meeting, need, offer = first(people)

    none = post(people["bde"], "speedmeetings:decide", meeting.pk)
    choose(meeting, need, [offer], now=MONDAY)
    choose(meeting, offer, [need], now=MONDAY)
    decided = post(people["bde"], "speedmeetings:decide", meeting.pk)
    after = get(people["bde"], "speedmeetings:detail", meeting.pk).page

    assert none.said[0].startswith("Personne n’a encore donné ses choix")
    meeting.refresh_from_db()
    assert decided.address == reverse("matching:run", args=[meeting.run_id])
    assert (
        "L’élève et le mentor se sont choisis à la rencontre éclair du 23 novembre."
        in decided.page.text
    )
    assert "1 paire proposée" in after.text
    assert after.flaws == []
    assert marks() == 0


def test_a_meeting_is_cancelled_and_its_links_with_it(people):
    meeting, need, _ = first(people)

    done = post(people["bde"], "speedmeetings:cancel", meeting.pk)
    twice = post(people["bde"], "speedmeetings:cancel", meeting.pk)

    assert done.said == ["La rencontre est annulée ; les liens n’ouvrent plus rien."]
    assert twice.said == ["Cette rencontre éclair est annulée : elle ne change plus."]
    assert visit(link_of("mentee", of=need.mentee)).status == 410


def test_someone_absent_is_marked_and_the_sheets_of_the_others_show_a_pause(people):
    meeting, need, offer = first(people)
    mentor = meeting.participants.get(offer=offer)

    noted = post(people["bde"], "speedmeetings:absence", mentor.pk)
    pupil = visit(link_of("mentee", of=need.mentee))
    absent = visit(link_of("mentor", of=offer.mentor))
    back = post(people["bde"], "speedmeetings:absence", mentor.pk, came=1)

    assert noted.said == [f"{offer.mentor} : absence notée. La rencontre continue sans."]
    assert "1 absence : la rencontre continue sans." in noted.page.text
    assert str(offer.mentor) not in pupil.text
    assert "Le lycée a noté que vous n’étiez pas là." in absent.text
    assert noted.page.flaws == pupil.flaws == absent.flaws == []
    assert back.said == [f"{offer.mentor} : présence notée."]
    assert str(offer.mentor) in visit(link_of("mentee", of=need.mentee)).text


@pytest.mark.parametrize("name", ["decide", "cancel", "record", "absence"])
def test_only_those_who_run_the_school_act(people, name):
    meeting, need, offer = first(people)
    choose(meeting, need, [offer], now=MONDAY)
    choose(meeting, offer, [need], now=MONDAY)
    pk = meeting.participants.get(need=need).pk if name in {"record", "absence"} else meeting.pk

    found = who_acts(people, f"speedmeetings:{name}", pk)

    assert found[302] == RUN_A_SCHOOL
    assert found[404] == {"stranger"}


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_much_however_many_take_part(people, count):
    meeting = today(people, pupils=count, mentors=count)
    for _ in range(count - 1):
        today(people, pupils=1, mentors=1)
    bde = people["bde"]

    found = {
        name: queries(bde, f"speedmeetings:{name}", *([meeting.pk] if name in OF_ONE else []))
        for name in ASKED
    }

    assert found == ASKED


OF_ONE = {"detail", "room", "of_pupils", "of_mentors"}
ASKED = {"index": 11, "plan": 30, "detail": 10, "room": 9, "of_pupils": 10, "of_mentors": 10}
