"""Addresses of the register."""

from django.urls import path

from yuandu.mechanisms.projects.views import (
    disclosing,
    doubles,
    edits,
    forecasting,
    lists,
    pages,
    sites,
    timelines,
    watching,
)

app_name = "projects"
urlpatterns = [
    path("projects/", pages.project_list, name="list"),
    path("projects/list.<sheet_format:kind>", pages.list_sheet, name="list_sheet"),
    path("projects/board/", pages.board, name="board"),
    path("projects/totals/", pages.totals, name="totals"),
    path("projects/counties/", pages.counties, name="counties"),
    path("projects/map/", sites.project_map, name="map"),
    path("projects/map/sites/", sites.clusters, name="sites"),
    path("projects/map/divisions.json", sites.divisions, name="divisions"),
    path("projects/timeline/", timelines.timeline_list, name="timelines"),
    path("projects/watch/", watching.watch, name="watch"),
    path("projects/watch.<sheet_format:kind>", watching.watch_sheet, name="watch_sheet"),
    path("projects/oc4ids/", disclosing.oc4ids, name="oc4ids"),
    path("projects/oc4ids.json", disclosing.oc4ids_file, name="oc4ids_file"),
    path("projects/add/", edits.add, name="add"),
    path("projects/lists/", lists.annual_lists, name="annual_lists"),
    path("projects/lists/<int:pk>/publish/", lists.publish, name="publish"),
    path("projects/doubles/", doubles.resemblances, name="doubles"),
    path("projects/doubles/find/", doubles.find, name="find_doubles"),
    path("projects/doubles/<int:pk>/", doubles.decide, name="decide"),
    path("projects/<int:pk>/", pages.project, name="project"),
    path("projects/<int:pk>/forecast/", forecasting.forecast, name="forecast"),
    path("projects/<int:pk>/timeline/", timelines.timeline, name="timeline"),
    path("projects/<int:pk>/edit/", edits.edit, name="edit"),
    path("projects/<int:pk>/list/", lists.list_project, name="list_project"),
    path("projects/<int:pk>/lists/<int:listing>/leave/", lists.unlist, name="unlist"),
    path("projects/<int:pk>/tracks/<str:cycle>/", edits.open_track, name="open_track"),
]
