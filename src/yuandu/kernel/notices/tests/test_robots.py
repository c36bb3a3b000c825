"""Robots are called in their platform's way, and nowhere but on the platforms."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.notices import outgoing, robots
from yuandu.kernel.notices.robots import LONGEST_MESSAGE, Message

AT = datetime.datetime(2026, 11, 24, 7, 30, tzinfo=datetime.UTC)
HOSTS = ["qyapi.weixin.qq.com", "oapi.dingtalk.com"]
MESSAGE = Message("催报", "青州市、诸城市尚未报送", "https://city.example/weifang/", "打开")


def test_wecom_gets_markdown():
    call = robots.call("wecom", "https://x/send?key=k", "", MESSAGE, AT)

    assert call.address == "https://x/send?key=k"
    assert call.body == {
        "msgtype": "markdown",
        "markdown": {
            "content": "### 催报\n\n青州市、诸城市尚未报送\n\n[打开](https://city.example/weifang/)"
        },
    }


def test_dingtalk_gets_its_signature_in_the_address():
    call = robots.call("dingtalk", "https://x/robot/send?access_token=t", "SEC1", MESSAGE, AT)

    query = parse_qs(urlsplit(call.address).query)
    # Computed by hand: HMAC-SHA256 over "1795505400000\nSEC1" with the key "SEC1".
    assert query == {
        "access_token": ["t"],
        "timestamp": ["1795505400000"],
        "sign": ["1msbLjWRsL05Dm+2Ez/E/rcnNhabImODwUTHj7LmGwY="],
    }
    assert call.body["markdown"]["title"] == "催报"


def test_feishu_gets_its_signature_in_the_body():
    call = robots.call("feishu", "https://x/hook/t", "SEC1", MESSAGE, AT)

    assert (call.address, call.body["timestamp"]) == ("https://x/hook/t", "1795505400")
    # Computed by hand: HMAC-SHA256 over nothing with the key "1795505400\nSEC1".
    assert call.body["sign"] == "J5Br3fE9Ig8OxYDBBOWKeC6NNKiqvgrpiTi8D2hi5pI="
    assert call.body["content"]["post"]["zh_cn"]["content"] == [
        [{"tag": "text", "text": "青州市、诸城市尚未报送"}],
        [{"tag": "a", "text": "打开", "href": "https://city.example/weifang/"}],
    ]


@given(st.sampled_from(["wecom", "dingtalk", "feishu"]), st.text(max_size=5000))
def test_no_message_is_longer_than_the_platforms_take(platform, text):
    body = str(robots.call(platform, "https://x/", "", Message("标题", text), AT).body)

    assert len(body.encode(errors="ignore")) < 3 * LONGEST_MESSAGE


def test_words_cannot_draw_links_in_markdown():
    trick = Message("x", "[领奖](https://evil.example)")

    content = robots.call("wecom", "https://x/", "", trick, AT).body["markdown"]["content"]

    assert "](" not in content


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ({"errcode": 0, "errmsg": "ok"}, ""),
        ({"code": 0, "msg": "success"}, ""),
        ({"StatusCode": 0}, ""),
        ({"errcode": 93000, "errmsg": "invalid webhook url"}, "93000: invalid webhook url"),
        ({"code": 19021, "msg": "sign match fail"}, "19021: sign match fail"),
        ({}, "None: "),
    ],
)
def test_a_platforms_complaint_is_understood(answer, fault):
    assert robots.fault_in(answer) == fault


def test_a_shown_address_covers_its_key():
    shown = robots.masked("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcdef-123456")

    assert shown == "qyapi.weixin.qq.com/…3456"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://oapi.dingtalk.com/robot/send", "not-https"),
        ("https://oapi.dingtalk.com:8443/robot/send", "not-https"),
        ("https://oapi.dingtalk.com:x/", "not-an-address"),
        ("ftp://oapi.dingtalk.com/", "not-https"),
        ("https://me:pw@oapi.dingtalk.com/", "carries-a-password"),
        ("https://oapi.dingtalk.com@evil.example/", "carries-a-password"),
        ("https://evil.example/oapi.dingtalk.com", "host-not-listed"),
        ("https://oapi.dingtalk.com.evil.example/", "host-not-listed"),
        ("https://127.0.0.1/", "host-not-listed"),
        ("https://[::1]/", "host-not-listed"),
        ("https:///robot", "host-not-listed"),
        ("file:///etc/passwd", "not-https"),
        ("", "not-https"),
    ],
)
def test_only_listed_platforms_over_https_are_called(address, why):
    with pytest.raises(outgoing.AddressRefused) as refused:
        outgoing.vet(address, HOSTS)

    assert refused.value.why == why
    assert refused.value.sentence


def test_the_case_of_a_host_does_not_matter():
    assert outgoing.vet("https://OAPI.dingtalk.com/robot", HOSTS) == "oapi.dingtalk.com"


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("0.0.0.1", "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "ff02::1"),
    ],
)
def test_a_name_that_leads_into_an_inner_network_is_refused(number):
    with pytest.raises(outgoing.AddressRefused, match="inner-network"):
        outgoing.public_address("oapi.dingtalk.com", lambda host: ["203.119.1.1", number])


def test_a_public_address_is_the_one_connected_to():
    found = outgoing.public_address("oapi.dingtalk.com", lambda host: ["203.119.1.1"])

    assert found == "203.119.1.1"


def test_a_name_that_nobody_knows_is_a_failed_call():
    def unknown(host):
        raise OSError("no such name")

    with pytest.raises(outgoing.CallFailed):
        outgoing.public_address("oapi.dingtalk.com", unknown)
    with pytest.raises(outgoing.CallFailed):
        outgoing.public_address("oapi.dingtalk.com", lambda host: [])
