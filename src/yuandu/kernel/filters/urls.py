"""Addresses of saved filters."""

from django.urls import path

from yuandu.kernel.filters import views

app_name = "filters"
urlpatterns = [
    path("filters/<slug:code>/", views.of_list, name="of_list"),
    path("filters/<int:pk>/rename/", views.rename, name="rename"),
    path("filters/<int:pk>/delete/", views.delete, name="delete"),
]
