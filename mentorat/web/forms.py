"""The forms of the site: fields in the markup of the design system, errors that one can reach.

A page form extends ``Form``; its template includes ``layout/form.html``, or writes ``{{ form }}``
inside a ``<form>`` of its own. Hint and error of a field are bound to it by Django's
``aria-describedby``; the list of errors at the top leads to each field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django import forms
from django.forms import widgets


class BoundField(forms.BoundField):
    """A field as the design system draws it: its template and its classes follow its widget."""

    @property
    def template_name(self) -> str:
        widget = self.field.widget
        own: str | None = self.field.template_name  # type: ignore[attr-defined]  # not in the stubs
        if own:
            return own
        if isinstance(widget, widgets.RadioSelect):  # several check boxes as well
            return "layout/fields/choices.html"
        if isinstance(widget, widgets.CheckboxInput):
            return "layout/fields/checkbox.html"
        return "layout/fields/input.html"

    @property
    def group_class(self) -> str:
        """Return the class of the block that holds the label, the field and its error."""
        widget = self.field.widget
        if isinstance(widget, widgets.FileInput):
            return "fr-upload-group"
        return "fr-select-group" if isinstance(widget, widgets.Select) else "fr-input-group"

    @property
    def option_class(self) -> str:
        """Return the class of one choice among several."""
        is_radio = self.field.widget.input_type == "radio"
        return "fr-radio-group" if is_radio else "fr-checkbox-group"

    @property
    def groups(self) -> list[tuple[str, list[forms.boundfield.BoundWidget]]]:
        """Return the choices under the name of their group; empty for those without one."""
        drawn = iter(self.subwidgets)
        found: list[tuple[str, list[forms.boundfield.BoundWidget]]] = []
        for value, held in self.field.choices:  # type: ignore[attr-defined]  # a choice field
            is_group = isinstance(held, (list, tuple))
            if is_group:
                found.append((str(value), list(islice(drawn, len(held)))))
            elif found and not found[-1][0]:
                found[-1][1].append(next(drawn))
            else:
                found.append(("", [next(drawn)]))
        return found

    @property
    def first_id(self) -> str:
        """Return the id to jump to: that of the field, or of its first choice."""
        return self.id_for_label or f"{self.auto_id}_0"

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        # Only attributes that are passed: those of the widget are shared, and never touched.
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        known = (widget or self.field.widget).attrs.get("class", "")
        classes = " ".join(filter(None, (_class_of(widget or self.field.widget), known)))
        return {**built, "class": classes} if classes else built


def _class_of(widget: forms.Widget) -> str:
    if isinstance(widget, (widgets.RadioSelect, widgets.CheckboxInput)) or widget.is_hidden:
        return ""
    if isinstance(widget, widgets.FileInput):
        return "fr-upload"
    return "fr-select" if isinstance(widget, widgets.Select) else "fr-input"


@dataclass(frozen=True)
class ErrorLine:
    """A line of the list of errors. ``target`` is the id of the field, or empty."""

    message: str
    label: str = ""
    target: str = ""


class Accessible(forms.BaseForm):
    """What makes a form one of ours; alone, for the forms of other packages."""

    template_name = "layout/form_fields.html"
    bound_field_class = BoundField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def error_lines(self) -> list[ErrorLine]:
        """Return every error of the form, general ones first, then in the order of the fields."""
        return [*self._general_errors(), *self._field_errors()]

    @property
    def mixes_required_and_optional(self) -> bool:
        """Say whether some fields may be left empty: only then is it worth explaining."""
        fields = [field.field for field in self.visible_fields()]
        typed = [each for each in fields if not isinstance(each.widget, widgets.CheckboxInput)]
        return len({field.required for field in typed}) > 1

    def _general_errors(self) -> Iterator[ErrorLine]:
        for message in self.non_field_errors():
            yield ErrorLine(str(message))
        for field in self.hidden_fields():
            for message in field.errors:
                yield ErrorLine(str(message))

    def _field_errors(self) -> Iterator[ErrorLine]:
        for field in self.visible_fields():
            for message in field.errors:
                yield ErrorLine(str(message), str(field.label), field.first_id)  # type: ignore[attr-defined]  # ours


class Form(Accessible, forms.Form):
    """A form of ours."""


class DateField(forms.DateField):
    """A day, picked in the browser's own calendar or typed as 31/12/2026."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TimeField(forms.TimeField):
    """A time of day, in the browser's own field."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class DateTimeField(forms.DateTimeField):
    """A moment of local time, in the browser's own field."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
