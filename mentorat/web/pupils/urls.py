from django.urls import path

from mentorat.web.pupils import lists, sheets, views

app_name = "pupils"

urlpatterns = [
    path("", lists.index, name="index"),
    path("cartes/", sheets.sheets, name="sheets"),
    path("cartes/imprimer/", sheets.print_sheet, name="print_sheet"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/volontaire/", views.record, name="record"),
    path("<int:pk>/plus-volontaire/", views.withdraw_need, name="withdraw"),
    path("<int:pk>/proposer/", sheets.propose, name="propose"),
    path("<int:pk>/reprendre-le-lien/", sheets.take_back, name="take_link_back"),
]
