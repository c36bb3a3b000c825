"""What reviewers would otherwise repeat about operations of the API."""

from collections import defaultdict

import pytest
from ninja import Schema

from yuandu.kernel.accounts import scopes
from yuandu.site.api import api

DESCRIPTION = api.get_openapi_schema()
OPERATIONS = [
    (f"{method.upper()} {path}", operation)
    for path, operations in DESCRIPTION["paths"].items()
    for method, operation in operations.items()
]
NAMES = [name for name, _ in OPERATIONS]
# Read with the pages by anybody: figures, and boards as far as they are published.
PUBLIC = "/api/v1/indicators/"
# Of those, what only whoever is on a board, and the city, may do.
BY_POST = "objections", "answer"
# Lists that come whole, each with what keeps it short.
WHOLE = {
    "careers/ladders": "the rungs of a company's three ladders",
    "careers/me": "one's own positions, and the rungs next to them",
    "cooperation/talent/{pk}/matches": "thirty who fit and thirty who are barred",
    "equity/own": "what one holds: one a class and vehicle",
    "equity/limits": "the limits of the law, two",
    "enterprises/measured": "one a tier, for newcomers and for re-checks, now and next",
    "enterprises/updates": "one a year, fifty at most",
    "enterprises/updates/mine": "of the firms one acts for, fifty at most",
    "enterprises/pool/forecast": "the batches to come, thirty at most",
    "pay/slips": "one's own of two years",
    "pay/promise": "the months of two years",
    "filters/": "of one list, a hundred at most",
    "filters/offices": "where one holds a post",
    "flowers/kinds/{pk}/forecasts/": "of one kind and grade, one a market and measure",
    "proposals/proposals/{pk}/credit": "the authors of one idea and of those merged into it",
    "rewards/funds": "one a year",
    "rewards/rule": "one rule, twelve bands at most",
    "settlements/households/{pk}/book": "one household's quarters, four a year",
    "settlements/losses": "kinds by causes, both of lists that end",
    "handbook/for": "the clauses in force of one handbook",
    "handbook/questions": "as many as the code declares",
    "indicators/boards": "those of a city, a handful",
    "indicators/boards/{code}/{period}/objections": "those to one board's rows in one period",
    "indicators/checks": "as many as the code declares",
    "indicators/figures": "as many as the code declares",
    "lifecycle/tracks/": "those of one subject, one a life cycle",
    "plans/{pk}/matrix": "one plan's aspects, three kinds each",
    "lines/reach": "four lines: within so many hours",
    "lines/trips/{pk}/shares": "those of one trip, whose space bounds them",
    "visits/visits/{pk}/photos": "those of one visit, six at most",
    "projects/export": "the register as a file, sent line by line as it is read",
    "projects/totals": "as many as two properties have values",
    "projects/{pk}/forecast": "one forecast",
    "projects/{pk}/tracks": "those of one project, one a life cycle",
    "registry/divisions": "those of a city",
    "registry/divisions/borders": "those of a city",
    "registry/industries": "the national list",
    "reserve/funnel": "the rungs of the ladder",
    "reserve/gaps": "one a field",
    "registry/organisations/{pk}/facts": "what holds today, one a kind",
    "guidance/plan/": "one's own, a line a kind",
    "guidance/warnings/": "three a kind",
    "pay/distribution": "the bands of one month",
    "careers/applications/{pk}/panel": "who sits on it",
    "partnership/candidates/{pk}/results": "one a step, and what a step's voters said",
}
LISTS = [
    (name, operation)
    for name, operation in OPERATIONS
    if name.startswith("GET ") and not name.rstrip("/").endswith("}")
]


@pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=NAMES)
def test_an_operation_asks_for_a_token_or_a_session(name, operation):
    ways = {way for each in operation["security"] for way in each}
    assert ways == {"BearerToken", "PageSession"}
    is_public = PUBLIC in name and not (name.startswith("POST") and name.endswith(BY_POST))
    assert ({} in operation["security"]) is is_public


@pytest.mark.parametrize("name", NAMES)
def test_a_token_can_be_made_for_an_operation(name):
    method, path = name.split(" ")
    assert scopes.needed(method, path) in scopes.known()


@pytest.mark.parametrize(("name", "operation"), LISTS, ids=[name for name, _ in LISTS])
def test_a_list_comes_by_the_page_and_nobody_can_ask_for_all_of_it(name, operation):
    if name.removeprefix("GET /api/v1/") in WHOLE:
        return
    asked = {each["name"]: each["schema"] for each in operation["parameters"]}
    sizes = [asked[size] for size in ("limit", "size") if size in asked]
    assert all("maximum" in size for size in sizes)
    # Pages without a size of the reader's choice are as long as the house makes them.
    assert sizes or asked.keys() & {"page", "after"}


def test_no_list_is_excused_that_is_gone():
    assert {f"GET /api/v1/{path}" for path in WHOLE} <= set(NAMES)


def test_no_two_schemas_share_a_name():
    rooms = defaultdict(set)
    waiting = [Schema]
    while waiting:
        schema = waiting.pop()
        waiting += schema.__subclasses__()
        if schema.__module__.startswith("yuandu."):
            rooms[schema.__name__].add(schema.__module__)
    assert {name for name, modules in rooms.items() if len(modules) > 1} == set()
