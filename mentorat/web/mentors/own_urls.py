from django.urls import path

from mentorat.web.mentors import own, photos

app_name = "offering"

urlpatterns = [
    path("disponibilites/", own.mine, name="mine"),
    path("photo/", photos.mine, name="photo"),
    path("absence/", own.away, name="away"),
    path("retour/", own.back, name="back"),
    path("lien/<str:token>/", own.mine_by_link, name="by_link"),
    path("lien/<str:token>/photo/", photos.mine_by_link, name="photo_by_link"),
    path("lien/<str:token>/absence/", own.away_by_link, name="away_by_link"),
    path("lien/<str:token>/retour/", own.back_by_link, name="back_by_link"),
    path("engagements/", own.commitments, name="commitments"),
]
