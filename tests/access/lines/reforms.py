"""Who gets which status: measures of reform. What was decided, everybody reads."""

from tests.access.personas import CITY, RANKS, Lines, everybody, hidden, only

STAFF = f"{RANKS} other_county_officer"

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
    },
}
