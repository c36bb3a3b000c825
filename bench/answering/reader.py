"""Somebody signed in at a running server: asks one page after the other, on one connection."""

import http.client
import re
from collections.abc import Iterator
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode

MARK = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Refused(Exception):
    """The server did not answer with what was asked for."""


class Reader:
    """A browser as far as asking goes."""

    def __init__(self, port: int, root: str) -> None:
        self._root = root
        self._cookies: dict[str, str] = {}
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def sign_in(self, username: str, password: str) -> None:
        """Sign in with a password.

        Raises:
            Refused: the name or the password is wrong.
        """
        found = MARK.search(self.get("accounts/login/"))
        if found is None:
            raise Refused("the sign-in page has no form")
        form = {"csrfmiddlewaretoken": found[1], "login": username, "password": password}
        status, _ = self._ask("POST", "accounts/login/", urlencode(form))
        if status != http.client.FOUND:
            raise Refused(f"{username} could not sign in: {status}")

    def get(self, path: str) -> str:
        """Return a page.

        Raises:
            Refused: it was not answered with a page.
        """
        status, text = self._ask("GET", path)
        if status != http.client.OK:
            raise Refused(f"{path}: {status}")
        return text

    def _ask(self, method: str, path: str, form: str = "") -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies} if cookies else {}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, f"{self._root}{path}", form or None, headers)
        answer = self._connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie", ()):
            self._cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return answer.status, answer.read().decode()


# What stands on a page

PANEL = re.compile(r'<section class="panel">(.*?)</section>', re.DOTALL)
POLICY = re.compile(r'<h2><a href="[^"]*/policies/(\d+)/">')
BADGE = re.compile(r'<span class="badge[^"]*">(?:<svg.*?</svg>)?([^<]*)</span>', re.DOTALL)
AMOUNT = re.compile(r"</span>([^<]*)</h2>")


def policies_on(page: str) -> Iterator[tuple[str, list[str], str]]:
    """Yield each policy's key, the states that stand there, its own first, and its amount.

    Raises:
        Refused: a panel of the page is not a policy's.
    """
    for panel in PANEL.findall(page):
        policy, amount = POLICY.search(panel), AMOUNT.search(panel)
        if policy is None or amount is None:
            raise Refused("a panel of the page is not a policy's")
        badges = [unescape(badge) for badge in BADGE.findall(panel)]
        yield policy[1], badges, unescape(amount[1]).strip()
