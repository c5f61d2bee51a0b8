from django.urls import path

from mentorat.web.applications import asking, desk

app_name = "applications"

urlpatterns = [
    path("devenir-mentor/", asking.choose, name="choose"),
    path("devenir-mentor/candidature/<str:token>/", asking.tell, name="tell"),
    path("devenir-mentor/association/<int:pk>/", asking.choose_with, name="choose_with"),
    path("devenir-mentor/association/<int:pk>/<str:uai>/", asking.ask_with, name="ask_with"),
    path("devenir-mentor/<str:uai>/", asking.ask, name="ask"),
    path("candidatures/", desk.index, name="index"),
    path("candidatures/affiche/", desk.poster, name="poster"),
    path("candidatures/<int:pk>/", desk.detail, name="detail"),
    path("candidatures/<int:pk>/accepter/", desk.accept, name="accept"),
    path("candidatures/<int:pk>/decliner/", desk.decline, name="decline"),
]
