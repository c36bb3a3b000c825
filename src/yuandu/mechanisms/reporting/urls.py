"""Addresses of monthly reports."""

from django.urls import path

from yuandu.mechanisms.reporting.views import filings, lighting, rounds, taking_along

app_name = "reporting"
urlpatterns = [
    path("reports/", rounds.home, name="home"),
    path("reports/rounds/", rounds.round_list, name="rounds"),
    path("reports/rounds/<int:pk>/", rounds.round_page, name="round"),
    path("reports/rounds/<int:pk>/remind/", rounds.remind, name="remind"),
    path("reports/rounds/<int:pk>/lock/", rounds.lock, name="lock"),
    path("reports/rounds/<int:pk>/doubts/", rounds.doubts, name="doubts"),
    path("reports/rounds/<int:pk>/needs/", rounds.needs, name="needs"),
    path("reports/rounds/<int:pk>/lights/", lighting.light_list, name="lights"),
    path(
        "reports/rounds/<int:pk>/<slug:which>.<sheet_format:kind>",
        taking_along.month_sheet,
        name="month_sheet",
    ),
    path("reports/lights/", lighting.newest_lights, name="newest_lights"),
    path("reports/needs/", rounds.newest_needs, name="newest_needs"),
    path("reports/filings/<int:pk>/", filings.filing, name="filing"),
    path("reports/lines/<int:pk>/explain/", filings.explain, name="explain"),
    path("reports/projects/<int:pk>/", lighting.project, name="project"),
    path("reports/terms/", lighting.terms, name="terms"),
]
