"""Every address × every persona, in both languages, against the one table."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

from tests.access.personas import IN, PERSONAS, Expected
from tests.access.samples import SAMPLES, Given, World
from tests.access.table import ACCESS
from tests.people import CityClient, a_division, a_user, a_workspace, an_organisation
from yuandu.kernel.accounts.actors import Actor

pytestmark = pytest.mark.django_db
LINES = [
    (line, *(cell if isinstance(cell, tuple) else (cell, "")))
    for room in ACCESS.values()
    for line, cell in room.items()
]
# Declared, and not yet held against what the pages answer: the table or the page is to be
# corrected, line by line. A line leaves this file when it holds.
UNSETTLED = set((Path(__file__).parent / "access/unsettled.txt").read_text("utf-8").splitlines())
SETTLED = [each for each in LINES if each[0] not in UNSETTLED]
_PLACE = re.compile(r"<(?:[\w-]+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)")


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield route, pattern


def methods(pattern: URLPattern) -> set[str] | None:
    """Return the methods of an operation of the API; of a page they are not told."""
    for cell in getattr(pattern.callback, "__closure__", None) or ():
        if isinstance(cell.cell_contents, PathView):
            return {method for each in cell.cell_contents.operations for method in each.methods}
    return None


def addresses() -> set[str]:
    """Return every route, and of the API every method and route, as the table names them."""
    found = set()
    for route, pattern in patterns(get_resolver()):
        of_api = methods(pattern)
        found |= {f"{method} {route}" for method in of_api} if of_api else {route}
    return found


def test_every_address_says_who_may_enter():
    declared = {line for line, _, _ in LINES}
    routes = {line.partition(" ")[2] for line in declared}
    assert {each for each in addresses() if each not in declared | routes} == set()


def test_the_table_speaks_of_no_address_that_is_gone():
    known = addresses()
    gone = {line for line, _, _ in LINES if not {line, line.partition(" ")[2]} & known}
    assert gone == set()


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Everybody, made once; what requests change is undone after each of them."""
    with django_db_blocker.unblock(), undone():
        weifang = a_workspace()
        elsewhere = a_workspace("elsewhere", name="别处市", name_en="Elsewhere")
        place = {
            "county_officer": {"division": a_division(weifang)},
            "other_county_officer": {"division": a_division(weifang, "370782", "诸城市")},
            "owner": {"organisation": an_organisation(weifang)},
        }
        people = {
            "stranger": a_user("stranger"),
            "outsider": a_user("outsider", workspace=elsewhere, role="administrator"),
        }
        for role in PERSONAS[3:]:
            people[role] = a_user(
                role,
                workspace=weifang,
                role=role.removeprefix("other_"),
                **place.get(role, {}),
            )
        yield World(weifang, people, Actor.system(weifang))


@pytest.fixture
def browsers(world):
    found = {"anonymous": CityClient(world.weifang)}
    for name, user in world.people.items():
        found[name] = CityClient(world.weifang)
        found[name].force_login(user)
    return found


@pytest.fixture
def given(world):
    made: dict[str, Given] = {"": Given()}

    def of(name: str) -> Given:
        if name not in made:
            made[name] = SAMPLES[name](world)
        return made[name]

    return of


def asks(browser: CityClient, line: str, given: Given, language: str) -> HttpResponse:
    method, _, route = line.partition(" ")
    path = _PLACE.sub(lambda place: str(given.path[place[1] or place[2]]), route)
    path = path.replace("^", "").replace("$", "")
    extra = {"query_params": given.query or None}
    if method != "GET":
        extra["data"] = given.data() if callable(given.data) else given.data or {}
        if given.as_json:
            extra["content_type"] = "application/json"
    cookies = copy(browser.cookies)
    browser.cookies["django_language"] = language
    with undone():
        response = getattr(browser, method.lower())(f"/{path}", **extra)
    browser.cookies = cookies
    return response


def outcome(response: HttpResponse) -> int | str:
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return IN
    return response.status_code


def tried(expected: Expected) -> Iterator[tuple[str, str]]:
    """Yield who tries in which language.

    In Chinese everybody does, where not all get the same; in English one of each outcome.
    """
    firsts = {outcome: persona for persona, outcome in reversed(expected.items())}.values()
    some = {*firsts, "anonymous", "outsider", "grower", "administrator"}
    yield from ((persona, "zh-hans") for persona in PERSONAS if len(firsts) > 1 or persona in some)
    yield from ((persona, "en") for persona in firsts)


@pytest.mark.parametrize(
    ("line", "expected", "sample"), SETTLED, ids=[line for line, *_ in SETTLED]
)
def test_everybody_gets_what_the_table_says(line, expected, sample, browsers, given):
    assert set(expected) == set(PERSONAS)
    got = {}
    for persona, language in tried(expected):
        response = asks(browsers[persona], line, given(sample), language)
        got[persona, language] = outcome(response)
        assert response["Content-Security-Policy"].startswith("default-src 'self'")
    assert got == {who: expected[who[0]] for who in got}
