from django.urls import path

from mentorat.web.board import handover, views

app_name = "board"

urlpatterns = [
    path("", views.index, name="index"),
    path("passage-de-relais/", handover.index, name="handover"),
]
