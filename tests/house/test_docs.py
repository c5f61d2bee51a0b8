"""The documentation says what the code says.

Parts of it are drawn from the code, between ``<!-- drawn: … -->`` and ``<!-- end -->``. REDRAW
draws them again.
"""

import importlib
import re
from pathlib import Path

import pytest
import yaml
from django.apps import apps

from mentorat.access.roles import Role
from mentorat.foundations.database.rows import security_of
from mentorat.foundations.scope import Family
from mentorat.imports import policies as imports
from mentorat.imports.enums import ImportState
from mentorat.matching import policies as matching
from mentorat.matching.enums import ProposalState, RunState
from mentorat.mentorships import policies as mentorships
from mentorat.mentorships.enums import MemberState, MentorshipState
from mentorat.scheduling import policies as scheduling
from mentorat.scheduling.enums import SessionState
from mentorat.speedmeetings import policies as meetings
from mentorat.speedmeetings.enums import MeetingState
from tests.house.test_source import BANNED_WORDS

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
ARCHITECTURE, KEPT = DOCS / "architecture.md", DOCS / "data-protection.md"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
IMAGES = sorted((DOCS / "images").glob("*"))
REDRAW = 'python manage.py shell -v 0 -c "from tests.house.test_docs import redraw; redraw()"'

# States, transitions, and the states in which a life begins.
CYCLES = {
    "mentorship": (MentorshipState, mentorships.TRANSITIONS, [MentorshipState.PROPOSED]),
    "answer": (MemberState, mentorships.ANSWERS, [MemberState.ASKED]),
    "run": (RunState, matching.RUN_TRANSITIONS, [RunState.WAITING]),
    "proposal": (ProposalState, matching.PROPOSAL_TRANSITIONS, [ProposalState.SUGGESTED]),
    "speed_meeting": (MeetingState, meetings.TRANSITIONS, [MeetingState.PLANNED]),
    "session": (SessionState, scheduling.TRANSITIONS, [SessionState.PLANNED]),
    "import": (ImportState, imports.TRANSITIONS, [ImportState.MAPPING, ImportState.PLANNED]),
}
READERS = {
    Family.SCHOOL: "le lycée",
    Family.TERRITORY: "la région et l’académie",
    Family.NATION: "la nation",
    Family.GRANT: "les intéressés",
}
PUBLICCODE = {
    "publiccodeYmlVersion": str,
    "name": str,
    "url": str,
    "platforms": list,
    "developmentStatus": str,
    "softwareType": str,
    "description": dict,
    "legal": dict,
    "maintenance": dict,
    "localisation": dict,
}


def name(path):
    return path.relative_to(ROOT).as_posix()


def cycle_drawing(cycle):
    states, table, begins = CYCLES[cycle]
    lines = [
        "stateDiagram-v2",
        *(f'state "{state.label}" as {state}' for state in states),
        *(f"[*] --> {state}" for state in begins),
        *(f"{one} --> {other}" for one in states for other in states if other in table[one]),
        *(f"{state} --> [*]" for state in states if not table[state]),
    ]
    return "\n".join(["```mermaid", lines[0], *(f"    {line}" for line in lines[1:]), "```"])


def readers(model):
    security = security_of(model)
    if security is None:
        return "hors périmètre (voir plus bas)"
    rules = security.rules()
    return ", ".join(words for family, words in READERS.items() if family in rules)


def kept_rows():
    for model in sorted(apps.get_models(), key=lambda model: model._meta.db_table):
        privacy = getattr(model, "Privacy", None)
        personal, sensitive = getattr(privacy, "personal", {}), getattr(privacy, "sensitive", {})
        for retention in dict.fromkeys([*personal.values(), *sensitive.values()]):
            columns = [
                ", ".join(f"`{column}`" for column in columns if columns[column] == retention)
                for columns in (personal, sensitive)
            ]
            label = f"{model._meta.verbose_name} (`{model._meta.db_table}`)"
            yield [label, *(column or "–" for column in columns), retention, readers(model)]


def kept_drawing():
    titles = ["Table", "Personnelles", "Sensibles", "Conservation", "Lignes lues par"]
    rows = [titles, ["---"] * len(titles), *kept_rows()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


DRAWINGS = {
    **{cycle: (ARCHITECTURE, lambda cycle=cycle: cycle_drawing(cycle)) for cycle in CYCLES},
    "kept": (KEPT, kept_drawing),
}


def around(drawing):
    return re.compile(rf"(?<=<!-- drawn: {drawing} -->\n\n).*?(?=\n\n<!-- end -->)", re.DOTALL)


def redraw():
    """Write the drawn parts of the documentation anew."""
    for drawing, (path, draw) in DRAWINGS.items():
        text = draw()
        path.write_text(around(drawing).sub(lambda _: text, path.read_text()))  # noqa: B023 -- called at once


def table_rows(text):
    """Return the cells of the tables of a page, without titles."""
    lines = [line.strip() for line in text.splitlines()]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else None
        for line in lines
    ]
    rules = {at for at, row in enumerate(cells) if row and set(row[0]) <= {"-", ":"}}
    return [row for at, row in enumerate(cells) if row and at not in rules and at + 1 not in rules]


