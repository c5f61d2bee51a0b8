from django.urls import path

from mentorat.web.projects import counts, pfmp, rooms, views

app_name = "projects"

urlpatterns = [
    path("", views.index, name="index"),
    path("ouvrir/", views.open_project, name="open"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/effectifs/", counts.counts, name="counts"),
    path("salles/ajouter/", rooms.add_room, name="add_room"),
    path("salles/<int:pk>/", rooms.change_room, name="change_room"),
    path("salles/<int:pk>/retirer/", rooms.retire_room, name="retire_room"),
    path("jours-fermes/ajouter/", rooms.add_closed_day, name="add_closed_day"),
    path("jours-fermes/<int:pk>/retirer/", rooms.remove_closed_day, name="remove_closed_day"),
    path("pfmp/ajouter/", pfmp.add, name="add_pfmp"),
    path("pfmp/<int:pk>/", pfmp.change, name="change_pfmp"),
    path("pfmp/<int:pk>/retirer/", pfmp.remove, name="remove_pfmp"),
    path("pfmp/<int:pk>/copier/", pfmp.copy, name="copy_pfmp"),
]
