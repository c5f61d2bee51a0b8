from django.urls import path, re_path

from mentorat.web.mentorships import (
    agreements,
    answers,
    bulk,
    following,
    grouping,
    lists,
    proposing,
    ties,
    views,
)

app_name = "mentorships"

urlpatterns = [
    path("", lists.index, name="index"),
    path("proposer/", proposing.propose, name="propose"),
    path("suivi/", following.caseload, name="caseload"),
    re_path(r"^lot/(?P<name>relancer|retirer|suivi)/$", bulk.bulk, name="bulk"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/suivi/", following.follower, name="follower"),
    path("<int:pk>/objectif/", following.objective, name="objective"),
    path("<int:pk>/sortie/", grouping.leave, name="leave"),
    path("<int:pk>/liens/", following.hand, name="hand"),
    path("<int:pk>/repondre/", answers.answer, name="answer"),
    path("<int:pk>/demander/", answers.ask, name="ask"),
    path("<int:pk>/autre-lien/", ties.tie, name="tie"),
    path("question/<int:pk>/", answers.reply, name="reply"),
    path("<int:pk>/accord/", agreements.agreement, name="agreement"),
    path("<int:pk>/accord.pdf", agreements.agreement_pdf, name="agreement_pdf"),
    path("<int:pk>/accord/papier/", agreements.sign_on_paper, name="sign_on_paper"),
    re_path(
        r"^(?P<pk>\d+)/(?P<act>suspendre|reprendre|relancer|prolonger|retirer)/$",
        views.change,
        name="change",
    ),
    path("reponse/<str:token>/", answers.answer_by_link, name="answer_by_link"),
    path("signature/<str:token>/", agreements.sign_by_link, name="sign_by_link"),
]
