"""The sample city, loaded once for a whole module: that takes longer than all its tests."""

import pytest
from django.db import connection

from tests.access.world import undone
from tests.people import a_workspace
from yuandu.site.sample import city, company


@pytest.fixture(scope="module")
def sample_city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), undone():
        loaded = city.load()
        connection.check_constraints()  # once here, or at the end of each test again
        yield loaded


@pytest.fixture(scope="module")
def sample_company(django_db_setup, django_db_blocker):
    """The company alone, with a city that has nothing but what the company publishes."""
    with django_db_blocker.unblock(), undone():
        a_workspace(is_sample=True)
        loaded = company.load()
        connection.check_constraints()
        yield loaded
