"""Who gets which status: measures of reform, meetings and their pledges."""

from tests.access.personas import (
    CITY,
    RANKS,
    Expected,
    Lines,
    everybody,
    hidden,
    insiders,
    only,
    programs,
    refused,
)

STAFF = f"{RANKS} other_county_officer"


def _of_meeting(then: int = 200) -> Expected:
    """Of those who read meetings the city's officers get `then`; others see nothing."""
    return only("", others=404) | refused(STAFF) | dict.fromkeys(CITY.split(), then)


def _of_giver(then: int = 200) -> Expected:
    """Of those who read pledges the leader, who gave this one, gets `then`."""
    return only("", others=404) | refused(STAFF) | {"leader": then}


ACCESS: Lines = {
    "measures of reform": {
        "GET reforms/": everybody(),
        "GET reforms/scorecard/": only(STAFF, others=404),
        "GET reforms/measures/add/": only(CITY),
        "POST reforms/measures/add/": only(CITY, 422),
        "GET reforms/measures/<int:pk>/": [
            (everybody(), "a_measure_in_force"),
            (hidden(STAFF), "a_planned_measure"),
        ],
        "GET reforms/measures/<int:pk>/edit/": (only(CITY), "a_measure_in_force"),
        "POST reforms/measures/<int:pk>/edit/": (only(CITY, 422), "a_measure_in_force"),
        "GET reforms/meetings/": insiders(),
        "GET reforms/meetings/add/": only(CITY),
        "POST reforms/meetings/add/": only(CITY, 422),
        "GET reforms/meetings/<int:pk>/": (only(STAFF, others=404), "a_planned_meeting"),
        "GET reforms/meetings/<int:pk>/edit/": (_of_meeting(), "a_planned_meeting"),
        "POST reforms/meetings/<int:pk>/edit/": (_of_meeting(422), "a_planned_meeting"),
        "GET reforms/meetings/<int:pk>/meeting.ics": (
            only(STAFF, others=404),
            "a_planned_meeting",
        ),
        "GET reforms/meetings/<int:pk>/pledge/": (_of_meeting(), "a_held_meeting"),
        "POST reforms/meetings/<int:pk>/pledge/": (_of_meeting(422), "a_held_meeting"),
        "GET reforms/pledges/": insiders(),
        "GET reforms/pledges/pledges.ics": insiders(),
        "GET reforms/pledges/pledges.<sheet_format:kind>": (insiders(), "a_list_as_a_workbook"),
        "GET reforms/pledges/<int:pk>/fulfil/": (_of_giver(), "a_pledge_of_the_leader"),
        "POST reforms/pledges/<int:pk>/fulfil/": (_of_giver(422), "a_pledge_of_the_leader"),
        "GET reforms/pledges/<int:pk>/pass-on/": (_of_meeting(), "a_pledge_of_the_leader"),
        "POST reforms/pledges/<int:pk>/pass-on/": (_of_meeting(422), "a_pledge_of_the_leader"),
        "GET api/v1/reforms/measures/": programs(insiders()),
        "GET api/v1/reforms/scorecard/": programs(only(STAFF, others=404)),
        "GET api/v1/reforms/meetings/": programs(insiders()),
        "GET api/v1/reforms/pledges/": programs(insiders()),
        "POST api/v1/reforms/meetings/<int:pk>/pledges/": (
            programs(_of_meeting(201)),
            "a_pledge_for_programs",
        ),
    },
}
