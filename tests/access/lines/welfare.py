"""Who gets which status of welfare. Of a sealed case: who asks and who answers, nobody else."""

from tests.access.personas import Lines, listed, of_staff, programs, staff

CARES = "care_officer"
# Who is let into the worker's case: not HR, not the administrator, not the chair, not the auditor.
INSIDE = "worker care_officer"


def inside(asks: int, answers: int):
    """Of a sealed case: what who asks gets, and who answers; for others there is nothing."""
    return of_staff("", others=404) | {"worker": asks, "care_officer": answers}


ACCESS: Lines = {}
COMPANY: Lines = {
    "facilities": {
        "GET welfare/": staff(),
        "GET welfare/facilities/add/": of_staff(CARES),
        "POST welfare/facilities/add/": of_staff(CARES, 422),
        "GET welfare/facilities/<int:pk>/": (staff(), "a_facility"),
        "GET welfare/facilities/<int:pk>/edit/": (of_staff(CARES), "a_facility"),
        "POST welfare/facilities/<int:pk>/edit/": (of_staff(CARES, 422), "a_facility"),
        "GET welfare/facilities/<int:pk>/close/": (of_staff(CARES), "a_facility"),
        "POST welfare/facilities/<int:pk>/close/": (of_staff(CARES, 422), "a_facility"),
        "GET welfare/facilities/<int:pk>/resource/": (of_staff(CARES), "a_facility"),
        "POST welfare/facilities/<int:pk>/resource/": (of_staff(CARES, 422), "a_facility"),
    },
    "bookings": {
        "GET welfare/resources/<int:pk>/": (staff(), "a_room_to_book"),
        "POST welfare/resources/<int:pk>/": (staff(422), "a_room_to_book"),
        "GET welfare/bookings/": staff(),
        "GET welfare/bookings/all/": of_staff(CARES),
        "POST welfare/bookings/<int:pk>/cancel/": (
            of_staff(INSIDE, 302, others=404),
            "a_booking_of_the_worker",
        ),
    },
    "entitlements and needs": {
        "GET welfare/entitlements/": staff(),
        "GET welfare/entitlements/add/": of_staff(CARES),
        "POST welfare/entitlements/add/": of_staff(CARES, 422),
        "POST welfare/entitlements/<int:pk>/claim/": (staff(302), "an_entitlement"),
        "GET welfare/needs/": staff(),
        "POST welfare/needs/": staff(422),
        "POST welfare/needs/<int:pk>/support/": (staff(302), "a_need_of_people"),
        "GET welfare/needs/<int:pk>/answer/": (of_staff(CARES), "a_need_of_people"),
        "POST welfare/needs/<int:pk>/answer/": (of_staff(CARES, 422), "a_need_of_people"),
    },
    "sealed cases": {
        # Everybody may ask; each reads the own cases alone.
        "GET welfare/aid/": staff(),
        "GET welfare/aid/ask/": staff(),
        "POST welfare/aid/ask/": staff(422),
        "GET welfare/aid/fund/": of_staff("finance_officer"),
        "POST welfare/aid/fund/": of_staff("finance_officer", 422),
        "GET welfare/aid/<int:pk>/": (inside(200, 200), "a_sealed_case"),
        "POST welfare/aid/<int:pk>/": (inside(422, 422), "a_sealed_case"),
        "GET welfare/aid/<int:pk>/decide/": (inside(403, 200), "a_sealed_case"),
        "POST welfare/aid/<int:pk>/decide/": (inside(403, 422), "a_sealed_case"),
        "GET welfare/aid/<int:pk>/let-in/": (inside(403, 200), "a_sealed_case"),
        "POST welfare/aid/<int:pk>/let-in/": (inside(403, 422), "a_sealed_case"),
        "POST welfare/aid/<int:pk>/withdraw/": (inside(302, 403), "a_sealed_case"),
    },
    "welfare for programs": {
        "GET api/v1/welfare/facilities": programs(staff()),
        "GET api/v1/welfare/bookings": programs(staff()),
        "POST api/v1/welfare/bookings": (
            programs(listed(201, others=422)),
            "a_room_booked_by_a_program",
        ),
        "POST api/v1/welfare/bookings/<int:pk>/cancel": (
            programs(of_staff(INSIDE, others=404)),
            "a_booking_of_the_worker",
        ),
        "GET api/v1/welfare/needs": programs(staff()),
    },
}
