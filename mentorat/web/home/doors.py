"""Where each role comes to go: the pages it opens most, said in words of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from mentorat.access.roles import Role


@dataclass(frozen=True)
class Door:
    """A page, what one does there, and in a few words what one finds."""

    act: str
    words: str
    url_name: str
    query: str = ""

    @property
    def url(self) -> str:
        return reverse(self.url_name) + self.query


PUPILS = Door("Voir les élèves", "Qui est volontaire, qui a déjà un mentor.", "pupils:index")
MENTORS_ADDED = Door("Ajouter un mentor", "Sa fiche, puis ses habilitations.", "mentors:add")
RELATIONS = Door("Suivre les relations", "Qui accompagne qui, depuis quand.", "mentorships:index")
SESSIONS = Door("Voir les séances", "Quand, où, et qui est venu.", "sessions:index")
FIGURES = Door("Lire les chiffres", "Par territoire, avec leurs définitions.", "steering:index")
WITH_PROJECT = Door(
    "Lycées avec un projet",
    "Ceux qui en ont ouvert un cette année.",
    "directory:index",
    "?project=with",
)
INVITED = Door("Inviter une personne", "Elle reçoit un lien valable sept jours.", "team:invite")
JOURNAL = Door(
    "Lire le journal", "Qui a fait quoi, et quand. Aucun élève n’y est nommé.", "journal:index"
)
CHECK_INS = Door(
    "Points d’étape", "Comment va chaque relation, des deux côtés.", "followup:check_ins"
)
OF_THE_SCHOOL = (
    Door("Clôtures et suites", "Ce qui reste pour bien terminer.", "closing:index"),
    Door("Attestations", "Les délivrer, les retrouver, les retirer.", "certificates:index"),
    Door(
        "Inscrire un volontaire", "Depuis la fiche de l’élève.", "pupils:index", "?mentoring=none"
    ),
    MENTORS_ADDED,
    Door("Importer les élèves", "CSV ou export SIECLE.", "imports:mentees"),
    Door("Importer des mentors", "Depuis votre tableur.", "imports:mentors"),
    CHECK_INS,
    Door("Comptes rendus à remercier", "Un mot à chaque mentor, déjà prêt.", "followup:to_thank"),
)
OF_THE_TERRITORY = (FIGURES, WITH_PROJECT, INVITED)

DOORS: Mapping[Role, tuple[Door, ...]] = {
    Role.DGESCO: OF_THE_TERRITORY,
    Role.DRAFPIC: OF_THE_TERRITORY,
    Role.REFERENT_MENTORAT: OF_THE_TERRITORY,
    Role.CMQ: (
        WITH_PROJECT,
        Door("Chercher un lycée", "Par nom, commune ou académie.", "directory:index"),
    ),
    Role.PROVISEUR: OF_THE_SCHOOL,
    Role.DDFPT: OF_THE_SCHOOL,
    Role.BUREAU_DES_ENTREPRISES: OF_THE_SCHOOL,
    Role.PROFESSEUR_PRINCIPAL: (PUPILS, RELATIONS, SESSIONS),
    Role.CPE: (SESSIONS, PUPILS, RELATIONS),
    Role.ASSOCIATION: (MENTORS_ADDED, RELATIONS, SESSIONS, CHECK_INS),
    Role.COMPANY: (
        Door(
            "Voir nos engagements",
            "Vos collaborateurs mentors et leurs places. Aucun élève n’est nommé.",
            "offering:commitments",
        ),
        Door("Chercher un lycée", "Pour y proposer un mentor.", "directory:index", "?project=with"),
    ),
    Role.MENTOR: (
        Door("Mes disponibilités", "Combien d’élèves, quel mentorat.", "offering:mine"),
        Door("Mes élèves", "Qui vous accompagnez, et vos séances.", "mentorships:index"),
        Door("Mes attestations", "Vos séances et vos heures, vérifiables.", "certificates:mine"),
    ),
    Role.MENTEE: (
        Door("Mon mentor", "Qui c’est, et tes séances.", "mentorships:index"),
        Door("Mes attestations", "Pour ton CV ou Parcoursup.", "certificates:mine"),
        Door(
            "Ma demande de mentor",
            "Ton objectif. Tu peux arrêter quand tu veux.",
            "volunteering:mine",
        ),
    ),
    Role.DPO: (
        JOURNAL,
        Door("Ce que le site garde", "Quoi, pourquoi, combien de temps.", "site:personal_data"),
    ),
    Role.ADMINISTRATOR: (INVITED, JOURNAL),
}
