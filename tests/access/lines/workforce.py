"""Who gets which status: the staff list, and what companies publish."""

from tests.access.personas import (
    CITY,
    READS_STAFF,
    Lines,
    everybody,
    insiders,
    of_staff,
    only,
    programs,
    staff,
)

KEEPS_STAFF = "hr_officer administrator"
KNOWS_THE_WORKER = f"{READS_STAFF} worker team_leader evaluator"
PUBLISHES = "improvement_officer chair"

# A city has no staff list; everybody who comes in gets the same.
NOTHING = insiders(404)
ACCESS: Lines = {
    "companies": {
        "GET companies/": everybody(),
        "GET companies/add/": only(CITY),
        "POST companies/add/": only(CITY, 422),
        "POST companies/<int:pk>/end/": (only(CITY, 302), "an_affiliate"),
        "GET staff/": NOTHING,
        "GET publishing/": NOTHING,
    },
    "the API: companies": {
        "GET api/v1/workforce/statements": programs(insiders()),
        "GET api/v1/workforce/staff": programs(insiders(404)),
        "POST api/v1/workforce/staff/<int:pk>/account": (
            programs(insiders(404)),
            "the_account_by_a_program",
        ),
    },
}
COMPANY: Lines = {
    "staff list": {
        "GET staff/": staff(),
        "GET staff/add/": of_staff(KEEPS_STAFF),
        "POST staff/add/": of_staff(KEEPS_STAFF, 422),
        "GET staff/<int:pk>/": (
            of_staff(KNOWS_THE_WORKER, others=404),
            "the_worker",
        ),
        "GET staff/<int:pk>/account/": (
            of_staff(KNOWS_THE_WORKER, 403, others=404) | dict.fromkeys(KEEPS_STAFF.split(), 200),
            "the_worker",
        ),
        "POST staff/<int:pk>/account/": (
            of_staff(KNOWS_THE_WORKER, 403, others=404) | dict.fromkeys(KEEPS_STAFF.split(), 302),
            "the_worker_and_the_account",
        ),
        "GET staff/<int:pk>/leave/": (
            of_staff(KNOWS_THE_WORKER, 403, others=404) | dict.fromkeys(KEEPS_STAFF.split(), 200),
            "the_worker",
        ),
        "POST staff/<int:pk>/leave/": (
            of_staff(KNOWS_THE_WORKER, 403, others=404) | dict.fromkeys(KEEPS_STAFF.split(), 422),
            "the_worker",
        ),
    },
    "publishing": {
        "GET publishing/": of_staff(PUBLISHES),
        "POST publishing/": of_staff(PUBLISHES, 422),
        "GET companies/": staff(404),
    },
    "the API: staff list": {
        "GET api/v1/workforce/staff": programs(staff()),
        "POST api/v1/workforce/staff/<int:pk>/account": (
            programs(
                of_staff(KNOWS_THE_WORKER, 403, others=404)
                | dict.fromkeys(KEEPS_STAFF.split(), 200)
            ),
            "the_account_by_a_program",
        ),
        "GET api/v1/workforce/statements": programs(staff(404)),
    },
    "the house in a company": {
        "GET ": staff(302)
        | dict.fromkeys(("anonymous", "stranger", "city_administrator", "other_hr_officer"), 200),
        "GET figures/": staff(),
        "GET search/": staff(),
        "GET projects/": staff(404) | {"anonymous": 404},
    },
}
