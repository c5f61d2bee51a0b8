"""Page × person: who reads it (200), to whom it is refused (403), to whom it does not exist (404).

The stranger works in a school of the next académie; the strange référent, in that académie. A page
that leads elsewhere (302) counts as read. Signed out, every page leads to the sign-in page.
"""

from datetime import date

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from mentorat.followup.models import Certificate, Closing, ExitTalk
from mentorat.matching.models import Proposal
from mentorat.mentorships.models import RematchHold
from mentorat.organisations.actions import association_leaves
from mentorat.speedmeetings.models import SpeedMeeting
from tests.factories.closing import (
    CertificateFactory,
    ClosingFactory,
    ExitTalkFactory,
    RematchHoldFactory,
)
from tests.factories.matching import MatchingRunFactory, ProposalFactory
from tests.factories.speedmeetings import planned
from tests.web.home.stage import MONDAY, troupe  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db


EVERYONE = frozenset(
    {"dgesco", "drafpic", "referent", "cmq", "dpo", "administrator"}
    | {"proviseur", "ddfpt", "bde", "pp", "cpe"}
    | {"association", "company", "mentor", "mentee"}
    | {"stranger", "stranger_referent"}
)
RUN_A_SCHOOL = frozenset({"proviseur", "ddfpt", "bde", "stranger"})
WORK_IN_A_SCHOOL = RUN_A_SCHOOL | {"pp", "cpe"}
GOVERN = frozenset({"dgesco", "drafpic", "referent", "stranger_referent"})
TAKE_PART = frozenset({"mentor", "mentee"})
INVITE = RUN_A_SCHOOL | GOVERN | {"administrator"}
AWAY = frozenset({"stranger", "stranger_referent"})

HOME = frozenset({"stranger"})  # whose school is elsewhere: the object does not exist for them

