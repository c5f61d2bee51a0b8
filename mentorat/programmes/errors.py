"""Refusals about campaigns and projects.

ProgrammeRefusal
├── CampaignExists
├── ProjectExists
├── NoCampaign
└── SameTeamMember
"""

from mentorat.foundations.errors import Refusal


class ProgrammeRefusal(Refusal):
    message = "Cette action n’est pas possible dans cette campagne."


class CampaignExists(ProgrammeRefusal):
    message = "La campagne {year} est déjà ouverte."


class ProjectExists(ProgrammeRefusal):
    message = "Cet établissement a déjà un projet pour {year}."


class NoCampaign(ProgrammeRefusal):
    message = "Aucune campagne n’est ouverte : la Dgesco l’ouvre pour chaque année scolaire."


class SameTeamMember(ProgrammeRefusal):
    message = "Le pilote et l’adjoint sont deux personnes différentes."
