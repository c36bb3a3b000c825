"""Pages of meetings and pledges, their calendar files and sheet."""

import datetime

import pytest
from icalendar import Calendar

from tests.people import TODAY
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.projects.tests.records import a_project
from yuandu.mechanisms.reforms import calendars, rules
from yuandu.mechanisms.reforms.models import Meeting, Pledge
from yuandu.mechanisms.reforms.tests.records import a_meeting, a_pledge
from yuandu.mechanisms.visits.actions import NewDifficulty
from yuandu.mechanisms.visits.tests.records import a_difficulty

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def city(weifang, city_officer):
    return actor_for(city_officer, weifang)


@pytest.fixture
def desk(sign_in, city_officer):
    return sign_in(city_officer)


def test_pages_take_few_queries_however_much_was_promised(
    weifang, city, desk, city_officer, department_officer, django_assert_max_num_queries
):
    meeting = a_meeting(
        weifang, rules.HELD, people=(department_officer,), organisations=("示例局",)
    )
    for _ in range(4):
        a_pledge(city, meeting, department_officer, city_officer, project=a_project(weifang))

    for url in ("/reforms/meetings/", meeting.get_absolute_url(), "/reforms/pledges/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            page = desk.get(url)
        assert meeting.name in page.text


def test_an_officer_calls_a_meeting_and_writes_down_what_is_promised(
    weifang, desk, city_officer, department_officer
):
    typed = {
        "name": "示例现场推进会",
        "kind": "on_site",
        "on": TODAY.isoformat(),
        "from_time": "09:00",
        "to_time": "11:30",
        "place": "示例产业园",
        "office": "市重大项目办",
        "agenda": "观摩\n\n表态",
        "people": [department_officer.pk],
        "organisations": "示例局\n示例公司",
    }
    assert desk.post("/reforms/meetings/add/", typed | {"to_time": "08:00"}).status_code == 422
    desk.post("/reforms/meetings/add/", typed)
    meeting = Meeting.objects.get()
    assert (meeting.items, meeting.attendees.count()) == (["观摩", "表态"], 3)
    changed = typed | {"version": "1", "place": "另一处", "organisations": ""}
    desk.post(f"/reforms/meetings/{meeting.pk}/edit/", changed)
    assert desk.get(f"/reforms/meetings/{meeting.pk}/pledge/").status_code == 403

    held, project = a_meeting(weifang, rules.HELD), a_project(weifang)
    promised = {
        "words": "完成组卷",
        "giver": department_officer.pk,
        "receiver": city_officer.pk,
        "due_on": TODAY.isoformat(),
        "project": "没有这个代码",
    }
    refused = desk.post(f"/reforms/meetings/{held.pk}/pledge/", promised)
    assert "没有您可查看的这个代码的项目" in refused.text
    yesterday = promised | {"project": "", "due_on": str(TODAY - datetime.timedelta(days=1))}
    assert desk.post(f"/reforms/meetings/{held.pk}/pledge/", yesterday).status_code == 422
    desk.post(f"/reforms/meetings/{held.pk}/pledge/", promised | {"project": project.code})
    assert Pledge.objects.get().project == project


def test_a_difficulty_is_found_by_its_words(
    weifang, desk, city, city_officer, department_officer, sign_in
):
    for title in ("二期用电容量不足", "二期用地未批"):
        a_difficulty(weifang, said=NewDifficulty(factor="other", title=title))
    held = a_meeting(weifang, rules.HELD)
    typed = {
        "words": "协调解决",
        "giver": department_officer.pk,
        "receiver": city_officer.pk,
        "due_on": TODAY.isoformat(),
        "about": "二期",
    }
    url = f"/reforms/meetings/{held.pk}/pledge/"

    found = desk.post(url, typed | {"find": "1"})
    assert found.status_code == 200
    assert all(said in found.text for said in ("二期用电容量不足", "二期用地未批", "协调解决"))
    assert "有多条困难问题" in desk.post(url, typed).text
    assert "没有含这些字词" in desk.post(url, typed | {"about": "天然气"}).text
    assert not Pledge.objects.exists()

    desk.post(url, typed | {"about": "用电"})
    assert Pledge.objects.get().difficulty.title == "二期用电容量不足"
    due = sign_in(department_officer)
    assert "我在会议上的承诺" in due.get("/workbench/").text
    assert "协调解决" in due.get("/reforms/pledges/?show=due").text
    assert "协调解决" not in desk.get("/reforms/pledges/?show=due").text


def test_the_giver_shows_what_was_done_and_the_city_passes_on(
    weifang, city, desk, sign_in, city_officer, department_officer, leader
):
    pledge = a_pledge(city, a_meeting(weifang, rules.HELD), department_officer, city_officer)
    office = sign_in(department_officer)

    assert desk.get(f"/reforms/pledges/{pledge.pk}/fulfil/").status_code == 403
    passed = desk.post(
        f"/reforms/pledges/{pledge.pk}/pass-on/", {"to": leader.pk, "words": "岗位调整"}
    )
    assert passed.status_code == 302
    assert office.get(f"/reforms/pledges/{pledge.pk}/fulfil/").status_code == 403
    done = sign_in(leader).post(f"/reforms/pledges/{pledge.pk}/fulfil/", {"words": "已办"})
    assert done.status_code == 302
    assert "待确认" in desk.get("/reforms/pledges/?show=claimed").text


def test_a_meeting_and_what_is_due_go_into_a_calendar(
    weifang, city, desk, city_officer, department_officer
):
    meeting = a_meeting(weifang, rules.HELD)
    pledge = a_pledge(city, meeting, department_officer, city_officer)

    (event,) = Calendar.from_ical(
        desk.get(f"{meeting.get_absolute_url()}meeting.ics").content
    ).walk("VEVENT")
    (due,) = Calendar.from_ical(desk.get("/reforms/pledges/pledges.ics").content).walk("VEVENT")

    assert event["location"] == meeting.place
    assert event["dtstart"].dt.isoformat() == f"{TODAY}T09:00:00+08:00"
    assert due["dtstart"].dt == pledge.promise.due_on
    assert {each.on for each in calendars.entries(city)} == {TODAY, pledge.promise.due_on}


def test_the_sheet_hands_out_what_the_tracker_shows(
    weifang, city, desk, city_officer, department_officer
):
    meeting = a_meeting(weifang, rules.HELD)
    a_pledge(city, meeting, department_officer, city_officer)

    def lines(show):
        answer = desk.get(f"/reforms/pledges/pledges.csv?show={show}")
        return b"".join(answer.streaming_content).decode()

    assert "出具用地预审意见" in lines("running")
    assert "出具用地预审意见" not in lines("kept")
