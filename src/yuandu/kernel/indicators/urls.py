"""Addresses of figures, boards and press-check."""

from django.urls import path

from yuandu.kernel.indicators.views import figures, press_check

app_name = "indicators"
urlpatterns = [
    path("figures/", figures.figure_list, name="figure_list"),
    path("figures/snapshot/", figures.snapshot, name="snapshot"),
    path("figures/<str:code>/", figures.figure, name="figure"),
    path("figures/<str:code>/rows.csv", figures.figure_rows, name="figure_rows"),
    path("figures/<str:code>/figure.json", figures.figure_json, name="figure_json"),
    path("figures/<str:code>/report/", figures.report, name="report"),
    path("figures/<str:code>/declare/", figures.declare, name="declare"),
    path("press-check/", press_check.press_check, name="press_check"),
]
