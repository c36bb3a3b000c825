import pytest

from tests.companies import a_company, people_of
from yuandu.kernel.accounts.actors import Actor


@pytest.fixture
def company(db):
    return a_company()


@pytest.fixture
def system(company):
    return Actor.system(company)


@pytest.fixture
def people(company):
    return people_of(company)
