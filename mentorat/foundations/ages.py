"""When one is of age."""

from datetime import date

ADULT_AGE = 18


def born_by(on: date) -> date:
    """Return the latest birth date of those who are of age on the day.

    Whoever was born on 29 February comes of age on 1 March.
    """
    try:
        return on.replace(year=on.year - ADULT_AGE)
    except ValueError:  # 29 February, eighteen years before: a year without that day
        return on.replace(year=on.year - ADULT_AGE, day=28)
