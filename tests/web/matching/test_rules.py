"""What everyone may read of the rules, without an account."""

import pytest
from django.urls import reverse

from mentorat.matching.engine import PART_LABELS, Part, Rule, Rules
from mentorat.matching.models import MatchingRules
from mentorat.web.matching.rules import PARTS, RULES
from tests.factories.organisations import SchoolFactory

pytestmark = pytest.mark.django_db


def test_each_rule_and_each_part_of_the_score_has_its_sentence():
    assert set(RULES) == set(Rule)
    assert set(PARTS) == set(Part)
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in RULES.values())


def test_anybody_reads_the_rules_the_weights_and_how_to_contest(client, read):
    page = read(client.get(reverse("matching_rules:index")))

    assert page.all("tbody th") == [label[0].upper() + label[1:] for label in PART_LABELS.values()]
    assert page.all("tbody tr:first-child td") == [
        "la proximité entre le métier du mentor et la formation de l’élève",
        "fort (4 points)",
    ]
    assert len(page.all("#methode + ol li")) == 10
    required = {rule for rule, sentence in RULES.items() if sentence in page.text}
    assert required == set(Rule) - Rules().preferences
    assert page.all("h2") == [
        "La méthode, en dix phrases",
        "Ce qu’une proposition respecte toujours",
        "Ce que la note regarde, et combien",
        "Les données utilisées",
        "Les données jamais utilisées",
        "Le tirage au sort",
        "La preuve",
        "Qui décide",
        "Demander une explication, contester",
        "Les textes",
    ]
    for article in ("L. 311-3-1", "R. 311-3-1-2", "article 47"):
        assert article in page.text


def test_whoever_weighs_otherwise_is_named(client, read, project, monday):  # noqa: ARG001 -- the year
    MatchingRules.objects.create(campaign=project.campaign, weights={"waiting": "fort"})
    MatchingRules.objects.create(
        campaign=project.campaign,
        academy=project.school.academy,
        weights={"nearness": "indispensable"},
    )

    page = read(client.get(reverse("matching_rules:index")))

    weights = dict(zip(page.all("tbody th"), page.all("tbody td:last-child"), strict=True))
    assert weights["Temps d’attente"] == "fort (4 points)"
    named = f"académie {project.school.academy} – proximité : indispensable"
    assert named in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_variants_are_found_by_name_and_ask_as_much_however_many(
    client,
    read,
    project,
    monday,  # noqa: ARG001 -- the year
    count,
    django_assert_num_queries,
):
    for number in range(count):
        school = SchoolFactory(academy=project.school.academy, name=f"Lycée Numéro {number}")
        MatchingRules.objects.create(
            campaign=project.campaign, school=school, tiers=[20, 40], longest_wait=30
        )

    with django_assert_num_queries(5):
        page = read(client.get(reverse("matching_rules:index")))
    found = read(client.get(reverse("matching_rules:index"), {"q": "numero 0"}))

    assert "Lycée Numéro 0" in found.text
    assert "attente comptée jusqu’à 30 jours, paliers d’équité entre lycées : 20, 40 %" in page.text
    assert len(found.all("#results li")) == 2
