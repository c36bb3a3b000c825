"""Addresses of kinds of flowers and their prices."""

from django.urls import path

from yuandu.mechanisms.flowers import market_views, views

app_name = "flowers"
urlpatterns = [
    path("flowers/", views.kind_list, name="list"),
    path("flowers/markets/", market_views.overview, name="markets"),
    path("flowers/kinds/<int:pk>/", views.kind, name="kind"),
]
