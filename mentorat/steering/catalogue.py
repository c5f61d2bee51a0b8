"""The indicators: what each one counts, how, when and over whom.

Data only. To change a definition, change its sentences here; to change what is counted, see
``measures/``. Every volume names the quality that is always shown beside it. Above the school, a
figure is the sum of the schools' own: numerators and denominators are added, never percentages.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorat.steering.enums import Counted, Nature, Tone, Unit


@dataclass(frozen=True)
class Indicator:
    """A count, or a count over another. ``is_part``: the first is counted among the second."""

    code: str
    label: str
    definition: str
    unit: Unit
    nature: Nature
    counts: Counted
    out_of: Counted | None = None
    is_part: bool = False
    paired: str = ""
    tone: Tone = Tone.NEUTRAL


_ALL = (
    # Pupils
    Indicator(
        code="pupils",
        label="Élèves connus",
        definition=(
            "Élèves inscrits dans la plateforme par leur lycée pour l’année scolaire de la"
            " campagne, et non partis à la date du calcul. Chaque élève compte une fois dans son"
            " lycée."
        ),
        unit=Unit.COUNT,
        nature=Nature.VOLUME,
        counts=Counted.PUPILS,
        paired="volunteers_share",
    ),
    Indicator(
        code="volunteers_share",
        label="Part de volontaires",
        definition=(
            "Volontaires de la campagne rapportés aux élèves connus des mêmes lycées, à la date du"
            " calcul."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.VOLUNTEERS,
        out_of=Counted.PUPILS,
        is_part=True,
    ),
    Indicator(
        code="volunteers",
        label="Volontaires",
        definition=(
            "Élèves qui ont dit eux-mêmes « je suis volontaire » pour la campagne, ne sont pas"
            " revenus sur leur choix et n’ont pas quitté le lycée à la date du calcul. Chaque élève"
            " compte une fois."
        ),
        unit=Unit.COUNT,
        nature=Nature.VOLUME,
        counts=Counted.VOLUNTEERS,
        paired="volunteers_waiting",
        tone=Tone.MORE_IS_BETTER,
    ),
    Indicator(
        code="volunteers_waiting",
        label="Volontaires sans relation",
        definition=(
            "Volontaires de la campagne qui n’ont, à la date du calcul, aucune relation proposée,"
            " acceptée, en cours ou suspendue, rapportés à tous les volontaires. Un élève dont la"
            " relation est terminée et qui reste volontaire attend de nouveau."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.VOLUNTEERS_WAITING,
        out_of=Counted.VOLUNTEERS,
        is_part=True,
        tone=Tone.LESS_IS_BETTER,
    ),
    Indicator(
        code="volunteers_girls",
        label="Part de filles parmi les volontaires",
        definition=(
            "Filles rapportées aux volontaires dont le sexe est connu, à la date du calcul. Les"
            " volontaires dont le sexe n’est pas renseigné ne comptent ni en haut ni en bas."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.VOLUNTEER_GIRLS,
        out_of=Counted.VOLUNTEERS_OF_KNOWN_SEX,
        is_part=True,
    ),
    Indicator(
        code="mentees",
        label="Mentorés",
        definition=(
            "Élèves qui ont au moins une relation commencée dans la campagne : une première"
            " rencontre a eu lieu. Chaque élève compte une fois, quel que soit le nombre de ses"
            " relations et de ses dispositifs, même s’il a quitté le lycée depuis."
        ),
        unit=Unit.COUNT,
        nature=Nature.VOLUME,
        counts=Counted.MENTEES,
        paired="active",
        tone=Tone.MORE_IS_BETTER,
    ),
    Indicator(
        code="active",
        label="Mentorés actifs",
        definition=(
            "Mentorés présents à une séance tenue dans les 30 derniers jours, vacances scolaires de"
            " leur académie non comptées, rapportés à tous les mentorés de la campagne. Les"
            " semaines de PFMP comptent encore comme les autres : leur calendrier n’est pas tenu"
            " dans la plateforme."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.ACTIVE,
        out_of=Counted.MENTEES,
        is_part=True,
        tone=Tone.MORE_IS_BETTER,
    ),
    Indicator(
        code="first_meeting_days",
        label="Délai de première rencontre",
        definition=(
            "Nombre moyen de jours entre l’inscription comme volontaire et la première rencontre."
            " Compte une fois chaque mentoré de la campagne qui s’était inscrit avant cette"
            " rencontre ; s’il s’était inscrit plusieurs fois, la dernière inscription qui la"
            " précède. Les volontaires qui attendent encore n’y sont pas."
        ),
        unit=Unit.DAYS,
        nature=Nature.QUALITY,
        counts=Counted.DAYS_WAITED,
        out_of=Counted.MENTEES_WHO_VOLUNTEERED,
        tone=Tone.LESS_IS_BETTER,
    ),
    # Relations
    Indicator(
        code="mentorships_live",
        label="Relations en cours",
        definition=(
            "Relations de la campagne commencées et non terminées à la date du calcul, y compris"
            " celles qui sont suspendues. Une relation compte une fois, quel que soit le nombre de"
            " ses élèves et de ses mentors."
        ),
        unit=Unit.COUNT,
        nature=Nature.VOLUME,
        counts=Counted.MENTORSHIPS_RUNNING,
        paired="alive_3_months",
    ),
    Indicator(
        code="alive_3_months",
        label="Relations vivantes à 3 mois",
        definition=(
            "Parmi les relations de la campagne commencées depuis au moins 3 mois à la date du"
            " calcul, celles où une rencontre a eu lieu 3 mois après le début ou plus tard, et"
            " celles qui se sont terminées avec l’objectif atteint. Une rencontre est une séance"
            " tenue où au moins un élève était présent."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.ALIVE_3_MONTHS,
        out_of=Counted.MENTORSHIPS_OF_3_MONTHS,
        is_part=True,
        tone=Tone.MORE_IS_BETTER,
    ),
    Indicator(
        code="alive_6_months",
        label="Relations vivantes à 6 mois",
        definition=(
            "Parmi les relations de la campagne commencées depuis au moins 6 mois à la date du"
            " calcul, celles où une rencontre a eu lieu 6 mois après le début ou plus tard, et"
            " celles qui se sont terminées avec l’objectif atteint. Une rencontre est une séance"
            " tenue où au moins un élève était présent."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.ALIVE_6_MONTHS,
        out_of=Counted.MENTORSHIPS_OF_6_MONTHS,
        is_part=True,
        tone=Tone.MORE_IS_BETTER,
    ),
    Indicator(
        code="closings",
        label="Relations terminées",
        definition=(
            "Relations de la campagne terminées à la date du calcul, quelle qu’en soit la raison."
            " Les propositions refusées ou retirées avant la première rencontre n’y sont pas."
        ),
        unit=Unit.COUNT,
        nature=Nature.VOLUME,
        counts=Counted.CLOSINGS,
        paired="closings_objective_reached",
    ),
    Indicator(
        code="closings_objective_reached",
        label="Objectif atteint",
        definition=(
            "Relations terminées dont l’objectif est déclaré atteint, rapportées à toutes les"
            " relations terminées de la campagne à la date du calcul. « En partie » ne compte pas"
            " comme atteint."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.CLOSINGS_WITH_OBJECTIVE_REACHED,
        out_of=Counted.CLOSINGS,
        is_part=True,
        tone=Tone.MORE_IS_BETTER,
    ),
    Indicator(
        code="closings_reviewed",
        label="Fins avec bilan",
        definition=(
            "Relations terminées dont la clôture est complète : bilan enregistré, et bilan de"
            " chaque côté recueilli ou abandonné avec une raison. Rapportées à toutes les"
            " relations terminées de la campagne à la date du calcul."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.CLOSINGS_REVIEWED,
        out_of=Counted.CLOSINGS,
        is_part=True,
        tone=Tone.MORE_IS_BETTER,
    ),
    # Sessions
    Indicator(
        code="sessions_held",
        label="Séances tenues",
        definition=(
            "Séances des relations de la campagne dont la présence est notée à la date du calcul,"
            " même si personne n’est venu. Une séance en groupe compte une fois."
        ),
        unit=Unit.COUNT,
        nature=Nature.VOLUME,
        counts=Counted.SESSIONS_HELD,
        paired="attendance_share",
    ),
    Indicator(
        code="attendance_share",
        label="Présence aux séances",
        definition=(
            "Présences d’élèves rapportées aux présences attendues dans les séances tenues de la"
            " campagne, à la date du calcul. Une absence excusée compte comme une absence."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.PRESENCES,
        out_of=Counted.PRESENCES_EXPECTED,
        is_part=True,
        tone=Tone.MORE_IS_BETTER,
    ),
    # Mentors
    Indicator(
        code="mentors_offering",
        label="Mentors disponibles",
        definition=(
            "Mentors qui ont une offre ouverte dans le lycée pour la campagne à la date du calcul,"
            " et qui n’ont pas quitté le programme. Un mentor qui s’offre à deux lycées compte dans"
            " chacun."
        ),
        unit=Unit.COUNT,
        nature=Nature.VOLUME,
        counts=Counted.MENTORS_OFFERING,
        paired="mentors_cleared",
        tone=Tone.MORE_IS_BETTER,
    ),
    Indicator(
        code="mentors_cleared",
        label="Mentors habilités",
        definition=(
            "Mentors disponibles dont la vérification, la formation et la charte sont toutes"
            " valables à la date du calcul, rapportés à tous les mentors disponibles."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.MENTORS_CLEARED,
        out_of=Counted.MENTORS_OFFERING,
        is_part=True,
        tone=Tone.MORE_IS_BETTER,
    ),
    # Projects
    Indicator(
        code="projects",
        label="Projets de mentorat",
        definition=(
            "Lycées qui ont ouvert un projet de mentorat pour la campagne, en cours ou clos à la"
            " date du calcul."
        ),
        unit=Unit.COUNT,
        nature=Nature.VOLUME,
        counts=Counted.PROJECTS,
        paired="mentees_target",
        tone=Tone.MORE_IS_BETTER,
    ),
    Indicator(
        code="mentees_target",
        label="Objectif de mentorés",
        definition=(
            "Mentorés à la date du calcul, rapportés aux élèves que les projets des lycées se"
            " donnent pour objectif d’accompagner pendant la campagne. Peut dépasser 100 %."
        ),
        unit=Unit.SHARE,
        nature=Nature.QUALITY,
        counts=Counted.MENTEES,
        out_of=Counted.MENTEES_TARGET,
        tone=Tone.MORE_IS_BETTER,
    ),
)

INDICATORS: Mapping[str, Indicator] = {indicator.code: indicator for indicator in _ALL}
