"""The areas of the site."""

from django.urls import include, path

from mentorat.web.guests import open_link

urlpatterns = [
    path("", include("mentorat.web.home.urls")),
    path("", include("mentorat.web.accounts.urls")),
    path("", include("mentorat.web.site.urls")),
    path("l/<str:token>/", open_link, name="open_link"),
    path("pilotage/", include("mentorat.web.steering.urls")),
    path("campagnes/", include("mentorat.web.campaigns.urls")),
    path("etablissements/", include("mentorat.web.directory.urls")),
    path("projets/", include("mentorat.web.projects.urls")),
    path("equipe/", include("mentorat.web.team.urls")),
    path("eleves/", include("mentorat.web.pupils.urls")),
    path("volontaire/", include("mentorat.web.pupils.own_urls")),
    path("familles/", include("mentorat.web.families.urls")),
    path("", include("mentorat.web.applications.urls")),
    path("mentors/", include("mentorat.web.mentors.urls")),
    path("mentor/", include("mentorat.web.mentors.own_urls")),
    path("formation/", include("mentorat.web.training.urls")),
    path("imports/", include("mentorat.web.imports.urls")),
    path("appariement/", include("mentorat.web.matching.urls")),
    path("regles-de-l-appariement/", include("mentorat.web.matching.public_urls")),
    path("rencontres-eclair/", include("mentorat.web.speedmeetings.urls")),
    path("appariement-des-territoires/", include("mentorat.web.territories.urls")),
    path("relations-de-mentorat/", include("mentorat.web.mentorships.urls")),
    path("attestations/", include("mentorat.web.certificates.urls")),
    path("attestation/", include("mentorat.web.certificates.public_urls")),
    path("mes-donnees/", include("mentorat.web.own_data.urls")),
    path("preuves/", include("mentorat.web.evidence.urls")),
    path("clotures/", include("mentorat.web.closing.urls")),
    path("tableau-de-bord/", include("mentorat.web.board.urls")),
    path("associations/", include("mentorat.web.associations.urls")),
    path("alarmes/", include("mentorat.web.alarms.urls")),
    path("seances/", include("mentorat.web.sessions.urls")),
    path("suivi/", include("mentorat.web.followup.urls")),
    path("journal/", include("mentorat.web.journal.urls")),
    path("", include("mentorat.web.gallery.urls")),
]
