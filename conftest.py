"""Introduces the people who appear in the tests."""

import pytest

from yuandu.kernel.notices import feed

pytest_plugins = ["tests.people", "tests.access.world"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Close the feed before the database: a test may end with a page still listening."""
    yield
    feed.listener.close()
