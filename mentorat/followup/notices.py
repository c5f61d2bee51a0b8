"""Letters of what follows a relation. No pupil is named in them."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mentorat.followup.enums import AlarmKind, Side
from mentorat.followup.models import Alarm
from mentorat.followup.queries.alarms import WHY, sentence_of
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


def alarm_letter(alarm: Alarm, *, mentor: str) -> Letter:
    """Tell the owner of an alarm what to look at; the mentor is named, the pupil never."""
    kind = AlarmKind(alarm.kind)
    return Letter(
        subject=f"{mentor} : {kind.label}",
        paragraphs=(sentence_of(kind, alarm.about_on), WHY[kind]),
        button="Voir quoi faire",
        url=f"{settings.SITE_URL}{reverse('alarms:detail', args=[alarm.pk])}",
        why="Vous suivez ce mentorat dans votre lycée.",
    )


# What is asked of a mentor, by what raised the alarm: an offer of help, never a reproach.
WORDS = {
    AlarmKind.SILENCE: (
        "Notre calendrier n’a pas de séance récente. Ce n’est pas un reproche.",
        "Souhaitez-vous que le lycée propose une date ?",
    ),
    AlarmKind.NO_LIFE: (
        "Nous n’avons plus de nouvelles de votre mentorat depuis un moment.",
        "Continuez-vous ? Si vous préférez arrêter, dites-le simplement : c’est votre droit.",
    ),
    AlarmKind.ABSENCES: (
        "Les deux dernières séances se sont tenues sans l’élève : vous n’y êtes pour rien.",
        "Le lycée lui parle. Gardez-vous un créneau pour la prochaine séance ?",
    ),
    AlarmKind.NO_MEETING: (
        "Tout le monde est d’accord : il ne manque que la date de la première rencontre.",
        "Donnez-nous deux créneaux qui vous vont, le lycée s’occupe du reste.",
    ),
    AlarmKind.CHECK_IN: (
        "Votre point d’étape attend encore sa réponse.",
        "Préférez-vous que nous en parlions deux minutes au téléphone ?",
    ),
    AlarmKind.LATE_START: (
        "Votre mentorat commence tard dans l’année : il peut viser un objectif court.",
        "Voulez-vous que nous choisissions ensemble ce qui sera utile d’ici à l’été ?",
    ),
    AlarmKind.CLEARANCE: (
        "Une de vos habilitations est à renouveler pour que les séances continuent.",
        "Avez-vous besoin d’aide pour cette démarche ?",
    ),
    AlarmKind.CAPACITY: (
        "Vous accompagnez plus d’élèves que vous n’aviez proposé de places.",
        "Cela vous va-t-il, ou préférez-vous passer le relais pour l’un d’eux ?",
    ),
}


def word_to_mentor(*, kind: AlarmKind, signed: str, school: str) -> Letter:
    """The words that are proposed to whoever writes to a mentor about an alarm of a kind."""
    return Letter(
        subject="Des nouvelles de votre mentorat",
        paragraphs=(*WORDS[kind], "Dites-nous ce qui vous aiderait.", f"{signed}, {school}"),
        why="Vous êtes mentor d’un élève de ce lycée.",
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


def bridge_is_over(*, school: str, url: str) -> Letter:
    """Tell whoever follows a relation that its time in AvenirPro+ is over."""
    return Letter(
        subject="Une relation suivie dans AvenirPro+ arrive à son terme",
        paragraphs=(
            f"Au lycée {school}, une relation qui continuait après le diplôme arrive à son terme.",
            "Sa clôture est ouverte, et chaque côté a reçu son bilan.",
            "Terminez-la quand les bilans sont là : merci de l’avoir suivie jusqu’au bout.",
        ),
        button="Voir la clôture",
        url=url,
        why="Vous recevez ce message parce que vous suivez cette relation.",
    )


def pupil_left_group(*, school: str, url: str) -> Letter:
    """Tell whoever follows a group that a pupil left it; which one is read on the page."""
    return Letter(
        subject="Un élève quitte un groupe de mentorat",
        paragraphs=(
            f"Au lycée {school}, un élève ne souhaite plus faire partie d’un groupe.",
            "C’est son droit, sans raison à donner. Le groupe continue avec les autres.",
            "Un mot de votre part l’aide à demander un autre mentor, s’il le veut.",
        ),
        button="Voir le groupe",
        url=url,
        why="Vous recevez ce message parce que vous suivez cette relation.",
    )


def check_in_asked(*, school: str, url: str, is_reminder: bool) -> Letter:
    """Ask a mentor where the relation stands."""
    return Letter(
        subject="Rappel : votre point d’étape" if is_reminder else "Point d’étape : une minute",
        paragraphs=(
            f"Votre relation de mentorat ({school}) suit son cours : comment cela se passe ?",
            "Trois questions, une minute. Seule la coordination du mentorat lit vos réponses.",
        ),
        button="Répondre",
        url=url,
        why=WHY_MENTOR,
    )


def check_in_asked_of_mentee(*, school: str, url: str, is_reminder: bool) -> Letter:
    """Ask a pupil where the relation stands: « tu », and nobody is named."""
    return Letter(
        subject="Rappel : dis-nous comment ça se passe"
        if is_reminder
        else "Comment ça se passe avec ton mentor ?",
        paragraphs=(
            "Trois questions, une minute.",
            f"Ton mentor ne voit pas tes réponses : une personne de ton lycée les lit ({school}).",
            "Tu peux aussi demander à en parler avec quelqu’un.",
        ),
        button="Répondre",
        url=url,
        why="Tu reçois ce message parce que tu as un mentor.",
    )


def check_in_calls(*, school: str, url: str) -> Letter:
    """Call the coordinator: someone asks to talk, or does not feel safe."""
    return Letter(
        subject="Un point d’étape demande votre attention",
        paragraphs=(
            f"Relation de mentorat, {school} : une personne demande à parler, ou se sent mal.",
            "Ouvrez sa réponse et prenez contact aujourd’hui.",
        ),
        button="Voir le point d’étape",
        url=url,
        why="Vous recevez ce message parce que vous pilotez le mentorat de ce lycée.",
    )


def association_exit_to_school(association: str, *, day: date, count: int, url: str) -> Letter:
    """Ask a school to decide what becomes of its relations with an association that leaves."""
    relations = "1 relation" if count == 1 else f"{count} relations"
    return Letter(
        subject=f"{association} quitte le mentorat le {day:%d/%m/%Y} : {relations} à décider",
        paragraphs=(
            f"À partir du {day:%d/%m/%Y}, {association} n’accompagne plus de mentorat.",
            f"Dans votre lycée, {relations} à décider : rien ne s’arrête tout seul.",
            (
                "Le mentor peut continuer avec le lycée, rejoindre une autre association,"
                " ou passer le relais à un autre mentor."
            ),
        ),
        button="Décider pour chaque relation",
        url=url,
        why="Vous organisez le mentorat dans votre lycée.",
    )


def association_exit_to_mentor(association: str, *, day: date) -> Letter:
    """Tell a mentor what the departure of the association changes, and what it does not."""
    return Letter(
        subject=f"{association} quitte le mentorat le {day:%d/%m/%Y}",
        paragraphs=(
            f"À partir du {day:%d/%m/%Y}, {association} n’accompagne plus de mentorat.",
            (
                "Vos séances prévues ont lieu. Le lycée vous appelle pour convenir de la suite :"
                " continuer avec lui, rejoindre une autre association, ou passer le relais."
            ),
            "Merci pour le temps que vous donnez.",
        ),
        why=WHY_MENTOR,
    )


def association_stays_to_school(association: str) -> Letter:
    return Letter(
        subject=f"{association} reste : son départ est annulé",
        paragraphs=(
            f"{association} continue d’accompagner le mentorat. Il n’y a plus rien à décider.",
            "Ce que vous aviez déjà décidé reste comme vous l’avez décidé.",
        ),
        why="Vous organisez le mentorat dans votre lycée.",
    )


def association_stays_to_mentor(association: str) -> Letter:
    return Letter(
        subject=f"{association} reste : son départ est annulé",
        paragraphs=(
            f"{association} continue d’accompagner le mentorat.",
            "Rien ne change pour vos relations en cours.",
        ),
        why=WHY_MENTOR,
    )
