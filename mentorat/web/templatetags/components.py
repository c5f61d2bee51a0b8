"""``{% load components %}``: one tag for each component of the registry."""

from django.template import Library

from mentorat.web.components import REGISTRY

register = Library()
for _declared in REGISTRY.values():
    register.tag(_declared.name, _declared.compile)
