"""What the robots of work-group chats want to be sent, and what they answer.

Pure: the instant is an argument. Source: the platforms' guides to group robots
(企业微信群机器人, 钉钉自定义机器人, 飞书自定义机器人).
"""

import base64
import datetime
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Bytes of UTF-8 that the strictest of them takes in one message.
LONGEST_MESSAGE = 4000


@dataclass(frozen=True, slots=True)
class Message:
    title: str
    text: str
    link: str = ""  # absolute
    link_label: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A POST of JSON."""

    address: str
    body: Mapping[str, Any]


def call(platform: str, address: str, secret: str, message: Message, at: datetime.datetime) -> Call:
    """Return the call that makes the robot say `message`, signed where there is a secret.

    Raises:
        KeyError: no such platform.
    """
    return _CALLS[platform](address, secret, _within_bounds(message), at)


def _within_bounds(message: Message) -> Message:
    room = LONGEST_MESSAGE - len((message.title + message.link + message.link_label).encode())
    encoded = message.text.encode()
    if len(encoded) <= room:
        return message
    cut = encoded[: room - 3].decode(errors="ignore") + "…"
    return Message(message.title, cut, message.link, message.link_label)


def _markdown(message: Message) -> str:
    lines = [f"### {_plain(message.title)}", _plain(message.text)]
    if message.link:
        lines.append(f"[{_plain(message.link_label or message.link)}]({message.link})")
    return "\n\n".join(line for line in lines if line)


def _plain(text: str) -> str:
    """Take the meaning out of the marks with which words could draw links or shout."""
    return text.translate({ord(mark): f"\\{mark}" for mark in "[]()*_`#<>"})


def _wecom(address: str, secret: str, message: Message, at: datetime.datetime) -> Call:
    return Call(address, {"msgtype": "markdown", "markdown": {"content": _markdown(message)}})


def _dingtalk(address: str, secret: str, message: Message, at: datetime.datetime) -> Call:
    body = {
        "msgtype": "markdown",
        "markdown": {"title": message.title, "text": _markdown(message)},
    }
    if not secret:
        return Call(address, body)
    stamp = str(int(at.timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    sign = base64.b64encode(digest).decode()
    parts = urlsplit(address)
    query = urlencode([*parse_qsl(parts.query), ("timestamp", stamp), ("sign", sign)])
    return Call(urlunsplit(parts._replace(query=query)), body)


def _feishu(address: str, secret: str, message: Message, at: datetime.datetime) -> Call:
    content: list[list[dict[str, str]]] = [[{"tag": "text", "text": message.text}]]
    if message.link:
        label = message.link_label or message.link
        content.append([{"tag": "a", "text": label, "href": message.link}])
    body: dict[str, Any] = {
        "msg_type": "post",
        "content": {"post": {"zh_cn": {"title": message.title, "content": content}}},
    }
    if secret:
        stamp = str(int(at.timestamp()))
        # The platform signs nothing, with the stamp and secret as the key.
        digest = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
        body |= {"timestamp": stamp, "sign": base64.b64encode(digest).decode()}
    return Call(address, body)


_CALLS = {"wecom": _wecom, "dingtalk": _dingtalk, "feishu": _feishu}


def fault_in(answer: Mapping[str, Any]) -> str:
    """Return what the platform complains of in its answer; empty if it took the message."""
    number = answer.get("errcode", answer.get("code", answer.get("StatusCode")))
    if number == 0:
        return ""
    words = answer.get("errmsg") or answer.get("msg") or answer.get("StatusMessage") or ""
    return f"{number}: {words}"[:300]


def masked(address: str) -> str:
    """Return the address with its key covered, for people to recognise it by."""
    parts = urlsplit(address)
    tail = (parts.query or parts.path)[-4:]
    return f"{parts.hostname}/…{tail}"
