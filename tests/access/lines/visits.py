"""Who gets which status: drives, visits and difficulties.

The coordinator belongs to the team of the samples; the project is the owner's, in 青州.
"""

from tests.access.personas import (
    CITY,
    KEEPS,
    SEES,
    WATCHES,
    Expected,
    Lines,
    everybody,
    insiders,
    of_project,
    only,
    programs,
    refused,
)

TEAM = "coordinator"
READS_VISITS = f"{KEEPS} leader auditor owner {TEAM}"


def of_drive(names: str, then: int = 200) -> Expected:
    """Of those who see how far drives have come those named get `then`; others see nothing."""
    seen = insiders(404) | refused(f"{WATCHES} {TEAM}")
    return seen | dict.fromkeys(names.split(), then)


def of_visit(names: str, then: int = 200) -> Expected:
    """Of those who read a visit to the owner's project those named get `then`."""
    return insiders(404) | refused(READS_VISITS) | dict.fromkeys(names.split(), then)


ACCESS: Lines = {
    "visits": {
        "GET worker.js": everybody(),
        "GET visits/": insiders(),
        "GET visits/session/": insiders(),
        "GET visits/add/": only(CITY),
        "POST visits/add/": only(CITY, 422),
        "GET visits/drives/<int:pk>/": (of_drive(f"{WATCHES} {TEAM}"), "a_drive"),
        "GET visits/drives/<int:pk>/team/": (of_drive(CITY), "a_drive"),
        "POST visits/drives/<int:pk>/team/": (of_drive(CITY, 422), "a_drive"),
        "GET visits/teams/<int:pk>/": (of_drive(f"{WATCHES} {TEAM}"), "a_team_of_a_drive"),
        "GET visits/teams/<int:pk>/people/": (of_drive(CITY), "a_team_of_a_drive"),
        "POST visits/teams/<int:pk>/people/": (of_drive(CITY, 422), "a_team_of_a_drive"),
        "GET visits/teams/<int:pk>/plan/": (of_drive(f"{CITY} {TEAM}"), "a_team_of_a_drive"),
        "POST visits/teams/<int:pk>/plan/": (
            of_drive(f"{CITY} {TEAM}", 422),
            "a_team_of_a_drive",
        ),
        "POST visits/teams/<int:pk>/drop/<int:project>/": (
            of_drive(f"{CITY} {TEAM}", 302),
            "a_stop_of_a_route",
        ),
        "GET visits/teams/<int:pk>/log/<int:project>/": (of_drive(TEAM), "a_stop_of_a_route"),
        "POST visits/teams/<int:pk>/log/<int:project>/": [
            (of_drive(TEAM, 422), "a_stop_of_a_route"),
            (of_drive(TEAM, 302), "a_visit_of_a_team"),
        ],
        "GET visits/doubted/": insiders(),
        "GET visits/<int:pk>/": (of_visit(READS_VISITS), "a_visit_to_the_owners_project"),
        "POST visits/<int:pk>/count/": (of_visit(KEEPS, 302), "a_doubtful_visit"),
        "POST visits/<int:pk>/set-aside/": (of_visit(KEEPS, 422), "a_doubtful_visit"),
        "GET visits/<int:pk>/raise/": (
            of_visit(f"{KEEPS} {TEAM}"),
            "a_visit_to_the_owners_project",
        ),
        "POST visits/<int:pk>/raise/": (
            of_visit(f"{KEEPS} {TEAM}", 422),
            "a_visit_to_the_owners_project",
        ),
        "GET visits/of-project/<int:pk>/": (
            of_project(SEES),
            "a_project_on_no_list",
        ),
        "GET visits/difficulties/": insiders(),
        "GET visits/difficulties.<sheet_format:kind>": (
            only(f"{WATCHES} county_officer other_county_officer", others=404),
            "a_list_as_a_workbook",
        ),
        "GET visits/difficulties/<int:pk>/": [
            (of_visit(READS_VISITS), "a_difficulty_without_a_department"),
            (of_visit(f"{READS_VISITS} department_officer"), "a_difficulty_that_was_sent"),
        ],
        "GET visits/difficulties/<int:pk>/sort/": (
            of_visit(f"{KEEPS} {TEAM}"),
            "a_difficulty_without_a_department",
        ),
        "POST visits/difficulties/<int:pk>/sort/": (
            of_visit(f"{KEEPS} {TEAM}", 422),
            "a_difficulty_without_a_department",
        ),
    },
    "the API: visits": {
        "GET api/v1/visits/drives": programs(insiders()),
        "GET api/v1/visits/drives/<int:pk>": (programs(of_drive(f"{WATCHES} {TEAM}")), "a_drive"),
        "GET api/v1/visits/drives/<int:pk>/projects": (
            programs(of_drive(f"{WATCHES} {TEAM}")),
            "a_drive",
        ),
        "GET api/v1/visits/teams/<int:pk>/stops": (
            programs(of_drive(f"{WATCHES} {TEAM}")),
            "a_team_of_a_drive",
        ),
        "POST api/v1/visits/teams/<int:pk>/visits": (
            programs(of_drive(TEAM, 201)),
            "a_visit_by_a_program",
        ),
        "GET api/v1/visits/visits": programs(insiders()),
        "GET api/v1/visits/visits/<int:pk>": (
            programs(of_visit(READS_VISITS)),
            "a_visit_to_the_owners_project",
        ),
        "GET api/v1/visits/visits/<int:pk>/photos": (
            programs(of_visit(READS_VISITS)),
            "a_visit_to_the_owners_project",
        ),
        "POST api/v1/visits/visits/<int:pk>/photos": (
            programs(of_visit(TEAM, 201)),
            "a_photo_of_a_visit",
        ),
        "POST api/v1/visits/visits/<int:pk>/count": (programs(of_visit(KEEPS)), "a_doubtful_visit"),
        "POST api/v1/visits/visits/<int:pk>/set-aside": (
            programs(of_visit(KEEPS)),
            "a_doubtful_visit_to_set_aside",
        ),
        "POST api/v1/visits/visits/<int:pk>/difficulties": (
            programs(of_visit(f"{KEEPS} {TEAM}", 201)),
            "a_difficulty_by_a_program",
        ),
        "GET api/v1/visits/difficulties": programs(insiders()),
        "GET api/v1/visits/difficulties/<int:pk>": [
            (programs(of_visit(READS_VISITS)), "a_difficulty_without_a_department"),
            (
                programs(of_visit(f"{READS_VISITS} department_officer")),
                "a_difficulty_that_was_sent",
            ),
        ],
        "POST api/v1/visits/difficulties/<int:pk>/answer": (
            programs(of_visit("department_officer")),
            "a_difficulty_to_answer",
        ),
        "POST api/v1/visits/difficulties/<int:pk>/close": (
            programs(of_visit("owner") | refused("department_officer")),
            "a_difficulty_to_close",
        ),
    },
}
