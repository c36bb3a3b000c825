"""Every form and every operation that takes a body: each value in turn is made a hostile one.

The table of access says what there is to send and who may; whatever stands in a value,
the answer is a page or a refusal in shape, never a fault of ours.
"""

import re
from collections.abc import Iterator
from copy import copy

import pytest

from tests.access.personas import PERSONAS
from tests.access.samples.given import Given, address
from tests.access.table import LINES
from tests.access.world import undone
from tests.people import CityClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_files")]
HOSTILE = ("甲\0乙\u202e🏭", "9" * 40, "长" * 10_000, "9999-12-31", "-1e999")
NAMED = re.compile(r'<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"')
OF_THE_FRAME = {"csrfmiddlewaretoken", "language", "theme", "q", "next"}
POSTED = [line for line in LINES if not line[0].startswith("GET")]


def body(given: Given) -> dict:
    data = given.data() if callable(given.data) else given.data or {}
    return dict(data) if isinstance(data, dict) else {}


def answered(browser: CityClient, method: str, line: str, given: Given, data: dict):
    cookies = copy(browser.cookies)
    kind = {"content_type": "application/json"} if given.as_json and method != "get" else {}
    with undone():
        send = getattr(browser, method)
        response = send(address(line, given), data=data, **kind)
        content = b"" if response.streaming else response.content
        response.close()
    browser.cookies = cookies
    return response.status_code, content.decode(errors="replace")


def fields(browser: CityClient, line: str, given: Given) -> Iterator[str]:
    """Yield what may be sent: the sample's values, and what the page's own form asks for."""
    yield from body(given)
    if not given.as_json:
        status, page = answered(browser, "get", line, given, dict(given.query))
        if status == 200:
            yield from set(NAMED.findall(page)) - OF_THE_FRAME - body(given).keys()


@pytest.mark.parametrize(
    ("line", "expected", "sample"), POSTED, ids=[f"{p[0]} {p[2]}" for p in POSTED]
)
def test_no_value_breaks_a_form(line, expected, sample, browsers, given):
    allowed = [who for who in PERSONAS[::-1] if expected[who] in {200, 201, 302, 422}]
    if not allowed:
        return
    browser, taken = browsers[allowed[0]], given[sample]
    broken = []
    for field in sorted(fields(browser, line, taken)):
        for value in HOSTILE:
            sent = body(taken)
            if hasattr(sent.get(field), "read"):
                continue
            status, _page = answered(
                browser, line.partition(" ")[0].lower(), line, taken, sent | {field: value}
            )
            if status >= 500:
                broken.append((field, value[:12], status))
    assert broken == []
