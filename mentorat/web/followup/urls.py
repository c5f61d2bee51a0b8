from django.urls import path

from mentorat.web.followup import answers, checkins, reports, thanks

app_name = "followup"

urlpatterns = [
    path("seance/<int:pk>/", reports.report, name="report"),
    path("seance/lien/<str:token>/", reports.report_by_link, name="report_by_link"),
    path("comptes-rendus/", thanks.to_thank, name="to_thank"),
    path("comptes-rendus/repondre/", thanks.thank, name="thank"),
    path("points-d-etape/", checkins.index, name="check_ins"),
    path("points-d-etape/<int:pk>/", checkins.detail, name="check_in"),
    path("points-d-etape/<int:pk>/traite/", checkins.handle, name="handle"),
    path("points-d-etape/<int:pk>/repondre/", answers.answer, name="answer"),
    path("points-d-etape/lien/<str:token>/", answers.answer_by_link, name="answer_by_link"),
]
