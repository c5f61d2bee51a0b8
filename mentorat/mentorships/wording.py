"""The text of the agreement, from the rules of the year. Plain text: what is signed is this.

A title stands alone on its line; what it holds follows, one sentence a line, after a dash. No pupil
is named in it: the members of a group do not read one another's names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

DASH = "– "


@dataclass(frozen=True)
class Terms:
    """What changes from one agreement to another."""

    mentors: Sequence[str]
    school: str
    form: str
    kind: str
    objective: str
    minimum_weeks: int
    ends_on: date
    silence_days: int
    check_in_days: Sequence[int]


@dataclass(frozen=True)
class Part:
    title: str
    sentences: Sequence[str]


def agreement_text(terms: Terms) -> str:
    return "\n".join(
        line
        for part in _parts(terms)
        for line in (part.title, *(f"{DASH}{sentence}" for sentence in part.sentences))
    )


def parts_of(text: str) -> list[Part]:
    """Return a text as pages and sheets show it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith(DASH) and found:
            found[-1][1].append(line.removeprefix(DASH))
        else:
            found.append((line, []))
    return [Part(title, sentences) for title, sentences in found]


def _parts(terms: Terms) -> Iterator[Part]:
    yield Part("Qui s’engage", list(_who(terms)))
    yield Part("Combien de temps, à quel rythme", list(_rhythm(terms)))
    yield Part(
        "Comment on se rencontre",
        (
            (
                "Le lycée fixe chaque séance : dans une salle visible du lycée, en entreprise, ou à"
                " distance par l’outil que le lycée indique."
            ),
            "Un adulte de l’équipe du lycée est présent à la première rencontre.",
            (
                "Hors de ces séances, le mentor et l’élève ne se voient pas et ne s’écrivent"
                " pas : ni numéro personnel, ni messagerie privée, ni réseau social. Les"
                " messages passent par le lycée."
            ),
            "Chacun prévient le lycée quand il ne peut pas venir, et de tout retard.",
        ),
    )
    yield Part(
        "Ce qui est permis, ce qui ne l’est pas",
        (
            (
                "On parle du métier, de la formation, des études, de ce qui aide l’élève à"
                " avancer vers son objectif. Personne n’est obligé de parler de sa vie privée."
            ),
            (
                "Une visite en entreprise se fait avec l’accord du lycée et de la famille ; le"
                " lycée décide du trajet. Le mentor ne transporte pas l’élève dans son véhicule."
            ),
            (
                "Ni argent, ni cadeau, ni prêt, ni achat. Ni alcool, ni tabac, ni autre"
                " substance. Ni arme, ni objet dangereux."
            ),
            (
                "Le mentor ne donne aucun médicament. En cas de malaise ou d’accident, on"
                " appelle le 15 ou le 112, puis le lycée."
            ),
            (
                "Aucune photo, vidéo ni enregistrement sans une autorisation écrite pour un projet"
                " précis."
            ),
            (
                "Chacun est respecté : ni violence, ni moquerie, ni discrimination. Aucune"
                " punition n’appartient au mentor."
            ),
        ),
    )
    yield Part(
        "Ce qui reste entre nous, et ce qui se dit",
        (
            (
                "Ce qui est dit en séance n’est pas répété. Le lycée lit si la séance a eu lieu"
                " et où en est l’objectif, pas ce que l’on s’est dit."
            ),
            (
                "Si un élève est en danger ou risque de l’être, le mentor le dit tout de suite"
                " au lycée : la loi l’y oblige, même si on lui a demandé le secret."
            ),
            (
                "Les données de cette relation servent à la suivre. Elles sont effacées un an après"
                " l’année scolaire, ou plus tôt sur demande."
            ),
        ),
    )
    yield Part(
        "Quand quelque chose ne va pas",
        (
            (
                "On le dit à la personne du lycée qui suit la relation, à un adulte de"
                " confiance, ou à l’association du mentor. Personne n’est inquiété pour l’avoir"
                " dit."
            ),
            (
                "Numéros gratuits : 119 pour un enfant en danger, 3018 pour le harcèlement et les"
                " violences en ligne."
            ),
            "Le lycée peut suspendre la relation à tout moment pour protéger quelqu’un.",
            (
                "L’élève, sa famille ou le mentor peut arrêter quand il veut, en le disant au"
                " lycée. On se retrouve une dernière fois pour se dire au revoir, si chacun le"
                " veut bien."
            ),
        ),
    )


def _who(terms: Terms) -> Iterator[str]:
    mentors = " et ".join(terms.mentors)
    verb = "accompagnent" if len(terms.mentors) > 1 else "accompagne"
    whom = "un élève" if terms.form == "individuel" else "des élèves"
    yield f"{mentors} {verb} {whom} de l’établissement {terms.school}."
    yield f"Forme : {terms.form}. Type : {terms.kind}. Objectif : {terms.objective}."
    yield "Le mentor est bénévole : rien n’est payé ni vendu."


def _rhythm(terms: Terms) -> Iterator[str]:
    yield (
        f"La relation dure au moins {terms.minimum_weeks} semaines à partir de la première"
        f" rencontre, et se termine au plus tard le {terms.ends_on:%d/%m/%Y}."
    )
    yield (
        f"On se rencontre au moins une fois tous les {terms.silence_days} jours, hors vacances"
        " scolaires et périodes en entreprise."
    )
    if terms.check_in_days:
        days = ", ".join(str(day) for day in terms.check_in_days)
        yield f"Le lycée demande à chacun comment cela va : {days} jours après le début."
    yield "La fin est préparée : on fait le bilan ensemble."
