"""Addresses of the ladder and the platforms."""

from django.urls import path

from yuandu.mechanisms.enterprises import views

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", views.firm_list, name="list"),
    path("enterprises/expiry/", views.expiry, name="expiry"),
    path("enterprises/<int:pk>/", views.firm, name="firm"),
    path("enterprises/<int:pk>/edit/", views.edit, name="edit"),
    path("platforms/", views.platform_list, name="platforms"),
    path("platforms/<int:pk>/", views.platform, name="platform"),
]
