"""Refusals about what follows a relation.

FollowupRefusal
├── WrongReportState
├── NothingToldOfTheSession
├── SomeoneCame
├── NotOneOfTheSession
├── NotRunning
├── ClosingNotOpened
├── WrongClosingState
├── RelationAlreadyEnded
├── TalkAlreadySettled
├── AnswersMissing
├── HeldInTheFuture
├── ExitInThePast
├── ExitElsewhere
├── ExitHasTakenPlace
├── NoAssociationToTakeOver
├── NothingToCertify
├── CertificateWithdrawn
├── WrongCheckInState
├── CheckInAlreadyAnswered
└── AlarmRefusal
    ├── AlarmEnded
    └── SnoozedTooFar
"""

from mentorat.foundations.errors import Refusal


class FollowupRefusal(Refusal):
    message = "Le suivi de cette relation ne le permet pas."


class WrongReportState(FollowupRefusal):
    message = "Un compte rendu « {state} » ne peut pas devenir « {target} »."


class NothingToldOfTheSession(FollowupRefusal):
    message = "Dites comment la séance s’est passée et de quoi vous avez parlé."


class SomeoneCame(FollowupRefusal):
    message = "Un élève est noté présent : la séance a donc eu lieu."


class NotOneOfTheSession(FollowupRefusal):
    message = "Cette séance n’est pas l’une des vôtres."


class NotRunning(FollowupRefusal):
    message = "Seule une relation commencée se clôt : une proposition se retire."


class ClosingNotOpened(FollowupRefusal):
    message = "Ouvrez d’abord la clôture : une relation ne se termine pas sans elle."


class WrongClosingState(FollowupRefusal):
    message = "Une clôture « {state} » ne peut pas devenir « {target} »."


class RelationAlreadyEnded(FollowupRefusal):
    message = "La relation est déjà terminée : sa clôture ne peut plus être abandonnée."


class TalkAlreadySettled(FollowupRefusal):
    message = "Ce bilan est déjà {state}."


class AnswersMissing(FollowupRefusal):
    message = "Il manque une réponse : {question}"


class HeldInTheFuture(FollowupRefusal):
    message = "L’entretien ne peut pas être dans le futur."


class WrongCheckInState(FollowupRefusal):
    message = "Un point d’étape « {state} » ne peut pas devenir « {target} »."


class CheckInAlreadyAnswered(FollowupRefusal):
    message = "La réponse à ce point d’étape est déjà arrivée."


class AlarmRefusal(FollowupRefusal):
    message = "Cette alarme ne peut pas être changée ainsi."


class AlarmEnded(AlarmRefusal):
    message = "Cette alarme est déjà levée : sa cause a disparu."


class SnoozedTooFar(AlarmRefusal):
    message = "Choisissez un jour entre demain et le {latest}."


class NothingToCertify(FollowupRefusal):
    message = "Aucune séance tenue avec un élève présent : il n’y a encore rien à attester."


class CertificateWithdrawn(FollowupRefusal):
    message = "Cette attestation a déjà été retirée."


class ExitInThePast(FollowupRefusal):
    message = "Le départ d’une association s’annonce pour aujourd’hui ou plus tard."


class ExitHasTakenPlace(FollowupRefusal):
    message = "Ce départ n’est pas annoncé, ou il a déjà eu lieu : il ne s’annule plus."


class NoAssociationToTakeOver(FollowupRefusal):
    message = "Choisissez l’association qui reprend : une autre, et qui ne s’en va pas."


class ExitElsewhere(FollowupRefusal):
    message = (
        "Cette association accompagne aussi des élèves hors de votre territoire :"
        " son départ revient à l’administration du site."
    )
