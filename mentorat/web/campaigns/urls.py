from django.urls import path

from mentorat.web.campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/regles/", views.rules, name="rules"),
    path("<int:pk>/habilitations/", views.clearances, name="clearances"),
    path("<int:pk>/habilitations/regle/", views.clearance, name="clearance"),
    path("ouvrir/", views.open_campaign, name="open"),
]
