"""Refusals about needs, offers and proposals.

MatchingRefusal
├── AlreadyVolunteer
├── MenteeLeft
├── NeedWithdrawn
├── NeedInMentorship
├── MentorLeft
├── CapacityOutOfRange
├── OfferClosed
├── OfferFull
├── KindsApart
├── RunUnderWay
├── NobodyWaits
├── NobodyAvailable
├── NoProjectHere
├── NotLetIn
├── NothingBroken
├── SettledTwice
├── NotOfThisProject
├── RulesOutOfRange
├── WrongRunState
└── AlreadyDecided
"""

from mentorat.foundations.errors import Refusal


class MatchingRefusal(Refusal):
    message = "Cet appariement n’est pas possible."


class AlreadyVolunteer(MatchingRefusal):
    message = "Cet élève est déjà inscrit comme volontaire."


class MenteeLeft(MatchingRefusal):
    message = "Cet élève a quitté l’établissement : il ne peut pas être volontaire ici."


class NeedWithdrawn(MatchingRefusal):
    message = "Cet élève n’est plus volontaire."


class NeedInMentorship(MatchingRefusal):
    message = "Cet élève a déjà une proposition ou une relation en cours : terminez-la d’abord."


class MentorLeft(MatchingRefusal):
    message = "Ce mentor n’accompagne plus d’élèves : son offre ne peut pas être enregistrée."


class CapacityOutOfRange(MatchingRefusal):
    message = "Un mentor accompagne de {least} à {most} élèves."


class OfferClosed(MatchingRefusal):
    message = "L’offre de ce mentor est close."


class OfferFull(MatchingRefusal):
    message = "Ce mentor accompagne déjà autant d’élèves qu’il l’a proposé : {capacity}."


class KindsApart(MatchingRefusal):
    message = "L’élève et le mentor ne veulent pas le même type de mentorat."


class RunUnderWay(MatchingRefusal):
    message = (
        "Un appariement est déjà en cours pour ce projet : ses propositions arrivent dans"
        " quelques minutes."
    )


class MeetingUndecided(MatchingRefusal):
    message = (
        "Une rencontre éclair a proposé des paires : décidez d’abord de chacune, une nouvelle"
        " recherche les effacerait."
    )


class NobodyWaits(MatchingRefusal):
    message = "Aucun volontaire n’attend de mentor : inscrivez d’abord des élèves volontaires."


class NobodyAvailable(MatchingRefusal):
    message = (
        "Aucun mentor habilité n’a de place libre : complétez les habilitations ou recueillez de"
        " nouvelles offres."
    )


class NoProjectHere(MatchingRefusal):
    message = "Aucun lycée de ce territoire n’a ouvert de projet pour cette campagne."


class NotLetIn(MatchingRefusal):
    message = (
        "Le chef d’établissement n’a pas autorisé l’association de ce mentor. Le projet du lycée"
        " dit lesquelles le sont."
    )


class NothingBroken(MatchingRefusal):
    message = "Aucune académie de ce calcul ne s’est interrompue : il n’y a rien à reprendre."


class SettledTwice(MatchingRefusal):
    message = (
        "Deux choix se contredisent : un élève n’a qu’un mentor, et une paire gardée n’est pas"
        " retirée. Vérifiez vos choix."
    )


class NotOfThisProject(MatchingRefusal):
    message = "Un élève ou un mentor choisi n’est pas de ce projet. Revenez à la liste."


class RulesOutOfRange(MatchingRefusal):
    message = (
        "Une règle d’appariement sort de ses bornes : proximité de 0 à 100, attente de 1 à 365"
        " jours, paliers croissants de 1 à 100 pour cent."
    )


class WrongRunState(MatchingRefusal):
    message = "Un appariement « {state} » ne peut pas devenir « {target} »."


class AlreadyDecided(MatchingRefusal):
    message = "Cette proposition a déjà été examinée : elle est {state}."
