"""The sample company: its own figures, and article 4 as the city writes it of what is published."""

import pytest

from yuandu.kernel.indicators import figures
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.workforce import publishing
from yuandu.site.sample.company import AT_WORK
from yuandu.site.tests import recounts
from yuandu.site.tests.recounts import TODAY
from yuandu.site.tests.test_sample_city import SCALES

pytestmark = pytest.mark.django_db


def test_every_figure_of_the_company_equals_a_recount(sample_company):
    computed = {
        code: value.value
        for code, value in figures.values(sample_company, TODAY).items()
        if value.kind == "computed"
    }
    assert computed == {
        code: value / SCALES.get(figures.get(code).unit, 1)
        for code, value in recounts.every_company()
    }


def test_everything_that_is_offered_is_published_in_the_city(sample_company):
    city = Workspace.objects.get(kind="city")
    published = {code for code, value in figures.values(city, TODAY).items() if value.rows}
    assert len([code for code in published if code.startswith("companies.")]) >= 2
    assert figures.value(city, "companies.workers.count").value * 10_000 == AT_WORK
    assert set(publishing.OFFERED)
