from django.urls import path

from mentorat.web.associations import leaving, views

app_name = "associations"

urlpatterns = [
    path("la-mienne/", views.mine, name="mine"),
    path("objectifs/", views.targets, name="targets"),
    path("<int:pk>/depart/", leaving.leave, name="leave"),
    path("<int:pk>/depart/annuler/", leaving.stay, name="stay"),
]
