from django.urls import path

from mentorat.web.certificates import public

app_name = "certificate"

urlpatterns = [
    path("", public.ask, name="ask"),
    path("<str:code>/", public.verify, name="verify"),
]
