"""Names of invented persons, drawn from the lists."""

from random import Random

from django.utils.text import slugify

from mentorat.demo.names import FEMALE_NAMES, MALE_NAMES, SURNAMES


def first_name(rng: Random, *, female: bool) -> str:
    return rng.choice(FEMALE_NAMES if female else MALE_NAMES)


def surname(rng: Random) -> str:
    return rng.choice(SURNAMES)


def full_name(rng: Random) -> str:
    return f"{first_name(rng, female=rng.random() < 0.5)} {surname(rng)}"


def mentor_email(first: str, last: str, number: int) -> str:
    """Return an address that no mail can reach: ``.example`` belongs to nobody."""
    return f"{slugify(first)}.{slugify(last)}.{number}@mentors.example"
