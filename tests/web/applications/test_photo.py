"""A photo comes with an application if one wishes: small at once, kept with the file or erased."""

from base64 import b64decode
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from mentorat.notifications.models import Delivery
from mentorat.people.models import MentorApplication, MentorPhoto
from tests.factories.organisations import SchoolFactory
from tests.factories.people import MentorApplicationFactory
from tests.web.applications.test_applications import TOLD, ask, campaign, form_of  # noqa: F401 -- a fixture among them
from tests.web.conftest import Page
from tests.web.home.stage import get, post, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "queue", "campaign")]


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def address(school):
    ask(f"/devenir-mentor/{school.uai}/")
    return form_of(Delivery.objects.get())


def upload():
    sheet = BytesIO()
    Image.new("RGB", (900, 600), "navy").save(sheet, "JPEG", comment=b"chez moi")
    return SimpleUploadedFile("moi.jpg", sheet.getvalue())


def application():
    return MentorApplication.objects.unscoped("a test").get()


def photos():
    return MentorPhoto.objects.unscoped("a test")


def test_it_is_made_small_read_by_the_school_and_kept_with_the_file(school, address):
    Client().post(address, {**TOLD, "job": "accordeur de pianos", "photo": upload()})
    kept = b64decode(application().told["photo"])
    bde = staff(school)

    page = get(bde, "applications:detail", application().pk).page
    waiting = photos().count()
    post(bde, "applications:accept", application().pk)

    assert (Image.open(BytesIO(kept)).size, b"chez moi" in kept) == ((256, 256), False)
    assert page.values("img.photo", "alt") == ["Photo de Ada Lumière"]
    assert (waiting, photos().get().mentor.email) == (0, "ada@exemple.fr")


def test_it_is_optional(address, school):
    Client().post(address, {**TOLD, "job": "accordeur de pianos"})
    bde = staff(school)

    page = get(bde, "applications:detail", application().pk).page
    post(bde, "applications:accept", application().pk)

    assert (application().told["photo"], page.soup.select("img.photo")) == ("", [])
    assert photos().count() == 0


def test_a_form_that_comes_back_says_that_the_photo_is_to_be_chosen_again(address):
    page = Page(Client().post(address, {**TOLD, "last_name": "", "photo": upload()}))

    assert "Choisissez de nouveau la photo" in page.text
    assert page.soup.select_one("form[enctype='multipart/form-data']")
    assert page.flaws == []


def test_with_a_no_it_is_erased_like_the_rest(school):
    told = MentorApplicationFactory(school=school)
    told.told = {**told.told, "photo": "aaaa"}
    told.save(update_fields=["told"])

    post(staff(school), "applications:decline", told.pk, reason="enough")

    assert application().told == {}
