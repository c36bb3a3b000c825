"""Introduces the people who appear in the tests."""

import pytest
from django.conf import settings
from django.db import connection
from django.urls import set_script_prefix
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as trying

from tests import emptying
from yuandu.kernel.notices import feed

# How busy the machine is says nothing of the code.
trying.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
trying.load_profile("house")
emptying.install()
pytest_plugins = ["tests.people", "tests.access.world"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Close what still holds the database: a page that listens, a request whose reader has left."""
    yield
    feed.listener.close()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _outside_of_workspaces():
    """Begin where no request has been: the one before may have been inside another workspace."""
    set_script_prefix("/")


@pytest.fixture(autouse=True)
def _in_the_default_language():
    """Begin as a reader who has chosen nothing: a page of the test before may have been English."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
