"""Lists of pupils and mentors, and the way of a file from its reception to its application."""

from datetime import UTC, date, datetime

from mentorat.imports import actions
from mentorat.imports.enums import ImportSource
from mentorat.imports.queries import plan_of
from mentorat.people.models import Mentee, MenteeIdentity
from tests.factories.people import UserFactory
from tests.imports.files import csv_file

NOW = datetime(2026, 9, 20, 8, tzinfo=UTC)
TODAY = date(2026, 9, 20)
MEF = "2472551833"
TITLES = (
    "ine;prénom;nom;date_naissance;label_classe;mef_code;année_scolaire;date_début;date_fin;"
    "Sexe biologique;Code INSEE de ville de naissance;Code INSEE de pays de naissance;"
    "Code postal de résidence;Code INSEE de ville de résidence;Code INSEE de pays de résidence"
)


def line(
    first="Lina",
    last="Exemple",
    *,
    ine="",
    born="04/03/2009",
    classe="TMELEC1",
    mef=MEF,
    year="2026",
    ends="",
    sex="f",
):
    home = "75056;99100;93200;93066;99100"
    return f"{ine};{first};{last};{born};{classe};{mef};{year};01/09/2026;{ends};{sex};{home}"


def mentees_csv(*lines):
    return csv_file(TITLES, *lines)


def received(content, *, school, source="mentees_csv", by=None, name="liste.csv"):
    return actions.receive(
        school=school,
        source=ImportSource(source),
        file_name=name,
        content=content,
        now=NOW,
        by=by or UserFactory(),
    )


def planned(content, *, school, campaign, source="mentees_csv", is_complete=False):
    run = received(content, school=school, source=source)
    return plan_of(run, campaign=campaign, is_complete=is_complete, today=TODAY)


def applied(content, *, school, campaign, source="mentees_csv", is_complete=False):
    run = received(content, school=school, source=source)
    return actions.apply_run(
        run=run, campaign=campaign, is_complete=is_complete, now=NOW, by=UserFactory()
    )


def problems(plan):
    """Return (line, column, value, reason) of what a plan refuses."""
    return [(one.line, one.column, one.value, one.reason) for one in plan.refused]


def names(items):
    return [item.label for item in items]


def mentees_of(school):
    found = Mentee.objects.unscoped("a test").filter(school=school).order_by("pk")
    return list(found.values_list("first_name", "last_name", "class_label", "left_on"))


def identity_of(mentee):
    return MenteeIdentity.objects.unscoped("a test").get(mentee=mentee)
