"""Addresses of the registry, inside a workspace."""

from django.urls import path

from yuandu.kernel.registry.views import parties, places, posts

app_name = "registry"
urlpatterns = [
    path("organisations/", parties.organisations, name="organisations"),
    path("organisations/new/", parties.enter_organisation, name="enter_organisation"),
    path("persons/", parties.people, name="persons"),
    path("persons/new/", parties.enter_person, name="enter_person"),
    path("parties/<int:pk>/", parties.party, name="party"),
    path("parties/<int:pk>/edit/", parties.edit, name="edit"),
    path("parties/<int:pk>/report/<slug:kind>/", parties.report, name="report"),
    path("parties/<int:pk>/consent/", parties.consent, name="consent"),
    path(
        "parties/<int:pk>/consent/<int:consent_pk>/revoke/", parties.revoke, name="revoke_consent"
    ),
    path("divisions/", places.divisions, name="divisions"),
    path("divisions/borders.geojson", places.borders, name="borders"),
    path("posts/", posts.posts, name="posts"),
    path("posts/new/", posts.appoint, name="appoint"),
    path("posts/<int:pk>/phone/", posts.phone, name="post_phone"),
    path("posts/<int:pk>/end/", posts.end, name="end_post"),
]
