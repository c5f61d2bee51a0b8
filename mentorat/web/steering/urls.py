from django.urls import path

from mentorat.web.steering import views

app_name = "steering"

urlpatterns = [
    path("", views.index, name="index"),
    path("france/", views.nation, name="nation"),
    path("region/<int:number>/", views.region, name="region"),
    path("academie/<str:code>/", views.academy, name="academy"),
    path("lycee/<str:uai>/", views.school, name="school"),
    path("definitions/", views.definitions, name="definitions"),
]
