"""Lists over all subjects, and life cycles as drawings."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions, drawings
from yuandu.kernel.lifecycle.tests.tables import WORKS, a_firm
from yuandu.kernel.lifecycle.tests.test_cycles import tables

MARCH = datetime.date(2026, 3, 2)


@pytest.fixture
def track(weifang):
    return actions.start(by=Actor.system(weifang), subject=a_firm(weifang), cycle="works", on=MARCH)


def test_what_is_behind_its_plan_is_listed_with_the_days(sign_in, city_officer, weifang, track):
    client = sign_in(city_officer)
    assert "示例重工" not in client.get("/late/").text

    actions.plan(by=Actor.system(weifang), track=track, stage="building", planned_on=MARCH)

    page = client.get("/late/")
    assert "示例重工" in page.text
    assert "267" in page.text


def test_what_stands_for_long_is_listed(sign_in, city_officer, other_county_officer, track):
    assert "示例重工" in sign_in(city_officer).get("/stuck/works/").text
    assert "示例重工" not in sign_in(city_officer).get("/stuck/works/?days=268").text
    assert "示例重工" not in sign_in(other_county_officer).get("/stuck/works/").text
    assert sign_in(city_officer).get("/stuck/works/?days=-1e9").status_code == 200
    assert sign_in(city_officer).get("/stuck/waltz/").status_code == 404


def test_lists_cost_few_queries(sign_in, city_officer, track, django_assert_max_num_queries):
    client = sign_in(city_officer)

    for address in "/late/", "/stuck/works/":
        with django_assert_max_num_queries(12):
            client.get(address)


def test_a_life_cycle_is_drawn_and_told(sign_in, city_officer, stranger):
    page = sign_in(city_officer).get("/lifecycles/works/")

    assert '<svg class="lifecycle" role="img" aria-label="Works"' in page.text
    assert page.text.count("<rect ") == len(WORKS.stages)
    assert "Ground broken on" in page.text
    assert sign_in(stranger).get("/lifecycles/works/").status_code == 404
    assert sign_in(city_officer).get("/lifecycles/waltz/").status_code == 404


@given(tables())
def test_no_drawing_overlaps(cycle):
    drawing = drawings.draw(cycle)

    for above, below in zip(drawing.boxes, drawing.boxes[1:], strict=False):
        assert above.bottom < below.y
    assert len(drawing.ways) + len(drawing.lanes) == len(cycle.moves)
    for lane in drawing.lanes:
        assert lane.x >= max(box.x + box.width for box in drawing.boxes)
        assert lane.x + drawings.width_of(lane.title) < drawing.width
        for other in drawing.lanes:
            if other is not lane and other.x == lane.x:
                assert other.bottom < lane.top or lane.bottom < other.top


def test_chinese_letters_are_twice_as_wide():
    assert drawings.width_of("开工") == drawings.width_of("abcd")


def test_mermaid_leads_back_from_a_rest_to_each_stage_it_is_entered_from():
    lines = drawings.mermaid(WORKS).splitlines()

    assert lines[0] == "stateDiagram-v2"
    assert "    [*] --> planned" in lines
    assert "    planned --> building : Begin" in lines
    assert "    suspended --> producing : Resume" in lines
    assert "    cancelled --> producing : Revive" in lines
    assert "    done --> [*]" in lines


def test_the_command_prints_a_diagram_and_lists_the_cycles():
    out = StringIO()
    call_command("lifecycle", "diagram", "works", "--language", "en", stdout=out)
    call_command("lifecycle", "diagram", stdout=out)

    assert out.getvalue().startswith("stateDiagram-v2\n")
    assert "works: Works" in out.getvalue()
    with pytest.raises(CommandError, match="no life cycle"):
        call_command("lifecycle", "diagram", "waltz")
