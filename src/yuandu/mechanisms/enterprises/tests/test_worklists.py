"""What the officers work through: on screen, as a sheet, in the calendar, by the API."""

import datetime
import re
from io import BytesIO

import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from tests.people import TODAY, a_division
from yuandu.mechanisms.enterprises import calendars
from yuandu.mechanisms.enterprises.models import PoolPlace
from yuandu.mechanisms.enterprises.tests.records import (
    a_batch,
    a_firm,
    a_pool_place,
    a_standing,
    a_title,
    a_warning,
    an_announcement,
)

pytestmark = pytest.mark.django_db
NEXT = {"assessed": "recheck", "is_next": True}


@pytest.fixture
def zhucheng(weifang):
    return a_division(weifang, "370782", "诸城市")


def sheet_of(answer) -> list[list]:
    content = b"".join(answer.streaming_content)
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


# Eligible without a title


def test_an_officer_sees_the_eligible_of_the_own_county(
    weifang, zhucheng, sign_in, county_officer, other_county_officer, city_officer
):
    here, there = a_firm(weifang), a_firm(weifang, division=zhucheng)
    for firm in (here, there):
        a_standing(firm, state="person", person=["c1"])

    pages = {
        user: sign_in(user).get("/enterprises/eligible/").text
        for user in (county_officer, other_county_officer, city_officer)
    }

    assert [here.title in page for page in pages.values()] == [True, False, True]
    assert [there.title in page for page in pages.values()] == [False, True, True]
    way = f"/policies/check/{here.party_id}/{here.standings.get().sweep.version_id}/"
    assert way in pages[county_officer]
    assert sign_in(city_officer).get(way).status_code == 200


def test_who_holds_the_title_or_a_higher_one_is_no_work(weifang, sign_in, city_officer):
    same, higher, lower, over = (a_firm(weifang) for _number in range(4))
    for firm in (same, higher, lower, over):
        a_standing(firm)
    a_title(same, "srdi_sme")
    a_title(higher, "little_giant")
    a_title(lower, "innovative_sme")
    a_title(over, "srdi_sme", valid_from=datetime.date(2022, 1, 1))

    page = sign_in(city_officer).get("/enterprises/eligible/").text

    shown = [firm.title in page for firm in (same, higher, lower, over)]
    assert shown == [False, False, True, True]


def test_only_who_meets_the_book_is_eligible_and_filters_hold(weifang, sign_in, city_officer):
    met, waits, unmet = (a_firm(weifang) for _number in range(3))
    a_standing(met, "little_giant")
    a_standing(waits, state="person", person=["c1"])
    a_standing(unmet, state="unmet", unmet=["c1"])
    browser = sign_in(city_officer)

    def shown(query):
        page = browser.get(f"/enterprises/eligible/?{query}").text
        return [firm.title in page for firm in (met, waits, unmet)]

    assert shown("") == [True, True, False]
    assert shown("tier=little_giant") == [True, False, False]
    assert shown("state=person") == [False, True, False]
    assert shown("state=unmet&tier=emperor") == [True, True, False]
    assert shown(f"words={waits.title}") == [False, True, False]


def test_lists_say_that_nobody_was_measured_yet(sign_in, city_officer):
    for path in ("eligible/", "at-risk/", "pool/", "pool/proposed/", "pool/forecast/"):
        page = sign_in(city_officer).get(f"/enterprises/{path}")
        assert page.status_code == 200
        assert "还没有测算" in page.text


def test_the_sheet_has_the_rows_that_the_filters_let_through(weifang, sign_in, city_officer):
    firm, other = a_firm(weifang, phone="0536-5550001"), a_firm(weifang)
    a_standing(firm, margin="0.12", hinge="c1")
    a_standing(other, "little_giant")

    head, *rows = sheet_of(sign_in(city_officer).get("/enterprises/eligible.xlsx?tier=srdi_sme"))

    assert len(rows) == 1
    told = dict(zip((str(each).partition("（")[0] for each in head), rows[0], strict=True))
    assert firm.party.name in rows[0]
    assert "0536-5550001" in rows[0]
    assert told["余量"] == pytest.approx(12)


# At risk


