"""Introduces the people who appear in the tests."""

import pytest
from django.conf import settings
from django.utils import translation

from yuandu.kernel.notices import feed

pytest_plugins = ["tests.people", "tests.access.world"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Close the feed before the database: a test may end with a page still listening."""
    yield
    feed.listener.close()


@pytest.fixture(autouse=True)
def _in_the_default_language():
    """Begin as a reader who has chosen nothing: a page of the test before may have been English."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
