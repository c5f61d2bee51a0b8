"""The command: what it makes, again and again, and when it refuses."""

import hashlib
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from mentorat.demo.actions import is_seeded
from mentorat.foundations.clock import now
from mentorat.journal.models import Entry
from mentorat.matching.models import Need, Proposal
from mentorat.mentorships.models import Mentorship
from mentorat.organisations.models import School
from mentorat.people.models import Clearance, Mentee, Mentor, User
from mentorat.reference.models import Mef
from mentorat.scheduling.models import Attendance, MentoringSession
from mentorat.steering.models import IndicatorValue
from tests.demo.conftest import seed_demo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# What a year consists of, without the numbers that the database gives.
TOLD = {
    School: ("uai", "place", "name", "city", "department", "email"),
    User: ("email", "full_name"),
    Mentee: ("place", "first_name", "last_name", "class_label", "level", "mef", "left_on"),
    Mentor: ("place", "email", "job", "origin", "city", "rome_domains", "left_on"),
    Clearance: ("place", "kind", "given_on", "expires_on", "mentor__email"),
    Need: ("place", "kind", "objective", "volunteered_on", "mentee__last_name"),
    Mentorship: ("place", "state", "proposed_at", "started_on", "ended_on", "reasons"),
    MentoringSession: ("place", "during", "state", "mode", "room__name", "planned_at"),
    Attendance: ("place", "status", "recorded_at", "mentee__last_name"),
    Entry: ("place", "at", "event", "about_kind", "detail"),
    # Between equals the engine draws by the numbers of the rows, which the database gives.
    Proposal: ("place", "state"),
    IndicatorValue: ("place", "code", "numerator", "denominator"),
}


def everything(model):
    rows = model.objects.all()
    return rows.unscoped("test") if hasattr(rows, "unscoped") else rows


def digest():
    """Return a digest of the whole year that is in the database."""
    told = {
        model.__name__: sorted(map(repr, everything(model).values_list(*columns)))
        for model, columns in TOLD.items()
    }
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def digest_of(**options):
    """Make a year, take its digest, and unmake it."""
    with transaction.atomic():
        seed_demo(**options)
        found = digest()
        transaction.set_rollback(True)
    return found


def test_same_numbers_and_day_make_the_same_year_and_another_seed_another():
    first = digest_of(number=7)

    assert digest_of(number=7) == first
    assert digest_of(number=8) != first


def test_without_a_day_it_is_the_year_of_the_clock_and_it_tells_what_it_made(capsys):
    call_command("seed_demo", pupils=300)

    assert "300 élèves" in capsys.readouterr().out
    assert not everything(Mentorship).filter(proposed_at__gt=now()).exists()


def test_everything_grows_with_the_number_of_pupils():
    told = json.loads(seed_demo(pupils=1_200))

    assert told["pupils"] == everything(Mentee).count() == 1_200
    assert told["mentorships"] == everything(Mentorship).count()
    per_pupil = {key: told[key] / 1_200 for key in ("volunteers", "mentors", "mentorships")}
    assert 0.27 < per_pupil["volunteers"] < 0.42
    assert 0.2 < per_pupil["mentors"] < 0.3
    assert 0.13 < per_pupil["mentorships"] < 0.24


# Summer, the first days, pupils’ holidays, a year of which the holidays are not known.
@pytest.mark.parametrize(
    "day",
    [date(2026, 8, 20), date(2026, 9, 1), date(2026, 9, 3), date(2027, 2, 20), date(2033, 6, 15)],
    ids=str,
)
def test_any_day_has_its_year(day):
    told = json.loads(seed_demo(today=day))

    assert told["pupils"] == 300
    is_first_day = day == date(2026, 9, 1)
    assert (told["mentorships"] == 0) == is_first_day


def test_what_is_there_stays_as_it_is(capsys):
    seed_demo()
    before = digest()
    call_command("seed_demo", if_empty=True)
    call_command("seed_demo", if_empty=True, verbosity=0)

    told = json.loads(seed_demo(pupils=900, number=9, if_empty=True))

    with pytest.raises(CommandError, match="déjà dans cette base"):
        seed_demo(number=9)
    assert told["rows"] == 0
    assert capsys.readouterr().out == "La démonstration est déjà là : rien n’a changé.\n"
    assert digest() == before


@pytest.mark.parametrize("pupils", [299, 650_001])
def test_it_refuses_a_size_that_it_cannot_play(pupils):
    with pytest.raises(CommandError, match="de 300 à 650000 élèves"):
        seed_demo(pupils=pupils)

    assert not is_seeded()


def test_no_invented_person_enters_a_base_of_real_ones(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        seed_demo()

    assert not is_seeded()


def test_without_nomenclatures_it_says_how_to_load_them():
    Mef.objects.all().delete()

    with pytest.raises(CommandError, match="load_reference"):
        seed_demo()
