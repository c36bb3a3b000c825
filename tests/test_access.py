"""Every address × every persona, in both languages, against the one table."""

from collections import defaultdict, deque
from collections.abc import Iterator
from copy import copy

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from ninja.operation import PathView

from tests.access.markup import faults
from tests.access.personas import COMPANY_PERSONAS, IN, PERSONAS, Expected
from tests.access.samples.given import Given, address
from tests.access.table import COMPANY_LINES, LINES
from tests.access.world import undone
from tests.people import CityClient
from yuandu.kernel.workspaces.rooms import kind_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_files")]
# Of pages; of attachments, which are shown in a sandbox.
POLICIES = ("default-src 'self'", "default-src 'none'")
NAMES = [f"{line} {sample}".strip() for line, _, sample in LINES]
COMPANY_NAMES = [f"{line} {sample}".strip() for line, _, sample in COMPANY_LINES]


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield route, pattern


def operations(pattern: URLPattern) -> PathView | None:
    """Return the operations of the API behind an address; None for a page."""
    cells = getattr(pattern.callback, "__closure__", None) or ()
    return next((c.cell_contents for c in cells if isinstance(c.cell_contents, PathView)), None)


def addresses() -> set[str]:
    """Return every route, and of the API every method and route, as the table names them."""
    found = set()
    for route, pattern in patterns(get_resolver()):
        if found_there := operations(pattern):
            known = (method for each in found_there.operations for method in each.methods)
            found |= {f"{method} {route}" for method in known}
        else:
            found.add(route)
    return found


def test_every_address_says_who_may_enter():
    declared = {line for line, _, _ in [*LINES, *COMPANY_LINES]}
    routes = {line.partition(" ")[2] for line in declared}
    assert {each for each in addresses() if each not in declared | routes} == set()


def test_the_table_speaks_of_no_address_that_is_gone():
    known = addresses()
    gone = {
        line
        for line, _, _ in [*LINES, *COMPANY_LINES]
        if not {line, line.partition(" ")[2]} & known
    }
    assert gone == set()


def test_no_two_views_share_an_address():
    behind = defaultdict(set)
    for route, pattern in patterns(get_resolver()):
        behind[route].add(operations(pattern) or pattern.callback)
    assert {route for route, views in behind.items() if len(views) > 1} == set()


def asks(browser: CityClient, line: str, given: Given, language: str) -> HttpResponse:
    method = line.partition(" ")[0]
    extra = {"query_params": given.query or None}
    if method != "GET":
        extra["data"] = given.data() if callable(given.data) else given.data or {}
        if given.as_json:
            extra["content_type"] = "application/json"
    cookies = copy(browser.cookies)
    browser.cookies["django_language"] = language
    with undone():
        response = getattr(browser, method.lower())(address(line, given), **extra)
        if response.streaming:
            deque(response.streaming_content, maxlen=0)
        response.close()
    browser.cookies = cookies
    return response


def outcome(response: HttpResponse) -> int | str:
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return IN
    return response.status_code


def tried(line: str, expected: Expected) -> Iterator[tuple[str, str]]:
    """Yield who tries in which language.

    In Chinese everybody does, where not all get the same; in English, of pages, one of each
    outcome.
    """
    firsts = {outcome: persona for persona, outcome in reversed(expected.items())}.values()
    some = {*firsts, "anonymous", "outsider", "grower", "administrator", "city_administrator"}
    yield from ((persona, "zh-hans") for persona in expected if len(firsts) > 1 or persona in some)
    if not line.partition(" ")[2].startswith("api/"):
        yield from ((persona, "en") for persona in firsts)


def assert_a_browser_takes(response: HttpResponse) -> None:
    assert response["Content-Security-Policy"].startswith(POLICIES)
    if response["Content-Type"].startswith("text/html") and not response.streaming:
        assert faults(response.content.decode()) == []


@pytest.mark.parametrize(("line", "expected", "sample"), LINES, ids=NAMES)
def test_everybody_gets_what_the_table_says(line, expected, sample, browsers, given):
    assert set(expected) == set(PERSONAS)
    assert_all_get(line, expected, sample, browsers, given)


@pytest.mark.parametrize(("line", "expected", "sample"), COMPANY_LINES, ids=COMPANY_NAMES)
def test_everybody_in_a_company_gets_what_the_table_says(
    line, expected, sample, company_browsers, given
):
    assert set(expected) == set(COMPANY_PERSONAS)
    assert_all_get(line, expected, sample, company_browsers, given)


@pytest.mark.parametrize(("line", "expected", "sample"), COMPANY_LINES, ids=COMPANY_NAMES)
def test_a_room_of_companies_does_not_exist_in_a_city(line, expected, sample, browsers, given):
    if kind_of(resolve(address(line, given[sample]))) == "company":
        for persona in ("anonymous", "administrator"):
            response = asks(browsers[persona], line, given[sample], "zh-hans")
            assert outcome(response) == 404, persona


@pytest.mark.parametrize(("line", "expected", "sample"), LINES, ids=NAMES)
def test_a_room_of_cities_does_not_exist_in_a_company(
    line, expected, sample, company_browsers, given
):
    if kind_of(resolve(address(line, given[sample]))) == "city":
        for persona in ("anonymous", "chair"):
            response = asks(company_browsers[persona], line, given[sample], "zh-hans")
            assert outcome(response) == 404, persona


def assert_all_get(line, expected, sample, browsers, given):
    # No other route takes the address away from this one.
    assert resolve(address(line, given[sample])).route == line.partition(" ")[2].replace("/^", "/")
    got = {}
    for persona, language in tried(line, expected):
        response = asks(browsers[persona], line, given[sample], language)
        got[persona, language] = outcome(response)
        assert_a_browser_takes(response)
    assert got == {who: expected[who[0]] for who in got}
