from django.urls import path

from mentorat.web.sessions import lists, views

app_name = "sessions"

urlpatterns = [
    path("", lists.index, name="index"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/deplacer/", views.move, name="move"),
    path("<int:pk>/annuler/", views.cancel, name="cancel"),
    path("<int:pk>/presence/", views.attendance, name="attendance"),
    path("prevoir/<int:mentorship_pk>/", views.plan, name="plan"),
]
