"""The style guide, as far as a machine can read it."""

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = sorted(
    path
    for folder in ("config", "mentorat", "tests", "bench")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "mentorat").rglob("*.html"))

# Data that a person reads as a table, not as code.
DATA_FILES = {
    "mentorat/access/roles.py",
    "mentorat/steering/catalogue.py",
    "mentorat/steering/evidence/catalogue.py",
    "mentorat/demo/names.py",
}
DATA_FOLDERS = ("mentorat/reference/data/",)
BANNED_FILES = {"utils.py", "helpers.py", "common.py", "managers.py", "signals.py"}
BANNED_FILES |= {"constants.py", "services.py", "repositories.py"}
# One concept, one word: docs/vocabulary.md.
BANNED_WORDS = ("student", "pairing", "binome", "highschool_id", "teacher_id")


def name(path):
    return path.relative_to(ROOT).as_posix()


def is_data(path):
    return name(path) in DATA_FILES or name(path).startswith(DATA_FOLDERS)


def found_in(paths, find):
    """Return what a rule finds wrong, by file: all of it at once."""
    found = {name(path): find(path, path.read_text()) for path in paths}
    return {path: wrong for path, wrong in found.items() if wrong}


def test_python_files_stay_small():
    def too_long(path, text):
        limit = 500 if name(path).startswith("tests/") else 300
        return not is_data(path) and len(text.splitlines()) > limit

    assert found_in(PYTHON, too_long) == {}


def test_templates_stay_small():
    assert found_in(TEMPLATES, lambda _path, text: len(text.splitlines()) > 120) == {}


def test_no_file_is_a_drawer_for_odds_and_ends():
    assert [name(path) for path in PYTHON if path.name in BANNED_FILES] == []


def test_one_concept_has_one_word():
    def banned(path, text):
        if path == Path(__file__) or is_data(path):
            return []
        names = {
            node.id if isinstance(node, ast.Name) else node.name
            for node in ast.walk(ast.parse(text))
            if isinstance(node, (ast.Name, ast.FunctionDef, ast.ClassDef))
        }
        return [
            word for word in names if not word.isupper() and word.lower().startswith(BANNED_WORDS)
        ]

    assert found_in(PYTHON, banned) == {}


def test_what_is_suppressed_gives_a_reason():
    def without_reason(_path, text):
        silenced = [
            line
            for line in text.splitlines()
            if re.search(r"#\s*(noqa|type: ignore)", line) and "noqa|type" not in line
        ]
        return [
            line
            for line in silenced
            if not re.search(r"noqa: [A-Z0-9, ]+ -- \w|type: ignore\[[\w, -]+\]\s+# \S", line)
        ]

    assert found_in(PYTHON, without_reason) == {}


def test_every_environment_variable_is_documented():
    read = set()
    for path in [*(ROOT / "config").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        text = path.read_text()
        read |= set(re.findall(r"env\.(?:text|number|flag|items)\(\s*\"(\w+)\"", text))
        read |= set(re.findall(r"os\.environ(?:\.get|\.setdefault)?[\[(]\s*\"(\w+)\"", text))
    documented = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert read - documented - {"PLAYWRIGHT_BROWSERS_PATH", "DJANGO_ALLOW_ASYNC_UNSAFE"} == set()


def test_requirements_are_pinned_by_hash_and_name_no_index():
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text()
        assert "--hash=" in text
        assert "://" not in text


def test_nothing_names_a_path_of_one_machine():
    tracked = subprocess.run(
        ["git", "grep", "-lE", r"(/work/|/home/\w+/|/root/)", "--", ".", ":!tests/house"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert tracked.stdout == ""


def test_templates_hold_no_script_style_or_handler():
    forbidden = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=")

    assert found_in(TEMPLATES, lambda _path, text: forbidden.findall(text)) == {}


def test_french_words_use_the_typographic_apostrophe():
    code = re.compile(r"{[%#{].*?[%#}]}|<[^>]*>|{% comment %}.*?{% endcomment %}", flags=re.DOTALL)

    def straight(_path, text):
        return re.findall(r"\w'\w", code.sub("", text))

    assert found_in(TEMPLATES, straight) == {}
