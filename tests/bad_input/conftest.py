"""Who sends what is wrong."""

import pytest

from tests.people import CityClient, a_division


@pytest.fixture
def office(weifang, city_officer, sign_in) -> CityClient:
    """The browser of an officer of the city, where there is a county to write."""
    a_division(weifang)
    return sign_in(city_officer)
