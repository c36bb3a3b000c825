"""Pages of promises, people and clocks: they work, they refuse, they say who is silent."""

import datetime

import pytest
from icalendar import Calendar

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle import actions
from yuandu.kernel.lifecycle.models import Assignment, CalendarKey, Promise
from yuandu.kernel.lifecycle.tests.tables import a_firm

FRIDAY = datetime.date(2026, 11, 27)
LATER = datetime.date(2026, 12, 10)


@pytest.fixture
def firm(weifang):
    return a_firm(weifang)


@pytest.fixture
def land(firm, department_officer, county_officer, acting) -> Promise:
    return actions.promise(
        by=acting(department_officer),
        subject=firm,
        words="三个工作日内答复用地意见",
        giver=department_officer,
        receiver=county_officer,
        due_days=3,
    )


def on(workspace, day) -> None:
    workspace.today_on = day
    workspace.save(update_fields=["today_on"])


def shown(sign_in, user, which) -> bool:
    return "答复用地意见" in sign_in(user).get(f"/promises/?show={which}").text


def test_each_finds_it_in_the_list_where_they_look(
    sign_in, land, department_officer, county_officer, city_officer, other_county_officer
):
    assert shown(sign_in, department_officer, "mine")
    assert not shown(sign_in, department_officer, "to_me")
    assert shown(sign_in, county_officer, "to_me")
    assert shown(sign_in, city_officer, "running")
    assert not shown(sign_in, city_officer, "overdue")
    assert not shown(sign_in, other_county_officer, "running")


def test_who_is_silent_is_named(sign_in, land, weifang, leader):
    on(weifang, LATER)

    assert shown(sign_in, leader, "overdue")
    page = sign_in(leader).get("/promises/?show=silent", headers={"Accept-Language": "en"})
    assert "department_officer is silent" in page.text


def test_the_receivers_silence_shows_too(
    sign_in, land, weifang, leader, department_officer, acting
):
    actions.claim(by=acting(department_officer), promise=land)
    on(weifang, LATER)

    page = sign_in(leader).get("/promises/?show=silent", headers={"Accept-Language": "en"})
    assert "county_officer is silent" in page.text


def test_lists_cost_few_queries(sign_in, land, city_officer, django_assert_max_num_queries):
    client = sign_in(city_officer)

    with django_assert_max_num_queries(12):
        client.get("/promises/?show=running")


def test_an_unknown_list_is_no_page(sign_in, city_officer):
    assert sign_in(city_officer).get("/promises/?show=all").status_code == 404
    assert sign_in(city_officer).get("/promises/?page=x").status_code == 200


def test_the_list_refreshes_by_a_fragment(sign_in, land, department_officer):
    fragment = sign_in(department_officer).get("/promises/", headers={"HX-Request": "true"})

    assert "答复用地意见" in fragment.text
    assert "<html" not in fragment.text


def test_a_promise_is_claimed_and_confirmed_on_its_page(
    sign_in, land, department_officer, county_officer
):
    address = f"/promises/{land.pk}/"

    assert f"{address}claim/" in sign_in(department_officer).get(address).text
    assert f"{address}confirm/" not in sign_in(department_officer).get(address).text
    assert sign_in(department_officer).post(f"{address}claim/").status_code == 302
    assert f"{address}confirm/" in sign_in(county_officer).get(address).text
    assert sign_in(county_officer).post(f"{address}confirm/").status_code == 302
    land.refresh_from_db()
    assert land.state == "kept"


def test_words_that_are_missing_or_too_late_are_said_on_the_page(
    sign_in, land, department_officer, county_officer, acting
):
    client, address = sign_in(county_officer), f"/promises/{land.pk}/"

    assert client.post(f"{address}withdraw/", {"words": " "}).status_code == 422
    actions.confirm(by=acting(county_officer), promise=land)
    late = client.post(f"{address}withdraw/", {"words": "算了吧"})
    assert late.status_code == 409
    assert "算了吧" in late.text


def test_others_may_not_answer_and_strangers_find_nothing(
    sign_in, land, city_officer, other_county_officer, stranger
):
    address = f"/promises/{land.pk}/"

    assert sign_in(city_officer).get(address).status_code == 200
    assert sign_in(city_officer).post(f"{address}confirm/").status_code == 403
    assert sign_in(city_officer).post(f"{address}dance/").status_code == 404
    assert sign_in(city_officer).get(f"{address}confirm/").status_code == 405
    assert sign_in(other_county_officer).get(address).status_code == 404
    assert sign_in(stranger).get(address).status_code == 404


def test_a_promise_is_put_on_record(sign_in, firm, city_officer, owner, department_officer):
    client = sign_in(city_officer)
    address = f"/promises/about/registry.party/{firm.pk}/"
    form = {
        "words": "协调电力增容",
        "giver": department_officer.pk,
        "receiver": owner.pk,
        "due_days": "5",
        "due_on": "",
        "rhythm": "usual",
    }

    assert client.get(address).status_code == 200
    for odd in {"due_on": "2026-12-01"}, {"due_days": ""}, {"receiver": department_officer.pk}:
        page = client.post(address, form | odd)
        assert page.status_code == 422
        assert "协调电力增容" in page.text
    assert client.post(address, form).status_code == 302
    assert Promise.objects.get().receiver == owner


