"""Addresses of the project reserve."""

from django.urls import path

from yuandu.mechanisms.reserve.views import ideas, overviews

app_name = "reserve"
urlpatterns = [
    path("reserve/", ideas.idea_list, name="list"),
    path("reserve/ideas.<sheet_format:kind>", ideas.idea_sheet, name="sheet"),
    path("reserve/funnel/", overviews.funnel, name="funnel"),
    path("reserve/gaps/", overviews.gaps, name="gaps"),
    path("reserve/formula/", overviews.formula, name="formula"),
    path("reserve/add/", ideas.propose, name="propose"),
    path("reserve/<int:pk>/", ideas.idea, name="idea"),
    path("reserve/<int:pk>/edit/", ideas.edit, name="edit"),
    path("reserve/<int:pk>/grade/", ideas.grade, name="grade"),
    path("reserve/<int:pk>/promote/", ideas.promote, name="promote"),
    path("reserve/of-project/<int:pk>/", ideas.of_project, name="of_project"),
]
