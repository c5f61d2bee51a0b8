"""The photo of a mentor: who sets it, who sees it, and how it goes."""

import base64
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from PIL import Image

from mentorat.access import actions as access
from mentorat.access.actions import make_link
from mentorat.access.enums import LinkAct
from mentorat.access.queries import link_token
from mentorat.access.questions import scope
from mentorat.followup import actions as followup
from mentorat.foundations.database.entering import entered
from mentorat.journal.models import Entry
from mentorat.people.actions import set_photo
from mentorat.people.models import MentorPhoto
from mentorat.people.queries import photo_of
from tests.cast import SINCE
from tests.factories.mentorships import MentorshipFactory
from tests.factories.organisations import AssociationFactory, CompanyFactory, SchoolFactory
from tests.factories.people import MenteeFactory, UserFactory, cleared_mentor
from tests.factories.programmes import SchoolProjectFactory
from tests.web.conftest import Page
from tests.web.home.stage import everything, get, post, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def drawn(colour="navy"):
    sheet = BytesIO()
    Image.new("RGB", (400, 300), colour).save(sheet, "PNG")
    return sheet.getvalue()


def upload(content=None, name="moi.png"):
    return SimpleUploadedFile(name, drawn() if content is None else content)


@pytest.fixture
def project():
    return SchoolProjectFactory()


@pytest.fixture
def bde(project):
    return staff(project.school)


@pytest.fixture
def mentor(project):
    firm, own = CompanyFactory(), AssociationFactory()
    return cleared_mentor(
        place=project.place,
        first_name="Maud",
        last_name="Soudure",
        company=firm,
        association=own,
    )


@pytest.fixture
def mentorship(project, mentor):
    mentee = MenteeFactory(school=project.school)
    return MentorshipFactory(project=project, mentor=mentor, mentee=mentee)


def give(role_post):
    return access.give(user=UserFactory(), post=role_post, valid_from=SINCE, by=None)


def account(mentor, project):
    return give(access.mentor_post(mentor, project.school))


def pupil(mentorship):
    mentee = mentorship.mentee_memberships.get().mentee
    return give(access.mentee_post(mentee, mentorship.school))


def link(act, about=None, **person):
    return link_token(make_link(act=act, about=about, now=NOW, by=None, **person))


def photos():
    return MentorPhoto.objects.unscoped("a test")


def images(page):
    return page.values("img[src^='data:']", "alt")


def test_the_school_sets_it_and_what_is_kept_is_a_small_jpeg(bde, mentor):
    answer = post(bde, "mentors:photo", mentor.pk, photo=upload())

    kept = bytes(photos().get().image)
    picture = Image.open(BytesIO(kept))
    assert answer.said == ["La photo est enregistrée."]
    assert (picture.format, picture.size, len(kept) <= 40_000) == ("JPEG", (256, 256), True)
    assert images(answer.page) == ["Photo de Maud S."]
    assert answer.page.flaws == []
    entry = Entry.objects.unscoped("a test").get()
    assert (entry.event, entry.by, entry.detail) == ("mentor_changed", bde.user, {"photo": "set"})


def test_the_mentor_sets_another_and_removes_it_from_the_account(project, mentor):
    set_photo(mentor=mentor, content=drawn("red"), now=NOW)
    first = bytes(photos().get().image)
    maud = account(mentor, project)

    changed = post(maud, "offering:photo", photo=upload())
    second = bytes(photos().get().image)
    removed = post(maud, "offering:photo", remove="1")

    assert first != second
    assert images(changed.page) == ["Photo de Maud S."]
    assert removed.said == ["La photo est effacée."]
    assert photos().count() == 0


