"""Everybody who tries every door, and the ways to say who gets what.

An expectation maps each persona to a status; `IN` is the way to the sign-in page.
"""

from collections.abc import Mapping

PERSONAS = (
    "anonymous",
    "stranger",  # an account without a post anywhere
    "outsider",  # an administrator, of another city
    "grower",
    "owner",
    "other_county_officer",  # of 诸城; the samples lie in 青州
    "county_officer",
    "department_officer",
    "city_officer",
    "leader",
    "auditor",
    "coordinator",
    "administrator",
)
INSIDERS = PERSONAS[3:]
SIGNED_IN = PERSONAS[1:]
CITY = ("department_officer", "city_officer", "leader", "auditor", "administrator")

IN = "to the sign-in page"
type Expected = Mapping[str, int | str]


def everybody(status: int = 200) -> Expected:
    """Anybody at all gets `status`."""
    return dict.fromkeys(PERSONAS, status)


def accounts(status: int = 200) -> Expected:
    """Whoever has an account gets `status`, with a post here or without."""
    return {"anonymous": IN} | dict.fromkeys(SIGNED_IN, status)


def insiders(status: int = 200) -> Expected:
    """Whoever holds a post here gets `status`; the others do not learn what there is."""
    return {"anonymous": IN, "stranger": 404, "outsider": 404} | dict.fromkeys(INSIDERS, status)


def only(names: str, then: int = 200, *, others: int = 403) -> Expected:
    """Of the insiders, those named get `then`; the `others` are refused, or see nothing."""
    return insiders(others) | dict.fromkeys(names.split(), then)


def programs(names: str = "", then: int = 200, *, others: int = 403) -> Expected:
    """As `only` (without names: as `insiders`), for the API: nobody is shown the way in."""
    expected = only(names, then, others=others) if names else insiders(then)
    return {**expected, "anonymous": 401}
