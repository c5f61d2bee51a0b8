from django.urls import path

from mentorat.web.matching import views

app_name = "matching"

urlpatterns = [
    path("", views.index, name="index"),
    path("calculer/", views.ask, name="ask"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/retenir/", views.keep_all, name="keep_all"),
    path("propositions/<int:pk>/", views.decide, name="decide"),
]
