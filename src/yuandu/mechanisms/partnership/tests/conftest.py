import pytest

from yuandu.mechanisms.partnership.tests.setting import Firm


@pytest.fixture
def firm(db):
    return Firm()
