"""The questions of a check-in: data with a version. An answer keeps the version it was given to.

A change of words is a new version; the former one stays, so that old answers keep their question.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorat.followup.enums import Topic

VERSION = 1
# One to five, in words: nobody has to guess what « 4 » means.
SCALE = (
    (1, "Pas du tout"),
    (2, "Plutôt non"),
    (3, "Moyen"),
    (4, "Plutôt oui"),
    (5, "Tout à fait"),
)
LOWEST, HIGHEST = SCALE[0][0], SCALE[-1][0]


@dataclass(frozen=True)
class Questions:
    """What one side is asked, by topic, and the choice that it may make."""

    by_topic: Mapping[Topic, str]
    talk: str


MENTORS: Mapping[int, Questions] = {
    1: Questions(
        {
            Topic.RELATIONSHIP: "Le courant passe bien avec l’élève.",
            Topic.USEFULNESS: "Nos séances lui sont utiles.",
            Topic.EASE: "Je me sens à l’aise et soutenu dans mon rôle.",
        },
        talk="Je voudrais en parler avec quelqu’un du lycée.",
    ),
}
MENTEES: Mapping[int, Questions] = {
    1: Questions(
        {
            Topic.RELATIONSHIP: "Je m’entends bien avec mon mentor.",
            Topic.USEFULNESS: "Nos séances me servent à quelque chose.",
            Topic.EASE: "Je me sens en sécurité pendant les séances.",
        },
        talk="Je voudrais en parler avec quelqu’un du lycée.",
    ),
}


def questions(*, is_mentor: bool, version: int = VERSION) -> Questions:
    return (MENTORS if is_mentor else MENTEES)[version]
