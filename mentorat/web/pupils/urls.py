from django.urls import path

from mentorat.web.pupils import authorisations, families, lists, preparing, sheets, views, wishing

app_name = "pupils"

urlpatterns = [
    path("", lists.index, name="index"),
    path("cartes/", sheets.sheets, name="sheets"),
    path("cartes/imprimer/", sheets.print_sheet, name="print_sheet"),
    path("preparation/", preparing.preparations, name="preparations"),
    path("preparation/scenes/<int:number>/", preparing.scene, name="scene"),
    path("preparation/classe/", preparing.prepared_class, name="prepared_class"),
    path("autorisations/", authorisations.index, name="authorisations"),
    path("autorisations/demander/", authorisations.ask_class, name="ask_class"),
    path("autorisations/recevoir/", authorisations.receive_class, name="receive_class"),
    path("autorisations/imprimer/", authorisations.print_sheets, name="print_authorisations"),
    path("<int:pk>/responsables/<int:rank>/", families.guardian, name="guardian"),
    path(
        "<int:pk>/responsables/<int:rank>/retirer/",
        families.remove_guardian,
        name="remove_guardian",
    ),
    path("<int:pk>/demander-autorisation/", families.ask, name="ask_family"),
    path("<int:pk>/feuille-autorisation/", families.receive, name="receive_sheet"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/souhait/", wishing.pair_wish, name="pair_wish"),
    path("souhaits/<int:pk>/effacer/", wishing.take_back, name="take_back_wish"),
    path("<int:pk>/volontaire/", views.record, name="record"),
    path("<int:pk>/plus-volontaire/", views.withdraw_need, name="withdraw"),
    path("<int:pk>/proposer/", sheets.propose, name="propose"),
    path("<int:pk>/reprendre-le-lien/", sheets.take_back, name="take_link_back"),
]
