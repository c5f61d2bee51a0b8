from django.urls import path

from mentorat.web.imports import views

app_name = "imports"

urlpatterns = [
    path("eleves/", views.mentees, name="mentees"),
    path("mentors/", views.mentors, name="mentors"),
    path("<int:pk>/colonnes/", views.mapping, name="mapping"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/abandonner/", views.abandon, name="abandon"),
]
