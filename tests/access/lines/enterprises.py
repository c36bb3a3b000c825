"""Who gets which status: firms, titles and platforms."""

from tests.access.personas import (
    CITY,
    COUNTIES,
    KEEPS,
    RANKS,
    READS_FIRMS,
    VAULT,
    WATCHES,
    WORKS_ON,
    Lines,
    everybody,
    hidden,
    insiders,
    of_pool,
    only,
    programs,
    refused,
)

ACCESS: Lines = {
    "the API: enterprises": {
        "GET api/v1/enterprises/firms": programs(insiders()),
        "GET api/v1/enterprises/firms/<int:pk>": [
            (programs(insiders()), "an_announced_firm"),
            (programs(only(READS_FIRMS, others=404)), "a_firm_without_a_title"),
        ],
        "GET api/v1/enterprises/titles/ending": programs(only(WATCHES)),
        "GET api/v1/enterprises/platforms": programs(insiders()),
        "GET api/v1/enterprises/platforms/<int:pk>": (programs(insiders()), "a_platform"),
        "GET api/v1/enterprises/notices": programs(insiders()),
        "GET api/v1/enterprises/notices/<int:pk>": (
            programs(insiders()),
            "an_applicant_on_notice",
        ),
        "POST api/v1/enterprises/notices/<int:pk>/objections": (
            programs(insiders(201)),
            "an_objection_to_a_title",
        ),
        "GET api/v1/enterprises/equipment": programs(insiders()),
        "GET api/v1/enterprises/equipment/<int:pk>": [
            (programs(insiders()), "a_piece_of_equipment"),
            (programs(only(READS_FIRMS, others=404)), "a_closed_piece_of_equipment"),
        ],
        "POST api/v1/enterprises/equipment/<int:pk>/bookings": (
            programs(only(WORKS_ON, 201) | {"other_county_officer": 404}),
            "hours_for_the_owner",
        ),
        "GET api/v1/enterprises/bookings": programs(insiders()),
        "POST api/v1/enterprises/bookings/<int:pk>/cancel": (
            programs(
                insiders(404) | refused(READS_FIRMS) | dict.fromkeys(f"{KEEPS} owner".split(), 200)
            ),
            "a_booking_of_the_owner",
        ),
        "GET api/v1/enterprises/updates": programs(only(WATCHES)),
        "POST api/v1/enterprises/updates": (programs(only(CITY, 201)), "a_round_by_a_program"),
        "GET api/v1/enterprises/updates/mine": programs(only(f"{WATCHES} owner")),
        "GET api/v1/enterprises/updates/<int:pk>/firms": (
            programs(only(WATCHES, others=404)),
            "a_yearly_update",
        ),
        "POST api/v1/enterprises/updates/<int:pk>/remind": (
            programs(only(COUNTIES, others=404) | refused("department_officer leader auditor")),
            "a_yearly_update",
        ),
        "GET api/v1/enterprises/updates/<int:pk>/firms/<int:firm>": (
            programs(only(WORKS_ON, others=404) | refused("department_officer leader auditor")),
            "a_yearly_update",
        ),
        "POST api/v1/enterprises/updates/<int:pk>/firms/<int:firm>/confirm": (
            programs(only("owner", others=404) | refused(RANKS)),
            "a_confirmation_by_a_program",
        ),
        "GET api/v1/enterprises/measured": programs(only(WATCHES)),
        "GET api/v1/enterprises/eligible": programs(only(WATCHES)),
        "GET api/v1/enterprises/at-risk": programs(only(WATCHES)),
        "GET api/v1/enterprises/pool": programs(only(WATCHES)),
        "GET api/v1/enterprises/pool/forecast": programs(only(WATCHES)),
        "GET api/v1/enterprises/applications": programs(
            only(f"{RANKS} other_county_officer owner")
        ),
        "GET api/v1/enterprises/applications/<int:pk>": (
            programs(only(f"{RANKS} owner", others=404)),
            "an_application_for_a_title",
        ),
    },
    "enterprises": {
        "GET enterprises/": everybody(),
        "GET enterprises/expiry/": only(WATCHES),
        "GET enterprises/expiry.ics": only(WATCHES),
        "GET enterprises/eligible/": only(WATCHES),
        "GET enterprises/eligible.<sheet_format:kind>": (only(WATCHES), "a_list_as_a_workbook"),
        "GET enterprises/at-risk/": only(WATCHES),
        "GET enterprises/at-risk.<sheet_format:kind>": (only(WATCHES), "a_list_as_a_workbook"),
        "POST enterprises/sweep/": only(CITY, 302),
        "GET enterprises/pool/": only(WATCHES),
        "GET enterprises/pool/proposed/": only(WATCHES),
        "POST enterprises/pool/proposed/": only(COUNTIES, 422),
        "GET enterprises/pool/gone/": only(WATCHES),
        "GET enterprises/pool/forecast/": only(WATCHES),
        "POST enterprises/pool/forecast/": only(CITY, 422),
        "GET enterprises/pool/limits/": only(CITY),
        "POST enterprises/pool/limits/": only(CITY, 422),
        "GET enterprises/pool/<int:pk>/leave/": (of_pool(), "a_place_in_the_pool"),
        "POST enterprises/pool/<int:pk>/leave/": (of_pool(302), "a_leaving_of_the_pool"),
        "GET enterprises/<int:pk>/pool/": (
            insiders(404) | refused(RANKS) | dict.fromkeys(KEEPS.split(), 200),
            "a_firm_without_a_title",
        ),
        "POST enterprises/<int:pk>/pool/": (
            insiders(404) | refused(RANKS) | dict.fromkeys(KEEPS.split(), 302),
            "an_entry_into_the_pool",
        ),
        "GET enterprises/<int:pk>/": [
            (everybody(), "an_announced_firm"),
            (hidden(RANKS), "a_firm_without_a_title"),
        ],
        "GET enterprises/<int:pk>/edit/": (
            insiders(404) | refused(RANKS) | dict.fromkeys(KEEPS.split(), 200),
            "a_firm_without_a_title",
        ),
        "POST enterprises/<int:pk>/edit/": (
            insiders(404) | refused(RANKS) | dict.fromkeys(KEEPS.split(), 302),
            "a_contact_of_a_firm",
        ),
        "GET enterprises/<int:pk>/vault/": (only(VAULT, others=404), "a_vault"),
        "POST enterprises/<int:pk>/vault/": (
            only(WORKS_ON, 302, others=404) | refused("auditor"),
            "a_paper_for_a_vault",
        ),
        "POST enterprises/<int:pk>/vault/<int:document>/drop/": (
            only(WORKS_ON, 302, others=404) | refused("auditor"),
            "a_paper_of_a_vault",
        ),
        "GET enterprises/apply/<int:pk>/": (only(WORKS_ON), "an_applicant"),
        "POST enterprises/apply/<int:pk>/": (only(WORKS_ON, 302), "an_applicant"),
        "GET enterprises/applications/": only(f"{RANKS} other_county_officer owner"),
        "GET enterprises/applications/notices/": insiders(),
        "GET enterprises/applications/notices.<sheet_format:kind>": (
            insiders(),
            "a_list_as_a_workbook",
        ),
        "GET enterprises/applications/<int:pk>/": (
            only(f"{RANKS} owner", others=404),
            "an_application_for_a_title",
        ),
        "POST enterprises/applications/<int:pk>/assess/": (
            insiders(404) | refused(RANKS) | dict.fromkeys(WORKS_ON.split(), 302),
            "an_application_for_a_title",
        ),
        "GET enterprises/applications/<int:pk>/object/": (insiders(), "an_applicant_on_notice"),
        "POST enterprises/applications/<int:pk>/object/": (
            insiders(302),
            "an_objection_to_an_applicant",
        ),
        "GET enterprises/applications/<int:pk>/pack/": (
            only(VAULT, others=404) | refused("leader department_officer"),
            "an_application_for_a_title",
        ),
        "GET enterprises/applications/<int:pk>/letter/": (
            only(VAULT, others=404) | refused("leader department_officer"),
            "an_application_with_a_letter",
        ),
        "GET enterprises/applications/<int:pk>/letter/word/": (
            only(VAULT, others=404) | refused("leader department_officer"),
            "an_application_with_a_letter",
        ),
        "GET enterprises/updates/": only(f"{RANKS} other_county_officer owner"),
        "POST enterprises/updates/": (only(CITY, 302), "a_window_to_open"),
        "GET enterprises/updates/<int:pk>/": (
            only(f"{RANKS} other_county_officer", others=404),
            "a_yearly_update",
        ),
        "POST enterprises/updates/<int:pk>/remind/": (
            only(f"{RANKS} other_county_officer", 302, others=404)
            | refused("department_officer leader auditor"),
            "a_yearly_update",
        ),
        "GET enterprises/updates/<int:pk>/firms/<int:firm>/": (
            only(WORKS_ON, others=404) | refused("department_officer leader auditor"),
            "a_yearly_update",
        ),
        "POST enterprises/updates/<int:pk>/firms/<int:firm>/": (
            only("owner", 302, others=404) | refused(RANKS),
            "a_yearly_update",
        ),
        "GET platforms/": everybody(),
        "GET platforms/<int:pk>/": (everybody(), "a_platform"),
        **{
            f"{method} platforms/<int:pk>/{page}/": (only(KEEPS, status), "a_platform_of_qingzhou")
            for page in ("report", "equipment")
            for method, status in (("GET", 200), ("POST", 422))
        },
        "GET equipment/": everybody(),
        "GET equipment/<int:pk>/": [
            (everybody(), "a_piece_of_equipment"),
            (hidden(READS_FIRMS), "a_closed_piece_of_equipment"),
        ],
        "GET equipment/<int:pk>/edit/": (only(KEEPS), "a_piece_of_equipment"),
        "POST equipment/<int:pk>/edit/": (only(KEEPS, 422), "a_piece_of_equipment"),
        "GET equipment/<int:pk>/book/": (
            only(f"{KEEPS} other_county_officer owner"),
            "a_piece_of_equipment",
        ),
        "POST equipment/<int:pk>/book/": (
            only(f"{KEEPS} other_county_officer owner", 422),
            "a_piece_of_equipment",
        ),
        "POST equipment/bookings/<int:pk>/cancel/": (
            insiders(404) | refused(READS_FIRMS) | dict.fromkeys(f"{KEEPS} owner".split(), 302),
            "a_booking_of_the_owner",
        ),
    },
}
