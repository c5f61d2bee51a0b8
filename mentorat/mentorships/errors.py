"""Refusals about relations.

MentorshipRefusal
├── WrongState
├── AlreadyAnswered
├── MenteeAlreadyInMentorship
├── MembersMissing
├── MentorAway
├── MeetsNobodyAlone
├── RolesInConflict
├── PairApart
├── ConflictKnown
├── ConflictAccepted
├── AccompaniesAlone
├── WrongMembers
├── StartsBeforeItWasProposed
├── EndsBeforeItStarted
├── QuestionRefusal
│   ├── AlreadyAsked
│   ├── NothingToAnswer
│   └── QuestionEmpty
├── AgreementRefusal
│   ├── AgreementNotOpen
│   ├── AlreadySigned
│   └── SignedOutOfTime
├── CaseloadFull
├── NotWaiting
├── AlreadyExtended
├── SameObjective
├── ObjectiveFixed
├── RematchMustWait
├── RematchTooEarly
├── ReasonOfTheOtherDecision
├── NotTheSamePeople
├── AlreadyContinued
├── NotInLastYear
└── NoNextProject
"""

from mentorat.foundations.errors import Refusal


class MentorshipRefusal(Refusal):
    message = "Cette relation ne peut pas changer ainsi."


class WrongState(MentorshipRefusal):
    message = "Une relation « {state} » ne peut pas devenir « {target} »."


class NobodyLeft(MentorshipRefusal):
    message = "Sans cet élève, il ne reste personne dans le groupe : terminez plutôt la relation."


class AlreadyAnswered(MentorshipRefusal):
    message = "Une réponse a déjà été donnée à cette proposition."


class MenteeAlreadyInMentorship(MentorshipRefusal):
    message = "Un des élèves a déjà une proposition ou une relation en cours : terminez-la d’abord."


class MembersMissing(MentorshipRefusal):
    message = "Une relation réunit au moins un mentor et un élève."


class WrongMembers(MentorshipRefusal):
    message = "Une relation individuelle réunit un seul élève et un ou deux mentors."


class StartsBeforeItWasProposed(MentorshipRefusal):
    message = "La première séance ne peut pas précéder la proposition, faite le {proposed}."


class EndsBeforeItStarted(MentorshipRefusal):
    message = "La fin ne peut pas précéder la première séance, tenue le {started}."


class QuestionRefusal(MentorshipRefusal):
    message = "Cette question ne peut pas être posée."


class AlreadyAsked(QuestionRefusal):
    message = "Une question a déjà été posée pour cette proposition. Le lycée y répond."


class NothingToAnswer(QuestionRefusal):
    message = "Cette question a déjà sa réponse, ou la proposition n’attend plus."


class QuestionEmpty(QuestionRefusal):
    message = "Écrivez ce que vous avez besoin de savoir, en {most} caractères au plus."


class AgreementRefusal(MentorshipRefusal):
    message = "Cet accord ne peut pas être signé ainsi."


class AgreementNotOpen(AgreementRefusal):
    message = "Cet accord n’est plus à signer : il a été remplacé, ou la relation est close."


class AlreadySigned(AgreementRefusal):
    message = "Cette signature est déjà enregistrée."


class SignedOutOfTime(AgreementRefusal):
    message = "Le jour de la signature est entre le {made}, jour de l’accord, et aujourd’hui."


class CaseloadFull(MentorshipRefusal):
    message = (
        "{follower} suit déjà {live} relations pour {hours} h par semaine : la règle de l’année est"
        " de {most} au plus. Choisissez une autre personne, ou donnez la raison d’une dérogation."
    )


class NotWaiting(MentorshipRefusal):
    message = "Cette relation n’attend plus rien : elle est « {state} »."


class AlreadyExtended(MentorshipRefusal):
    message = "Le délai a déjà été prolongé une fois."


class SameObjective(MentorshipRefusal):
    message = "C’est déjà l’objectif de cette relation."


class ObjectiveFixed(MentorshipRefusal):
    message = "L’objectif d’une relation « {state} » ne se revoit plus."


class RematchMustWait(MentorshipRefusal):
    message = "Une relation de cet élève s’est terminée : avant une autre, il {wait}."


class RematchTooEarly(MentorshipRefusal):
    message = (
        "Avant une nouvelle relation, le bilan de l’élève est recueilli et le délai passé :"
        " pas avant le {until}."
    )


class ReasonOfTheOtherDecision(MentorshipRefusal):
    message = "Cette raison ne va pas avec cette décision."


class NotTheSamePeople(MentorshipRefusal):
    message = "Une relation se continue entre les mêmes personnes, l’année suivante."


class AlreadyContinued(MentorshipRefusal):
    message = "Cette relation a déjà sa suite."


class NotInLastYear(MentorshipRefusal):
    message = "AvenirPro+ suit le diplôme : un élève de cette relation n’est pas en dernière année."


class NoNextProject(MentorshipRefusal):
    message = (
        "Le projet de mentorat de l’année suivante n’est pas encore ouvert : ouvrez-le, puis"
        " continuez la relation."
    )


class MentorAway(MentorshipRefusal):
    message = "{mentor} est en pause ou s’en va : aucun élève ne peut lui être proposé."


class MeetsNobodyAlone(MentorshipRefusal):
    message = "{mentor} ne rencontre pas d’élève seul à seul : proposez un groupe ou une classe."


class PairApart(MentorshipRefusal):
    message = (
        "L’élève ou le mentor a dit ne pas vouloir être avec l’autre. Choisissez un autre mentor ;"
        " la fiche de l’élève dit ce qui est noté."
    )


class RolesInConflict(MentorshipRefusal):
    message = (
        "Ce mentor a déjà un autre rôle auprès de l’élève : {kind}. Choisissez un autre mentor, ou"
        " acceptez ce cumul sur la fiche du mentor, en disant pourquoi."
    )


class ConflictKnown(MentorshipRefusal):
    message = "Ce lien est déjà signalé."


class ConflictAccepted(MentorshipRefusal):
    message = "Ce cumul de rôles a déjà été accepté."


class AccompaniesAlone(MentorshipRefusal):
    message = "{mentor} accompagne un élève seul à seul : cette relation doit d’abord se terminer."
