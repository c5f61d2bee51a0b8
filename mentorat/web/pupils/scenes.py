"""Five scenes that prepare a pupil for a first meeting: read alone, or projected in class.

Each ends with one question. Nothing is marked: what counts is the explanation.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scene:
    """``answers`` are (what one may do, what happens then); the best one is ``best``."""

    title: str
    story: tuple[str, ...]
    question: str
    answers: tuple[str, ...]
    best: int
    why: str
    shows_numbers: bool = False


SCENES = (
    Scene(
        title="Le premier message",
        story=(
            "Inès vient d’avoir une mentor, Karima, qui répare des ascenseurs.",
            "Elle ne sait pas quoi lui dire. Elle a peur de faire des fautes.",
        ),
        question="Que peut écrire Inès ?",
        answers=(
            "Rien : c’est à la mentor de commencer.",
            "« Bonjour, je suis Inès, en 1re MELEC. J’aimerais parler de mon stage. À mardi ! »",
            "Toute sa vie, pour que Karima la connaisse bien.",
        ),
        best=1,
        why=(
            "Trois phrases suffisent : bonjour, qui tu es, de quoi tu veux parler. Les fautes ne"
            " comptent pas. Ton adresse, ta santé, ta famille : tu n’as pas à en parler."
        ),
    ),
    Scene(
        title="Demander de l’aide",
        story=(
            "Yanis cherche un stage depuis trois semaines. Il n’a rien trouvé.",
            "Son mentor lui demande : « Ça va ? » Yanis a honte. Il a envie de dire oui.",
        ),
        question="Que peut faire Yanis ?",
        answers=(
            "Dire : « Non, je suis bloqué. Tu peux relire mon message aux entreprises ? »",
            "Dire que tout va bien, et se débrouiller.",
            "Ne plus venir aux rendez-vous.",
        ),
        best=0,
        why=(
            "Un mentor est là pour ça. Dis ce qui bloque, et demande une chose précise : relire un"
            " message, préparer un appel, expliquer un mot. Demander, c’est déjà avancer."
        ),
    ),
    Scene(
        title="Ce qui n’est pas normal",
        story=(
            "Le mentor de Lou est gentil. Un soir, il lui écrit sur un réseau social :",
            "« Ne dis rien au lycée. Viens, je t’emmène en voiture, et envoie-moi une photo. »",
        ),
        question="Que peut faire Lou ?",
        answers=(
            "Garder le secret : il a été sympa.",
            "Répondre une fois, poliment, pour ne pas le fâcher.",
            "Ne pas répondre, garder le message, en parler tout de suite à un adulte du lycée.",
        ),
        best=2,
        why=(
            "Un secret, une photo, un cadeau, un rendez-vous hors du lycée, une main qui te gêne :"
            " ce n’est pas normal, et ce n’est jamais ta faute. Parle à un adulte du lycée. Tu peux"
            " aussi appeler l’un de ces numéros, gratuits."
        ),
        shows_numbers=True,
    ),
    Scene(
        title="Dire stop",
        story=(
            "Depuis deux mois, Amina n’a plus envie de ces rendez-vous.",
            "Sa mentor ne fait rien de mal. C’est juste qu’Amina préfère arrêter.",
        ),
        question="Que peut faire Amina ?",
        answers=(
            "Attendre la fin de l’année, pour ne vexer personne.",
            "Dire stop au lycée ou à sa mentor, sans donner de raison.",
            "Inventer une excuse à chaque fois.",
        ),
        best=1,
        why=(
            "Tu peux arrêter quand tu veux. Tu n’as pas à dire pourquoi. Personne ne te le"
            " reprochera, et tu pourras demander un autre mentor plus tard."
        ),
    ),
    Scene(
        title="Remercier et partir",
        story=(
            "C’est la fin. Enzo a trouvé son apprentissage, avec l’aide de son mentor.",
            "C’est le dernier rendez-vous. Il ne sait pas comment dire au revoir.",
        ),
        question="Que peut faire Enzo ?",
        answers=(
            "Ne pas venir : c’est moins gênant.",
            "Offrir un cadeau cher, pour être à la hauteur.",
            "Dire une chose que le mentor lui a apprise, et merci.",
        ),
        best=2,
        why=(
            "Dis ce qui t’a servi : c’est le plus beau des mercis. Pas de cadeau. Si tu veux garder"
            " le contact après le lycée, demande d’abord à un adulte du lycée comment faire."
        ),
    ),
)
