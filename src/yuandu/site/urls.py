"""Addresses. Inside a workspace they follow its slug, which middleware takes off."""

from django.urls import include, path

from yuandu.site import views
from yuandu.site.api import api
from yuandu.site.appearance import choose_theme
from yuandu.site.patterns.views import patterns

urlpatterns = [
    path("", views.front_door, name="front"),
    path("patterns/", patterns, name="patterns"),
    path("theme/", choose_theme, name="theme"),
    path("", include("yuandu.kernel.notices.urls")),
    path("health/", views.health, name="health"),
    path("api/v1/", api.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
