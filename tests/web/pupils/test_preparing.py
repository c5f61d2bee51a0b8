"""Five scenes before a first meeting: read alone or in class, dated, and counted."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.access.roles import Role
from mentorat.journal.models import Entry
from mentorat.people.models import Preparation
from mentorat.web.pupils.scenes import SCENES
from tests.cast import SINCE
from tests.factories.matching import NeedFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory
from tests.factories.programmes import CampaignFactory
from tests.web.conftest import Page
from tests.web.home.stage import MONDAY, TODAY, everything, get, post, queries, rows, sign_in, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue")]

BEST = {f"scene_{number}": str(scene.best) for number, scene in enumerate(SCENES)}
WORST = {f"scene_{number}": str((one.best + 1) % 3) for number, one in enumerate(SCENES)}


@pytest.fixture(autouse=True)
def nobody_guessed():
    cache.clear()


@pytest.fixture
def school():
    CampaignFactory()
    return SchoolFactory()


@pytest.fixture
def mentee(school):
    return MenteeFactory(school=school, first_name="Noé", last_name="Exemple")


@pytest.fixture
def noe(mentee, school):
    post = access.mentee_post(mentee, school)
    return access.give(user=UserFactory(full_name=""), post=post, valid_from=SINCE, by=None)


@pytest.fixture
def teacher(school):
    return staff(school, Role.PROFESSEUR_PRINCIPAL)


def done():
    found = Preparation.objects.unscoped("a test").order_by("pk")
    return [(one.mentee, one.way, one.done_on, one.recorded_by) for one in found]


def test_each_scene_has_answers_one_of_them_the_best():
    assert len(SCENES) == 5
    assert all(0 <= scene.best < len(scene.answers) for scene in SCENES)
    assert [scene.title for scene in SCENES if scene.shows_numbers] == ["Ce qui n’est pas normal"]


def test_a_pupil_reads_answers_and_is_explained(noe, mentee):
    shown = get(noe, "volunteering:prepare").page
    answer = post(noe, "volunteering:prepare", **BEST).page

    assert (shown.flaws, answer.flaws) == ([], [])
    assert shown.all("main fieldset legend") == [scene.question for scene in SCENES]
    assert all(scene.why in answer.text for scene in SCENES)
    assert answer.text.count("Bonne idée.") == 5
    assert all(number in answer.text for number in ("119", "3018", "17", "112"))
    assert done() == [(mentee, "alone", TODAY, noe.user)]


def test_nothing_is_marked(noe, mentee):
    answer = post(noe, "volunteering:prepare", **WORST).page

    assert answer.text.count("Il y a mieux.") == 5
    assert [one[0] for one in done()] == [mentee]


def test_every_question_is_answered_first(noe):
    before = everything()
    some = {name: value for name, value in BEST.items() if name != "scene_3"}

    answer = post(noe, "volunteering:prepare", **some)

    assert "Il manque une réponse." in answer.page.text
    assert answer.kept(some) == some
    assert everything() == before


def test_a_pupil_prepares_by_the_own_link(mentee):
    link = access.make_link(act=LinkAct.VOLUNTEER, mentee=mentee, now=MONDAY, by=None)
    address = reverse("volunteering:prepare_by_link", args=[link_token(link)])

    page = Page(Client().post(address, BEST))
    again = Page(Client().get(address))

    assert page.flaws == []
    assert done() == [(mentee, "alone", TODAY, None)]
    assert "Tu l’as déjà fait le 23 novembre 2026." in again.text


def test_a_teacher_projects_each_scene(teacher):
    pages = [get(teacher, "pupils:scene", number).page for number in range(1, 6)]

    assert [page.heading for page in pages] == [scene.title for scene in SCENES]
    assert [page.flaws for page in pages] == [[]] * 5
    assert [get(teacher, "pupils:scene", number).status for number in (0, 6)] == [404, 404]


def test_a_class_is_prepared_but_for_those_who_were_away(school, mentee, teacher):
    MenteeFactory(school=school)
    before = MenteeFactory(school=school)
    Preparation.objects.create(
        mentee=before, place=before.place, done_on=SINCE, way="alone", recorded_at=MONDAY
    )
    url = reverse("pupils:prepared_class") + f"?class={mentee.class_label}"
    data = {"on": "2026-11-20", "pupils": [str(mentee.pk), str(before.pk)]}

    answer = Page(sign_in(teacher).post(url, data, follow=True))

    assert "Préparation enregistrée pour 1 élève." in answer.text
    assert [(one[0], one[1]) for one in done()] == [(mentee, "class"), (before, "alone")]
    entry = Entry.objects.unscoped("a test").get(event="preparation_done")
    assert (entry.about_kind, entry.detail) == ("school", {"number": 1})


def test_a_class_of_tomorrow_or_of_another_school_is_not_prepared(mentee, teacher):
    stranger = MenteeFactory(class_label=mentee.class_label)
    url = reverse("pupils:prepared_class") + f"?class={mentee.class_label}"
    browser = sign_in(teacher)

    late = browser.post(url, {"on": "2026-11-24", "pupils": [str(mentee.pk)]})
    other = browser.post(url, {"on": "2026-11-20", "pupils": [str(stranger.pk)]})

    assert "Cette date est dans le futur." in late.text
    assert other.status_code == 200
    assert done() == []


def test_the_school_sees_who_lacks_the_preparation(school, mentee, teacher):
    NeedFactory(mentee=mentee)
    prepared = MenteeFactory(school=school, last_name="Prête")
    Preparation.objects.create(
        mentee=prepared, place=prepared.place, done_on=SINCE, way="class", recorded_at=MONDAY
    )

    page = get(teacher, "pupils:preparations").page
    lists = {
        value: rows(get(teacher, "pupils:index", query=f"preparation={value}"))
        for value in ("missing", "done")
    }

    assert page.all("tbody td")[:3] == ["2", "1", "1 sur 1"]
    assert lists == {
        "missing": ["Exemple Noé"],
        "done": [f"Prête {prepared.first_name}"],
    }
    file = get(teacher, "pupils:detail", prepared.pk).page
    assert "Préparé le 1 septembre 2026, en classe." in file.text.replace("1er", "1")


def test_the_count_by_class_asks_as_many_questions_for_1_class_as_for_3(school, mentee, teacher):
    few = queries(teacher, "pupils:preparations")
    for label in ("2A", "2B"):
        MenteeFactory(school=school, class_label=label)

    assert (few, queries(teacher, "pupils:preparations")) == (8, 8)
    assert mentee.school == school
