"""Who gets which status: direct lines, their trips and bookings.

The shipper of the samples is the owner's firm; the carrier is nobody's among the personas.
"""

from tests.access.personas import (
    Expected,
    Lines,
    everybody,
    insiders,
    only,
    programs,
    refused,
)

DISPATCH = "department_officer city_officer coordinator administrator"
READS_LOAD = f"{DISPATCH} leader auditor"
SHIPS = f"{DISPATCH} owner"


def of_booking(names: str, then: int = 200) -> Expected:
    """Of those who read a booking of the owner's firm those named get `then`."""
    return insiders(404) | refused(f"{READS_LOAD} owner") | dict.fromkeys(names.split(), then)


ACCESS: Lines = {
    "direct lines": {
        "GET lines/": everybody(),
        "GET lines/open/": only(DISPATCH),
        "POST lines/open/": only(DISPATCH, 422),
        "GET lines/reach/": everybody(),
        "GET lines/reach/counties/": everybody(),
        "GET lines/losses/": everybody(),
        "GET lines/claims/": insiders(),
        "POST lines/claims/<int:pk>/<slug:move>/": [
            (of_booking(DISPATCH, 302), "a_claim_to_refuse"),
            (of_booking(SHIPS, 302), "a_claim_to_withdraw"),
        ],
        "GET lines/bookings/<int:pk>/claim/": (of_booking(SHIPS), "a_booking_with_a_loss"),
        "POST lines/bookings/<int:pk>/claim/": [
            (of_booking(SHIPS, 302), "a_claim_for_damage"),
            (of_booking(SHIPS, 422), "a_booking_with_a_loss"),
        ],
        "GET lines/trips/<int:pk>/temperatures/": (only(DISPATCH), "a_trip_that_left"),
        "POST lines/trips/<int:pk>/temperatures/": [
            (only(DISPATCH, 302), "temperatures_of_a_trip"),
            (only(DISPATCH, 422), "a_trip_that_left"),
        ],
        "GET lines/day/": insiders(),
        "GET lines/bookings/": insiders(),
        "GET lines/<int:pk>/": (everybody(), "a_direct_line"),
        "GET lines/<int:pk>/timetable/": (only(DISPATCH), "a_direct_line"),
        "POST lines/<int:pk>/timetable/": [
            (only(DISPATCH, 302), "a_direct_line"),
            (only(DISPATCH, 422), "half_a_departure"),
        ],
        "POST lines/<int:pk>/plan/": (only(DISPATCH, 302), "a_direct_line"),
        "GET lines/<int:pk>/close/": (only(DISPATCH), "a_direct_line"),
        "POST lines/<int:pk>/close/": [
            (only(DISPATCH, 302), "a_line_to_close"),
            (only(DISPATCH, 422), "a_closing_without_words"),
        ],
        "GET lines/<int:pk>/reach/": (only(DISPATCH), "a_direct_line"),
        "POST lines/<int:pk>/reach/": [
            (only(DISPATCH, 302), "a_county_of_a_line"),
            (only(DISPATCH, 422), "an_unknown_county_of_a_line"),
        ],
        "POST lines/<int:pk>/reach/drop/": (only(DISPATCH, 302), "a_county_of_a_line"),
        "GET lines/trips/<int:pk>/": (insiders(), "a_trip_of_a_line"),
        "POST lines/trips/<int:pk>/book/": (only(SHIPS, 422), "a_trip_of_a_line"),
        "POST lines/trips/<int:pk>/move/<slug:move>/": (only(DISPATCH, 302), "a_trip_to_load"),
        "GET lines/trips/<int:pk>/manifest/": (only(READS_LOAD), "a_trip_of_a_line"),
        "GET lines/bookings/<int:pk>/": (of_booking(f"{READS_LOAD} owner"), "a_booking_on_a_line"),
        "POST lines/bookings/<int:pk>/withdraw/": (of_booking(SHIPS, 302), "a_booking_on_a_line"),
        "POST lines/bookings/<int:pk>/certify/": (of_booking(SHIPS, 422), "a_booking_on_a_line"),
        "POST lines/bookings/<int:pk>/receive/": (of_booking(SHIPS, 422), "a_booking_that_left"),
    },
    "the API: direct lines": {
        "GET api/v1/lines/lines": programs(insiders()),
        "GET api/v1/lines/reach": programs(insiders()),
        "GET api/v1/lines/lines/<int:pk>/counties": (programs(insiders()), "a_direct_line"),
        "POST api/v1/lines/lines/<int:pk>/counties": (
            programs(only(DISPATCH)),
            "counties_by_a_program",
        ),
        "POST api/v1/lines/lines/<int:pk>/close": (
            programs(only(DISPATCH)),
            "a_closing_by_a_program",
        ),
        "GET api/v1/lines/trips": programs(insiders()),
        "GET api/v1/lines/trips/<int:pk>/shares": (programs(insiders()), "a_trip_of_a_line"),
        "POST api/v1/lines/trips/<int:pk>/move": (programs(only(DISPATCH)), "a_move_of_a_trip"),
        "POST api/v1/lines/trips/<int:pk>/bookings": (
            programs(only(SHIPS, 201)),
            "a_booking_by_a_program",
        ),
        "POST api/v1/lines/trips/<int:pk>/temperatures": (
            programs(only(DISPATCH, 201)),
            "temperatures_by_a_program",
        ),
        "GET api/v1/lines/claims": programs(insiders()),
        "POST api/v1/lines/bookings/<int:pk>/claim": (
            programs(of_booking(SHIPS, 201)),
            "a_claim_by_a_program",
        ),
        "POST api/v1/lines/claims/<int:pk>/move": (
            programs(of_booking(SHIPS)),
            "a_move_of_a_claim",
        ),
        "GET api/v1/lines/bookings": programs(insiders()),
        "POST api/v1/lines/bookings/<int:pk>/withdraw": (
            programs(of_booking(SHIPS)),
            "a_booking_on_a_line",
        ),
        "POST api/v1/lines/bookings/<int:pk>/receive": (
            programs(of_booking(SHIPS)),
            "a_receipt_by_a_program",
        ),
    },
}
