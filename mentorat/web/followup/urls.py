from django.urls import path

from mentorat.web.followup import reports, thanks

app_name = "followup"

urlpatterns = [
    path("seance/<int:pk>/", reports.report, name="report"),
    path("seance/lien/<str:token>/", reports.report_by_link, name="report_by_link"),
    path("comptes-rendus/", thanks.to_thank, name="to_thank"),
    path("comptes-rendus/repondre/", thanks.thank, name="thank"),
]