def test_titles_at_risk_say_why_and_open_the_nearest_way(
    weifang, zhucheng, sign_in, county_officer
):
    firm, elsewhere = a_firm(weifang), a_firm(weifang, division=zhucheng)
    for one in (firm, elsewhere):
        a_warning(a_title(one), "unmet_next")
        a_standing(one, state="unmet", unmet=["c1"], **NEXT)
    over = a_warning(a_title(a_firm(weifang), valid_from=datetime.date(2022, 1, 1)))

    page = sign_in(county_officer).get("/enterprises/at-risk/").text

    assert firm.title in page
    assert "不符合下一版标准" in page
    assert "上年度研发费用不低于100万元" in page
    assert elsewhere.title not in page
    assert over.recognition.firm.title not in page
    assert firm.title not in sign_in(county_officer).get("/enterprises/at-risk/?months=3").text
    _head, *rows = sheet_of(sign_in(county_officer).get("/enterprises/at-risk.xlsx"))
    assert len(rows) == 1
    assert b"".join(
        sign_in(county_officer).get("/enterprises/at-risk.csv").streaming_content
    ).startswith("\ufeff".encode())


@pytest.mark.parametrize("path", ["eligible", "at-risk", "pool", "pool/proposed"])
def test_a_list_takes_as_many_queries_for_thirty_rows_as_for_one(
    weifang, sign_in, city_officer, path, django_assert_max_num_queries
):
    for _number in range(30):
        firm = a_firm(weifang)
        a_warning(a_title(firm, "little_giant"))
        a_pool_place(firm, "innovative_sme")
        a_standing(a_firm(weifang))
        a_standing(firm, "little_giant", **NEXT)

    browser = sign_in(city_officer)
    with django_assert_max_num_queries(20):
        assert browser.get(f"/enterprises/{path}/").status_code == 200


def test_the_city_measures_by_a_button_and_nobody_else(sign_in, city_officer, county_officer):
    assert sign_in(city_officer).post("/enterprises/sweep/").status_code == 302
    assert sign_in(county_officer).post("/enterprises/sweep/").status_code == 403


# The pool's pages


def test_an_officer_puts_a_firm_in_and_takes_it_out_by_the_pages(weifang, sign_in, county_officer):
    firm, browser = a_firm(weifang), sign_in(county_officer)
    page = f"/enterprises/{firm.pk}/pool/"

    assert browser.post(page, {"tier": "srdi_sme", "because": ""}).status_code == 422
    assert browser.post(page, {"tier": "srdi_sme", "because": "好苗子"}).status_code == 302
    assert browser.post(page, {"tier": "srdi_sme", "because": "好苗子"}).status_code == 422
    place = PoolPlace.objects.get()
    assert "好苗子" in browser.get("/enterprises/pool/").text
    out = f"/enterprises/pool/{place.pk}/leave/"
    assert browser.get(out).status_code == 200
    assert browser.post(out, {"leaving": "moved", "because": "迁往外地"}).status_code == 302
    assert "迁往外地" in browser.get("/enterprises/pool/gone/").text


def test_those_ticked_among_the_proposed_go_into_the_pool(weifang, sign_in, county_officer):
    rows = [a_standing(a_firm(weifang), state="unmet", unmet=["c1"]) for _number in range(3)]
    browser, page = sign_in(county_officer), "/enterprises/pool/proposed/"

    assert browser.post(page, {"because": "系统推荐"}).status_code == 422
    chosen = {"standing": [rows[0].pk, rows[2].pk], "because": "系统推荐"}
    assert browser.post(page, chosen).status_code == 302

    assert {place.firm for place in PoolPlace.objects.all()} == {rows[0].firm, rows[2].firm}
    # Who went in meanwhile is not among the rows any more.
    assert browser.post(page, chosen).status_code == 422


def test_a_batch_is_entered_by_the_city_and_forecast_without_cases_says_so(
    weifang, sign_in, city_officer, county_officer
):
    form = {
        "tier": "srdi_sme", "name": "2027年度", "opens_on": "2027-04-01", "closes_on": "2027-03-01",
    }  # fmt: skip
    page = "/enterprises/pool/forecast/"
    assert sign_in(county_officer).post(page, form).status_code == 403
    assert sign_in(city_officer).post(page, form).status_code == 422
    assert sign_in(city_officer).post(page, form | {"closes_on": "2027-05-01"}).status_code == 302
    a_pool_place(a_firm(weifang))

    assert "样本不足" in sign_in(county_officer).get(page).text


def test_limits_are_given_in_percent(weifang, sign_in, city_officer, county_officer):
    page = "/enterprises/pool/limits/"
    assert sign_in(county_officer).get(page).status_code == 403
    browser = sign_in(city_officer)
    assert browser.post(page, {"revenue_fall": "120", "rd": "3", "months": 12}).status_code == 422
    assert browser.post(page, {"revenue_fall": "15", "rd": "2.5", "months": 6}).status_code == 302
    assert 'value="2.5"' in browser.get(page).text


