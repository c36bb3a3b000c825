"""Who gets which status: one-to-one service."""

from tests.access.personas import (
    CITY,
    RANKS,
    READS_POLICIES,
    READS_SERVICE,
    SERVES,
    Lines,
    insiders,
    of_served,
    only,
    programs,
    refused,
)

ACCESS: Lines = {
    "the API: liaison": {
        "GET api/v1/liaison/firms": programs(insiders()),
        "POST api/v1/liaison/firms/<int:party>/visits": (
            programs(of_served(SERVES, 201)),
            "a_visit_to_log_by_a_program",
        ),
        "GET api/v1/liaison/issues": programs(insiders()),
        "POST api/v1/liaison/issues": (programs(of_served(SERVES, 201)), "an_issue_to_raise"),
        "GET api/v1/liaison/issues/<int:pk>": (
            programs(of_served(f"{READS_SERVICE} department_officer")),
            "an_issue_that_was_sent",
        ),
        "POST api/v1/liaison/issues/<int:pk>/answer": (
            programs(of_served("department_officer")),
            "an_answer_by_a_program",
        ),
        "GET api/v1/liaison/gaps": programs(only(READS_POLICIES)),
        "GET api/v1/liaison/cards": programs(insiders()),
    },
    "liaison": {
        "GET liaison/": insiders(),
        "GET liaison/firms/<int:pk>/": [
            (of_served(READS_SERVICE), "a_firm_in_service"),
            (of_served(READS_SERVICE), "a_firm_to_take_into_service"),
            (
                of_served(f"{READS_SERVICE} owner"),
                "the_owners_firm_in_service",
            ),
        ],
        "POST liaison/firms/<int:pk>/take-in/": (
            of_served(SERVES, 302),
            "a_firm_to_take_into_service",
        ),
        "GET liaison/firms/<int:pk>/visit/": (of_served(SERVES), "a_firm_in_service"),
        "POST liaison/firms/<int:pk>/visit/": [
            (of_served(SERVES, 422), "a_firm_in_service"),
            (of_served(SERVES, 302), "a_visit_to_log"),
        ],
        "GET liaison/firms/<int:pk>/raise/": [
            (of_served(SERVES), "a_firm_in_service"),
            (of_served(SERVES), "a_firm_to_take_into_service"),
            (
                of_served(f"{SERVES} owner"),
                "the_owners_firm_in_service",
            ),
        ],
        "POST liaison/firms/<int:pk>/raise/": (of_served(SERVES, 422), "a_firm_in_service"),
        "GET liaison/issues/": insiders(),
        "GET liaison/issues/<int:pk>/": [
            (of_served(READS_SERVICE), "an_issue_that_was_raised"),
            (of_served(f"{READS_SERVICE} department_officer"), "an_issue_that_was_sent"),
            (of_served(f"{READS_SERVICE} department_officer"), "an_issue_that_is_solved"),
        ],
        "GET liaison/issues/<int:pk>/sort/": (of_served(SERVES), "an_issue_that_was_raised"),
        "POST liaison/issues/<int:pk>/sort/": (
            of_served(SERVES, 422),
            "an_issue_that_was_raised",
        ),
        "POST liaison/issues/<int:pk>/say/<slug:verb>/": (
            of_served("department_officer", 302),
            "an_issue_to_answer",
        ),
        "GET liaison/issues/<int:pk>/card/": (
            of_served(f"{SERVES} department_officer"),
            "an_issue_that_is_solved",
        ),
        "POST liaison/issues/<int:pk>/card/": (
            of_served(f"{SERVES} department_officer", 422),
            "an_issue_that_is_solved",
        ),
        "GET liaison/gaps/": only(READS_POLICIES),
        "GET liaison/gaps/<int:pk>/": (only(READS_POLICIES, others=404), "a_gap_in_policy"),
        "POST liaison/gaps/<int:pk>/": (
            only(CITY, 422, others=404) | refused("department_officer leader auditor"),
            "a_gap_in_policy",
        ),
        "GET liaison/cards/": insiders(),
        "GET liaison/cards/<int:pk>/": (insiders(), "a_card_of_a_solved_case"),
        "GET liaison/offices/": only(f"{RANKS} other_county_officer"),
        "POST liaison/offices/": only(CITY, 422),
        "POST liaison/offices/<int:pk>/drop/": (only(CITY, 302), "a_competent_office"),
    },
}
