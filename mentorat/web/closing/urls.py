from django.urls import path

from mentorat.web.closing import (
    continuing,
    guests,
    leaving,
    members,
    rematch,
    talks,
    views,
)

app_name = "closing"

urlpatterns = [
    path("", views.index, name="index"),
    path("regle/", rematch.rule, name="rule"),
    path("relation/<int:pk>/ouvrir/", views.open_one, name="open"),
    path("relation/<int:pk>/arreter/", members.stop, name="stop"),
    path("relation/<int:pk>/continuer/", continuing.next_year, name="continue"),
    path("relation/<int:pk>/avenir-pro/", continuing.avenir_pro, name="avenir_pro"),
    path("association/<int:pk>/", leaving.settle, name="association"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/demander/", views.ask, name="ask"),
    path("<int:pk>/abandonner/", views.drop, name="drop"),
    path("<int:pk>/essai/", views.attempt, name="attempt"),
    path("<int:pk>/responsable/<int:guardian>/", talks.ask_guardian, name="ask_guardian"),
    path("<int:pk>/terminer/", views.end, name="end"),
    path("bilan/<int:pk>/", talks.record, name="record"),
    path("bilan/<int:pk>/abandonner/", talks.give_up, name="give_up"),
    path("bilan/<int:pk>/remettre/", talks.hand, name="hand"),
    path("mon-bilan/<int:pk>/", members.mine, name="mine"),
    path("lien/<str:token>/", guests.talk, name="talk"),
    path("nouvelle-relation/<int:pk>/", rematch.decide, name="decide"),
]
