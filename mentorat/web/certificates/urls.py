from django.urls import path

from mentorat.web.certificates import views

app_name = "certificates"

urlpatterns = [
    path("", views.index, name="index"),
    path("les-miennes/", views.mine, name="mine"),
    path("lien/<str:token>/<int:pk>.pdf", views.sheet_by_link, name="sheet_by_link"),
    path("<int:pk>.pdf", views.sheet, name="sheet"),
    path("<int:pk>/retirer/", views.withdraw, name="withdraw"),
    path("relation/<int:pk>/", views.issue, name="issue"),
]
