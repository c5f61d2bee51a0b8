from django.urls import path

from mentorat.web.mentors import own

app_name = "offering"

urlpatterns = [
    path("disponibilites/", own.mine, name="mine"),
    path("engagements/", own.commitments, name="commitments"),
]
