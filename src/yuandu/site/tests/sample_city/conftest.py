"""The sample city, loaded once for the whole package: that takes longer than all its tests."""

import pytest
from django.db import connection

from tests.access.world import undone
from yuandu.site.sample import city


@pytest.fixture(scope="package")
def sample_city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), undone():
        loaded = city.load()
        connection.check_constraints()  # once here, or at the end of each test again
        yield loaded
