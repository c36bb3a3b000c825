"""Pages ask little, show terms, and keep sealed rooms sealed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.people import CityClient, a_user, an_organisation
from yuandu.mechanisms.varieties.tests.records import a_licence, a_share

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def holder(weifang):
    firm = an_organisation(weifang, "育种公司")
    browser = CityClient(weifang)
    browser.force_login(a_user("breeder", workspace=weifang, role="owner", organisation=firm))
    return browser, firm


def test_every_page_asks_little(weifang, holder, subtests):
    browser, firm = holder
    licence, share = a_licence(weifang, firm), a_share(weifang, firm)
    for name, address in {
        "list": reverse("varieties:list"),
        "variety": licence.variety.get_absolute_url(),
        "licence": licence.get_absolute_url(),
        "licences": reverse("varieties:licences"),
        "seedlings": reverse("varieties:seedlings"),
        "germplasm": reverse("varieties:germplasm"),
        "accession": share.accession.get_absolute_url(),
    }.items():
        browser.get(address)  # what is remembered from page to page is asked once
        with subtests.test(name), CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
            assert len(asked) <= MOST_QUERIES, "\n".join(each["sql"][:150] for each in asked)


def test_a_holder_sees_how_its_licences_stand_and_nobody_elses(weifang, holder):
    browser, firm = holder
    mine = a_licence(weifang, firm)
    others = a_licence(weifang, an_organisation(weifang, "别家"), an_organisation(weifang, "丙家"))

    page = browser.get(reverse("varieties:licences")).text

    assert mine.get_absolute_url() in page
    assert others.get_absolute_url() not in page
    assert browser.get(others.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("asked", ["?year=x", "?year=1890", "?year=2999"])
def test_an_odd_year_of_a_licence_is_none(weifang, holder, asked):
    browser, firm = holder

    assert browser.get(a_licence(weifang, firm).get_absolute_url() + asked).status_code == 404
