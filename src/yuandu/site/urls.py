"""Addresses. Inside a workspace they follow its slug, which middleware takes off."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

from yuandu.kernel.accounts.views.me import set_language
from yuandu.kernel.accounts.views.refused import too_many
from yuandu.site import refusing, views
from yuandu.site.api import api
from yuandu.site.appearance import choose_theme
from yuandu.site.patterns.views import patterns

# Every room that has pages keeps their addresses itself.
rooms = [
    path("", include(f"{app.name}.urls"))
    for app in apps.get_app_configs()
    if app.name.startswith("yuandu.")
    and app.name != "yuandu.site"
    and find_spec(f"{app.name}.urls")
]
urlpatterns = [
    path("", views.front_door, name="front"),
    path("patterns/", patterns, name="patterns"),
    path("theme/", choose_theme, name="theme"),
    path("workbench/", views.workbench, name="workbench"),
    path("search/", views.search, name="search"),
    path("worker.js", views.worker, name="worker"),
    path("health/", views.health, name="health"),
    path("i18n/setlang/", set_language, name="set_language"),
    path("accounts/", include("yuandu.kernel.accounts.sign_in_urls")),
    path("api/v1/", api.urls),
    *rooms,
]
handler400 = refusing.bad_request
handler403 = refusing.permission_denied
handler404 = refusing.page_not_found
handler429 = too_many
handler500 = refusing.server_error