# Page, whose object (None: the page is one's own), who reads it, to whom the object is hidden.
PAGES = [
    ("home", None, EVERYONE, ()),
    ("steering:index", None, GOVERN | WORK_IN_A_SCHOOL, ()),
    ("steering:definitions", None, GOVERN | WORK_IN_A_SCHOOL, ()),
    ("steering:nation", None, {"dgesco"}, (GOVERN | WORK_IN_A_SCHOOL) - {"dgesco"}),
    (
        "steering:region",
        "region",
        {"dgesco", "drafpic"},
        (GOVERN | WORK_IN_A_SCHOOL) - {"dgesco", "drafpic"},
    ),
    (
        "steering:academy",
        "academy",
        {"dgesco", "drafpic", "referent"},
        WORK_IN_A_SCHOOL | {"stranger_referent"},
    ),
    ("steering:school", "school", (GOVERN | WORK_IN_A_SCHOOL) - AWAY, AWAY),
    ("campaigns:index", None, {"dgesco"}, ()),
    ("campaigns:open", None, {"dgesco"}, ()),
    ("campaigns:rules", "campaign", {"dgesco"}, ()),
    ("campaigns:clearances", "campaign", {"dgesco"}, ()),
    ("campaigns:clearance", "campaign", {"dgesco"}, ()),
    ("territories:index", None, GOVERN, ()),
    ("territories:needs", None, GOVERN, ()),
    ("territories:rules", None, GOVERN | RUN_A_SCHOOL, ()),
    (
        "territories:academy_rules",
        "academy",
        {"dgesco", "drafpic", "referent"},
        RUN_A_SCHOOL | {"stranger_referent"},
    ),
    ("directory:index", None, EVERYONE - TAKE_PART, ()),
    ("directory:detail", "school", EVERYONE - TAKE_PART, ()),
    ("projects:index", None, GOVERN | WORK_IN_A_SCHOOL, ()),
    ("projects:detail", "project", (GOVERN | WORK_IN_A_SCHOOL) - AWAY, AWAY),
    ("projects:open", None, RUN_A_SCHOOL, ()),
    ("projects:counts", "project", RUN_A_SCHOOL - HOME, HOME),
    ("projects:edit", "project", RUN_A_SCHOOL - HOME, HOME),
    ("projects:add_room", None, RUN_A_SCHOOL, ()),
    ("projects:change_room", "room", RUN_A_SCHOOL - HOME, HOME),
    ("projects:add_closed_day", None, RUN_A_SCHOOL, ()),
    ("projects:add_pfmp", None, RUN_A_SCHOOL, ()),
    ("projects:change_pfmp", "pfmp", RUN_A_SCHOOL - HOME, HOME),
    ("projects:copy_pfmp", "pfmp", RUN_A_SCHOOL - HOME, HOME),
    ("team:index", None, INVITE, ()),
    ("team:invite", None, INVITE, ()),
    ("team:links", None, RUN_A_SCHOOL, ()),
    ("team:cards", None, RUN_A_SCHOOL, ()),
    ("team:class_cards", None, RUN_A_SCHOOL, ()),
    ("pupils:index", None, WORK_IN_A_SCHOOL, ()),
    ("pupils:detail", "mentee", WORK_IN_A_SCHOOL - HOME, HOME),
    ("pupils:authorisations", None, WORK_IN_A_SCHOOL, ()),
    ("pupils:print_authorisations", None, WORK_IN_A_SCHOOL, ()),
    ("pupils:ask_class", None, RUN_A_SCHOOL, ()),
    ("pupils:receive_class", None, RUN_A_SCHOOL, ()),
    ("pupils:receive_sheet", "mentee", RUN_A_SCHOOL - HOME, HOME),
    ("pupils:preparations", None, WORK_IN_A_SCHOOL, ()),
    ("pupils:prepared_class", None, WORK_IN_A_SCHOOL, ()),
    ("volunteering:prepare", None, {"mentee"}, ()),
    ("pupils:sheets", None, WORK_IN_A_SCHOOL, ()),
    ("pupils:print_sheet", None, WORK_IN_A_SCHOOL, ()),
    ("pupils:record", "mentee", RUN_A_SCHOOL - HOME, HOME),
    ("pupils:pair_wish", "mentee", RUN_A_SCHOOL - HOME, HOME),
    ("team:invite_mentee", "mentee", RUN_A_SCHOOL - HOME, GOVERN | {"administrator"} | HOME),
    ("imports:mentees", None, RUN_A_SCHOOL, ()),
    ("volunteering:mine", None, {"mentee"}, ()),
    ("mentors:index", None, RUN_A_SCHOOL | {"association"}, ()),
    ("mentors:detail", "mentor", RUN_A_SCHOOL - HOME | {"association"}, HOME),
    ("mentors:add", None, RUN_A_SCHOOL | {"association"}, ()),
    ("mentors:edit", "mentor", RUN_A_SCHOOL - HOME | {"association"}, HOME),
    ("mentors:photo", "mentor", RUN_A_SCHOOL - HOME | {"association"}, HOME),
    ("mentors:clear", "mentor", RUN_A_SCHOOL - HOME | {"association"}, HOME),
    ("mentors:ase_path", "mentor", RUN_A_SCHOOL - HOME | {"association"}, HOME),
    ("mentors:pause", "mentor", RUN_A_SCHOOL - HOME | {"association"}, HOME),
    ("mentors:leave", "mentor", RUN_A_SCHOOL - HOME | {"association"}, HOME),
    ("mentors:conflict", "mentor", RUN_A_SCHOOL - HOME, HOME),
    ("offering:photo", None, {"mentor"}, ()),
    ("offering:away", None, {"mentor"}, ()),
    ("mentors:offer", "mentor", RUN_A_SCHOOL - HOME, HOME | {"association"}),
    ("team:invite_mentor", "mentor", RUN_A_SCHOOL - HOME, GOVERN | {"administrator"} | HOME),
    ("imports:mentors", None, RUN_A_SCHOOL, ()),
    ("offering:mine", None, {"mentor"}, ()),
    ("applications:index", None, RUN_A_SCHOOL | {"association"}, ()),
    ("applications:poster", None, RUN_A_SCHOOL | {"association"}, ()),
    ("applications:detail", "application", RUN_A_SCHOOL - HOME, HOME | {"association"}),
    ("applications:decline", "application", RUN_A_SCHOOL - HOME, HOME | {"association"}),
    ("training:index", None, {"mentor"}, ()),
    ("training:charter", None, {"mentor"}, ()),
    ("offering:commitments", None, {"company"}, ()),
    ("matching:index", None, RUN_A_SCHOOL, ()),
    ("speedmeetings:index", None, RUN_A_SCHOOL, ()),
    ("speedmeetings:plan", None, RUN_A_SCHOOL, ()),
    ("speedmeetings:detail", "speed_meeting", RUN_A_SCHOOL - HOME, HOME),
    ("speedmeetings:room", "speed_meeting", RUN_A_SCHOOL - HOME, HOME),
    ("speedmeetings:of_pupils", "speed_meeting", RUN_A_SCHOOL - HOME, HOME),
    ("speedmeetings:of_mentors", "speed_meeting", RUN_A_SCHOOL - HOME, HOME),
    ("speedmeetings:record", "participant", RUN_A_SCHOOL - HOME, HOME),
    ("matching:why", None, RUN_A_SCHOOL, ()),
    ("matching:needs", None, RUN_A_SCHOOL, ()),
    ("matching:proposal", "proposal", RUN_A_SCHOOL - HOME, HOME),
    ("mentorships:index", None, WORK_IN_A_SCHOOL | TAKE_PART | {"association"}, ()),
    (
        "mentorships:detail",
        "mentorship",
        WORK_IN_A_SCHOOL - HOME | TAKE_PART | {"association"},
        HOME,
    ),
    ("certificates:index", None, RUN_A_SCHOOL, ()),
    ("certificates:mine", None, TAKE_PART, ()),
    # One's own, or those of one's school.
    (
        "certificates:sheet",
        "certificate",
        WORK_IN_A_SCHOOL - HOME | {"mentor"},
        HOME | {"mentee", "association"},
    ),
    ("certificates:withdraw", "certificate", RUN_A_SCHOOL - HOME, HOME),
    ("closing:index", None, RUN_A_SCHOOL, ()),
    ("own_data:mine", None, EVERYONE, ()),
    ("evidence:index", None, WORK_IN_A_SCHOOL | {"association"}, ()),
    ("closing:association", "leaving", RUN_A_SCHOOL, ()),
    ("closing:open", "mentorship", RUN_A_SCHOOL - HOME, HOME),
    ("closing:stop", "mentorship", TAKE_PART, ()),
    ("closing:continue", "mentorship", RUN_A_SCHOOL - HOME, HOME),
    ("closing:detail", "closing", RUN_A_SCHOOL - HOME, HOME),
    ("closing:attempt", "closing", RUN_A_SCHOOL - HOME, HOME),
    ("closing:end", "closing", RUN_A_SCHOOL - HOME, HOME),
    ("closing:record", "talk", RUN_A_SCHOOL - HOME, HOME),
    ("closing:give_up", "talk", RUN_A_SCHOOL - HOME, HOME),
    ("closing:hand", "talk", RUN_A_SCHOOL - HOME, HOME),
    # Each side sees its own talk alone.
    ("closing:mine", "talk", {"mentor"}, {"mentee"}),
    ("closing:decide", "hold", RUN_A_SCHOOL - HOME, HOME),
    ("mentorships:propose", None, RUN_A_SCHOOL, ()),
    ("mentorships:caseload", None, RUN_A_SCHOOL, ()),
    ("mentorships:follower", "mentorship", RUN_A_SCHOOL - HOME, HOME),
    ("mentorships:objective", "mentorship", RUN_A_SCHOOL - HOME, HOME),
    ("mentorships:leave", "mentorship", RUN_A_SCHOOL - HOME, HOME),
    ("mentorships:hand", "mentorship", RUN_A_SCHOOL - HOME, HOME),
    ("mentorships:bulk", "bulk", RUN_A_SCHOOL, ()),
    ("mentorships:ask", "mentorship", TAKE_PART, ()),
    ("mentorships:tie", "mentorship", {"mentor"}, {"mentee"}),
    (
        "mentorships:agreement",
        "mentorship",
        WORK_IN_A_SCHOOL - HOME | TAKE_PART | {"association"},
        HOME,
    ),
    (
        "mentorships:agreement_pdf",
        "mentorship",
        WORK_IN_A_SCHOOL - HOME | TAKE_PART | {"association"},
        HOME,
    ),
    ("mentorships:sign_on_paper", "mentorship", RUN_A_SCHOOL - HOME, HOME),
    ("mentorships:reply", "question", RUN_A_SCHOOL - HOME, HOME),
    ("sessions:index", None, WORK_IN_A_SCHOOL | TAKE_PART | {"association"}, ()),
    ("sessions:plan", "mentorship", RUN_A_SCHOOL - HOME, HOME),
    (
        "sessions:detail",
        "session",
        WORK_IN_A_SCHOOL - HOME | TAKE_PART | {"association"},
        HOME,
    ),
    ("sessions:move", "session", RUN_A_SCHOOL - HOME, HOME),
    ("sessions:attendance", "session", RUN_A_SCHOOL - HOME | {"cpe", "mentor"}, HOME),
    ("followup:report", "session", {"mentor"}, ()),
    ("followup:to_thank", None, RUN_A_SCHOOL, ()),
    ("followup:check_ins", None, RUN_A_SCHOOL | {"association"}, ()),
    ("followup:check_in", "check_in", RUN_A_SCHOOL - HOME | {"association"}, HOME),
    ("followup:answer", "check_in", TAKE_PART, ()),
    ("board:index", None, RUN_A_SCHOOL, ()),
    ("associations:mine", None, {"association"}, ()),
    ("associations:targets", None, {"drafpic", "administrator"}, ()),
    ("associations:leave", "leaving", {"drafpic", "administrator"}, ()),
    ("board:handover", None, RUN_A_SCHOOL, ()),
    ("alarms:index", None, RUN_A_SCHOOL, ()),
    ("alarms:detail", "alarm", RUN_A_SCHOOL - HOME, HOME),
    ("journal:index", None, {"dpo", "administrator"}, ()),
]
# Reached by a form, a signed link or a file; their access is tried beside what they do.
POSTED = {
    "projects:retire_room",
    "projects:remove_closed_day",
    "projects:remove_pfmp",
    "team:take_back",
    "team:revoke",
    "team:revoke_link",
    "pupils:withdraw",
    "pupils:propose",
    "pupils:scene",
    "pupils:ask_family",
    "pupils:guardian",
    "pupils:remove_guardian",
    "pupils:take_link_back",
    "pupils:take_back_wish",
    "imports:abandon",
    "mentors:send_link",
    "mentors:come_back",
    "mentors:meet_alone",
    "mentors:accept_conflict",
    "offering:back",
    "applications:accept",
    "volunteering:change",
    "volunteering:withdraw",
    "matching:ask",
    "territories:ask",
    "territories:resume",
    "matching:decide",
    "matching:keep_all",
    "speedmeetings:decide",
    "speedmeetings:cancel",
    "speedmeetings:absence",
    "matching:pin",
    "mentorships:answer",
    "mentorships:change",
    "closing:ask",
    "closing:ask_guardian",
    "closing:avenir_pro",
    "certificates:issue",
    "closing:drop",
    "sessions:cancel",
    "followup:thank",
    "followup:handle",
    "alarms:guide",
    "alarms:wake",
    "alarms:write",
    "associations:stay",
}
OF_A_UNIT = {"training:unit"}
OF_A_RUN = {
    *("imports:plan", "imports:mapping"),
    *("matching:run", "matching:choose", "matching:left"),
    *("territories:run", "territories:schools"),
}


