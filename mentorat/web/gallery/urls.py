from django.urls import path

from mentorat.web.gallery import views

app_name = "gallery"
urlpatterns = [path("galerie/", views.index, name="index")]
