from django.urls import path

from mentorat.web.mentors import elsewhere, own, photos

app_name = "offering"

urlpatterns = [
    path("disponibilites/", own.mine, name="mine"),
    path("photo/", photos.mine, name="photo"),
    path("absence/", own.away, name="away"),
    path("retour/", own.back, name="back"),
    path("ailleurs/", elsewhere.mine, name="elsewhere"),
    path("ailleurs/<int:pk>/arreter/", elsewhere.stop, name="stop"),
    path("lien/<str:token>/", own.mine_by_link, name="by_link"),
    path("lien/<str:token>/photo/", photos.mine_by_link, name="photo_by_link"),
    path("lien/<str:token>/absence/", own.away_by_link, name="away_by_link"),
    path("lien/<str:token>/retour/", own.back_by_link, name="back_by_link"),
    path("lien/<str:token>/ailleurs/", elsewhere.by_link, name="elsewhere_by_link"),
    path(
        "lien/<str:token>/ailleurs/<int:pk>/arreter/", elsewhere.stop_by_link, name="stop_by_link"
    ),
    path("engagements/", own.commitments, name="commitments"),
]
