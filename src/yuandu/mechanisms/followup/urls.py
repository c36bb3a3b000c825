"""Addresses of the follow-up."""

from django.urls import path

from yuandu.mechanisms.followup.views import lists, months, projects, terms

app_name = "followup"
urlpatterns = [
    path("followup/", months.home, name="home"),
    path("followup/months/<str:period>/", months.month, name="month"),
    path("followup/months/<str:period>/<int:pk>/", months.division, name="division"),
    path("followup/months/<str:period>/remind/", months.remind, name="remind"),
    path("followup/list/", lists.project_list, name="list"),
    path("followup/list.<sheet_format:kind>", lists.list_sheet, name="list_sheet"),
    path("followup/terms/", terms.terms, name="terms"),
    path("followup/offices/", terms.name_office, name="name_office"),
    path("followup/offices/<int:pk>/dismiss/", terms.dismiss_office, name="dismiss_office"),
    path("followup/of-project/<int:pk>/", projects.of_project, name="of_project"),
]
