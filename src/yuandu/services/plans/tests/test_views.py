"""The plan register's pages and API: what everybody reads, what editors do."""

import json
from decimal import Decimal

import pytest

from yuandu.services.plans import actions
from yuandu.services.plans.models import Actual, Aspect, Instrument, Plan, Task
from yuandu.services.plans.tests.records import a_plan, an_instrument

pytestmark = pytest.mark.django_db


def test_an_empty_register_says_so(weifang, sign_in, city_officer):
    plan = a_plan(weifang, published=False, aspects=0)

    assert "尚无已发布的规划" in sign_in().get("/plans/").content.decode()
    assert "尚未录入方面" in sign_in(city_officer).get(f"/plans/{plan.pk}/").content.decode()
    assert "此处没有政策工具" in sign_in().get("/plans/instruments/").content.decode()


def test_a_plan_shows_its_alarms_first(weifang, acting, city_officer, sign_in):
    plan = a_plan(weifang)
    actions.report(
        by=acting(city_officer),
        indicator=plan.indicators.get(),
        year=2025,
        value=Decimal("12.5"),
        source="示例年报",
    )

    page = sign_in().get(f"/plans/{plan.pk}/")

    (alarm,) = page.context["alarms"]
    assert alarm["indicator"].code == "area"
    assert "12.5" in page.content.decode()
    assert "示例年报" in page.content.decode()


def test_the_public_hears_nothing_of_a_revision_in_draft(weifang, acting, city_officer, sign_in):
    plan = a_plan(weifang)
    revised = actions.revise(by=acting(city_officer), plan=plan)

    assert (
        f"/plans/{revised.pk}/" in sign_in(city_officer).get(f"/plans/{plan.pk}/").content.decode()
    )
    assert f"/plans/{revised.pk}/" not in sign_in().get(f"/plans/{plan.pk}/").content.decode()


def test_a_cell_opens_to_its_instruments(weifang, sign_in):
    plan = a_plan(weifang)
    instrument = an_instrument(weifang)
    instrument.aspects.add(plan.aspects.first(), through_defaults={"workspace": weifang})
    public = sign_in()

    page = public.get(f"/plans/{plan.pk}/matrix/").content.decode()

    assert "共6格，其中<b>5</b>格空缺" in page
    assert "示例补贴" in public.get(f"/plans/{plan.pk}/matrix/1/factor/").content.decode()
    assert "此处没有政策工具" in public.get(f"/plans/{plan.pk}/matrix/2/plan/").content.decode()
    assert public.get(f"/plans/{plan.pk}/matrix/9/plan/").status_code == 404
    assert public.get(f"/plans/{plan.pk}/matrix/1/castle/").status_code == 404


@pytest.mark.parametrize("year", ["", "2020", "1", "99999999999", "²⁰²⁰", "x"])
def test_the_report_of_an_odd_year_is_that_of_the_current_one(weifang, sign_in, year):
    plan = a_plan(weifang)

    page = sign_in().get(f"/plans/{plan.pk}/report/?year={year}")

    assert page.context["year"] == (2020 if year == "2020" else 2026)


def test_an_officer_enters_revises_and_publishes_by_pages(weifang, city_officer, sign_in):
    office = sign_in(city_officer)
    typed = {"code": "p", "name": "示例规划", "level": "city", "issuer": "示例"}

    office.post(
        "/plans/add/", typed | {"from_year": 2020, "to_year": 2030, "tolerance_share": "0.05"}
    )
    plan = Plan.objects.get()
    office.post(f"/plans/{plan.pk}/parts/aspect/add/", {"number": 1, "name": "规模"})
    aspect = Aspect.objects.get()
    office.post(
        f"/plans/{plan.pk}/parts/goal/add/", {"aspect": aspect.pk, "number": 1, "text": "扩大"}
    )
    goal = aspect.goals.get()
    office.post(
        f"/plans/{plan.pk}/parts/task/add/", {"goal": goal.pk, "number": 1, "title_zh": "建"}
    )
    office.post(f"/plans/{plan.pk}/publish/")
    office.post(f"/plans/{plan.pk}/revise/")
    revised = Plan.objects.get(version=2)
    part = revised.aspects.get()
    changed = office.post(
        f"/plans/{revised.pk}/parts/aspect/{part.pk}/", {"number": 1, "name": "产业规模"}
    )
    shown = office.get(f"/plans/{revised.pk}/changes/").content.decode()
    refused = office.post(
        f"/plans/{plan.pk}/parts/aspect/{aspect.pk}/", {"number": 1, "name": "晚了"}
    )

    assert changed.status_code == 302
    assert "<del>规模</del> <ins>产业规模</ins>" in shown
    assert refused.status_code == 422
    assert Task.objects.count() == 2


def test_a_task_is_promised_and_done(weifang, city_officer, sign_in):
    a_plan(weifang)
    task = Task.objects.get()
    office = sign_in(city_officer)

    page = office.get(f"/plans/tasks/{task.pk}/").content.decode()
    office.post(f"/plans/tasks/{task.pk}/finish/", {"on": "2026-11-20"})

    assert f"/promises/about/plans.task/{task.pk}/" in page
    assert office.get(f"/promises/about/plans.task/{task.pk}/").status_code == 200
    assert str(Task.objects.get().done_on) == "2026-11-20"


def test_an_instrument_is_entered_and_changed(weifang, city_officer, sign_in):
    plan = a_plan(weifang)
    office = sign_in(city_officer)
    typed = {"code": "a", "name": "甲", "kind": "plan", "owner": "示例"}

    office.post("/plans/instruments/add/", typed | {"aspects": [plan.aspects.first().pk]})
    made = Instrument.objects.get()
    office.post(f"/plans/instruments/{made.pk}/", typed | {"code": "other", "name": "甲二"})

    made.refresh_from_db()
    assert (made.code, made.name, made.aspects.count()) == ("a", "甲二", 0)


def test_an_instrument_of_another_room_is_changed_there(weifang, city_officer, sign_in):
    theirs = an_instrument(weifang, url="/policies/1/")

    assert sign_in(city_officer).get(f"/plans/instruments/{theirs.pk}/").status_code == 404
    assert theirs.get_absolute_url() == "/policies/1/"


def test_programs_read_plans_and_report_actuals(weifang, city_officer, sign_in):
    plan = a_plan(weifang)
    program = sign_in(city_officer)

    listed = program.get("/api/v1/plans/").json()
    url = f"/api/v1/plans/indicators/{plan.indicators.get().pk}/actuals"

    def report(year):
        body = json.dumps({"year": year, "value": "17", "source": "年报"})
        return program.post(url, body, content_type="application/json")

    told, odd = report(2025), report(2099)
    standing = program.get(f"/api/v1/plans/{plan.pk}").json()
    matrix = program.get(f"/api/v1/plans/{plan.pk}/matrix").json()

    assert listed["plans"][0]["aspects"] == 2
    assert (told.status_code, odd.status_code) == (201, 422)
    assert standing["indicators"][0]["state"] == "on_path"
    assert (matrix["empty"], matrix["unserved"]) == (6, [1, 2])
    assert Actual.objects.get().value == 17
