from django.urls import path

from mentorat.web.speedmeetings import choosing, sheets, views

app_name = "speedmeetings"

urlpatterns = [
    path("", views.index, name="index"),
    path("preparer/", views.plan, name="plan"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/proposer/", views.decide, name="decide"),
    path("<int:pk>/annuler/", views.cancel, name="cancel"),
    path("<int:pk>/feuille-de-salle/", sheets.room, name="room"),
    path("<int:pk>/feuilles-des-eleves/", sheets.of_pupils, name="of_pupils"),
    path("<int:pk>/feuilles-des-mentors/", sheets.of_mentors, name="of_mentors"),
    path("absence/<int:pk>/", views.absence, name="absence"),
    path("choix/<int:pk>/", choosing.record, name="record"),
    path("choix/lien/<str:token>/", choosing.choose_by_link, name="choose_by_link"),
]
