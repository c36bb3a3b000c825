"""Messages to groups go out in the group's language and county, and what fails stays visible."""

import datetime

import pytest
from django.conf import settings as configured
from django.utils import timezone

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.notices import actions, chores, delivery, outgoing, queries
from yuandu.kernel.notices.models import Delivery, Robot

TOLD = {"who": "张工", "due_on": "2026-11-24"}
ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcdef"


def a_robot(workspace, name="调度群", **fields) -> Robot:
    return actions.keep_robot(
        by=Actor.system(workspace),
        **{"name": name, "platform": "wecom", "address": ADDRESS} | fields,
    )


def a_delivery(workspace) -> Delivery:
    robot = a_robot(workspace)
    return Delivery.objects.create(workspace=workspace, robot=robot, title="催报", text="请报送")


class Platform:
    """Stands in for the platform: answers in turn, and keeps what it was sent."""

    def __init__(self, *answers):
        self.answers, self.calls = list(answers), []

    def __call__(self, address, body, hosts):
        self.calls.append((address, body))
        assert hosts == configured.WEBHOOK_HOSTS
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_a_message_reaches_the_groups_it_concerns_in_their_language(weifang):
    qingzhou, zhucheng = a_division(weifang), a_division(weifang, "370782", "诸城市")
    a_robot(weifang)
    a_robot(weifang, "青州群", division=qingzhou, language="en")
    a_robot(weifang, "诸城群", division=zhucheng)
    a_robot(weifang, "旧群", is_active=False)

    number = actions.announce(
        by=Actor.system(weifang), kind="story.told", url="/x/", divisions=[qingzhou], **TOLD
    )

    said = {message.robot.name: message for message in Delivery.objects.all()}
    assert number == 2
    assert set(said) == {"调度群", "青州群"}
    assert said["青州群"].text == "张工 told a story, due on Nov. 24, 2026."
    assert said["调度群"].text == "张工 told a story, due on 2026年11月24日."
    assert said["调度群"].link == "http://localhost:8000/weifang/x/"


def test_what_the_platform_takes_is_sent_once(weifang):
    waiting, platform = a_delivery(weifang), Platform({"errcode": 0})

    assert delivery.attempt(waiting.pk, platform) is None
    assert delivery.attempt(waiting.pk, platform) is None

    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("sent", 1)
    assert [address for address, _ in platform.calls] == [ADDRESS]


def test_a_failed_message_is_tried_again_after_ever_longer_waits(weifang):
    waiting = a_delivery(weifang)
    failures = [outgoing.CallFailed("no connection"), {"errcode": -1, "errmsg": "busy"}]
    platform = Platform(*failures, *failures, {"errcode": 45009, "errmsg": "too many"})

    waits = [delivery.attempt(waiting.pk, platform) for _ in range(6)]

    waiting.refresh_from_db()
    assert [wait and wait.seconds // 60 for wait in waits] == [1, 5, 30, 120, None, None]
    assert (waiting.state, waiting.attempts, waiting.fault) == ("failed", 5, "45009: too many")


def test_an_address_that_may_not_be_called_is_not_tried_again(weifang):
    waiting = a_delivery(weifang)

    refusal = outgoing.AddressRefused("inner-network", ADDRESS)
    assert delivery.attempt(waiting.pk, Platform(refusal)) is None

    waiting.refresh_from_db()
    assert waiting.state == "failed"


def test_what_failed_can_be_sent_again_and_what_was_sent_cannot(weifang):
    failed = a_delivery(weifang)
    delivery.attempt(failed.pk, Platform(outgoing.AddressRefused("inner-network", ADDRESS)))

    actions.deliver_again(by=Actor.system(weifang), delivery=failed)
    delivery.attempt(failed.pk, Platform({"errcode": 0}))
    actions.deliver_again(by=Actor.system(weifang), delivery=failed)

    failed.refresh_from_db()
    assert failed.state == "sent"


def test_administrators_hear_of_groups_that_were_not_reached(weifang, administrator, acting):
    failed = a_delivery(weifang)
    delivery.attempt(failed.pk, Platform(outgoing.AddressRefused("inner-network", ADDRESS)))

    chores.look_after_groups(weifang)
    chores.look_after_groups(weifang)

    [notice] = queries.visible_to(acting(administrator))
    assert (notice.kind, notice.params) == ("robot.undelivered", {"number": 1})


def test_a_message_left_behind_by_a_dead_worker_is_tried_again(weifang):
    waiting = a_delivery(weifang)
    long_ago = timezone.now() - datetime.timedelta(days=1)
    Delivery.objects.filter(pk=waiting.pk).update(at=long_ago)
    Robot.objects.update(address="https://no-longer-listed.example/")

    chores.look_after_groups(weifang)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("failed", 1)


def test_a_robots_address_and_secret_stay_out_of_the_log(weifang):
    robot = a_robot(weifang, secret="SEC1")
    actions.keep_robot(
        by=Actor.system(weifang), robot=robot, name="群", platform="wecom", address=ADDRESS
    )

    robot.refresh_from_db()
    assert robot.secret == "SEC1"
    assert "abcdef" not in str([entry.details for entry in Entry.objects.all()])


def test_a_robot_cannot_stand_anywhere_else(weifang):
    with pytest.raises(outgoing.AddressRefused):
        a_robot(weifang, address="https://127.0.0.1/")

    assert not Robot.objects.exists()
