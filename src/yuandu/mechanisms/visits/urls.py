"""Addresses of drives, visits and difficulties."""

from django.urls import path

from yuandu.mechanisms.visits.views import difficulties, drives, routes, visits

app_name = "visits"
urlpatterns = [
    path("visits/", drives.drive_list, name="list"),
    path("visits/session/", visits.session, name="session"),
    path("visits/add/", drives.make_drive, name="make_drive"),
    path("visits/drives/<int:pk>/", drives.drive, name="drive"),
    path("visits/drives/<int:pk>/team/", drives.make_team, name="make_team"),
    path("visits/teams/<int:pk>/", routes.route, name="route"),
    path("visits/teams/<int:pk>/people/", routes.staff, name="staff"),
    path("visits/teams/<int:pk>/plan/", routes.plan, name="plan"),
    path("visits/teams/<int:pk>/drop/<int:project>/", routes.drop, name="drop"),
    path("visits/teams/<int:pk>/log/<int:project>/", visits.log, name="log"),
    path("visits/doubted/", visits.doubted, name="doubted"),
    path("visits/<int:pk>/", visits.visit, name="visit"),
    path("visits/<int:pk>/count/", visits.count, name="count"),
    path("visits/<int:pk>/set-aside/", visits.set_aside, name="set_aside"),
    path("visits/<int:pk>/raise/", difficulties.raise_difficulty, name="raise"),
    path("visits/of-project/<int:pk>/", visits.of_project, name="of_project"),
    path("visits/difficulties/", difficulties.difficulty_list, name="difficulties"),
    path(
        "visits/difficulties.<sheet_format:kind>",
        difficulties.difficulty_sheet,
        name="difficulty_sheet",
    ),
    path("visits/difficulties/<int:pk>/", difficulties.difficulty, name="difficulty"),
    path("visits/difficulties/<int:pk>/sort/", difficulties.sort, name="sort"),
]
