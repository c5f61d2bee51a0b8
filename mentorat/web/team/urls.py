from django.urls import path

from mentorat.web.team import links, views

app_name = "team"

urlpatterns = [
    path("", views.index, name="index"),
    path("inviter/", views.invite, name="invite"),
    path("inviter/mentor/<int:pk>/", views.invite_mentor, name="invite_mentor"),
    path("inviter/eleve/<int:pk>/", views.invite_mentee, name="invite_mentee"),
    path("liens/", links.index, name="links"),
    path("liens/cartes/", links.cards, name="cards"),
    path("liens/classes/", links.classes, name="class_cards"),
    path("liens/<int:pk>/retirer/", links.revoke, name="revoke_link"),
    path("<int:pk>/retirer/", views.take_back, name="take_back"),
    path("invitations/<int:pk>/annuler/", views.revoke, name="revoke"),
]
