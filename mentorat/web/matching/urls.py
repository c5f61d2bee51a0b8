from django.urls import path

from mentorat.web.matching import choosing, explaining, scarcity, unserved, views

app_name = "matching"

urlpatterns = [
    path("", views.index, name="index"),
    path("calculer/", views.ask, name="ask"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/sans-proposition/", unserved.index, name="left"),
    path("<int:pk>/retenir/", views.keep_all, name="keep_all"),
    path("<int:pk>/choisir/", choosing.choose, name="choose"),
    path("besoins/", scarcity.index, name="needs"),
    path("garder/", choosing.pin, name="pin"),
    path("pourquoi-pas/", explaining.why, name="why"),
    path("propositions/<int:pk>/", views.decide, name="decide"),
    path("propositions/<int:pk>/explication/", explaining.proposal, name="proposal"),
]
