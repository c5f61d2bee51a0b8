from django.urls import path

from mentorat.web.evidence import views

app_name = "evidence"

urlpatterns = [path("", views.index, name="index")]
