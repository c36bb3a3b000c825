import pytest

from yuandu.mechanisms.proposals.tests.records import Staff


@pytest.fixture
def staff(db):
    return Staff()
