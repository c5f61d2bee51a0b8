"""Letters of what follows a relation. No pupil is named in them."""

from datetime import datetime

from django.utils import timezone

from mentorat.followup.enums import Side
from mentorat.notifications.notices import Letter

WHY_MENTOR = "Vous recevez ce message parce que vous êtes mentor dans ce lycée."


def report_asked(*, school: str, at: datetime, url: str) -> Letter:
    """Ask a mentor how a session went, once it is over."""
    return Letter(
        subject="Votre séance en trois gestes",
        paragraphs=(
            f"Votre séance du {_moment(at)} ({school}) vient de se terminer.",
            "Qui est venu, comment c’était, de quoi vous avez parlé : moins d’une minute.",
        ),
        button="Raconter la séance",
        url=url,
        why=WHY_MENTOR,
    )


def report_asked_again(*, school: str, at: datetime, url: str) -> Letter:
    """Ask once more, the next morning; there is no third mail."""
    return Letter(
        subject="La séance a-t-elle eu lieu ?",
        paragraphs=(
            f"Pas encore de nouvelles de votre séance du {_moment(at)} ({school}).",
            "Un geste suffit pour dire qu’elle a eu lieu, ou qu’elle a été annulée.",
        ),
        button="Répondre",
        url=url,
        why=WHY_MENTOR,
    )


def report_answered(*, school: str, at: datetime, sentence: str, by: str) -> Letter:
    """Give a mentor the human sign that follows a report."""
    return Letter(
        subject="Merci pour votre séance",
        paragraphs=(f"Votre séance du {_moment(at)} ({school}) :", sentence, by),
        why=WHY_MENTOR,
    )


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local:%d/%m à %H} h {local:%M}".removesuffix(" 00")


def exit_talk_asked(*, side: Side, school: str, url: str) -> Letter:
    """Ask for the talk that ends a relation: a few closed questions, three minutes."""
    subject = {
        Side.MENTOR: "Votre bilan de fin de mentorat",
        Side.GUARDIAN: "Le mentorat de votre enfant se termine : votre avis",
        Side.MENTEE: "Ton bilan de fin de mentorat",
    }[side]
    return Letter(
        subject=subject,
        paragraphs=(
            f"Une relation de mentorat se termine au lycée {school}.",
            "Dites en quelques clics comment elle s’est passée : trois minutes, sans compte.",
            "Vos réponses sont lues par qui coordonne le mentorat, pas par l’autre côté.",
        ),
        button="Répondre au bilan",
        url=url,
        why="Vous recevez ce message parce que vous prenez part à cette relation.",
    )


def closing_asked_by_a_side(*, school: str, url: str) -> Letter:
    """Tell the coordinators that a member asks to stop."""
    return Letter(
        subject="Une personne demande à arrêter une relation de mentorat",
        paragraphs=(
            f"Au lycée {school}, un côté d’une relation demande à l’arrêter.",
            "C’est son droit, sans raison à donner.",
            "La clôture est ouverte : demandez les bilans, puis terminez la relation.",
        ),
        button="Voir la clôture",
        url=url,
        why="Vous recevez ce message parce que vous pilotez le mentorat de ce lycée.",
    )
