"""The rail: where one is, and what one is offered."""

import pytest
from django.test import RequestFactory
from django.test.utils import override_script_prefix

from yuandu.site import navigation


def current(entries) -> list[str]:
    """Return the addresses of what is marked as the reader's place, parents first."""
    return [
        each["url"] for entry in entries for each in (entry, *entry["children"]) if each["current"]
    ]


@override_script_prefix("/")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/projects/", ["/projects/", "/projects/"]),
        ("/projects/board/", ["/projects/", "/projects/board/"]),
        ("/projects/17/edit/", ["/projects/", "/projects/"]),
        ("/boards/counties/2026/", ["/figures/", "/boards/"]),
        ("/late/", ["/promises/", "/late/"]),
        ("/search/", []),
    ],
)
def test_the_longest_matching_entry_alone_is_current(path, marked, city_officer, acting):
    entries = navigation.entries(RequestFactory().get(path), acting(city_officer))

    assert current(entries) == marked


@override_script_prefix("/")
@pytest.mark.django_db
def test_the_public_is_offered_only_what_is_published(weifang):
    actor = navigation.Actor.anonymous(weifang)

    entries = navigation.entries(RequestFactory().get("/projects/"), actor)

    assert [entry["url"] for entry in entries] == [
        *("/projects/", "/enterprises/", "/flowers/", "/policies/", "/figures/", "/handbook/"),
        *("/cooperation/", "/plans/", "/reforms/"),
    ]
