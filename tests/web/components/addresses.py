"""The gallery, before or without the site."""

from django.urls import include, path

urlpatterns = [
    path("", include("mentorat.web.gallery.urls")),
    path("", include("config.urls")),
]
