from django.urls import path

from mentorat.web.home import views

urlpatterns = [path("", views.home, name="home")]
