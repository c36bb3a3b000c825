"""Calls to other people's servers, and the guard against being sent to our own.

Whoever may enter an address could otherwise make the server look into the city's inner
network. So: HTTPS only, hosts on the operator's list, no redirects, and the connection
goes to the very address that was examined, not to what the name means a moment later.
"""

import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.workspaces.refusals import Odd

PATIENCE = 10  # seconds
LONGEST_ANSWER = 64 * 1024  # bytes
PORT = 443

WHYS = {
    "not-an-address": _("This is no web address."),
    "not-https": _("The address has to begin with https:// and name no port."),
    "carries-a-password": _("The address must not carry a name or password."),
    "host-not-listed": _(
        "The server of this address is not on the operator's list of platforms "
        "(YUANDU_WEBHOOK_HOSTS)."
    ),
    "inner-network": _("The address leads into an inner network."),
}

type Resolve = Callable[[str], Iterable[str]]


class AddressRefused(Odd):
    """The address is none that this server calls; `why` is a stable code."""

    code = "address-refused"
    sentences = WHYS

    def __init__(self, why: str, address: str) -> None:
        super().__init__(why)
        self.args = (f"{why}: {address[:60]}",)


class CallFailed(Exception):
    """The other server could not be reached, or what it answered makes no sense."""


def vet(address: str, hosts: Iterable[str]) -> str:
    """Return the host of an address that may be called.

    Raises:
        AddressRefused: it is not HTTPS on the usual port, carries a name and password, or
            its host is not among `hosts`.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise AddressRefused("not-an-address", address) from None
    if parts.scheme != "https" or port not in {None, PORT}:
        raise AddressRefused("not-https", address)
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("carries-a-password", address)
    host = (parts.hostname or "").lower()
    if host not in {name.lower() for name in hosts}:
        raise AddressRefused("host-not-listed", address)
    return host


def resolve(host: str) -> list[str]:
    """Return the addresses of `host`, as numbers."""
    found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def public_address(host: str, look_up: Resolve = resolve) -> str:
    """Return an address of `host` to connect to.

    Raises:
        AddressRefused: any address of the host belongs to an inner network.
        CallFailed: the host is not known.
    """
    try:
        found = list(look_up(host))
    except OSError as error:
        raise CallFailed(f"{host}: {error}") from error
    if not found:
        raise CallFailed(f"{host}: no address")
    for number in found:
        ip = ipaddress.ip_address(number)
        mapped = getattr(ip, "ipv4_mapped", None) or ip
        if not mapped.is_global or mapped.is_multicast:
            raise AddressRefused("inner-network", f"https://{host}")
    return found[0]


class _Pinned(http.client.HTTPSConnection):
    """A connection to `number` that speaks to and verifies `host`."""

    def __init__(self, host: str, number: str) -> None:
        self._number, self._tls = number, ssl.create_default_context()
        super().__init__(host, PORT, timeout=PATIENCE, context=self._tls)

    def connect(self) -> None:
        plain = socket.create_connection((self._number, PORT), PATIENCE)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)


def post_json(address: str, body: Mapping[str, Any], hosts: Iterable[str]) -> dict[str, Any]:
    """Send `body` and return the answer.

    Raises:
        AddressRefused: the address is none that may be called.
        CallFailed: no connection, no 200, no JSON object within bounds.
    """
    host = vet(address, hosts)
    parts = urlsplit(address)
    connection = _Pinned(host, public_address(host))
    try:
        connection.request(
            "POST",
            f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/",
            json.dumps(body, ensure_ascii=False).encode(),
            {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Yuandu"},
        )
        response = connection.getresponse()
        content = response.read(LONGEST_ANSWER)
        status = response.status
    except (OSError, http.client.HTTPException) as error:
        raise CallFailed(f"{host}: {error}") from error
    finally:
        connection.close()
    return _answer(host, status, content)


def _answer(host: str, status: int, content: bytes) -> dict[str, Any]:
    if status != http.client.OK:
        raise CallFailed(f"{host} answered {status}")
    try:
        answer = json.loads(content)
    except ValueError as error:
        raise CallFailed(f"{host} answered no JSON") from error
    if not isinstance(answer, dict):
        raise CallFailed(f"{host} answered no JSON object")
    return answer
