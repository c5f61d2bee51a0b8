"""Refusals about persons.

PersonRefusal
├── NotCleared
├── NotAuthorised
├── GuardianSaidNo
├── AnswerInTheFuture
├── NoReply
├── AlreadyKnown
├── ClearanceInTheFuture
├── ClearanceEndsTooEarly
├── HoursMissing
├── SameEyesTwice
├── HonorabilityElsewhere
├── HonorabilityTooLong
├── HonorabilityRuleTooLong
├── AnswersWrong
├── PauseEndsTooEarly
├── ApplicationDecided
├── CharterSigned
├── MentorHasLeft
└── MentorHasNotLeft
"""

from mentorat.foundations.errors import Refusal


class PersonRefusal(Refusal):
    message = "Cette fiche ne peut pas être enregistrée."


class NotCleared(PersonRefusal):
    message = (
        "{mentor} n’a pas encore toutes ses habilitations valables : il manque {missing}."
        " Aucun élève ne peut lui être confié avant."
    )


class NotAuthorised(PersonRefusal):
    message = (
        "Il manque une autorisation parentale pour « {scope} » : elle est demandée, refusée ou"
        " retirée. Rien ne se fait avant."
    )


class GuardianSaidNo(PersonRefusal):
    message = (
        "Ce responsable a refusé ou retiré une autorisation : sa réponse compte. Enregistrez"
        " d’abord sa nouvelle réponse, puis retirez-le de la fiche."
    )


class AnswerInTheFuture(PersonRefusal):
    message = "La réponse d’une famille s’enregistre le jour où elle est signée, ou après."


class NoReply(PersonRefusal):
    message = "Répondez oui ou non à une question au moins."


class AlreadyKnown(PersonRefusal):
    message = "Un mentor est déjà enregistré ici avec l’adresse {email}."


class ClearanceInTheFuture(PersonRefusal):
    message = (
        "Une habilitation s’enregistre le jour où elle est donnée, ou après :"
        " le {on:%d/%m/%Y} est dans le futur."
    )


class ClearanceEndsTooEarly(PersonRefusal):
    message = "La fin de validité précède la date de vérification."


class HoursMissing(PersonRefusal):
    message = "Une formation dit combien d’heures elle a duré."


class SameEyesTwice(PersonRefusal):
    message = (
        "Le second regard est celui d’une autre personne : vous avez déjà mené l’entretien de ce"
        " mentor."
    )


class HonorabilityElsewhere(PersonRefusal):
    message = (
        "L’attestation d’honorabilité est réservée à la protection de l’enfance (ASE) et à la"
        " petite enfance. La demander pour accompagner un lycéen est interdit et expose à des"
        " poursuites : ne la demandez pas. Si ce mentor intervient dans le cadre d’une mesure de"
        " l’ASE, ouvrez d’abord ce parcours sur sa fiche."
    )


class HonorabilityTooLong(PersonRefusal):
    message = (
        "L’attestation d’honorabilité vaut six mois : pas au-delà du {until:%d/%m/%Y}. Le mentor"
        " en demande une nouvelle."
    )


class HonorabilityRuleTooLong(PersonRefusal):
    message = (
        "La loi donne six mois à l’attestation d’honorabilité : la règle dit de 1 à 6 mois de"
        " validité."
    )


class ApplicationDecided(PersonRefusal):
    message = "Cette candidature a déjà été examinée : elle est {state}."


class PauseEndsTooEarly(PersonRefusal):
    message = "La fin de la pause précède son début."


class AnswersWrong(PersonRefusal):
    message = "Une réponse au moins n’est pas la bonne : lisez l’explication, puis réessayez."


class CharterSigned(PersonRefusal):
    message = "Vous avez déjà signé cette charte aujourd’hui."


class MentorHasLeft(PersonRefusal):
    message = "{mentor} a quitté le programme le {on:%d/%m/%Y}."


class MentorHasNotLeft(PersonRefusal):
    message = "{mentor} n’est ni parti, ni en pause."
