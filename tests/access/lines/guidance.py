"""Who gets which status: what to plant, for whom, and the sums of it.

A household's own rows are nobody else's: the sample's household is none of the personas'.
"""

from tests.access.personas import Lines, everybody, hidden, insiders, only, programs

SUMS = "department_officer city_officer leader auditor coordinator administrator"
ADVISERS = "department_officer city_officer administrator"

ACCESS: Lines = {
    "what to plant": {
        "GET guidance/": only("grower") | dict.fromkeys(SUMS.split(), 302),
        "GET guidance/beds/": insiders(403),
        "POST guidance/beds/": insiders(403),
        "GET guidance/kinds/add/": insiders(403),
        "POST guidance/kinds/add/": insiders(403),
        "POST guidance/kinds/<int:pk>/remove/": (insiders(404), "somebodys_kind"),
        "GET guidance/intentions/add/": insiders(403),
        "POST guidance/intentions/add/": insiders(403),
        "POST guidance/intentions/<int:pk>/withdraw/": (insiders(404), "somebodys_intention"),
        "GET guidance/plan/": insiders(403),
        "GET guidance/outlook/": only(SUMS),
        "POST guidance/advise/": only(ADVISERS, 302),
        "GET guidance/effect/": everybody(),
        "GET api/v1/guidance/warnings/": programs(only(SUMS)),
        "GET api/v1/guidance/plan/": programs(hidden("")),
    },
}
