from django.urls import path

from mentorat.web.journal import views

app_name = "journal"

urlpatterns = [path("", views.index, name="index")]
