import pytest

from tests.companies import a_company, people_of


@pytest.fixture
def company(db):
    return a_company()


@pytest.fixture
def staff(company):
    return people_of(company)
