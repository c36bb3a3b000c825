"""Who gets which status: the project reserve. The samples are ideas of 青州."""

from tests.access.personas import (
    CITY,
    KEEPS,
    RANKS,
    SEES,
    WATCHES,
    Expected,
    Lines,
    insiders,
    of_project,
    only,
    programs,
    refused,
)

PLANS = "department_officer county_officer other_county_officer city_officer administrator"
PLANS_QINGZHOU = "department_officer county_officer city_officer administrator"


def of_reserve(names: str, then: int = 200) -> Expected:
    """Of those who read the reserve of 青州 those named get `then`; others see nothing."""
    return insiders(404) | refused(RANKS) | dict.fromkeys(names.split(), then)


def of_any(names: str, then: int = 200) -> Expected:
    """Of those who read any part of the reserve those named get `then`; others see nothing."""
    return insiders(404) | refused(WATCHES) | dict.fromkeys(names.split(), then)


ACCESS: Lines = {
    "the project reserve": {
        "GET reserve/": of_any(WATCHES),
        "GET reserve/ideas.<sheet_format:kind>": (of_any(WATCHES), "a_list_as_a_workbook"),
        "GET reserve/funnel/": of_any(WATCHES),
        "GET reserve/gaps/": of_any(WATCHES),
        "POST reserve/gaps/": (of_any(CITY, 302), "what_is_wanted"),
        "GET reserve/formula/": of_any(WATCHES),
        "POST reserve/formula/": of_any(CITY, 422),
        "GET reserve/add/": only(PLANS),
        "POST reserve/add/": only(PLANS, 422),
        "GET reserve/<int:pk>/": (of_reserve(RANKS), "an_idea_of_the_reserve"),
        "GET reserve/<int:pk>/edit/": (of_reserve(KEEPS), "an_idea_of_the_reserve"),
        "POST reserve/<int:pk>/edit/": (of_reserve(KEEPS, 422), "an_idea_of_the_reserve"),
        "GET reserve/<int:pk>/grade/": (of_reserve(CITY), "an_idea_of_the_reserve"),
        "POST reserve/<int:pk>/grade/": (of_reserve(CITY, 422), "an_idea_of_the_reserve"),
        "GET reserve/<int:pk>/promote/": [
            (of_reserve(KEEPS), "a_ripe_idea"),
            (of_reserve(""), "an_idea_of_the_reserve"),
        ],
        "POST reserve/<int:pk>/promote/": (of_reserve(KEEPS, 422), "a_ripe_idea"),
        "GET reserve/of-project/<int:pk>/": (of_project(SEES), "a_project_on_no_list"),
    },
    "the API: the project reserve": {
        "GET api/v1/reserve/ideas": programs(only(WATCHES, others=404)),
        "POST api/v1/reserve/ideas": (programs(only(PLANS_QINGZHOU, 201)), "an_idea_to_propose"),
        "GET api/v1/reserve/ideas/<int:pk>": (
            programs(of_reserve(RANKS)),
            "an_idea_of_the_reserve",
        ),
        "PATCH api/v1/reserve/ideas/<int:pk>": (
            programs(of_reserve(KEEPS)),
            "an_idea_to_change",
        ),
        "POST api/v1/reserve/ideas/<int:pk>/grade": (
            programs(of_reserve(CITY)),
            "an_idea_to_grade",
        ),
        "POST api/v1/reserve/ideas/<int:pk>/promote": (
            programs(of_reserve(KEEPS)),
            "an_idea_to_promote",
        ),
        "GET api/v1/reserve/funnel": programs(only(WATCHES, others=404)),
        "GET api/v1/reserve/gaps": programs(only(WATCHES, others=404)),
    },
}
