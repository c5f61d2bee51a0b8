"""Refusals about persons.

PersonRefusal
├── NotCleared
└── AlreadyKnown
"""

from mentorat.foundations.errors import Refusal


class PersonRefusal(Refusal):
    message = "Cette fiche ne peut pas être enregistrée."


class NotCleared(PersonRefusal):
    message = (
        "{mentor} n’a pas encore toutes ses habilitations valables : il manque {missing}."
        " Aucun élève ne peut lui être confié avant."
    )


class AlreadyKnown(PersonRefusal):
    message = "Un mentor est déjà enregistré ici avec l’adresse {email}."
