from django.urls import path

from mentorat.web.associations import views

app_name = "associations"

urlpatterns = [
    path("la-mienne/", views.mine, name="mine"),
    path("objectifs/", views.targets, name="targets"),
]
