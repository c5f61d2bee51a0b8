from django.urls import path

from mentorat.web.matching import rules

app_name = "matching_rules"

urlpatterns = [path("", rules.index, name="index")]
