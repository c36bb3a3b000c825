"""Pages: few queries, one task each, odd input, and nobody sees another's."""

import pytest
from django.urls import reverse

from tests.people import TODAY, CityClient
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.guidance import actions, published
from yuandu.mechanisms.guidance.models import Growable, Holding, Intention
from yuandu.mechanisms.guidance.tests.records import (
    a_grower,
    a_holding,
    a_household,
    an_intention,
    quoted,
    some_kinds,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def grower(weifang):
    client = CityClient(weifang)
    client.force_login(a_grower(weifang, "jia", a_household(weifang)))
    return client


def test_a_household_is_led_from_beds_to_kinds_to_intentions(weifang, grower):
    kind = some_kinds(weifang)[1]

    first = grower.get(reverse("guidance:home"))
    assert reverse("guidance:beds") in first.text
    grower.post(reverse("guidance:beds"), {"area": 800, "cash": 90_000, "caution": "wary"})
    assert reverse("guidance:kind_add") in grower.get(reverse("guidance:home")).text
    grower.post(
        reverse("guidance:kind_add"), {"kind": kind.pk, "density": "16", "cost": "80", "most": ""}
    )
    answer = grower.post(
        reverse("guidance:intend"),
        {"kind": kind.pk, "area": 300, "plant_on": TODAY.isoformat()},
        follow=True,
    )

    assert "仙客来" in answer.text
    intention = Intention.objects.get()
    assert (intention.area, intention.units) == (300, 4800)
    grower.post(reverse("guidance:withdraw", args=[intention.pk]))
    assert not Intention.objects.get().is_open
    grower.post(reverse("guidance:kind_remove", args=[Growable.objects.get().pk]))
    assert not Growable.objects.exists()


def test_odd_input_is_told_on_the_form(weifang, grower):
    a_holding(weifang)
    kind = some_kinds(weifang)[0].pk
    asked = {
        "guidance:beds": [{}, {"area": 0, "cash": -1, "caution": "rash"}],
        "guidance:kind_add": [{}, {"kind": kind, "density": "0", "cost": "x"},
                              {"kind": kind, "density": "1", "cost": "1"}],
        "guidance:intend": [{}, {"kind": "9" * 30, "area": "many", "plant_on": "soon"},
                            {"kind": kind, "area": 10, "plant_on": "2020-01-01"}],
    }  # fmt: skip

    for name, bodies in asked.items():
        for body in bodies:
            assert grower.post(reverse(name), body).status_code == 422, (name, body)
    assert Holding.objects.get().area == 1000


def test_the_plan_says_what_how_much_why_and_what_a_bad_year_brings(
    weifang, grower, django_assert_max_num_queries
):
    quoted(weifang)
    a_holding(weifang)
    assert grower.get(reverse("guidance:plan")).status_code == 200
    actions.advise(by=Actor.system(weifang))

    for name in ("guidance:home", "guidance:plan"):
        with django_assert_max_num_queries(MOST_QUERIES):
            page = grower.get(reverse(name))
        assert page.status_code == 200

    assert "m²" in page.text
    assert "坏年景" in page.text
    assert "本建议的前提" in page.text


def test_not_to_plant_is_said_large(weifang, grower):
    quoted(weifang)
    a_holding(weifang).growables.update(cost=5000)
    actions.advise(by=Actor.system(weifang))

    assert "现在最好什么都不种" in grower.get(reverse("guidance:plan")).text


def test_a_household_is_warned_of_its_own_kinds(weifang, grower):
    quoted(weifang, volume=500)
    a_holding(weifang)
    for at in range(5):
        an_intention(weifang, f"示例花农{at}户")

    assert "马蹄莲" in grower.get(reverse("guidance:home")).text


def test_another_household_cannot_touch_what_is_mine(weifang, grower):
    theirs = an_intention(weifang, "示例花农乙户")
    kind = Growable.objects.first()

    assert grower.post(reverse("guidance:withdraw", args=[theirs.pk])).status_code == 404
    assert grower.post(reverse("guidance:kind_remove", args=[kind.pk])).status_code == 404


def test_offices_see_sums_and_have_everybody_planned_for(
    weifang, sign_in, city_officer, django_assert_max_num_queries
):
    quoted(weifang, volume=500)
    for at in range(6):
        an_intention(weifang, f"示例花农{at}户")
    client = sign_in(city_officer)

    answer = client.post(reverse("guidance:advise"), follow=True)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(reverse("guidance:outlook"))

    assert "6" in answer.text
    assert "马蹄莲" in page.text
    assert "示例花农" not in page.text
    assert client.get(reverse("guidance:home")).status_code == 302


def test_planning_without_anybody_is_told(sign_in, city_officer):
    answer = sign_in(city_officer).post(reverse("guidance:advise"), follow=True)

    assert "还没有农户" in answer.text


def test_what_the_experiment_found_stands_beside_the_claim(sign_in, monkeypatch):
    arm = {
        "all": {"waste": [-0.081, -0.1, -0.06], "net": [0.12, 0.08, 0.16]},
        "chance_fewer": 0.25, "chance_more": 0.1, "chance_harm": 0.05,
    }  # fmt: skip
    told = {
        "kept": 7, "drawn": 99, "growers": 12000, "on": "2026-11-30", "command": "python -m bench",
        "arms": {"all": arm},
    }  # fmt: skip
    client = sign_in()

    monkeypatch.setattr(published, "effect", lambda: told)
    page = client.get(reverse("guidance:effect")).text
    monkeypatch.setattr(published, "effect", lambda: None)
    without = client.get(reverse("guidance:effect"))

    assert "−20%" in page
    assert "−8.1%" in page
    assert "+30%" in page
    assert without.status_code == 200
