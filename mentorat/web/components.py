"""The strict components of the pages, and the shapes of what they are given.

A component is a template of ``components/``. ``{% load components %}`` gives each its tag:

    {% state_badge kind="mentorship" state=mentorship.state %}
    {% panel title="Équipe" %}…{% endpanel %}

An unknown attribute, or a required one that is missing, stops the template when it is compiled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString

REQUIRED: Final = object()


@dataclass(frozen=True)
class Component:
    name: str
    attributes: Mapping[str, object]
    is_block: bool

    def compile(self, parser: Parser, token: Token) -> "ComponentNode":
        """Read the tag of the component, and its slot when it has one."""
        bits = token.split_contents()[1:]
        given = token_kwargs(list(bits), parser)
        self._check(given, repeated=len(bits) - len(given))
        slot = None
        if self.is_block:
            slot = parser.parse((f"end{self.name}",))
            parser.delete_first_token()
        return ComponentNode(self, given, slot)

    def _check(self, given: Mapping[str, FilterExpression], *, repeated: int) -> None:
        if repeated:
            raise TemplateSyntaxError(f"{self.name}: attributes are name=value, each once.")
        if unknown := given.keys() - self.attributes.keys():
            raise TemplateSyntaxError(f"{self.name} has no attribute {', '.join(sorted(unknown))}.")
        required = {name for name, value in self.attributes.items() if value is REQUIRED}
        if missing := required - given.keys():
            raise TemplateSyntaxError(f"{self.name} needs {', '.join(sorted(missing))}.")


class ComponentNode(Node):
    child_nodelists = ("slot",)

    def __init__(
        self, component: Component, given: Mapping[str, FilterExpression], slot: NodeList | None
    ) -> None:
        self.component, self.given, self.slot = component, given, slot or NodeList()

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.given.items()}
        # A component sees its attributes and nothing of the page, but the token that forms need.
        inner = context.new(
            {
                **self.component.attributes,
                **values,
                "slot": self.slot.render(context),
                "csrf_token": context.get("csrf_token"),
            }
        )
        engine = context.template.engine  # type: ignore[union-attr]  # a template is being rendered
        return engine.get_template(f"components/{self.component.name}.html").render(inner)


REGISTRY: Final[dict[str, Component]] = {}


def component(name: str, *, block: bool = False, **attributes: object) -> None:
    """Declare a component: its attributes with their defaults, ``REQUIRED`` where there is none."""
    REGISTRY[name] = Component(name, attributes, block)


component("access_refusal", sentence=REQUIRED, advice="", act="Revenir à l’accueil", url="/")
component("chart_with_table", chart=REQUIRED, level=3, is_open=False)
component("empty_state", sentence=REQUIRED, detail="", act="", url="")
component("filter_bar", listing=REQUIRED)
component("import_plan", plan=REQUIRED)
component(
    "indicator_tile",
    label=REQUIRED,
    value=REQUIRED,
    definition=REQUIRED,
    date=REQUIRED,
    perimeter=REQUIRED,
    unit="",
    paired_label="",
    paired_value="",
    url="",
    level=3,
)
component("key_figures", figures=REQUIRED)
component(
    "mentorship_card",
    title=REQUIRED,
    state=REQUIRED,
    url=REQUIRED,
    objective="",
    people="",
    last_session="",
    next_session="",
    warning="",
    level=3,
)
component("pagination", listing=REQUIRED)
component("panel", block=True, title="", level=2)
component("results", block=True, listing=REQUIRED, nothing=REQUIRED, act="", url="")
component("sort_header", sort=REQUIRED)
component("state_badge", kind=REQUIRED, state=REQUIRED, is_small=False)
component("steps", steps=REQUIRED)
component("task_list", tasks=REQUIRED, nothing="Rien ne vous attend aujourd’hui.")
component("tile_map", tiles=REQUIRED, level=3)
component("timeline", entries=REQUIRED)


@dataclass(frozen=True)
class Task:
    """One thing to do, with the act beside it: a link, or a button when it changes something."""

    sentence: str
    act: str
    url: str
    detail: str = ""
    due_on: date | None = None
    is_late: bool = False
    is_post: bool = False


@dataclass(frozen=True)
class Entry:
    """One line of a timeline: who did what, when."""

    when: date | datetime
    what: str
    who: str = ""
    detail: str = ""
    is_ahead: bool = False


@dataclass(frozen=True)
class KeyFigure:
    label: str
    value: float | str | None
    unit: str = ""
    url: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a project. ``state`` is a state of the kind « step » of the badges."""

    label: str
    state: str
    on: date | None = None
    detail: str = ""
    url: str = ""


@dataclass(frozen=True)
class RefusedLine:
    """A line of a file that cannot come in: where, what it holds, why, and what to do."""

    line: int
    column: str
    value: str
    reason: str
    remedy: str = ""


@dataclass(frozen=True)
class ImportPlan:
    """What a file would do, before it does it."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int = 0
    refused: Sequence[RefusedLine] = ()
    hidden_refusals: int = 0

    @property
    def refused_count(self) -> int:
        return len(self.refused) + self.hidden_refusals

    @property
    def figures(self) -> list[KeyFigure]:
        return [
            KeyFigure("à créer", self.created),
            KeyFigure("à modifier", self.changed),
            KeyFigure("sans changement", self.unchanged),
            KeyFigure("à terminer", self.ended),
            KeyFigure("refusées", self.refused_count),
        ]
