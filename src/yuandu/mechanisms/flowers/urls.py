"""Addresses of kinds of flowers and their prices."""

from django.urls import path

from yuandu.mechanisms.flowers import views

app_name = "flowers"
urlpatterns = [
    path("flowers/", views.kind_list, name="list"),
    path("flowers/kinds/<int:pk>/", views.kind, name="kind"),
]