@pytest.fixture(autouse=True)
def a_monday_of_november(time_machine):
    time_machine.move_to(MONDAY)


@pytest.fixture
def people(troupe):  # noqa: F811 -- a fixture
    """Return the cast as it stands: these tests only read."""
    return troupe


def url_of(people, name, about):
    objects = {
        "region": people.school.academy.region_id,
        "academy": people.school.academy_id,
        "school": people.school.uai,
        "project": people.project.pk,
        "room": people.room.pk,
        "pfmp": people.school.pfmp_periods.get().pk,
        "mentee": people.mentee.pk,
        "mentor": people.mentor.pk,
        "application": people.application.pk,
        "mentorship": people.mentorship.pk,
        "session": people.session.pk,
        "check_in": people.check_in.pk,
        "question": people.question.pk,
        "alarm": people.alarm.pk,
        "bulk": "relancer",
        "campaign": people.project.campaign_id,
    }
    if about in CLOSING:
        return reverse(name, args=[CLOSING[about](people).pk])
    return reverse(name, args=[objects[about]] if about else [])


def closing_of(people):
    """Return the closing of the relation of the cast, with the talk of its mentor asked."""
    found = Closing.objects.unscoped("a test").filter(mentorship=people.mentorship).first()
    return found or ClosingFactory(mentorship=people.mentorship, state="asked", talks_left=1)


