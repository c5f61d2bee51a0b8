"""What each column is for the law. Every model says it in a nested ``Privacy``; a test refuses a
column without a class.

    class Privacy:
        personal = {"first_name": Retention.SCHOOL_YEAR_PLUS_ONE}
        sensitive = {"birth_date": Retention.SCHOOL_YEAR_PLUS_ONE}
        neutral = {"id", "school", "created_at"}

Periods: proposals for the data protection officer, ``docs/data-protection.md``.
"""

from enum import StrEnum


class Retention(StrEnum):
    SCHOOL_YEAR_PLUS_ONE = "année scolaire, plus un an, puis anonymisation"
    END_OF_MENTORSHIP = "fin de la relation, plus trois mois, puis effacement"
    TWO_YEARS_IDLE = "deux ans sans connexion, puis anonymisation"
    TWELVE_MONTHS = "douze mois, puis effacement"
    UNTIL_DECIDED = "décision de la coordination, et trente jours au plus, puis effacement"
    ONE_DAY = "un jour après l’import, puis effacement"
