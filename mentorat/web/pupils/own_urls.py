from django.urls import path

from mentorat.web.pupils import own

app_name = "volunteering"

urlpatterns = [
    path("", own.mine, name="mine"),
    path("retirer/", own.withdraw_mine, name="withdraw"),
]
