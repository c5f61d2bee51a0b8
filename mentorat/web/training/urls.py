from django.urls import path

from mentorat.web.training import linked, own

app_name = "training"

urlpatterns = [
    path("", own.index, name="index"),
    path("charte/", own.charter, name="charter"),
    path("module/<slug:slug>/", own.unit, name="unit"),
    path("lien/<str:token>/", linked.index, name="by_link"),
    path("lien/<str:token>/<slug:slug>/", linked.unit, name="unit_by_link"),
    path("charte/<str:token>/", linked.charter, name="charter_by_link"),
]
