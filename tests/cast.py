"""The fixed characters of access tests. Each wears one role; the stranger lives next door.

Two académies of one région: Créteil-like « 24 » and Versailles-like « 25 ». The school of the cast
is Les Tisserands (24); the stranger's school is Les Verriers (25).
"""

from dataclasses import dataclass
from datetime import date

from mentorat.access import actions as access
from mentorat.access.models import Grant
from mentorat.access.roles import Role
from mentorat.followup.models import Alarm, CheckIn
from mentorat.mentorships import agreeing
from mentorat.mentorships.models import MemberQuestion, Mentorship
from mentorat.organisations.models import Campus, Room, School
from mentorat.people.models import Mentee, Mentor, MentorApplication
from mentorat.programmes.models import SchoolProject
from mentorat.scheduling.models import MentoringSession
from tests.factories.followup import AlarmFactory, CheckInFactory
from tests.factories.matching import NeedFactory, OfferFactory
from tests.factories.mentorships import ANSWERED, MentorshipFactory
from tests.factories.organisations import (
    AssociationFactory,
    CompanyFactory,
    PfmpPeriodFactory,
    RoomFactory,
    SchoolFactory,
)
from tests.factories.people import (
    MenteeFactory,
    MentorApplicationFactory,
    UserFactory,
    cleared_mentor,
)
from tests.factories.programmes import CampaignFactory, SchoolProjectFactory
from tests.factories.reference import AcademicRegionFactory, AcademyFactory
from tests.factories.scheduling import MentoringSessionFactory

SINCE = date(2026, 9, 1)


@dataclass(frozen=True)
class Cast:
    """Everyone, by first name of the role; ``objects`` are what pages are asked for."""

    grants: dict[str, Grant]
    school: School
    project: SchoolProject
    mentor: Mentor
    mentee: Mentee
    volunteer: Mentee
    mentorship: Mentorship
    elsewhere: Mentorship
    room: Room
    session: MentoringSession
    check_in: CheckIn
    question: MemberQuestion
    alarm: Alarm
    application: MentorApplication

    def __getitem__(self, name: str) -> Grant:
        return self.grants[name]


def assemble() -> Cast:
    """Put the cast on stage: accounts, roles, one live relation at home and one next door."""
    region = AcademicRegionFactory(number=10, name="Région du Tissu")
    home = AcademyFactory(code="24", name="Tissu", region=region)
    away = AcademyFactory(code="25", name="Verre", region=region)
    school = SchoolFactory(academy=home, name="Les Tisserands")
    other = SchoolFactory(academy=away, name="Les Verriers")
    campaign = CampaignFactory()
    project = SchoolProjectFactory(school=school, campaign=campaign)
    association = AssociationFactory(name="Premiers Fils")
    company = CompanyFactory(name="Filature du Nord")
    mentor = cleared_mentor(place=school.place, association=association, company=company)
    OfferFactory(mentor=mentor, school=school, campaign=campaign, capacity=3)
    mentee, volunteer = MenteeFactory(school=school), MenteeFactory(school=school)
    NeedFactory(mentee=volunteer, campaign=campaign)
    room = RoomFactory(school=school, name="B12")
    PfmpPeriodFactory(school=school)
    mentorship = MentorshipFactory(
        active=True, project=project, mentor=mentor, mentee=mentee, association=association
    )
    elsewhere = MentorshipFactory(
        active=True, project=SchoolProjectFactory(school=other, campaign=campaign)
    )
    session = MentoringSessionFactory(mentorship=mentorship, room=room)
    check_in = CheckInFactory(mentorship=mentorship)
    agreeing.make_agreement(mentorship, now=ANSWERED)
    question = MemberQuestion.objects.create(
        mentorship=mentorship, place=school.place, mentor=mentor, text="Où ?", asked_at=ANSWERED
    )
    application = MentorApplicationFactory(school=school)
    posts = {
        "dgesco": access.national_post(Role.DGESCO),
        "drafpic": access.region_post(Role.DRAFPIC, region),
        "referent": access.academy_post(Role.REFERENT_MENTORAT, home),
        "cmq": access.Post(Role.CMQ, label="Campus", campus=Campus.objects.create(name="Campus")),
        "proviseur": access.school_post(Role.PROVISEUR, school),
        "ddfpt": access.school_post(Role.DDFPT, school),
        "bde": access.school_post(Role.BUREAU_DES_ENTREPRISES, school),
        "pp": access.school_post(Role.PROFESSEUR_PRINCIPAL, school),
        "cpe": access.school_post(Role.CPE, school),
        "association": access.Post(
            Role.ASSOCIATION, label=association.name, association=association
        ),
        "company": access.Post(Role.COMPANY, label=company.name, company=company),
        "mentor": access.mentor_post(mentor, school),
        "mentee": access.mentee_post(mentee, school),
        "dpo": access.national_post(Role.DPO),
        "administrator": access.national_post(Role.ADMINISTRATOR),
        "stranger": access.school_post(Role.BUREAU_DES_ENTREPRISES, other),
        "stranger_referent": access.academy_post(Role.REFERENT_MENTORAT, away),
    }
    grants = {
        name: access.give(
            user=UserFactory(email=f"{name}@exemple.fr", full_name=name.capitalize()),
            post=post,
            valid_from=SINCE,
            by=None,
        )
        for name, post in posts.items()
    }
    return Cast(
        grants,
        school,
        project,
        mentor,
        mentee,
        volunteer,
        mentorship,
        elsewhere,
        room,
        session,
        check_in,
        question,
        AlarmFactory(mentorship=mentorship),
        application,
    )
