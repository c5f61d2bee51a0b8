from django.urls import path

from mentorat.web.families import views

app_name = "families"

urlpatterns = [
    path("autoriser/<str:token>/", views.answer, name="answer"),
    path("suivre/<str:token>/", views.follow, name="follow"),
]
