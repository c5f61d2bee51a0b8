"""Refusals of the demonstration.

DemoRefusal
├── AlreadySeeded
├── NoReference
└── WrongSize
"""

from mentorat.foundations.errors import Refusal


class DemoRefusal(Refusal):
    message = "La démonstration ne peut pas être faite."


class AlreadySeeded(DemoRefusal):
    message = (
        "La démonstration est déjà dans cette base. Pour la refaire, videz la base d’abord"
        " (« make reset »)."
    )


class NoReference(DemoRefusal):
    message = (
        "Il manque les académies ou les formations : chargez d’abord les nomenclatures"
        " (« python manage.py load_reference »)."
    )


class WrongSize(DemoRefusal):
    message = "La démonstration compte de {fewest} à {most} élèves."
