"""Addresses of the ladder and the platforms."""

from django.urls import path

from yuandu.mechanisms.enterprises.views import firms

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", firms.firm_list, name="list"),
    path("enterprises/expiry/", firms.expiry, name="expiry"),
    path("enterprises/<int:pk>/", firms.firm, name="firm"),
    path("enterprises/<int:pk>/edit/", firms.edit, name="edit"),
    path("platforms/", firms.platform_list, name="platforms"),
    path("platforms/<int:pk>/", firms.platform, name="platform"),
]
