from django.urls import path

from mentorat.web.directory import views

app_name = "directory"

urlpatterns = [
    path("", views.index, name="index"),
    path("<str:uai>/", views.detail, name="detail"),
]
