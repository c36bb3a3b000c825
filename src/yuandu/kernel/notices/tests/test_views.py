"""The in-box and the robots' pages: they work, and show nobody what is not theirs."""

import pytest

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions, queries
from yuandu.kernel.notices.models import Delivery, Notice, Robot

TOLD = {"who": "<b>张工</b>", "due_on": "2026-11-24"}
FORM = {
    "name": "调度群",
    "platform": "wecom",
    "address": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcdef",
    "secret": "",
    "division": "",
    "language": "zh-hans",
    "is_active": "on",
}


@pytest.fixture
def notice(weifang, leader) -> Notice:
    actions.send(
        by=Actor.system(weifang), to=[leader.pk], kind="story.told", url="/stories/1/", **TOLD
    )
    return Notice.objects.get()


@pytest.fixture
def robot(weifang) -> Robot:
    return actions.keep_robot(
        by=Actor.system(weifang), name="群", platform="wecom", address=FORM["address"]
    )


def test_the_in_box_shows_what_one_was_told(sign_in, leader, notice):
    page = sign_in(leader).get("/inbox/")

    assert page.status_code == 200
    assert "&lt;b&gt;张工&lt;/b&gt; told a story" in page.text
    assert f'href="/weifang/inbox/{notice.pk}/"' in page.text


def test_the_in_box_refreshes_by_a_fragment(sign_in, leader, notice):
    fragment = sign_in(leader).get("/inbox/", headers={"HX-Request": "true"})

    assert "told a story" in fragment.text
    assert "<html" not in fragment.text


def test_the_in_box_takes_few_queries(sign_in, leader, notice, django_assert_max_num_queries):
    client = sign_in(leader)

    with django_assert_max_num_queries(10):
        client.get("/inbox/")


def test_opening_a_notice_takes_it_as_read_and_leads_on(sign_in, leader, notice, acting):
    answer = sign_in(leader).get(f"/inbox/{notice.pk}/")

    assert answer.headers["Location"] == "/weifang/stories/1/"
    assert queries.unread(acting(leader)) == 0


def test_somebody_elses_notice_does_not_exist(sign_in, auditor, notice):
    assert sign_in(auditor).get(f"/inbox/{notice.pk}/").status_code == 404


def test_all_is_taken_as_read_by_one_button(sign_in, leader, notice, acting):
    client = sign_in(leader)

    assert client.get("/inbox/read/").status_code == 405
    assert client.post("/inbox/read/").status_code == 302
    assert queries.unread(acting(leader)) == 0


def test_one_chooses_when_to_be_written_to(sign_in, leader, acting):
    client = sign_in(leader)

    assert client.get("/inbox/settings/").status_code == 200
    assert client.post("/inbox/settings/", {"mail": "weekly"}).status_code == 302
    assert queries.mail_preference(acting(leader)) == "weekly"
    assert client.post("/inbox/settings/", {"mail": "hourly"}).status_code == 422


@pytest.mark.parametrize("path", ["/inbox/", "/inbox/settings/", "/inbox/1/", "/robots/"])
def test_nobody_signed_in_finds_nothing(sign_in, path):
    assert sign_in().get(path).status_code in {302, 404}


@pytest.mark.parametrize("path", ["/robots/", "/robots/new/"])
def test_strangers_find_no_robots_and_officers_may_not_have_them(
    sign_in, stranger, city_officer, path
):
    assert sign_in(stranger).get(path).status_code == 404
    assert sign_in(city_officer).get(path).status_code == 403


def test_an_auditor_sees_robots_but_keeps_none(sign_in, auditor, robot):
    client = sign_in(auditor)

    page = client.get("/robots/")
    assert "qyapi.weixin.qq.com/…cdef" in page.text
    assert "abcdef" not in page.text
    assert client.get(f"/robots/{robot.pk}/").status_code == 403
    assert client.post(f"/robots/{robot.pk}/try/").status_code == 403


def test_an_administrator_adds_and_changes_a_robot(sign_in, administrator):
    client = sign_in(administrator)

    assert client.post("/robots/new/", FORM | {"secret": "SEC1"}).status_code == 302
    robot = Robot.objects.get()
    page = client.get(f"/robots/{robot.pk}/")
    assert "SEC1" not in page.text
    client.post(f"/robots/{robot.pk}/", FORM | {"name": "新群", "is_active": ""})

    robot.refresh_from_db()
    assert (robot.name, robot.secret, robot.is_active) == ("新群", "SEC1", False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "https://127.0.0.1/"},
        {"address": "http://qyapi.weixin.qq.com/"},
        {"address": "javascript:alert(1)"},
        {"platform": "telex"},
        {"name": ""},
        {"name": "群"},
        {"division": "999"},
    ],
)
def test_an_odd_robot_is_refused_with_words(sign_in, administrator, robot, wrong):
    page = sign_in(administrator).post("/robots/new/", FORM | wrong)

    assert page.status_code == 422
    assert "field-errors" in page.text
    assert Robot.objects.count() == 1


def test_a_trial_is_on_its_way_and_shown(sign_in, administrator, robot):
    client = sign_in(administrator)

    client.post(f"/robots/{robot.pk}/try/")

    assert Delivery.objects.get().state == "waiting"
    assert Delivery.objects.get().text in client.get("/robots/").text


def test_what_failed_is_shown_with_its_fault_and_a_button(sign_in, administrator, robot):
    failed = Delivery.objects.create(
        workspace=robot.workspace,
        robot=robot,
        title="催报",
        text="x",
        state="failed",
        fault="93000: invalid webhook url",
    )
    client = sign_in(administrator)

    assert "93000: invalid webhook url" in client.get("/robots/").text
    client.post(f"/robots/messages/{failed.pk}/again/")

    failed.refresh_from_db()
    assert failed.state == "waiting"


def test_the_api_gives_the_callers_notices(sign_in, leader, auditor, notice):
    client = sign_in(leader)

    inbox = client.get("/api/v1/notices/").json()
    assert inbox["unread"] == 1
    assert inbox["notices"][0]["kind"] == "story.told"
    assert sign_in(auditor).get("/api/v1/notices/").json() == {"unread": 0, "notices": []}
    assert sign_in(auditor).post(f"/api/v1/notices/{notice.pk}/read/").status_code == 404
    assert client.post(f"/api/v1/notices/{notice.pk}/read/").json()["read_at"]
    assert client.get("/api/v1/notices/?limit=0").status_code == 422