def test_the_mentor_sets_and_removes_it_by_link(project, mentor):
    token = link(LinkAct.OFFER, mentor=mentor, school=project.school)
    address = f"/mentor/lien/{token}/photo/"
    client = Client()

    page = Page(client.post(address, {"photo": upload()}, follow=True))
    was = photos().count()
    client.post(address, {"remove": "1"})

    assert (images(page), page.flaws) == (["Photo de Maud S."], [])
    assert (was, photos().count()) == (1, 0)
    assert Entry.objects.unscoped("a test").last().by is None


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"moi", drawn()[:60]]
)
def test_what_is_no_photo_is_refused_in_words_and_the_former_one_stays(bde, mentor, content):
    set_photo(mentor=mentor, content=drawn(), now=NOW)
    before = everything()

    answer = post(bde, "mentors:photo", mentor.pk, photo=upload(content))

    assert answer.error("photo").startswith("Ce fichier n’est pas une photo lisible")
    assert everything() == before


def test_the_pupil_to_whom_the_mentor_is_proposed_sees_it_by_both_doors(mentorship, mentor):
    set_photo(mentor=mentor, content=drawn(), now=NOW)
    mentee = mentorship.mentee_memberships.get().mentee
    token = link(LinkAct.ANSWER, mentorship, mentee=mentee)

    signed_in = get(pupil(mentorship), "mentorships:detail", mentorship.pk).page
    guest = Page(Client().get(f"/relations-de-mentorat/reponse/{token}/"))

    assert set(images(signed_in)) == {"Photo de Maud S."}
    assert images(guest) == ["Photo de Maud S."]


def test_it_is_not_shown_once_the_relation_is_over(mentorship, mentor):
    set_photo(mentor=mentor, content=drawn(), now=NOW)
    mentorship.state = "declined"
    mentorship.save(update_fields=["state"])

    page = get(pupil(mentorship), "mentorships:detail", mentorship.pk).page

    assert images(page) == []


def test_nobody_else_reads_it_by_the_database_nor_by_the_code(project, mentor, mentorship, bde):
    set_photo(mentor=mentor, content=drawn(), now=NOW)
    firm = give(access.Post(access.Role.COMPANY, label="", company=mentor.company))
    own = give(access.Post(access.Role.ASSOCIATION, label="", association=mentor.association))
    other = give(access.Post(access.Role.ASSOCIATION, label="", association=AssociationFactory()))
    readers = {
        "school": (bde, 1),
        "mentor": (account(mentor, project), 1),
        "pupil": (pupil(mentorship), 1),
        "association": (own, 1),
        "firm": (firm, 0),
        "another association": (other, 0),
        "another school": (staff(SchoolFactory()), 0),
    }

    found = {}
    for name, (grant, _) in readers.items():
        with entered(scope(grant)), transaction.atomic():
            by_database = photos().count()
            by_code = MentorPhoto.objects.within(scope(grant)).count()
            found[name] = (by_database, by_code, bool(photo_of(mentor, scope=scope(grant))))

    assert found == {name: (n, n, bool(n)) for name, (_, n) in readers.items()}
    nation = scope(give(access.national_post(access.Role.DGESCO)))
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        entered(nation),
        transaction.atomic(),
    ):
        photos().count()


def test_it_goes_when_the_mentor_leaves(mentor):
    set_photo(mentor=mentor, content=drawn(), now=NOW)

    followup.mentor_leaves(
        mentor=mentor, on=date(2026, 11, 23), today=date(2026, 11, 23), now=NOW, by=UserFactory()
    )

    assert photos().count() == 0


def test_the_database_refuses_what_is_too_heavy(mentor):
    with pytest.raises(IntegrityError, match="photo_is_light"), transaction.atomic():
        MentorPhoto.objects.create(
            mentor=mentor, place=mentor.place, image=b"x" * 40_001, changed_at=NOW
        )


def test_what_a_page_holds_is_the_picture_itself(bde, mentor):
    photo = set_photo(mentor=mentor, content=drawn(), now=NOW)

    (source,) = get(bde, "mentors:detail", mentor.pk).page.values("img.photo", "src")

    head, _, body = source.partition(",")
    assert head == "data:image/jpeg;base64"
    assert base64.b64decode(body) == bytes(photo.image)
