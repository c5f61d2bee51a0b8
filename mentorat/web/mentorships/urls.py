from django.urls import path, re_path

from mentorat.web.mentorships import lists, views

app_name = "mentorships"

urlpatterns = [
    path("", lists.index, name="index"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/repondre/", views.answer, name="answer"),
    re_path(r"^(?P<pk>\d+)/(?P<act>suspendre|reprendre|retirer)/$", views.change, name="change"),
]
