from django.urls import path

from mentorat.web.mentors import clearances, lists, photos, staying, views

app_name = "mentors"

urlpatterns = [
    path("", lists.index, name="index"),
    path("ajouter/", views.add, name="add"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/photo/", photos.photo, name="photo"),
    path("<int:pk>/habilitation/", clearances.clear, name="clear"),
    path("<int:pk>/pause/", staying.pause, name="pause"),
    path("<int:pk>/depart/", staying.leave, name="leave"),
    path("<int:pk>/retour/", staying.come_back, name="come_back"),
    path("<int:pk>/seul-a-seul/", staying.meet_alone, name="meet_alone"),
    path("<int:pk>/cumul/", staying.conflict, name="conflict"),
    path("cumul/<int:pk>/accepter/", staying.accept_conflict, name="accept_conflict"),
    path("<int:pk>/envoyer/", clearances.send_link, name="send_link"),
    path("<int:pk>/parcours-ase/", clearances.ase_path, name="ase_path"),
    path("<int:pk>/places/", views.change_offer, name="offer"),
]
