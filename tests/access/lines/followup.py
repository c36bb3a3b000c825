"""Who gets which status: the follow-up after production. The samples lie in 青州.

The department's officer belongs to no office that figures come from.
"""

from tests.access.personas import (
    CITY,
    COUNTIES,
    KEEPS,
    SEES,
    Lines,
    of_project,
    only,
    programs,
    refused,
)


def _city(status: int) -> dict[str, int | str]:
    """Return who keeps the follow-up; counties are refused, the rest must not know."""
    return only(CITY, status, others=404) | refused("county_officer other_county_officer")


ACCESS: Lines = {
    "the follow-up after production": {
        "GET followup/": (
            only(COUNTIES, 302, others=404)
            | {"other_county_officer": 200, "department_officer": 200},
            "a_followed_month",
        ),
        "GET followup/months/<str:period>/": (only(COUNTIES, others=404), "a_followed_month"),
        "GET followup/months/<str:period>/<int:pk>/": (
            only(KEEPS, others=404),
            "a_followed_month",
        ),
        "POST followup/months/<str:period>/<int:pk>/": (
            only(KEEPS, 302, others=404),
            "a_followed_month",
        ),
        "POST followup/months/<str:period>/remind/": (_city(302), "a_followed_month"),
        "GET followup/list/": only(COUNTIES, others=404),
        "GET followup/list.<sheet_format:kind>": (
            only(COUNTIES, others=404),
            "a_list_as_a_workbook",
        ),
        "GET followup/terms/": only(COUNTIES, others=404),
        "POST followup/terms/": _city(422),
        "POST followup/offices/": _city(302),
        "POST followup/offices/<int:pk>/dismiss/": (_city(302), "an_office_that_is_named"),
        "GET followup/of-project/<int:pk>/": (of_project(SEES), "a_followed_project"),
    },
    "the API: the follow-up after production": {
        "GET api/v1/followup/months": (
            programs(only(COUNTIES, others=404)),
            "a_followed_month_by_a_program",
        ),
        "PUT api/v1/followup/months": (
            programs(only(KEEPS, others=404) | {"other_county_officer": 422}),
            "a_month_to_file",
        ),
        "POST api/v1/followup/months/remind": (programs(_city(200)), "a_month_to_remind_of"),
        "GET api/v1/followup/divisions/<int:pk>/lines": (
            programs(only(KEEPS, others=404)),
            "a_followed_month_by_a_program",
        ),
        "GET api/v1/followup/projects": programs(only(COUNTIES, others=404)),
        "GET api/v1/followup/projects/<int:pk>": (
            programs(of_project(SEES)),
            "a_followed_project",
        ),
        "GET api/v1/followup/terms": programs(only(COUNTIES, others=404)),
    },
}
