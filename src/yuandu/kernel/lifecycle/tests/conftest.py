import pytest

from yuandu.kernel.lifecycle.tests import tables


@pytest.fixture(autouse=True)
def _declared():
    with tables.declared():
        yield
