"""Letters of what follows a relation. No pupil is named in them."""

from datetime import datetime

from django.utils import timezone

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
