import pytest

from tests.people import a_division
from yuandu.kernel.sheets.tests import works


@pytest.fixture(autouse=True)
def _empty_register():
    works.REGISTER.clear()


@pytest.fixture
def counties(weifang):
    return [
        a_division(weifang, "370781", "青州市", name_en="Qingzhou"),
        a_division(weifang, "370782", "诸城市", name_en="Zhucheng"),
    ]
