"""A campaign is a school year of the programme, with every rule of the year."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mentorat.foundations.school_year import SchoolYear
from mentorat.programmes.enums import GroupShares


def default_check_in_days() -> list[int]:
    return [14, 60, 150]


class Campaign(models.Model):
    """Opened by the Dgesco. Every rule of the year is data here; none is a constant of the code."""

    year = models.PositiveSmallIntegerField("rentrée", unique=True)
    opens_on = models.DateField("ouverture")
    closes_on = models.DateField("clôture")
    minimum_months = models.PositiveSmallIntegerField("durée minimale (mois)", default=6)
    target_mentees = models.PositiveIntegerField("objectif national (mentorés)", default=0)
    # Weeks, by objective: a short objective does not need the minimum duration.
    minimum_weeks = models.JSONField("durée minimale par objectif (semaines)", default=dict)
    # How long each waiting state of a relation lasts before the next act happens by itself.
    answer_days = models.PositiveSmallIntegerField("réponse à une proposition (jours)", default=10)
    # The clock of the answer stops for a question, at most so long.
    question_days = models.PositiveSmallIntegerField("réponse à une question (jours)", default=5)
    authorisation_days = models.PositiveSmallIntegerField(
        "autorisation parentale (jours)", default=21
    )
    agreement_days = models.PositiveSmallIntegerField("signature de l’accord (jours)", default=14)
    first_meeting_days = models.PositiveSmallIntegerField("première rencontre (jours)", default=21)
    # How many relations one follows well with an hour a week.
    relations_per_hour = models.PositiveSmallIntegerField(
        "relations suivies par heure de la semaine", default=8
    )
    # Groups that matching forms: their sizes, and what their members have in common.
    group_least = models.PositiveSmallIntegerField("élèves d’un groupe, au moins", default=3)
    group_most = models.PositiveSmallIntegerField("élèves d’un groupe, au plus", default=8)
    group_shares = models.CharField(
        "un groupe réunit", max_length=9, choices=GroupShares, default=GroupShares.OBJECTIVE
    )
    # Fewer volunteers of a class than this are a group.
    class_least = models.PositiveSmallIntegerField(
        "volontaires d’une classe accompagnée entière, au moins", default=10
    )
    # Two mentors of different origin for each group.
    group_is_double = models.BooleanField("deux mentors par groupe", default=False)
    requires_agreement = models.BooleanField("accord signé par tous", default=True)
    # Days after the first meeting: two weeks, two months, five months.
    check_in_days = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="points d’étape (jours après la première rencontre)",
        default=default_check_in_days,
    )
    check_in_reminder_days = models.PositiveSmallIntegerField(
        "rappel d’un point d’étape (jours)", default=7
    )
    check_in_answer_days = models.PositiveSmallIntegerField(
        "réponse à un point d’étape (jours)", default=14
    )
    # A session that ended longer ago is no longer asked about: the school tells of it.
    report_asked_days = models.PositiveSmallIntegerField(
        "compte rendu demandé après la séance, au plus tard (jours)", default=7
    )
    report_days = models.PositiveSmallIntegerField(
        "séance sans nouvelles, après la demande (jours)", default=5
    )
    # The classes of a last year end before the others: exams, then the period of June.
    end_of_year_weeks = models.PositiveSmallIntegerField(
        "fin d’année des classes de terminale et de dernière année (semaines)", default=4
    )
    silence_days = models.PositiveSmallIntegerField("alarme de silence (jours)", default=30)
    no_life_days = models.PositiveSmallIntegerField(
        "clôture accompagnée, après l’alarme de silence (jours)", default=14
    )
    late_start_notice_days = models.PositiveSmallIntegerField(
        "alarme de départ tardif, avant le dernier jour utile (jours)", default=14
    )
    clearance_notice_days = models.PositiveSmallIntegerField(
        "alarme d’habilitation, avant sa fin (jours)", default=30
    )
    # Long enough for holidays and a PFMP; not long enough to forget.
    snooze_days = models.PositiveSmallIntegerField(
        "alarme mise en attente, au plus (jours)", default=60
    )
    rematch_days = models.PositiveSmallIntegerField(
        "délai avant une nouvelle relation (jours)", default=14
    )
    bridge_months = models.PositiveSmallIntegerField("suite après le diplôme (mois)", default=6)
    last_year_first = models.BooleanField("dernière année de cycle d’abord", default=True)

    class Privacy:
        neutral = frozenset(
            {
                "id",
                "year",
                "opens_on",
                "closes_on",
                "minimum_months",
                "target_mentees",
                "minimum_weeks",
                "answer_days",
                "question_days",
                "authorisation_days",
                "agreement_days",
                "first_meeting_days",
                "relations_per_hour",
                "requires_agreement",
                "check_in_days",
                "check_in_reminder_days",
                "check_in_answer_days",
                "report_asked_days",
                "report_days",
                "late_start_notice_days",
                "clearance_notice_days",
                "snooze_days",
                "end_of_year_weeks",
                "silence_days",
                "no_life_days",
                "rematch_days",
                "group_least",
                "group_most",
                "class_least",
                "group_shares",
                "group_is_double",
                "bridge_months",
                "last_year_first",
            }
        )

    class Meta:
        ordering = ("-year",)
        verbose_name = "campagne"
        constraints = (
            models.CheckConstraint(
                name="campaign_closes_after_it_opens",
                condition=Q(closes_on__gt=F("opens_on")),
                violation_error_message="La clôture doit suivre l’ouverture.",
            ),
            models.CheckConstraint(
                name="campaign_groups_have_sizes",
                condition=Q(group_least__gte=2, group_most__gte=F("group_least")),
                violation_error_message="Un groupe compte au moins deux élèves.",
            ),
            models.CheckConstraint(
                name="campaign_class_exceeds_a_group",
                condition=Q(class_least__gt=F("group_most")),
                violation_error_message="Une classe compte plus d’élèves qu’un groupe.",
            ),
        )

    def __str__(self) -> str:
        return str(self.school_year)

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear(self.year)
