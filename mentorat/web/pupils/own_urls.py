from django.urls import path

from mentorat.web.pupils import linked, own, preparing

app_name = "volunteering"

urlpatterns = [
    path("", own.mine, name="mine"),
    path("modifier/", own.change_mine, name="change"),
    path("preparation/", preparing.prepare_mine, name="prepare"),
    path("lien/<str:token>/preparation/", preparing.prepare_by_link, name="prepare_by_link"),
    path("retirer/", own.withdraw_mine, name="withdraw"),
    path("lien/<str:token>/", linked.request_by_link, name="by_link"),
    path("lien/<str:token>/modifier/", linked.change_by_link, name="change_by_link"),
    path("lien/<str:token>/retirer/", linked.withdraw_by_link, name="withdraw_by_link"),
]
