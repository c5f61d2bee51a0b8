"""What each side is asked when a relation ends. Data: a new wording takes a new version.

The subjects are those that the field's standard names for a closing talk: what one feels about the
end, why it ends, what was good, how it was announced, the last meeting, the contact afterwards and
what comes next. Choices rather than words: nobody writes about the health or family of another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mentorat.followup.enums import Side

VERSION = "2026-2"

SCALE = (("1", "1, pas du tout"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5, tout à fait"))
YES_NO = (("yes", "oui"), ("no", "non"))
MENTORS, MENTEES, GUARDIANS = (frozenset({side}) for side in Side)
MEMBERS, EVERYONE = MENTORS | MENTEES, frozenset(Side)


@dataclass(frozen=True)
class Question:
    """``text`` is read by adults, ``text_tu`` by pupils. ``many``: several answers, or none."""

    code: str
    text: str
    choices: tuple[tuple[str, str], ...]
    sides: frozenset[Side]
    text_tu: str = ""
    many: bool = False

    def said_to(self, side: Side) -> str:
        return self.text_tu if side is Side.MENTEE and self.text_tu else self.text


QUESTIONS: tuple[Question, ...] = (
    Question(
        "feeling",
        "Comment vivez-vous la fin de cette relation ?",
        (
            ("at_ease", "bien"),
            ("relieved", "avec soulagement"),
            ("sad", "avec un peu de tristesse"),
            ("disappointed", "avec déception"),
            ("no_word", "je préfère ne pas le dire"),
        ),
        EVERYONE,
        "Comment vis-tu la fin de cette relation ?",
    ),
    Question(
        "why",
        "Pourquoi se termine-t-elle, selon vous ?",
        (
            ("reached", "l’objectif est atteint"),
            ("over", "l’année ou la durée prévue est finie"),
            ("time", "le temps a manqué"),
            ("contact", "il était difficile de se joindre"),
            ("fit", "nous ne nous sommes pas bien entendus"),
            ("change", "un départ, un déménagement, un changement"),
            ("unknown", "je ne sais pas"),
        ),
        EVERYONE,
        "Pourquoi se termine-t-elle, d’après toi ?",
    ),
    Question(
        "told",
        "Avez-vous su à l’avance qu’elle allait se terminer ?",
        YES_NO,
        EVERYONE,
        "As-tu su à l’avance qu’elle allait se terminer ?",
    ),
    Question(
        "last_meeting",
        "Vous êtes-vous dit au revoir ?",
        (
            ("done", "oui, pendant une dernière séance"),
            ("planned", "c’est prévu"),
            ("missed", "non, et c’est dommage"),
            ("better_so", "non, et c’est mieux ainsi"),
        ),
        MEMBERS,
        "As-tu pu dire au revoir à ton mentor ?",
    ),
    Question(
        "good",
        "Qu’est-ce qui a été utile ?",
        (
            ("advice", "des conseils"),
            ("trade", "découvrir un métier, une entreprise"),
            ("contacts", "des contacts professionnels"),
            ("placement", "trouver un stage, un emploi ou une formation"),
            ("confidence", "prendre confiance"),
            ("listening", "être écouté"),
        ),
        MENTEES | GUARDIANS,
        "Qu’est-ce qui t’a aidé ?",
        many=True,
    ),
    Question(
        "good",
        "Qu’avez-vous apprécié ?",
        (
            ("passing_on", "transmettre mon métier"),
            ("progress", "voir l’élève avancer"),
            ("school", "mieux connaître le lycée et ses formations"),
            ("team", "être accompagné par le lycée ou l’association"),
            ("learning", "apprendre moi aussi"),
        ),
        MENTORS,
        many=True,
    ),
    Question(
        "satisfaction",
        "Êtes-vous satisfait de cette relation ?",
        SCALE,
        EVERYONE,
        "Es-tu satisfait de cette relation ?",
    ),
    Question(
        "future_before",
        "Avant cette relation, l’élève avait-il une idée claire de son avenir ?",
        SCALE,
        MENTEES,
        "Avant d’avoir un mentor, avais-tu une idée claire de ton avenir ?",
    ),
    Question(
        "future_after",
        "Et aujourd’hui ?",
        SCALE,
        MENTEES,
        "Et aujourd’hui, as-tu une idée claire de ton avenir ?",
    ),
    Question(
        "contact",
        "Après la fin, on ne se contacte que par le lycée, sauf accord écrit de l’élève majeur ou"
        " de ses responsables. Est-ce clair ?",
        (("clear", "oui, c’est clair"), ("unclear", "non, j’ai besoin d’une explication")),
        EVERYONE,
        "Après la fin, tout contact avec ton mentor passe par le lycée, sauf accord écrit de"
        " tes responsables, ou de toi si tu es majeur. Est-ce clair ?",
    ),
    Question(
        "again",
        "Souhaitez-vous accompagner un autre élève ?",
        (("yes", "oui"), ("later", "plus tard"), ("no", "non")),
        MENTORS,
    ),
    Question(
        "again",
        "Souhaitez-vous un autre mentor pour votre enfant ?",
        (("yes", "oui"), ("later", "plus tard"), ("no", "non")),
        GUARDIANS,
    ),
    Question(
        "again",
        "L’élève veut-il un autre mentor ?",
        (("yes", "oui"), ("later", "plus tard"), ("no", "non")),
        MENTEES,
        "Veux-tu un autre mentor ?",
    ),
)

# Answers that have a column of their own, because they are counted.
MARKS = ("satisfaction", "future_before", "future_after")

Answers = Mapping[str, str | list[str]]


def questions_for(side: Side) -> list[Question]:
    """Return what a side is asked, in order."""
    return [question for question in QUESTIONS if side in question.sides]


def answers_in_words(side: Side, answers: Answers, *, to_mentee: bool) -> Iterator[tuple[str, str]]:
    """Yield each question that was answered with the words of its answer."""
    for question in questions_for(side):
        given = answers.get(question.code)
        if not given:
            continue
        words = dict(question.choices)
        codes = given if isinstance(given, list) else [given]
        text = question.said_to(side) if to_mentee else question.text
        yield text, ", ".join(words.get(code, code) for code in codes)
