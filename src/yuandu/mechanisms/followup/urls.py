"""Addresses of the follow-up."""

from django.urls import path

from yuandu.mechanisms.followup.views import months, projects

app_name = "followup"
urlpatterns = [
    path("followup/", months.home, name="home"),
    path("followup/months/<str:period>/", months.month, name="month"),
    path("followup/months/<str:period>/<int:pk>/", months.division, name="division"),
    path("followup/of-project/<int:pk>/", projects.of_project, name="of_project"),
]
