import pytest
from django.template import Context, Engine, TemplateSyntaxError

from mentorat.web.components import REGISTRY, ImportPlan, RefusedLine, Task
from mentorat.web.templatetags.states import STATES


def render(source, **context):
    template = Engine.get_default().from_string(f"{{% load components %}}{source}")
    return template.render(Context(context))


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('{% panel titel="Équipe" %}{% endpanel %}', "panel has no attribute titel."),
        ("{% state_badge %}", "state_badge needs kind, state."),
        ('{% state_badge kind="session" %}', "state_badge needs state."),
        ("{% state_badge session %}", "state_badge: attributes are name=value, each once."),
        (
            '{% panel title="a" title="b" %}{% endpanel %}',
            "panel: attributes are name=value, each once.",
        ),
    ],
)
def test_a_wrong_use_stops_the_template_when_it_is_compiled(source, complaint):
    with pytest.raises(TemplateSyntaxError) as refusal:
        Engine.get_default().from_string(f"{{% load components %}}{source}")

    assert str(refusal.value) == complaint


def test_a_block_that_is_not_closed_stops_the_template():
    with pytest.raises(TemplateSyntaxError):
        Engine.get_default().from_string("{% load components %}{% panel %}")


def test_a_component_sees_its_attributes_and_nothing_of_the_page():
    html = render("{% panel %}{{ title }}{% endpanel %}", title="Titre de la page")

    assert "Titre de la page" in html
    assert "panel__title" not in html


def test_what_is_given_is_escaped():
    html = render("{% empty_state sentence=typed %}", typed="<script>")

    assert "&lt;script&gt;" in html
    assert "<script>" not in html


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_each_component_begins_by_saying_what_it_is(name):
    source = Engine.get_default().get_template(f"components/{name}.html").source

    assert source.startswith("{% comment %}")
    about = source.partition("{% endcomment %}")[0]
    assert [key for key in REGISTRY[name].attributes if key not in about] == []


@pytest.mark.parametrize("kind", sorted(STATES))
def test_every_state_has_words_and_a_tone(kind):
    words, tones = STATES[kind]

    assert set(tones) == set(words)


def test_a_badge_says_its_state_in_words():
    html = render('{% state_badge kind="mentorship" state=state %}', state="suspended")

    assert ">suspendue</span>" in html
    assert "fr-badge--warning" in html


@pytest.mark.parametrize(("kind", "error"), [("relation", KeyError), ("session", ValueError)])
def test_a_state_that_does_not_exist_is_a_bug(kind, error):
    with pytest.raises(error):
        render("{% state_badge kind=kind state='gone' %}", kind=kind)


def test_an_act_that_changes_something_is_a_button_with_a_token():
    task = Task("Un élève vous est proposé.", "Accepter", "/x", is_post=True)

    html = render("{% task_list tasks=tasks %}", tasks=[task], csrf_token="abc")

    assert '<form method="post" action="/x">' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html


def test_an_import_plan_counts_what_it_does_not_list():
    line = RefusedLine(2, "MEF", "", "Code absent.")
    plan = ImportPlan(created=1, refused=(line,), hidden_refusals=4)

    assert plan.refused_count == 5
    assert "4 autres lignes refusées" in render("{% import_plan plan=plan %}", plan=plan)
