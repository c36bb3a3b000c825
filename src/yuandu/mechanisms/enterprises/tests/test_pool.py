"""Into the pool and out of it; what is seen of whom is in it."""

import datetime
from decimal import Decimal

import pytest

from tests.people import TODAY, a_division, a_user, a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.tests.works import sent, workbook
from yuandu.mechanisms.enterprises import actions, queries, refusals
from yuandu.mechanisms.enterprises.models import PoolPlace, Signal
from yuandu.mechanisms.enterprises.queries import PoolFilters
from yuandu.mechanisms.enterprises.tests.records import (
    a_batch,
    a_firm,
    a_pool_place,
    a_standing,
    a_title,
)
from yuandu.services.policies.loading import load_library
from yuandu.site.sample import codes

CODE = codes.organisation("370781", 7)
HEAD = ("统一社会信用代码", "企业名称", "培育层级", "入库日期", "入库理由")


@pytest.fixture
def county(county_officer, acting) -> Actor:
    return acting(county_officer)


# In and out


@pytest.mark.django_db
def test_a_firm_enters_with_a_reason_and_what_it_lacks(weifang, county):
    firm = a_firm(weifang)
    a_standing(firm, state="unmet", unmet=["rd_share"])

    place = actions.enter_pool(by=county, firm=firm, tier="srdi_sme", because="研发在增加")

    assert (place.lacked, place.entered_by_id) == (1, county.user_id)
    assert Entry.objects.get(action="pool.enter").details["because"] == "研发在增加"
    with pytest.raises(refusals.AlreadyInPool):
        actions.enter_pool(by=county, firm=firm, tier="srdi_sme", because="再来一次")
    assert actions.enter_pool(by=county, firm=firm, tier="little_giant", because="远期")


@pytest.mark.django_db
def test_nobody_is_cultivated_for_what_it_holds(weifang, county):
    firm = a_firm(weifang)
    a_title(firm, "srdi_sme")

    for tier in ("innovative_sme", "srdi_sme"):
        with pytest.raises(refusals.AlreadyHolds):
            actions.enter_pool(by=county, firm=firm, tier=tier, because="x")
    assert actions.enter_pool(by=county, firm=firm, tier="little_giant", because="x")


@pytest.mark.django_db
def test_a_county_keeps_its_own_firms_alone(weifang, county, auditor, acting):
    firm = a_firm(weifang, division=a_division(weifang, "370782", "诸城市"))
    place = a_pool_place(firm)

    for by in (county, acting(auditor)):
        with pytest.raises(refusals.NotKept):
            actions.enter_pool(by=by, firm=firm, tier="little_giant", because="x")
        with pytest.raises(refusals.NotKept):
            actions.leave_pool(by=by, place=place, leaving="moved", because="x")
    with pytest.raises(refusals.NotKept):
        actions.enter_proposed(by=county, standings=[a_standing(firm)], because="x")


@pytest.mark.django_db
def test_who_left_stays_on_record_and_may_come_again(weifang, county):
    firm = a_firm(weifang)
    place = actions.enter_pool(by=county, firm=firm, tier="srdi_sme", because="苗子")

    actions.leave_pool(by=county, place=place, leaving="unlikely", because="营收下滑")

    assert (place.left_on, place.leaving) == (TODAY, "unlikely")
    with pytest.raises(refusals.AlreadyLeft):
        actions.leave_pool(by=county, place=place, leaving="moved", because="x")
    assert actions.enter_pool(by=county, firm=firm, tier="srdi_sme", because="回升")
    assert [one.firm for one in queries.pool(county, PoolFilters(gone=True))] == [firm]


@pytest.mark.django_db
def test_who_is_recognised_leaves_by_itself_the_next_night(weifang, county):
    firm, other = a_firm(weifang), a_firm(weifang)
    place, stays = a_pool_place(firm), a_pool_place(other, tier="little_giant")
    a_title(firm, "little_giant")
    a_title(other, "srdi_sme")

    actions.sweep_standings(by=Actor.system(weifang))

    place.refresh_from_db()
    stays.refresh_from_db()
    assert (place.left_on, place.leaving, stays.left_on) == (TODAY, "recognised", None)


