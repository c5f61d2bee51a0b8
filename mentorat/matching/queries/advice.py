"""What to do about a rule that sets a mentor aside: one sentence, addressed to who coordinates."""

from collections.abc import Mapping

from mentorat.matching.engine import NO_OFFER, TAKEN, Rule

ADVICE: Mapping[str, str] = {
    Rule.CLEARANCE: "Ouvrez la fiche du mentor : elle dit ce qui manque ou ce qui a expiré.",
    Rule.SEATS: "Demandez au mentor s’il peut suivre un élève de plus.",
    Rule.AUTHORISATION: "Le chef d’établissement peut autoriser cette association au lycée.",
    Rule.AGREEMENT: "Voyez avec l’association : son accord fixe le territoire et le nombre.",
    Rule.TERRITORY: "Demandez à l’élève et au mentor s’ils acceptent de se parler à distance.",
    Rule.FORMER: "Pour les réunir de nouveau, proposez la relation à la main.",
    Rule.VETO: "Ce souhait est respecté : choisissez une autre personne.",
    Rule.CONFLICT: "La fiche du mentor dit lequel ; vous pouvez l’accepter avec une raison.",
    Rule.KIND: "Demandez à l’un ou à l’autre s’il accepte les deux types de mentorat.",
    Rule.TRADE: "Complétez le métier du mentor, ou voyez avec l’élève un mentorat de parcours.",
    Rule.WISH: "Parlez-en avec l’élève : lui seul peut changer sa préférence.",
    Rule.LANGUAGE: "Parlez-en avec l’élève : lui seul peut changer ce qu’il souhaite.",
    TAKEN: "Cherchez un mentor de plus : les places possibles vont à d’autres élèves.",
    NO_OFFER: "Recueillez des offres : candidatures, tuteurs de PFMP, associations.",
}
# A part of the score that the rules of the year make indispensable.
INDISPENSABLE = "Vos règles rendent ce critère indispensable : voyez s’il doit le rester."


def advice_on(cause: str) -> str:
    return ADVICE.get(cause, INDISPENSABLE)