def talk_of(people):
    found = ExitTalk.objects.unscoped("a test").filter(mentor=people.mentor).first()
    return found or ExitTalkFactory(closing=closing_of(people), mentor=people.mentor)


def hold_of(people):
    found = RematchHold.objects.unscoped("a test").filter(mentee=people.mentee).first()
    return found or RematchHoldFactory(mentorship=people.mentorship, mentee=people.mentee)


def certificate_of(people):
    found = Certificate.objects.unscoped("a test").filter(mentor=people.mentor).first()
    return found or CertificateFactory(project=people.project, mentor=people.mentor)


def leaving_of(people):
    """Return the association of the cast, which has said when it leaves."""
    return association_leaves(association=people.mentor.association, on=date(2026, 12, 18))


def speed_meeting_of(people):
    found = SpeedMeeting.objects.unscoped("a test").filter(project=people.project).first()
    return found or planned(people.project)


def participant_of(people):
    return speed_meeting_of(people).participants.all()[0]


def proposal_of(people):
    found = Proposal.objects.unscoped("a test").filter(place=people.school.place).first()
    return found or ProposalFactory(run=MatchingRunFactory(project=people.project, state="done"))


CLOSING = {
    "proposal": proposal_of,
    "speed_meeting": speed_meeting_of,
    "participant": participant_of,
    "leaving": leaving_of,
    "certificate": certificate_of,
    "closing": closing_of,
    "talk": talk_of,
    "hold": hold_of,
}