def anchors(path):
    titles = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_what_is_drawn_from_the_code_is_current(drawing):
    path, draw = DRAWINGS[drawing]

    found = around(drawing).search(path.read_text())

    assert found, f"{name(path)} has no place for « {drawing} »"
    assert found.group() == draw(), f"Run: {REDRAW}"


def test_every_life_cycle_is_drawn():
    tables = []
    for path in (ROOT / "mentorat").rglob("policies.py"):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        tables += [table for label, table in vars(module).items() if label.endswith("TRANSITIONS")]

    drawn = [table for _, table, _ in CYCLES.values()]
    assert [table for table in tables if table not in drawn] == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_lead_somewhere(path):
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text()):
        if re.match(r"\w+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        if not there.exists() or (anchor and anchor not in anchors(there)):
            broken.append(target)

    assert broken == []


def test_tests_that_pages_name_exist():
    named = {word for path in PAGES for word in re.findall(r"`(test_\w+)`", path.read_text())}
    source = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))

    assert sorted(word for word in named if f"def {word}(" not in source) == []


def test_images_are_light_and_all_are_shown():
    text = "".join(path.read_text() for path in PAGES)

    assert [name(path) for path in IMAGES if path.name not in text] == []
    assert [name(path) for path in IMAGES if path.stat().st_size > 150_000] == []


def test_vocabulary_has_each_term_once():
    rows = table_rows((DOCS / "vocabulary.md").read_text())

    terms = [row[0].lower() for row in rows]
    assert [term for term in terms if terms.count(term) > 1] == []


def test_code_names_of_the_vocabulary_exist():
    text, _, _ = (DOCS / "vocabulary.md").read_text().partition("## Réservés")
    source = "\n".join(path.read_text() for path in (ROOT / "mentorat").rglob("*.py"))
    names = [word for row in table_rows(text) for word in re.findall(r"`([\w.]+)`", row[1])]

    missing = [
        word for word in names if not re.search(rf"\b{re.escape(word.split('.')[-1])}\b", source)
    ]
    assert names
    assert missing == []


def test_banned_words_of_the_vocabulary_are_those_that_the_source_is_held_to():
    _, _, text = (DOCS / "vocabulary.md").read_text().partition("## Mots écartés")

    assert sorted(row[0].strip("`") for row in table_rows(text)) == sorted(BANNED_WORDS)


def test_every_environment_variable_is_explained_to_operators():
    declared = re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    explained = [row[0] for row in table_rows((DOCS / "operations.md").read_text())]

    assert [variable for variable in declared if f"`{variable}`" not in explained] == []


def test_first_keys_of_advisory_locks_are_those_of_the_code():
    rows = [row for row in table_rows(ARCHITECTURE.read_text()) if row[0].isdecimal()]

    for number, place, _ in rows:
        module, _, label = place.strip("`").partition(":")
        value = importlib.import_module(module)
        for part in label.split("."):
            value = getattr(value, part)
        assert (place, int(number)) == (place, value)
    assert len(rows) > 1


def test_every_role_is_sent_to_a_guide():
    rows = {row[0]: row[1] for row in table_rows((DOCS / "guides" / "README.md").read_text())}

    assert sorted(rows) == sorted(role.label for role in Role)
    assert [words for words in rows.values() if not re.search(r"\]\([\w-]+\.md\)", words)] == []


def test_publiccode_has_what_the_standard_requires():
    written = yaml.safe_load((ROOT / "publiccode.yml").read_text())

    assert {key: type(written.get(key)) for key in PUBLICCODE} == PUBLICCODE
    assert written["publiccodeYmlVersion"] in {"0.4", "0.5"}
    assert written["developmentStatus"] in {
        "concept",
        "development",
        "beta",
        "stable",
        "obsolete",
    }
    assert written["softwareType"] == "standalone/web"
    assert written["legal"]["license"] == "AGPL-3.0-or-later"
    assert written["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert all(contact["name"] for contact in written["maintenance"]["contacts"])
    assert written["localisation"] == {"localisationReady": False, "availableLanguages": ["fr"]}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_publiccode_describes_the_product(language):
    description = yaml.safe_load((ROOT / "publiccode.yml").read_text())["description"][language]

    assert len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert all(len(feature) <= 100 for feature in description["features"])


def test_licence_is_the_whole_text():
    text = (ROOT / "LICENSE").read_text()

    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text
    assert "END OF TERMS AND CONDITIONS" in text
