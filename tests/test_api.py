"""The API answers whatever is sent as its description says.

For every operation requests are made up from the description, sound ones and unsound
ones, by nobody, by the city's officer, and by the officer about objects there are.
"""

import datetime
import json
from functools import partial
from itertools import product

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.access.samples.given import address
from tests.access.table import LINES
from tests.access.world import undone
from yuandu.kernel.accounts import actions as accounts
from yuandu.kernel.accounts import scopes
from yuandu.site.api import api

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_files")]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CONFIG = {"generation": {"with-security-parameters": False, "deterministic": True}}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
FEW, SOME = 3, 8  # examples of each mode; whoever has no key is mostly told so
A_WEEK = datetime.timedelta(days=7)

description = schemathesis.openapi.from_dict(
    api.get_openapi_schema(), config=SchemathesisConfig.from_dict(CONFIG)
)
description.app = WSGIHandler()
OPERATIONS = [found.ok() for found in description.get_all_operations()]


def plain(label: str) -> str:
    """Return method and path as the table has them: `GET api/v1/projects/<int:pk>`."""
    method, path = label.split(" ")
    return f"{method} {path.removeprefix('/').replace('{', '<').replace('}', '>')}"


SAMPLE_OF = {line.replace("<int:", "<"): sample for line, _, sample in LINES if sample}
ABOUT_SOMETHING = [
    each for each in OPERATIONS if each.path_parameters and plain(each.label) in SAMPLE_OF
]


@pytest.fixture(scope="module")
def officer(world):
    _, secret = accounts.make_token(
        by=world.system,
        user=world.people["city_officer"],
        name="try everything",
        scopes=scopes.known(),
        expires_at=timezone.now() + A_WEEK,
    )
    return {"Authorization": f"Bearer {secret}"}


def try_out(operation, mode, headers: dict[str, str], examples: int = SOME, **fixed) -> None:
    @given(case=operation.as_strategy(mode, **fixed))
    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def is_answered_as_described(case):
        with undone():
            case.call_and_validate(headers=headers, checks=CHECKS)

    try:
        is_answered_as_described()
    except Unsatisfiable:
        # Nothing unsound can be sent to an operation that takes nothing.
        assert mode is GenerationMode.NEGATIVE


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_nobody_is_answered_as_described(operation, mode, world):
    try_out(operation, mode, {}, FEW)


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_an_officer_is_answered_as_described(operation, mode, officer):
    try_out(operation, mode, officer)


@pytest.mark.parametrize("operation", ABOUT_SOMETHING, ids=lambda operation: operation.label)
def test_an_officer_is_answered_about_what_there_is(operation, officer, given):
    known = given[SAMPLE_OF[plain(operation.label)]].path
    path = {each.name: known[each.name] for each in operation.path_parameters}
    for mode in MODES:
        try_out(operation, mode, officer, path_parameters=path)


# What somebody's program might send by mistake, or to see what happens.
ODD = [
    None,
    -1,
    2**63,
    1e308,
    "",
    "\0",
    "\ud800",
    "字" * 10_000,
    "0001-01-01",
    "9999-12-31",
    {"a": [{}]},
]
# Line, sample, and somebody who may do it; of what is a company's alone nobody of a city may.
WRITTEN = [
    (line, sample, who)
    for line, expected, sample in LINES
    if " api/" in line and not line.startswith("GET ") and sample
    for who in [who for who, status in expected.items() if status in {200, 201}][:1]
]


def fields(line: str) -> set[str]:
    """Return the fields that the description has for the body of an operation."""
    found = next(each for each in OPERATIONS if plain(each.label) == line.replace("<int:", "<"))
    schema = found.definition.raw["requestBody"]["content"]["application/json"]["schema"]
    name = schema["$ref"].rpartition("/")[2]
    return set(description.raw_schema["components"]["schemas"][name]["properties"])


@pytest.mark.parametrize(("line", "sample", "who"), WRITTEN, ids=[line for line, *_ in WRITTEN])
def test_one_odd_value_in_a_sound_request_breaks_nothing(line, sample, who, browsers, given):
    sound = given[sample]
    ask = partial(
        getattr(browsers[who], line.partition(" ")[0].lower()),
        address(line, sound),
        content_type="application/json",
    )
    names = fields(line) if sound.as_json else set()
    for name, odd in product(sorted(names), ODD):
        with undone():
            response = ask(json.dumps(sound.data | {name: odd}))
        assert response.status_code < 500, (name, odd)
        assert response.status_code < 300 or response.json()["code"], (name, odd)
