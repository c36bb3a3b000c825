import pytest

from tests.companies import a_company, people_of
from yuandu.mechanisms.equity.tests.records import a_register


@pytest.fixture
def company(db):
    return a_company()


@pytest.fixture
def people(company):
    return people_of(company)


@pytest.fixture
def shares(company):
    return a_register(company)
