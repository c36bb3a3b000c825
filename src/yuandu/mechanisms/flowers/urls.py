"""Addresses of kinds of flowers and their prices."""

from django.urls import path

from yuandu.mechanisms.flowers import entering, market_views, views

app_name = "flowers"
urlpatterns = [
    path("flowers/", views.kind_list, name="list"),
    path("flowers/markets/", market_views.overview, name="markets"),
    path("flowers/markets/<int:pk>/day/", entering.day, name="day"),
    path("flowers/kinds/<int:pk>/", views.kind, name="kind"),
    path("flowers/kinds/<int:pk>/quotes.<sheet_format:form>", views.kind_sheet, name="kind_sheet"),
]
