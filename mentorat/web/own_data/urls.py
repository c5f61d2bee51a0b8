from django.urls import path

from mentorat.web.own_data import views

app_name = "own_data"

urlpatterns = [
    path("", views.ask, name="ask"),
    path("lire/", views.mine, name="mine"),
    path("lien/<str:token>/", views.by_link, name="by_link"),
]
