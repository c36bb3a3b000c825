"""Who gets which status: the follow-up after production. The samples lie in 青州.

The department's officer belongs to no office that figures come from.
"""

from tests.access.personas import COUNTIES, KEEPS, SEES, Lines, of_project, only

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
        "GET followup/of-project/<int:pk>/": (of_project(SEES), "a_followed_project"),
    },
}