# The calendar


def events(content: bytes) -> dict:
    feed = Calendar.from_ical(content)
    return {str(event["UID"]): event for event in feed.walk("VEVENT")}


def test_titles_come_as_a_calendar_of_the_own_reach(
    weifang, zhucheng, sign_in, county_officer, client
):
    title = a_title(a_firm(weifang), valid_from=datetime.date(2025, 1, 10))
    a_title(a_firm(weifang, division=zhucheng), valid_from=datetime.date(2025, 1, 10))
    browser = sign_in(county_officer)

    answer = browser.get("/enterprises/expiry.ics")

    found = events(answer.content)
    assert set(found) == {
        f"title-{title.pk}@weifang.yuandu",
        f"recheck-{title.pk}@weifang.yuandu",
        "update-2027@weifang.yuandu",
        "update-2028@weifang.yuandu",
    }
    last = found[f"title-{title.pk}@weifang.yuandu"]
    assert last["DTSTART"].dt == datetime.date(2028, 1, 9)
    assert last["URL"] == f"http://localhost:8000/weifang/enterprises/{title.firm_id}/"
    before = found[f"recheck-{title.pk}@weifang.yuandu"]
    assert before["DTSTART"].dt == datetime.date(2027, 7, 9)
    # Subscribed, the same days come by a secret address, in the reader's language.
    page = browser.post("/clocks/", {"act": "open"}).text
    address = re.search(r"<code>http://localhost:8000(\S*/clocks/titles/[^<\s]+)</code>", page)[1]
    assert set(events(client.get(address).content)) == set(found)
    assert client.get(address.replace("/titles/", "/nothing/")).status_code == 404


def test_the_calendar_is_as_rfc_5545_wants_it(weifang, sign_in, city_officer):
    firm = a_firm(weifang, name="示例，精密；铸造\\锻压" * 8)
    source = an_announcement(weifang, document="样本公告〔2025〕1号")
    a_title(firm, announcement=source, valid_from=datetime.date(2025, 1, 10))

    content = sign_in(city_officer).get("/enterprises/expiry.ics").content

    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert "示例，精密；铸造\\\\锻压" in unfolded  # a backslash is written twice
    summary = next(e["SUMMARY"] for uid, e in events(content).items() if uid.startswith("title"))
    assert firm.party.name in summary


def test_a_title_of_a_firm_with_commas_is_escaped(weifang, sign_in, city_officer):
    firm = a_firm(weifang, name="Sample Valves, Ltd; Qingzhou")
    a_title(firm, valid_from=datetime.date(2025, 1, 10))

    content = sign_in(city_officer).get("/enterprises/expiry.ics").content.replace(b"\r\n ", b"")

    assert b"Sample Valves\\, Ltd\\; Qingzhou" in content


def test_an_owner_has_the_days_of_the_own_firm(weifang, owner, acting):
    assert list(calendars.entries(acting(owner))) == []


# By the API


def test_programs_read_the_same_rows(weifang, sign_in, county_officer, city_officer):
    firm = a_firm(weifang)
    a_standing(firm, state="person", person=["c1"])
    a_warning(a_title(a_firm(weifang), "little_giant"), "runs_out")
    a_pool_place(firm)
    a_batch(weifang)
    browser = sign_in(county_officer)

    eligible = browser.get("/api/v1/enterprises/eligible").json()
    assert (eligible["total"], eligible["rows"][0]["firm"]["name"]) == (1, firm.party.name)
    assert eligible["rows"][0]["tier"] == "srdi_sme"
    risk = browser.get("/api/v1/enterprises/at-risk?reason=runs_out").json()
    assert risk["rows"][0]["reasons"] == ["runs_out"]
    assert browser.get("/api/v1/enterprises/at-risk?reason=unmet_now").json()["total"] == 0
    pool = browser.get("/api/v1/enterprises/pool").json()
    assert (pool["rows"][0]["near"], pool["rows"][0]["lacks"]) == ("eligible", 0)
    (batch,) = browser.get("/api/v1/enterprises/pool/forecast").json()
    assert (batch["total"], batch["expected"]) == (1, None)
    (book,) = browser.get("/api/v1/enterprises/measured").json()
    assert book["on"] == TODAY.isoformat()
