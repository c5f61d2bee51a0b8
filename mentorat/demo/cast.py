"""The personas: one account a role, to walk through the demonstration. Data that anyone can read.

Each holds exactly one grant. Those of a school all work in the same one, the main school of the
story. The sign-in page of the demonstration offers a button for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorat.access.roles import Role

DOMAIN = "demo.mentorat.example"


@dataclass(frozen=True)
class Persona:
    slug: str
    role: Role
    # Empty for the pupil: an account of a minor holds no name.
    full_name: str
    label: str
    sentence: str

    @property
    def email(self) -> str:
        return f"{self.slug}@{DOMAIN}"


PERSONAS: tuple[Persona, ...] = (
    Persona(
        "bde",
        Role.BUREAU_DES_ENTREPRISES,
        "Nadège Carpentier",
        "Bureau des entreprises",
        "Le quotidien : volontaires, propositions, relations et séances d’un lycée.",
    ),
    Persona(
        "proviseur",
        Role.PROVISEUR,
        "Hélène Dumont",
        "Proviseure",
        "Le projet du lycée, son équipe et ses chiffres.",
    ),
    Persona(
        "ddfpt",
        Role.DDFPT,
        "Karim Benali",
        "DDFPT",
        "Les salles, les jours fermés et le calendrier des séances.",
    ),
    Persona(
        "pp",
        Role.PROFESSEUR_PRINCIPAL,
        "Julie Lefebvre",
        "Professeure principale",
        "Les élèves volontaires et leur présence, sans le contenu des échanges.",
    ),
    Persona(
        "cpe",
        Role.CPE,
        "Malik Traoré",
        "CPE",
        "La présence aux séances du jour.",
    ),
    Persona(
        "mentor",
        Role.MENTOR,
        "Sylvie Marchand",
        "Mentore",
        "Ses relations, sa prochaine séance, une proposition à laquelle répondre.",
    ),
    Persona(
        "eleve",
        Role.MENTEE,
        "",
        "Élève",
        "Sa relation, sa prochaine séance.",
    ),
    Persona(
        "association",
        Role.ASSOCIATION,
        "Thomas Hoarau",
        "Association",
        "Les mentors de l’association et leurs relations, d’un lycée à l’autre.",
    ),
    Persona(
        "entreprise",
        Role.COMPANY,
        "Inès Faure",
        "Entreprise",
        "Les engagements des salariés mentors, sans aucun nom d’élève.",
    ),
    Persona(
        "cmq",
        Role.CMQ,
        "Paul Vasseur",
        "Campus des métiers",
        "Les lycées du campus, dans ses filières.",
    ),
    Persona(
        "referent",
        Role.REFERENT_MENTORAT,
        "Claire Nguyen",
        "Référente mentorat",
        "Une académie : les lycées sans projet, les démarrages tardifs.",
    ),
    Persona(
        "referent2",
        Role.REFERENT_MENTORAT,
        "Olivier Descamps",
        "Référent d’une autre académie",
        "Le même rôle, ailleurs : il ne voit rien de la première académie.",
    ),
    Persona(
        "drafpic",
        Role.DRAFPIC,
        "Fatou Diop",
        "Drafpic",
        "Une région académique : ses académies comparées.",
    ),
    Persona(
        "dgesco",
        Role.DGESCO,
        "Anne Bertrand",
        "Dgesco",
        "La nation : la campagne de l’année et la carte des académies.",
    ),
    Persona(
        "dpo",
        Role.DPO,
        "Marc Rousseau",
        "Protection des données",
        "Le journal de ce qui a été fait.",
    ),
    Persona(
        "admin",
        Role.ADMINISTRATOR,
        "Léa Girard",
        "Administration du site",
        "Les comptes et les rôles.",
    ),
)

BY_SLUG: Mapping[str, Persona] = {persona.slug: persona for persona in PERSONAS}
