from django.urls import path

from mentorat.web.territories import needs, rules, schools, views

app_name = "territories"

urlpatterns = [
    path("", views.index, name="index"),
    path("calculer/", views.ask, name="ask"),
    path("regles/", rules.index, name="rules"),
    path("regles/<str:code>/", rules.of_academy, name="academy_rules"),
    path("besoins/", needs.index, name="needs"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/lycees/", schools.index, name="schools"),
    path("<int:pk>/reprendre/", views.resume, name="resume"),
]
