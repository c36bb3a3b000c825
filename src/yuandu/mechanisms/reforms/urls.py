"""Addresses of measures."""

from django.urls import path

from yuandu.mechanisms.reforms.views import effects, measures

app_name = "reforms"
urlpatterns = [
    path("reforms/", measures.measure_list, name="list"),
    path("reforms/scorecard/", effects.scorecard, name="scorecard"),
    path("reforms/measures/add/", measures.enter, name="enter"),
    path("reforms/measures/<int:pk>/", measures.measure, name="measure"),
    path("reforms/measures/<int:pk>/edit/", measures.edit, name="edit"),
]
