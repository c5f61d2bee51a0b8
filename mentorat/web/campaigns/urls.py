from django.urls import path

from mentorat.web.campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/regles/", views.rules, name="rules"),
    path("ouvrir/", views.open_campaign, name="open"),
]
