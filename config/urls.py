"""Addresses of the site: French paths, English names."""

from django.urls import include, path

urlpatterns = [path("", include("mentorat.web.urls"))]
