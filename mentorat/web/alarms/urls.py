from django.urls import path

from mentorat.web.alarms import views

app_name = "alarms"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/reprendre/", views.wake, name="wake"),
    path("<int:pk>/cloture-accompagnee/", views.guide, name="guide"),
    path("<int:pk>/ecrire/", views.write, name="write"),
]
