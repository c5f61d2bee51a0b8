"""The letter that leads a person to what concerns him or her."""

from mentorat.notifications.notices import Letter


def own_data_link(*, url: str, days: int) -> Letter:
    return Letter(
        subject="Ce que nous gardons à votre sujet",
        paragraphs=(
            "Vous avez demandé à lire ce que la plateforme de mentorat garde à votre sujet.",
            f"Ce lien est personnel, ouvert {days} jours. Il montre aussi vos attestations.",
        ),
        button="Lire mes données",
        url=url,
        why="Si vous n’avez rien demandé, ignorez ce message : rien n’a été communiqué.",
    )
