from django.urls import path

from mentorat.web.pupils import lists, uploads, views

app_name = "pupils"

urlpatterns = [
    path("", lists.index, name="index"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/volontaire/", views.record, name="record"),
    path("<int:pk>/plus-volontaire/", views.withdraw_need, name="withdraw"),
    path("<int:pk>/inviter/", views.invite, name="invite"),
    path("importer/", uploads.upload, name="import"),
    path("importer/<int:pk>/", uploads.plan, name="import_plan"),
    path("importer/<int:pk>/abandonner/", uploads.abandon_run, name="import_abandon"),
]
