import pytest

from tests.people import CityClient, a_user, a_workspace


@pytest.fixture
def sample(db):
    return a_workspace("sample", is_sample=True)


@pytest.fixture
def clerk(sample):
    return a_user("sample-clerk", "孙填报", workspace=sample, role="county_officer")


def becomes(browser, username: str, **more):
    return browser.post("/persona/", {"persona": username} | more)


def test_in_a_sample_city_anybody_sees_it_as_one_of_its_people(sample, clerk):
    browser = CityClient(sample)

    answer = becomes(browser, "sample-clerk", next="/sample/me/")

    assert answer["Location"] == "/sample/me/"
    assert "孙填报" in browser.get("/me/").text


def test_the_people_to_choose_from_stand_on_every_page_of_a_sample(sample, clerk):
    page = CityClient(sample).get("/accounts/login/")

    assert "孙填报" in page.text
    assert "县级主管人员" in page.text


@pytest.mark.parametrize("goal", ["https://evil.example/", "//evil.example/"])
def test_the_choice_never_leads_to_another_site(sample, clerk, goal):
    answer = becomes(CityClient(sample), "sample-clerk", next=goal)

    assert answer["Location"] == "/sample/workbench/"


def test_in_a_real_city_there_is_no_such_address(weifang, administrator):
    assert becomes(CityClient(weifang), "administrator").status_code == 404


def test_in_production_there_is_no_such_address(sample, clerk, settings):
    settings.PRODUCTION = True

    assert becomes(CityClient(sample), "sample-clerk").status_code == 404
    assert "孙填报" not in CityClient(sample).get("/accounts/login/").text


@pytest.mark.parametrize("username", ["administrator", "stranger", "nobody", ""])
def test_nobody_becomes_somebody_who_is_not_of_the_sample(
    sample, administrator, stranger, username
):
    administrator.posts.create(workspace=sample, role="administrator", from_on=sample.today())

    assert becomes(CityClient(sample), username).status_code == 404


def test_a_look_at_the_address_changes_nobody(sample, clerk):
    assert CityClient(sample).get("/persona/").status_code == 405
