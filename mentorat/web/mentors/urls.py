from django.urls import path

from mentorat.web.mentors import lists, uploads, views

app_name = "mentors"

urlpatterns = [
    path("", lists.index, name="index"),
    path("ajouter/", views.add, name="add"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/modifier/", views.edit, name="edit"),
    path("<int:pk>/habilitation/", views.clear, name="clear"),
    path("<int:pk>/places/", views.change_offer, name="offer"),
    path("<int:pk>/inviter/", views.invite, name="invite"),
    path("importer/", uploads.upload, name="import"),
    path("importer/<int:pk>/colonnes/", uploads.mapping, name="import_mapping"),
    path("importer/<int:pk>/", uploads.plan, name="import_plan"),
    path("importer/<int:pk>/abandonner/", uploads.abandon_run, name="import_abandon"),
]
