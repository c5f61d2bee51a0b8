"""Which tables speak of a person, and how one finds the rows. A house test holds it complete.

A table with a column of its own for the person (``mentor``, ``mentee``, ``guardian``, ``user``) is
found by itself; those that speak of a person through the relation are named here; the others are
left out for a reason.
"""

from collections.abc import Mapping

from django.apps import apps
from django.db.models import ForeignKey, Model

from mentorat.exports.own_data.people import Kind
from mentorat.people.models import Guardian, Mentee, Mentor, User

PERSONS: Mapping[Kind, type[Model]] = {
    Kind.MENTOR: Mentor,
    Kind.MENTEE: Mentee,
    Kind.GUARDIAN: Guardian,
    Kind.ACCOUNT: User,
}
COLUMNS: Mapping[Kind, str] = {
    Kind.MENTOR: "mentor",
    Kind.MENTEE: "mentee",
    Kind.GUARDIAN: "guardian",
    Kind.ACCOUNT: "user",
}
# From a relation to its members.
MEMBERS = {
    Kind.MENTOR: "mentor_memberships__mentor",
    Kind.MENTEE: "mentee_memberships__mentee",
}
BY_RELATION = {kind: f"mentorship__{path}" for kind, path in MEMBERS.items()}

DECLARED: Mapping[str, Mapping[Kind, str]] = {
    "mentorships.Mentorship": MEMBERS,
    "mentorships.ObjectiveRevision": BY_RELATION,
    "scheduling.MentoringSession": BY_RELATION,
    "followup.Closing": BY_RELATION,
    "followup.ClosingReview": BY_RELATION,
    "followup.CheckIn": BY_RELATION,
    "journal.Entry": {Kind.ACCOUNT: "by"},
}

EXCLUDED: Mapping[str, str] = {
    "access.Invitation": "une offre de rôle, avant d’être quelqu’un ; le rôle accordé est remis",
    "access.SignedLink": "des secrets : qui les lirait agirait à la place de la personne",
    "followup.ContactAttempt": "le travail de la coordination ; demandé au lycée",
    "imports.ImportRun": "le fichier d’un lycée, effacé après un jour",
    "matching.MatchingRun": "un calcul pour tout un lycée ; ce qu’il a donné est dans la relation",
    "matching.TerritoryRun": "un calcul pour un territoire : des nombres",
    "matching.Proposal": "ce que l’outil a suggéré ; ce qui en reste est la relation, avec raisons",
    "speedmeetings.Mark": "le secret de chacun, effacé dès la décision ; personne ne le lit",
    "speedmeetings.SpeedMeeting": "une rencontre de tout un lycée ; y avoir pris part est remis",
    "speedmeetings.Turn": "le plan d’une rencontre, qui nomme d’autres personnes",
    "mentorships.Agreement": "le texte commun, qui nomme d’autres personnes ; lu sur sa page",
    "notifications.Delivery": "des messages déjà reçus à cette adresse",
    "notifications.DigestLine": "des messages à recevoir à cette adresse",
    "notifications.Preference": "un réglage, lu et changé sur sa page",
    "notifications.ReceivedText": "des messages que la personne a envoyés elle-même",
    "notifications.ShortMessage": "des messages déjà reçus à ce numéro",
    "people.MenteeIdentity": "naissance, sexe et INE, à part ; remis par le lycée qui les tient",
    "programmes.AggregateCount": "un effectif de tout un lycée : il ne dit rien d’une personne",
    "programmes.SchoolProject": "le projet d’un lycée ; le rôle de chacun est dans ses droits",
}


def paths_of(model: type[Model]) -> Mapping[Kind, str]:
    """Return how the rows of each kind of person are found in a table; nothing if it has none."""
    label = model._meta.label  # noqa: SLF001 -- Django's API
    if label in EXCLUDED:
        return {}
    if label in DECLARED:
        return DECLARED[label]
    own = {kind: "pk" for kind, person in PERSONS.items() if model is person}
    columns = {
        kind: name
        for kind, name in COLUMNS.items()
        if _is_key(model, name, PERSONS[kind]) and kind not in own
    }
    # A pupil is not told what a guardian wrote of himself or herself, nor where to reach them.
    if model is Guardian:
        columns.pop(Kind.MENTEE, None)
    return {**own, **columns}


def _is_key(model: type[Model], name: str, person: type[Model]) -> bool:
    fields = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001 -- same
    field = fields.get(name)
    return isinstance(field, ForeignKey) and field.related_model is person


def personal_tables() -> list[type[Model]]:
    """Return the tables that hold personal columns, as they declare it."""
    return [model for model in apps.get_models() if _is_personal(model)]


def _is_personal(model: type[Model]) -> bool:
    privacy = getattr(model, "Privacy", None)
    return bool(getattr(privacy, "personal", None) or getattr(privacy, "sensitive", None))