@pytest.mark.parametrize("about", ["registry.party/999999", "projects.nothing/1"])
def test_nobody_promises_about_nothing(sign_in, city_officer, about):
    assert sign_in(city_officer).get(f"/promises/about/{about}/").status_code == 404


def test_people_are_assigned_handed_over_and_released(
    sign_in, firm, city_officer, leader, owner, auditor
):
    client, address = sign_in(city_officer), f"/charges/about/registry.party/{firm.pk}/"
    form = {"user": leader.pk, "role": "leader", "from_on": "2026-03-01"}

    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 409
    assert client.post(address, form | {"role": "king"}).status_code == 422
    standing = Assignment.objects.get()
    over = f"/charges/{standing.pk}/hand-over/"
    assert client.get(over).status_code == 200
    assert client.post(over, {"to": leader.pk, "on": "2026-11-24"}).status_code == 422
    assert client.post(over, {"to": owner.pk, "on": "2026-11-24"}).status_code == 302
    successor = Assignment.objects.get(to_on=None)
    assert client.post(f"/charges/{successor.pk}/release/").status_code == 302
    assert not Assignment.objects.filter(to_on=None).exists()
    assert sign_in(auditor).get(address).status_code == 200
    assert sign_in(auditor).post(address, form).status_code == 403
    assert sign_in(auditor).get(over).status_code == 403


def address_on(page) -> str:
    return page.text.partition("<code>http://localhost:8000")[2].partition("</code>")[0]


def test_ones_clocks_come_as_a_calendar(
    sign_in, land, weifang, firm, city_officer, department_officer, leader, acting, client
):
    track = actions.start(by=Actor.system(weifang), subject=firm, cycle="works", on=TODAY)
    actions.plan(by=Actor.system(weifang), track=track, stage="building", planned_on=LATER)
    actions.assign(
        by=acting(city_officer),
        subject=firm,
        user=department_officer,
        role="officer",
        from_on=TODAY,
    )
    department_officer.language = "en"
    department_officer.save(update_fields=["language"])
    address = address_on(sign_in(department_officer).post("/clocks/", {"act": "open"}))

    answer = client.get(address)

    feed = Calendar.from_ical(answer.content)
    events = {event["UID"]: event for event in feed.walk("VEVENT")}
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert feed["VERSION"] == "2.0"
    assert not feed.errors
    assert "sessionid" not in answer.cookies
    promised = events[f"promise-{land.pk}@weifang.yuandu"]
    assert promised["SUMMARY"] == "I promised: 三个工作日内答复用地意见"
    assert promised["DTSTART"].dt == FRIDAY
    assert promised["DTEND"].dt == FRIDAY + datetime.timedelta(1)
    assert promised["URL"] == f"http://localhost:8000/weifang/promises/{land.pk}/"
    assert "DTSTAMP" in promised
    planned = events[f"plan-{track.plans.get().pk}@weifang.yuandu"]
    assert (planned["SUMMARY"], planned["DTSTART"].dt) == (
        "Planned: “Building”, 示例重工有限公司",
        LATER,
    )


def test_a_new_address_makes_the_old_one_void_and_closing_both(sign_in, leader, client):
    mine = sign_in(leader)
    first, second = (address_on(mine.post("/clocks/", {"act": "open"})) for _ in range(2))

    assert [client.get(address).status_code for address in (first, second)] == [404, 200]
    assert second not in mine.get("/clocks/").text
    mine.post("/clocks/", {"act": "close"})
    assert client.get(second).status_code == 404
    assert not CalendarKey.objects.exists()
    assert second not in str([entry.details for entry in Entry.objects.all()])


def test_the_feed_ends_with_the_post_and_does_not_open_elsewhere(
    sign_in, leader, client, weifang, elsewhere
):
    address = address_on(sign_in(leader).post("/clocks/", {"act": "open"}))

    assert client.get(address.replace("/weifang/", "/elsewhere/")).status_code == 404
    leader.posts.update(to_on=TODAY - datetime.timedelta(1))
    assert client.get(address).status_code == 404
    leader.posts.update(to_on=None)
    leader.is_active = False
    leader.save(update_fields=["is_active"])
    assert client.get(address).status_code == 404


def test_rhythms_are_seen_by_all_and_kept_by_administrators(
    sign_in, administrator, city_officer, land
):
    form = {"offsets": "0、2，5", "anchor": "due", "unit": "calendar"}

    assert "-1, 0, 3, 7" in sign_in(city_officer).get("/clocks/rhythms/").text
    assert sign_in(city_officer).get("/clocks/rhythms/usual/").status_code == 403
    client = sign_in(administrator)
    assert client.get("/clocks/rhythms/usual/").status_code == 200
    assert client.get("/clocks/rhythms/waltz/").status_code == 404
    assert client.post("/clocks/rhythms/usual/", form | {"offsets": "bald"}).status_code == 422
    assert client.post("/clocks/rhythms/usual/", form).status_code == 302
    assert "0, 2, 5" in client.get("/clocks/rhythms/").text
    land.refresh_from_db()
    assert land.next_reminder_on == FRIDAY