@pytest.fixture
def officers(transactional_db) -> list[Actor]:
    city = a_workspace()
    names = ("first", "second")
    return [actor_for(a_user(name, workspace=city, role="city_officer"), city) for name in names]


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_officers_with_the_same_firm_is_told(officers):
    first, second = officers
    firm = a_firm(first.workspace)

    def entering(by):
        return lambda: actions.enter_pool(by=by, firm=firm, tier="srdi_sme", because="好苗子")

    assert sorted(at_once(entering(first), entering(second))) == ["already-in-pool", "done"]
    assert PoolPlace.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_list_and_an_officer_at_once_enter_a_firm_once(officers):
    first, second = officers
    standings = [a_standing(a_firm(first.workspace)) for _number in range(5)]
    firm = standings[2].firm

    outcome = sorted(
        at_once(
            lambda: actions.enter_proposed(by=first, standings=standings, because="系统推荐"),
            lambda: actions.enter_pool(by=second, firm=firm, tier="srdi_sme", because="走访"),
        )
    )

    assert outcome in (["done", "done"], ["already-in-pool", "done"])
    assert PoolPlace.objects.count() == len(standings)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_firm_out_one_gives_the_reason(officers):
    first, second = officers
    place = a_pool_place(a_firm(first.workspace))

    def leaving(by, why):
        return lambda: actions.leave_pool(
            by=by, place=PoolPlace.objects.select_related("firm__party").get(pk=place.pk),
            leaving=why, because=why,
        )  # fmt: skip

    found = sorted(at_once(leaving(first, "moved"), leaving(second, "unlikely")))
    assert found == ["already-left", "done"]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_leave_one_row_a_book(officers):
    first, second = officers
    load_library(Actor.system(first.workspace))
    firm = a_firm(first.workspace)

    done = sorted(
        at_once(
            lambda: actions.sweep_standings(by=first), lambda: actions.sweep_standings(by=second)
        )
    )

    assert done == ["done", "done"]
    assert firm.standings.count() == 3


# What is seen


@pytest.mark.django_db
def test_the_pool_says_how_near_each_is_and_filters_by_it(weifang, county):
    near, far, open_ = (a_pool_place(a_firm(weifang)) for _number in range(3))
    a_standing(near.firm, state="person", person=["market_position"])
    a_standing(far.firm, state="unmet", unmet=["debt", "revenue"])
    Signal.objects.create(workspace=weifang, firm=far.firm, code="revenue_falls", on=TODAY)

    def found(**filters):
        return [one.pk for one in queries.pool(county, PoolFilters(**filters))]

    assert found(near="eligible") == [near.pk]
    assert found(near="more") == [far.pk]
    assert found(near="unknown") == [open_.pk]
    assert found(near="one") == []
    assert found(signal="revenue_falls") == [far.pk]
    assert found(tier="little_giant") == []


@pytest.mark.django_db
def test_proposed_is_who_lacks_one_thing_at_most_and_is_nowhere_yet(weifang, county):
    near, far, there, holder, elsewhere = (a_firm(weifang) for _number in range(5))
    elsewhere.party.division = a_division(weifang, "370782", "诸城市")
    elsewhere.party.save(update_fields=["division"])
    for firm in (near, there, holder, elsewhere):
        a_standing(firm, state="unknown", unknown=["platform_score"])
    a_standing(far, state="unmet", unmet=["debt", "revenue"])
    a_pool_place(there)
    a_title(holder, "little_giant")

    standings = list(queries.proposed(county, PoolFilters()))
    assert [one.firm for one in standings] == [near]

    assert actions.enter_proposed(by=county, standings=standings, because="系统推荐") == 1
    assert PoolPlace.objects.get(firm=near).is_proposed
    assert not queries.proposed(county, PoolFilters()).exists()


