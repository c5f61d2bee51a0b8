from django.urls import path

from mentorat.web.pupils import lists, views

app_name = "pupils"

urlpatterns = [
    path("", lists.index, name="index"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/volontaire/", views.record, name="record"),
    path("<int:pk>/plus-volontaire/", views.withdraw_need, name="withdraw"),
]
