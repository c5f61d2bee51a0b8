"""What each role may do, and where. Data that a manager can read: no condition stands here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models


class Role(models.TextChoices):
    DGESCO = "dgesco", "Dgesco A2-2"
    DRAFPIC = "drafpic", "Drafpic"
    REFERENT_MENTORAT = "referent_mentorat", "référent mentorat"
    CMQ = "cmq", "campus des métiers et des qualifications"
    PROVISEUR = "proviseur", "proviseur"
    DDFPT = "ddfpt", "DDFPT"
    BUREAU_DES_ENTREPRISES = "bureau_des_entreprises", "bureau des entreprises"
    PROFESSEUR_PRINCIPAL = "professeur_principal", "professeur principal"
    CPE = "cpe", "CPE"
    ASSOCIATION = "association", "coordination d’association"
    COMPANY = "company", "contact d’entreprise"
    MENTOR = "mentor", "mentor"
    MENTEE = "mentee", "élève"
    DPO = "dpo", "protection des données"
    ADMINISTRATOR = "administrator", "administration du site"


class Level(StrEnum):
    """The kind of scope that a grant of the role carries."""

    NATION = "nation"
    REGION = "region"
    ACADEMY = "academy"
    SCHOOL = "school"
    ASSOCIATION = "association"
    COMPANY = "company"
    CAMPUS = "campus"
    MENTOR = "mentor"
    MENTEE = "mentee"


class Permission(StrEnum):
    CAMPAIGN_MANAGE = "campaign_manage"
    DIRECTORY_VIEW = "directory_view"
    PROJECT_VIEW = "project_view"
    PROJECT_MANAGE = "project_manage"
    TEAM_INVITE = "team_invite"
    LINK_MANAGE = "link_manage"
    ROOM_MANAGE = "room_manage"
    MENTEE_VIEW = "mentee_view"
    MENTEE_IMPORT = "mentee_import"
    NEED_VIEW = "need_view"
    NEED_RECORD = "need_record"
    NEED_PROPOSE = "need_propose"
    AUTHORISATION_VIEW = "authorisation_view"
    AUTHORISATION_RECORD = "authorisation_record"
    OWN_NEED = "own_need"
    MENTOR_VIEW = "mentor_view"
    MENTOR_MANAGE = "mentor_manage"
    CLEARANCE_RECORD = "clearance_record"
    OWN_OFFER = "own_offer"
    MATCHING_RUN = "matching_run"
    MATCHING_RULES = "matching_rules"
    TERRITORY_MATCH = "territory_match"
    MENTORSHIP_VIEW = "mentorship_view"
    MENTORSHIP_MANAGE = "mentorship_manage"
    MENTORSHIP_ANSWER = "mentorship_answer"
    SESSION_VIEW = "session_view"
    SESSION_PLAN = "session_plan"
    ATTENDANCE_RECORD = "attendance_record"
    REPORT_MAKE = "report_make"
    REPORT_ANSWER = "report_answer"
    CHECK_IN_VIEW = "check_in_view"
    CHECK_IN_ANSWER = "check_in_answer"
    COMMITMENT_VIEW = "commitment_view"
    ASSOCIATION_VIEW = "association_view"
    ASSOCIATION_MANAGE = "association_manage"
    INDICATOR_VIEW = "indicator_view"
    EVIDENCE_VIEW = "evidence_view"
    JOURNAL_VIEW = "journal_view"
    ACCOUNT_MANAGE = "account_manage"


P = Permission


@dataclass(frozen=True)
class RoleDefinition:
    levels: frozenset[Level]
    permissions: frozenset[Permission]
    invites: frozenset[Role] = frozenset()

    @property
    def level(self) -> Level:
        """Return the usual level of the role."""
        return next(level for level in Level if level in self.levels)


def _of(*values: Level) -> frozenset[Level]:
    return frozenset(values)


SCHOOL_READS = frozenset(
    {
        P.DIRECTORY_VIEW,
        P.PROJECT_VIEW,
        P.MENTEE_VIEW,
        P.MENTORSHIP_VIEW,
        P.SESSION_VIEW,
        P.INDICATOR_VIEW,
        P.EVIDENCE_VIEW,
    }
)
SCHOOL_RUNS = SCHOOL_READS | {
    P.PROJECT_MANAGE,
    P.TEAM_INVITE,
    P.LINK_MANAGE,
    P.ROOM_MANAGE,
    P.MENTEE_IMPORT,
    P.NEED_VIEW,
    P.NEED_RECORD,
    P.NEED_PROPOSE,
    P.AUTHORISATION_VIEW,
    P.AUTHORISATION_RECORD,
    P.MENTOR_VIEW,
    P.MENTOR_MANAGE,
    P.CLEARANCE_RECORD,
    P.MATCHING_RUN,
    P.MATCHING_RULES,
    P.MENTORSHIP_MANAGE,
    P.SESSION_PLAN,
    P.ATTENDANCE_RECORD,
    P.REPORT_ANSWER,
    P.CHECK_IN_VIEW,
}
GOVERNS = frozenset(
    {
        P.DIRECTORY_VIEW,
        P.PROJECT_VIEW,
        P.INDICATOR_VIEW,
        P.MATCHING_RULES,
        P.TERRITORY_MATCH,
    }
)
SCHOOL_STAFF = frozenset(
    {
        Role.PROVISEUR,
        Role.DDFPT,
        Role.BUREAU_DES_ENTREPRISES,
        Role.PROFESSEUR_PRINCIPAL,
        Role.CPE,
    }
)
TAKING_PART = frozenset({Role.MENTOR, Role.MENTEE})

ROLES: Mapping[Role, RoleDefinition] = {
    Role.DGESCO: RoleDefinition(
        levels=_of(Level.NATION),
        permissions=GOVERNS | {P.CAMPAIGN_MANAGE, P.TEAM_INVITE},
        invites=frozenset({Role.DGESCO, Role.DRAFPIC, Role.REFERENT_MENTORAT, Role.CMQ}),
    ),
    Role.DRAFPIC: RoleDefinition(
        levels=_of(Level.REGION, Level.ACADEMY),
        permissions=GOVERNS | {P.TEAM_INVITE, P.ASSOCIATION_MANAGE},
        invites=frozenset({Role.REFERENT_MENTORAT, Role.PROVISEUR}),
    ),
    Role.REFERENT_MENTORAT: RoleDefinition(
        levels=_of(Level.REGION, Level.ACADEMY),
        permissions=GOVERNS | {P.TEAM_INVITE},
        invites=frozenset({Role.PROVISEUR}),
    ),
    Role.CMQ: RoleDefinition(
        levels=_of(Level.CAMPUS),
        permissions=frozenset({P.DIRECTORY_VIEW}),
    ),
    Role.PROVISEUR: RoleDefinition(
        levels=_of(Level.SCHOOL),
        permissions=SCHOOL_RUNS,
        invites=SCHOOL_STAFF | TAKING_PART,
    ),
    Role.DDFPT: RoleDefinition(
        levels=_of(Level.SCHOOL),
        permissions=SCHOOL_RUNS,
        invites=TAKING_PART,
    ),
    Role.BUREAU_DES_ENTREPRISES: RoleDefinition(
        levels=_of(Level.SCHOOL),
        permissions=SCHOOL_RUNS,
        invites=frozenset({Role.PROFESSEUR_PRINCIPAL, Role.CPE}) | TAKING_PART,
    ),
    Role.PROFESSEUR_PRINCIPAL: RoleDefinition(
        levels=_of(Level.SCHOOL),
        permissions=SCHOOL_READS | {P.NEED_VIEW, P.NEED_PROPOSE, P.AUTHORISATION_VIEW},
    ),
    Role.CPE: RoleDefinition(
        levels=_of(Level.SCHOOL),
        permissions=SCHOOL_READS
        | {P.NEED_VIEW, P.NEED_PROPOSE, P.AUTHORISATION_VIEW, P.ATTENDANCE_RECORD},
    ),
    Role.ASSOCIATION: RoleDefinition(
        levels=_of(Level.ASSOCIATION),
        permissions=frozenset(
            {
                P.DIRECTORY_VIEW,
                P.MENTOR_VIEW,
                P.MENTOR_MANAGE,
                P.CLEARANCE_RECORD,
                P.MENTORSHIP_VIEW,
                P.EVIDENCE_VIEW,
                P.ASSOCIATION_VIEW,
                P.SESSION_VIEW,
                P.CHECK_IN_VIEW,
            }
        ),
    ),
    Role.COMPANY: RoleDefinition(
        levels=_of(Level.COMPANY),
        permissions=frozenset({P.DIRECTORY_VIEW, P.COMMITMENT_VIEW}),
    ),
    Role.MENTOR: RoleDefinition(
        levels=_of(Level.MENTOR),
        permissions=frozenset(
            {
                P.OWN_OFFER,
                P.MENTORSHIP_VIEW,
                P.MENTORSHIP_ANSWER,
                P.SESSION_VIEW,
                P.ATTENDANCE_RECORD,
                P.REPORT_MAKE,
                P.CHECK_IN_ANSWER,
            }
        ),
    ),
    Role.MENTEE: RoleDefinition(
        levels=_of(Level.MENTEE),
        permissions=frozenset(
            {
                P.OWN_NEED,
                P.MENTORSHIP_VIEW,
                P.MENTORSHIP_ANSWER,
                P.SESSION_VIEW,
                P.CHECK_IN_ANSWER,
            }
        ),
    ),
    Role.DPO: RoleDefinition(
        levels=_of(Level.NATION),
        permissions=frozenset({P.DIRECTORY_VIEW, P.JOURNAL_VIEW}),
    ),
    Role.ADMINISTRATOR: RoleDefinition(
        levels=_of(Level.NATION),
        permissions=frozenset(
            {
                P.DIRECTORY_VIEW,
                P.JOURNAL_VIEW,
                P.ACCOUNT_MANAGE,
                P.TEAM_INVITE,
                P.ASSOCIATION_MANAGE,
            }
        ),
        invites=frozenset({Role.DGESCO, Role.DRAFPIC, Role.REFERENT_MENTORAT, Role.CMQ})
        | frozenset({Role.PROVISEUR, Role.ASSOCIATION, Role.COMPANY, Role.DPO})
        | frozenset({Role.ADMINISTRATOR}),
    ),
}