def sign_in(grant):
    client = Client()
    client.force_login(grant.user)
    return client


@pytest.mark.parametrize(
    ("name", "about", "readers", "hidden"), PAGES, ids=[page[0] for page in PAGES]
)
def test_each_person_meets_the_page_as_the_table_says(people, name, about, readers, hidden):
    expected = {
        person: 200 if person in readers else 404 if person in hidden else 403
        for person in EVERYONE
    }

    found = {}
    for person in EVERYONE:
        response = sign_in(people[person]).get(url_of(people, name, about))
        found[person] = 200 if response.status_code == 302 else response.status_code

    assert found == expected


@pytest.mark.parametrize(("name", "about"), [page[:2] for page in PAGES])
def test_whoever_is_signed_out_is_led_to_the_sign_in_page(people, name, about):
    response = Client().get(url_of(people, name, about))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def routes(patterns, prefix=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from routes(pattern.url_patterns, f"{prefix}{space}")
        else:
            yield f"{prefix}{pattern.name}", pattern.callback


def test_every_page_stands_in_the_table_or_is_public():
    known = {page[0] for page in PAGES} | POSTED | OF_A_RUN | OF_A_UNIT
    behind_the_door = {
        name
        for name, view in routes(get_resolver().url_patterns)
        if not getattr(view, "is_public", False) and not getattr(view, "is_own_page", False)
    }

    assert behind_the_door == known


def test_every_route_has_a_permission_or_is_declared_public():
    undeclared = [
        name
        for name, view in routes(get_resolver().url_patterns)
        if not any(hasattr(view, mark) for mark in ("permission", "is_public", "is_own_page"))
    ]

    assert undeclared == []
