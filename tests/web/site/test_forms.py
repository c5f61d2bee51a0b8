from datetime import date, time

from bs4 import BeautifulSoup
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from mentorat.web.forms import DateField, DateTimeField, ErrorLine, Form, TimeField

KINDS = [("metier", "métier"), ("parcours", "parcours")]


class SessionForm(Form):
    title = forms.CharField(label="Intitulé", help_text="Tel qu’au calendrier.")
    day = DateField(label="Jour")
    at = TimeField(label="Heure", required=False)
    kind = forms.ChoiceField(label="Type", choices=KINDS, widget=forms.RadioSelect)
    forms_held = forms.MultipleChoiceField(
        label="Formes", choices=KINDS, widget=forms.CheckboxSelectMultiple, required=False
    )
    room = forms.ChoiceField(label="Salle", choices=[("", "–"), ("1", "Salle 1")])
    sheet = forms.FileField(label="Fichier", required=False)
    is_sure = forms.BooleanField(label="C’est vérifié")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class TwoRequired(Form):
    one = forms.CharField(label="Un")
    accepts = forms.BooleanField(label="D’accord", required=False)


GOOD = {
    "title": "Visite",
    "day": "2026-12-01",
    "at": "10:30",
    "kind": "metier",
    "room": "1",
    "is_sure": "on",
}


def drawn(form):
    return BeautifulSoup(str(form), "html.parser")


def test_good_answer_is_understood():
    form = SessionForm({**GOOD, "day": "01/12/2026"}, {"sheet": SimpleUploadedFile("a.csv", b"x")})

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 12, 1)
    assert form.cleaned_data["at"] == time(10, 30)


def test_every_field_has_a_label_and_the_class_of_its_kind():
    soup = drawn(SessionForm())

    def class_of(name):
        return soup.select_one(f"[name={name}]").get("class")

    assert {name: class_of(name) for name in ("title", "day", "room", "sheet", "is_sure")} == {
        "title": ["fr-input"],
        "day": ["fr-input"],
        "room": ["fr-select"],
        "sheet": ["fr-upload"],
        "is_sure": None,
    }
    fields = soup.select("input:not([type=hidden]), select")
    assert {field["id"] for field in fields} == {label["for"] for label in soup.select("label")}


def test_days_and_times_use_the_fields_of_the_browser():
    class Moments(Form):
        day = DateField(initial=date(2026, 12, 1))
        at = TimeField(initial=time(10, 30))
        moment = DateTimeField()

    soup = drawn(Moments())

    assert [(field["type"], field.get("value")) for field in soup.select("input")] == [
        ("date", "2026-12-01"),
        ("time", "10:30"),
        ("datetime-local", None),
    ]


def test_choices_are_one_group_with_a_legend():
    soup = drawn(SessionForm())

    assert [legend.get_text(" ", strip=True) for legend in soup.select("legend")] == [
        "Type",
        "Formes (facultatif)",
    ]
    assert len(soup.select("fieldset .fr-radio-group input + label")) == 2
    assert len(soup.select("fieldset .fr-checkbox-group input + label")) == 2


def test_optional_fields_say_so_and_the_rule_is_said_once():
    soup = drawn(SessionForm())

    assert "Sauf mention contraire, tous les champs sont obligatoires." in soup.get_text()
    assert len(soup.select(".optional")) == 3


def test_rule_is_not_said_when_every_field_must_be_filled():
    assert "Sauf mention contraire" not in str(TwoRequired())


def test_hint_and_error_are_bound_to_the_field():
    soup = drawn(SessionForm({**GOOD, "title": "", "kind": ""}))

    title = soup.select_one("[name=title]")
    assert title["aria-invalid"] == "true"
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    assert soup.select_one("#id_title_error").get_text(strip=True) == "Ce champ est obligatoire."
    assert soup.select_one("fieldset")["aria-describedby"] == "id_kind_error"
    assert soup.select_one("#id_kind_error") is not None


def test_errors_are_listed_first_each_with_a_way_to_its_field():
    form = SessionForm({**GOOD, "title": "", "kind": ""})
    form.add_error(None, "La salle est déjà prise.")
    soup = drawn(form)

    assert form.error_lines == [
        ErrorLine("La salle est déjà prise."),
        ErrorLine("Ce champ est obligatoire.", "Intitulé", "id_title"),
        ErrorLine("Ce champ est obligatoire.", "Type", "id_kind_0"),
    ]
    assert soup.select_one("[role=alert] .fr-alert__title").get_text(strip=True) == (
        "3 erreurs à corriger"
    )
    links = [link["href"] for link in soup.select("[role=alert] a")]
    assert links == ["#id_title", "#id_kind_0"]
    assert all(soup.select_one(link) for link in links)


def test_error_of_a_hidden_field_is_not_lost():
    form = SessionForm(GOOD)
    form.add_error("secret", "Cette page est périmée.")

    assert form.error_lines == [ErrorLine("Cette page est périmée.")]
    assert "Une erreur à corriger" in str(form)


def test_rejected_form_keeps_what_was_typed():
    soup = drawn(SessionForm({**GOOD, "day": "demain", "room": "1"}))

    assert soup.select_one("[name=title]")["value"] == "Visite"
    assert soup.select_one("[name=day]")["value"] == "demain"
    assert soup.select_one("option[selected]")["value"] == "1"
    assert soup.select_one("[name=kind][checked]")["value"] == "metier"


def test_whole_form_posts_and_sends_files_when_it_has_some(rf):
    context = {"form": SessionForm(), "submit": "Prévoir", "cancel_url": "/seances/"}
    page = BeautifulSoup(render_to_string("layout/form.html", context, rf.get("/")), "html.parser")

    assert page.form["method"] == "post"
    assert page.form["enctype"] == "multipart/form-data"
    assert page.select_one("[name=csrfmiddlewaretoken]") is not None
    assert [item.get_text(strip=True) for item in page.select(".form-buttons > *")] == [
        "Prévoir",
        "Annuler",
    ]


def test_a_field_may_have_a_template_of_its_own():
    class Own(Form):
        name = forms.CharField(template_name="layout/fields/checkbox.html")

    assert "fr-checkbox-group" in str(Own())