@pytest.mark.django_db
def test_the_forecast_rests_on_what_came_of_past_entries(weifang, city_officer, acting):
    long_ago = datetime.date(2024, 3, 1)
    for number in range(6):
        firm = a_firm(weifang)
        a_pool_place(firm, entered_on=long_ago, lacked=0, left_on=TODAY, leaving="recognised")
        if number:
            a_title(firm, "srdi_sme", valid_from=datetime.date(2025, 1, 1))
    for _number in range(2):
        a_standing(a_pool_place(a_firm(weifang)).firm, state="met")
    a_batch(weifang)
    a_batch(weifang, name="第三批", closes_on=TODAY - datetime.timedelta(1))

    (found,) = queries.forecasts(acting(city_officer))

    assert found.forecast.firms["eligible"] == 2
    assert found.forecast.bases["eligible"].cases == 6
    assert found.forecast.bases["eligible"].recognised == 5
    assert found.forecast.expected == Decimal("1.7")


@pytest.mark.django_db
def test_limits_are_the_citys_and_count_from_the_next_sweep(weifang, county, city_officer, acting):
    with pytest.raises(actions.NotYours):
        actions.keep_limits(by=county, revenue_fall_share=Decimal(0), rd_share=Decimal(0), months=1)

    actions.keep_limits(
        by=acting(city_officer), revenue_fall_share=Decimal("0.2"), rd_share=Decimal("0.05"),
        months=3,
    )  # fmt: skip

    assert queries.limits_of(weifang).rd_share == Decimal("0.05")


# Sheets


def read(by, *rows):
    file = sent(workbook(["培育库"], list(HEAD), *rows))
    upload = sheets.receive(by=by, layout=layouts.get("cultivation_pool"), file=file, mapping=None)
    sheets.read(by=by, upload=upload)
    upload.refresh_from_db()
    return upload


def problems(upload) -> set[str]:
    return {problem["code"] for line in upload.rows.all() for problem in line.problems}


def committed(by, *rows):
    upload = read(by, *rows)
    assert not problems(upload)
    sheets.accept(by=by, upload=upload, version=upload.version, good_rows_only=False)
    sheets.commit(by=by, upload=upload)


@pytest.mark.django_db
def test_an_entry_list_comes_in_and_goes_out_again(weifang, county):
    firm = a_firm(weifang, code=CODE)
    row = [CODE, firm.party.name, "省级专精特新中小企业", "2026-03-01", "市级重点培育"]

    committed(county, row)
    committed(county, [*row[:4], "市级重点培育，第二年"])

    place = PoolPlace.objects.get()
    assert (place.tier, place.entered_on) == ("srdi_sme", datetime.date(2026, 3, 1))
    assert place.entered_because == "市级重点培育，第二年"
    (told,) = layouts.get("cultivation_pool").export(county)
    assert (told["code"], told["tier"]) == (CODE, "srdi_sme")
    assert str(told["division"]) == "青州市"


@pytest.mark.django_db
def test_rows_that_cannot_enter_say_why(weifang, county):
    other = codes.organisation("370782", 8)
    a_title(a_firm(weifang, code=CODE), "srdi_sme")
    a_firm(weifang, code=other, division=a_division(weifang, "370782", "诸城市"))
    tier, why = "省级专精特新中小企业", "好苗子"

    upload = read(
        county,
        [CODE, "", tier, "2026-03-01", why],
        [other, "", tier, "2026-03-01", why],
        [codes.organisation("370781", 9), "", tier, "2026-03-01", why],
        [CODE, "", "小巨人", "2027-03-01", why],
    )

    assert problems(upload) == {
        "holds-the-title", "firm-elsewhere", "firm-not-on-file", "entered-later",
    }  # fmt: skip
