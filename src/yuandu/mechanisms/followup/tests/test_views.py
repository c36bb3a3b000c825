"""Pages of the follow-up: the grid takes what is typed, and a firm's tax stays where it belongs."""

import pytest

from tests.people import an_organisation
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.followup.models import Month, SourceOffice
from yuandu.mechanisms.followup.tests.records import (
    OCTOBER,
    SEPTEMBER,
    a_project_to_follow,
    file,
)
from yuandu.mechanisms.projects.tests.records import WAN

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(weifang):
    return a_project_to_follow(weifang)


@pytest.fixture
def grid(project):
    return f"/followup/months/{OCTOBER}/{project.division_id}/"


def boxes(project, **values):
    """Return what a browser sends of a project's line."""
    sent = {"tax_paid": "", "output_value": "", "scale": "", "why": "", "version": "0"}
    return {f"{project.pk}-{name}": value for name, value in (sent | values).items()}


def test_a_clerk_is_led_to_the_countys_own_grid(sign_in, county_officer, grid):
    found = sign_in(county_officer).get("/followup/")

    assert found.status_code == 302
    assert found["Location"].endswith(grid)


def test_a_month_is_filed_in_ten_thousand_yuan(sign_in, county_officer, project, grid):
    sent = boxes(project, tax_paid="12.5", output_value="1.2亿", scale="above")

    saved = sign_in(county_officer).post(grid, sent)

    month = Month.objects.get(period=OCTOBER)
    assert saved.status_code == 302
    assert (month.tax_paid, month.output_value) == (125_000, 12_000 * WAN)
    assert month.scale == "above"


def test_a_refund_is_marked(sign_in, county_officer, project, grid):
    client = sign_in(county_officer)
    sent = boxes(project, tax_paid="-3", output_value="9")

    refused = client.post(grid, sent)
    saved = client.post(grid, sent | {f"{project.pk}-is_refund": "on"})

    assert refused.status_code == 422
    assert 'value="-3"' in refused.content.decode()
    assert saved.status_code == 302
    assert Month.objects.get(period=OCTOBER).tax_paid == -3 * WAN


def test_what_is_wrong_is_shown_at_its_box_and_nothing_typed_is_lost(
    sign_in, county_officer, weifang, project, grid
):
    other = a_project_to_follow(weifang)
    sent = boxes(project, tax_paid="abc", output_value="7") | boxes(other, tax_paid="3")

    page = sign_in(county_officer).post(grid, sent)

    text = page.content.decode()
    assert page.status_code == 422
    assert f'id="id_{project.pk}-tax_paid_error"' in text
    assert all(f'value="{typed}"' in text for typed in ("abc", "7", "3"))
    assert not Month.objects.exclude(version=0).exists()


def test_what_was_filed_meanwhile_is_shown_and_only_touched_boxes_count(
    sign_in, county_officer, weifang, project, grid
):
    file(weifang, project, OCTOBER, 10, None)
    client = sign_in(county_officer)

    refused = client.post(grid, boxes(project, tax_paid="11"))
    kept = client.post(grid, boxes(project, tax_paid="10", output_value="9"))

    assert refused.status_code == 422
    assert kept.status_code == 302
    month = Month.objects.get(period=OCTOBER)
    assert (month.tax_paid, month.output_value) == (10 * WAN, 9 * WAN)


def test_a_box_is_corrected_and_not_emptied(sign_in, county_officer, weifang, project, grid):
    file(weifang, project, OCTOBER, 10, 20)

    page = sign_in(county_officer).post(
        grid, boxes(project, tax_paid="", output_value="20", version="1")
    )

    assert page.status_code == 422
    assert Month.objects.get(period=OCTOBER).tax_paid == 10 * WAN


def test_the_grid_offers_last_months_figures(sign_in, county_officer, weifang, project, grid):
    file(weifang, project, SEPTEMBER, 12, 340)

    page = sign_in(county_officer).get(grid).content.decode()

    assert 'data-same="12"' in page
    assert 'data-same="340"' in page


def test_an_office_finds_the_boxes_of_its_own_half_alone(
    sign_in, department_officer, weifang, project, grid
):
    office = an_organisation(weifang, "示例税务局")
    Post.objects.filter(user=department_officer).update(organisation=office)
    client = sign_in(department_officer)
    assert client.get(grid).status_code == 404
    SourceOffice.objects.create(workspace=weifang, office=office, source="tax")

    page = client.get(grid).content.decode()
    saved = client.post(grid, {f"{project.pk}-tax_paid": "4", f"{project.pk}-version": "0"})

    assert f"{project.pk}-tax_paid" in page
    assert f"{project.pk}-output_value" not in page
    assert saved.status_code == 302
    assert Month.objects.get(period=OCTOBER).tax_paid == 4 * WAN


@pytest.mark.parametrize("address", ["2026-13", "2026", "2026-11-24", "abc"])
def test_what_is_no_month_is_not_found(sign_in, city_officer, project, address):
    assert sign_in(city_officer).get(f"/followup/months/{address}/").status_code == 404


def test_the_panel_shows_24_months_to_those_who_read_them(
    sign_in, county_officer, weifang, project
):
    file(weifang, project, OCTOBER, 4321, 98765)

    page = sign_in(county_officer).get(f"/followup/of-project/{project.pk}/").content.decode()

    assert page.count('<th scope="row">20') == 48  # two charts
    assert "4321" in page.replace(",", "")


@pytest.mark.parametrize("persona", ["leader", "auditor", "department_officer"])
def test_a_firms_tax_is_not_shown_to_every_office(request, sign_in, weifang, project, persona):
    file(weifang, project, OCTOBER, 4321, 98765)

    page = sign_in(request.getfixturevalue(persona)).get(f"/followup/of-project/{project.pk}/")

    text = page.content.decode().replace(",", "")
    assert page.status_code == 200
    assert "4321" not in text
    assert "98765" not in text


def test_pages_take_few_queries_whatever_they_show(
    sign_in, city_officer, weifang, project, grid, django_assert_max_num_queries
):
    for _ in range(4):
        file(weifang, a_project_to_follow(weifang), OCTOBER)
    client = sign_in(city_officer)
    pages = (grid, f"/followup/months/{OCTOBER}/", f"/followup/of-project/{project.pk}/")
    for page in pages:
        with django_assert_max_num_queries(12):
            assert client.get(page).status_code == 200
