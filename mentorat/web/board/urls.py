from django.urls import path

from mentorat.web.board import views

app_name = "board"

urlpatterns = [path("", views.index, name="index")]
