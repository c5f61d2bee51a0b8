"""Templates that nobody renders, and tags that a template loads for nothing."""

import re
from pathlib import Path

from django.template import engines
from django.template.base import Lexer, TokenType

from mentorat.web.components import REGISTRY

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = {
    path.relative_to(folder).as_posix(): path
    for folder in (ROOT / "mentorat").rglob("templates")
    for path in folder.rglob("*")
    if path.suffix in {".html", ".txt"}
}
SOURCES = "\n".join(path.read_text() for path in (ROOT / "mentorat").rglob("*.py"))

# Named by Django, by allauth, or for the sheets and the mails of later issues.
BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
TO_COME = {"layout/mail.txt", "layout/print.html"}
FOLDERS_BY_NAME = ("account/",)
QUOTED = re.compile(r"""["']([\w./-]+\.(?:html|txt))(?:#\w+)?["']""")


def named_in(text):
    """Return the templates that a source or another template names."""
    return set(QUOTED.findall(text))


def is_rendered_by_name(name):
    component = re.fullmatch(r"components/(\w+)\.html", name)
    sample = re.fullmatch(r"gallery/samples/(\w+)\.html", name)
    known = component or sample
    return (
        name in BY_NAME | TO_COME
        or name.startswith(FOLDERS_BY_NAME)
        or bool(known and known[1] in REGISTRY)
    )


def test_every_template_is_rendered():
    named = named_in(SOURCES)
    for path in TEMPLATES.values():
        named |= named_in(path.read_text())

    unused = [name for name in TEMPLATES if name not in named and not is_rendered_by_name(name)]

    assert sorted(unused) == []


def test_what_is_said_to_be_rendered_by_name_exists():
    assert (BY_NAME | TO_COME) - set(TEMPLATES) == set()


def tokens(text):
    return [
        token.contents for token in Lexer(text).tokenize() if token.token_type != TokenType.TEXT
    ]


def used_in(text):
    """Return the names of the tags and of the filters that a template uses."""
    contents = [one for one in tokens(text) if not one.startswith("load ")]
    tags = {one.split()[0] for one in contents if one.split()}
    filters = {name for one in contents for name in re.findall(r"\|(\w+)", one)}
    return tags | filters


def loaded_in(text):
    loads = (one.split()[1:] for one in tokens(text) if one.startswith("load "))
    return [name for names in loads for name in names]


def test_every_library_that_a_template_loads_is_used_and_in_order():
    libraries = engines["django"].engine.template_libraries

    def wrong(text):
        loaded, used = loaded_in(text), used_in(text)
        unused = [
            library
            for library in loaded
            if not used & {*libraries[library].tags, *libraries[library].filters}
        ]
        return unused or (loaded if loaded != sorted(set(loaded)) else [])

    found = {name: wrong(path.read_text()) for name, path in TEMPLATES.items()}

    assert {name: libraries for name, libraries in found.items() if libraries} == {}
