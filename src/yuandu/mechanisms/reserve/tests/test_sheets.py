"""Ideas come in by sheet and go out in the same layout, as the filters have it."""

import datetime
from decimal import Decimal

import pytest

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.sheets.rules.columns import Reference
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects.tests.records import YI, a_draft, some_projects
from yuandu.mechanisms.reserve import rules, sheets
from yuandu.mechanisms.reserve.models import Idea
from yuandu.mechanisms.reserve.tests.records import an_idea, step

pytestmark = pytest.mark.django_db
DAYS = datetime.timedelta


def a_row(workspace, number: int = 2, **values) -> Row:
    place = a_division(workspace)
    defaults = {
        "name": "示例海上风电装备基地",
        "division": Reference(place.pk, place.name, place.code),
        "field": "new_energy",
        "purpose": "strength",
        "kind": "industry",
        "investment_total": 8 * YI,
    }
    return Row(number=number, values=defaults | values)


def test_a_row_enters_an_idea_and_the_same_row_again_changes_it(weifang, city_officer):
    city = actor_for(city_officer, weifang)

    first = sheets.commit(city, [a_row(weifang)])
    again = sheets.commit(city, [a_row(weifang, lead="市发改委", funding_share=Decimal("0.5"))])

    assert ((first.created, first.updated), (again.created, again.updated)) == ((1, 0), (0, 1))
    idea = Idea.objects.get()
    assert (idea.lead, idea.investment_total) == ("市发改委", 8 * YI)


def test_a_row_of_another_county_or_of_what_is_over_is_refused(
    weifang, city_officer, other_county_officer
):
    city, other = (actor_for(user, weifang) for user in (city_officer, other_county_officer))
    gone = step(Actor.system(weifang), an_idea(weifang), rules.DECLINE, words="重复")

    def found(by, *rows):
        return [finding.code for finding in sheets.resolve(by, rows)]

    assert found(city, a_row(weifang)) == []
    assert found(other, a_row(weifang)) == ["not-your-division"]
    assert found(city, a_row(weifang, name=gone.name)) == ["idea-not-yours"]
    assert found(city, a_row(weifang, investment_total=Decimal(0))) == ["no-investment"]
    days = {"planned_start_on": TODAY, "planned_end_on": TODAY - DAYS(1)}
    assert found(city, a_row(weifang, **days)) == ["ends-first"]


def test_the_list_goes_out_as_the_filters_have_it(weifang, sign_in, city_officer):
    shown = an_idea(weifang, field="agriculture")
    other = an_idea(weifang, field="new_energy")

    answer = sign_in(city_officer).get("/reserve/ideas.csv?field=agriculture")

    text = b"".join(answer.streaming_content).decode()
    assert shown.name in text
    assert other.name not in text


def test_an_idea_stands_beside_what_finished_projects_of_its_kind_needed(
    weifang, sign_in, city_officer
):
    idea = an_idea(weifang)
    address = f"/reserve/{idea.pk}/"
    assert "无法给出区间" in sign_in(city_officer).get(address).text
    begun = TODAY - DAYS(900)
    some_projects(
        weifang,
        *(
            a_draft(
                weifang,
                stage="production_start",
                investment_total=YI * (1 + number % 10),
                works_started_on=begun,
                completed_on=begun + DAYS(200 + number),
            )
            for number in range(60)
        ),
    )

    found = projects.reference_class(weifang, "industry", idea.division_id)

    assert found.cost.cases == found.days.told.cases == 60
    assert found.cost.told.low < found.cost.told.middle < found.cost.told.high
    assert 200 <= found.days.told.low <= found.days.told.middle <= 259
    assert projects.reference_class(weifang, "social", idea.division_id).cost.told is None
    assert "依据截至" in sign_in(city_officer).get(address).text
