from django.urls import path

from mentorat.web.mentors import clearances, lists, views

app_name = "mentors"

urlpatterns = [
    path("", lists.index, name="index"),
    path("ajouter/", views.add, name="add"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/habilitation/", clearances.clear, name="clear"),
    path("<int:pk>/envoyer/", clearances.send_link, name="send_link"),
    path("<int:pk>/parcours-ase/", clearances.ase_path, name="ase_path"),
    path("<int:pk>/places/", views.change_offer, name="offer"),
]
