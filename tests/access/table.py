"""Who gets which status from every address: the specification, room by room.

A line is a method and a route as the address map has it; then what to expect, and the
sample that gives the route its object. Whoever adds an address adds its line here.
"""

from tests.access.personas import (
    ANSWERS,
    CITY,
    COUNTIES,
    DUE,
    EDITS,
    FINDS,
    IN,
    JUDGES,
    KEEPS,
    KEEPS_NEEDS,
    KNOWS_QUOTAS,
    OFFICES,
    RANKS,
    READS,
    READS_FIRMS,
    READS_NEEDS,
    READS_POLICIES,
    READS_SERVICE,
    SEES,
    SERVES,
    VAULT,
    WATCHES,
    WORKS_ON,
    Expected,
    accounts,
    everybody,
    hidden,
    insiders,
    of_office,
    of_pool,
    of_project,
    of_served,
    only,
    programs,
    refused,
    visitors,
)

type Case = Expected | tuple[Expected, str]

ACCESS: dict[str, dict[str, Case | list[Case]]] = {
    "the house": {
        "GET ": everybody(),
        "GET patterns/": everybody(),
        "POST theme/": everybody(302),
        "GET workbench/": accounts() | {"stranger": 302, "outsider": 302},
        "GET search/": everybody(),
        "GET health/": everybody(),
        "POST i18n/setlang/": everybody(302),
    },
    "the API: itself": {
        "GET api/v1/openapi.json": everybody(),
        "GET api/v1/": everybody(404),
    },
    "the API: audit": {
        "GET api/v1/audit/entries/": programs(only("auditor administrator")),
        "GET api/v1/audit/roots/": programs(only("auditor administrator")),
    },
    "the API: registry": {
        "GET api/v1/registry/divisions": programs(insiders()),
        "GET api/v1/registry/divisions/borders": programs(insiders()),
        "GET api/v1/registry/industries": programs(insiders()),
        "GET api/v1/registry/organisations": programs(insiders()),
        "POST api/v1/registry/organisations": (
            programs(only(KEEPS, 201)),
            "an_organisation_to_enter",
        ),
        "GET api/v1/registry/organisations/<int:pk>": (
            programs(insiders()),
            "the_firm_of_the_owner",
        ),
        "GET api/v1/registry/organisations/<int:pk>/facts": (
            programs(insiders()),
            "the_firm_of_the_owner",
        ),
        "GET api/v1/registry/codes/<code>": (programs(insiders()), "a_code"),
    },
    "the API: notices": {
        "GET api/v1/notices/": programs(insiders()),
        "POST api/v1/notices/<pk>/read/": (
            programs(only("leader", others=404)),
            "a_notice_to_the_leader",
        ),
    },
    "the API: lifecycle": {
        "GET api/v1/lifecycle/tracks/": (programs(of_project(SEES)), "tracks_of_a_project"),
        "GET api/v1/lifecycle/tracks/<pk>/": (programs(of_project(SEES)), "a_track"),
        "GET api/v1/lifecycle/tracks/<pk>/steps/": (programs(of_project(SEES)), "a_track"),
        "POST api/v1/lifecycle/tracks/<pk>/papers/": (
            programs(only(KEEPS, others=404)),
            "a_paper_for_a_track",
        ),
        "POST api/v1/lifecycle/tracks/<pk>/moves/<code>/": (
            programs(of_project(KEEPS)),
            "a_move_of_a_track",
        ),
        "GET api/v1/lifecycle/promises/": programs(insiders()),
        "POST api/v1/lifecycle/promises/": (
            programs(of_project(SEES) | {"owner": 422, "auditor": 422}),
            "a_promise_to_record",
        ),
        "GET api/v1/lifecycle/promises/<pk>/": (
            programs(of_project(SEES)),
            "a_promise_to_the_county",
        ),
        "POST api/v1/lifecycle/promises/<pk>/<verb>/": (
            programs(of_project("county_officer department_officer")),
            "words_on_a_promise",
        ),
    },
    "the API: sheets": {
        "POST api/v1/sheets/<layout>/uploads/": (
            programs(of_office(CITY, 201)),
            "a_spreadsheet_to_send",
        ),
        "GET api/v1/sheets/uploads/<pk>/": (
            programs(of_office(READS)),
            "a_spreadsheet_that_was_sent",
        ),
        "GET api/v1/sheets/uploads/<pk>/rows/": (
            programs(of_office(READS)),
            "a_spreadsheet_that_was_sent",
        ),
        "POST api/v1/sheets/uploads/<pk>/mapping/": (
            programs(of_office(CITY)),
            "a_mapping_of_a_spreadsheet",
        ),
        "POST api/v1/sheets/uploads/<pk>/commit/": (
            programs(of_office(CITY)),
            "a_decision_on_a_spreadsheet",
        ),
        "POST api/v1/sheets/uploads/<pk>/resume/": (
            programs(of_office(CITY)),
            "a_spreadsheet_that_stopped",
        ),
    },
    "the API: indicators": {
        "GET api/v1/indicators/figures": everybody(),
        "GET api/v1/indicators/figures/<code>": (everybody(), "a_figure"),
        "GET api/v1/indicators/figures/<code>/rows": (everybody(), "a_figure"),
        "GET api/v1/indicators/checks": everybody(),
        "POST api/v1/indicators/press-check": (everybody(), "a_text"),
        "GET api/v1/indicators/boards/<code>": (everybody(), "a_board"),
    },
    "the API: cooperation": {
        "GET api/v1/cooperation/challenges": programs(insiders()),
        "GET api/v1/cooperation/challenges/<int:pk>": [
            (programs(insiders()), "a_challenge_that_is_open"),
            (
                programs(insiders(404) | dict.fromkeys(READS_NEEDS.split(), 200)),
                "a_challenge_in_draft",
            ),
        ],
        "GET api/v1/cooperation/talent": programs(insiders()),
        "GET api/v1/cooperation/talent/<int:pk>": (programs(insiders()), "a_talent_need"),
        "GET api/v1/cooperation/talent/<int:pk>/matches": (
            programs(only(READS_NEEDS)),
            "a_talent_need",
        ),
        "GET api/v1/cooperation/experts": programs(only(FINDS)),
    },
    "the API: handbook": {
        "GET api/v1/handbook/clauses": programs(insiders()),
        "GET api/v1/handbook/clauses/<int:pk>": (programs(insiders()), "a_clause_in_force"),
        "GET api/v1/handbook/questions": programs(insiders()),
        "GET api/v1/handbook/for": programs(insiders()),
    },
    "the API: enterprises": {
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
    "the API: policies": {
        "GET api/v1/policies/": programs(insiders()),
        "GET api/v1/policies/<int:pk>": (programs(insiders()), "a_policy_in_force"),
        "GET api/v1/policies/cases": programs(insiders()),
        "GET api/v1/policies/cases/<int:pk>": (
            programs(
                insiders(403) | dict.fromkeys(f"{READS_POLICIES} county_officer".split(), 200)
            ),
            "a_case_on_notice",
        ),
        "POST api/v1/policies/cases/<int:pk>/objections": (
            programs(insiders(201)),
            "an_objection_by_a_program",
        ),
        "GET api/v1/policies/check/<int:party>": (
            programs(insiders(404) | dict.fromkeys(DUE.split(), 200)),
            "the_firm_to_check",
        ),
    },
    "the API: plans": {
        "GET api/v1/plans/": programs(insiders()),
        "GET api/v1/plans/<int:pk>": (programs(insiders()), "a_published_plan"),
        "GET api/v1/plans/<int:pk>/matrix": (programs(insiders()), "a_published_plan"),
        "POST api/v1/plans/indicators/<int:pk>/actuals": (
            programs(only(EDITS, 201)),
            "an_actual_to_report",
        ),
    },
    "the API: projects": {
        "GET api/v1/projects/": programs(insiders()),
        "POST api/v1/projects/": (programs(only(KEEPS, 201)), "a_project_to_enter"),
        "GET api/v1/projects/export": programs(only(f"{SEES} other_county_officer")),
        "GET api/v1/projects/totals": programs(insiders()),
        "GET api/v1/projects/<int:pk>": (programs(of_project(SEES)), "a_project_on_no_list"),
        "PATCH api/v1/projects/<int:pk>": (programs(of_project(KEEPS)), "a_change_of_a_project"),
        "GET api/v1/projects/<int:pk>/tracks": (programs(of_project(SEES)), "a_project_on_no_list"),
        "POST api/v1/projects/<int:pk>/tracks": (
            programs(of_project(f"{KEEPS} owner department_officer", 201)),
            "a_track_to_open",
        ),
        "POST api/v1/projects/<int:pk>/listings": (
            programs(of_project(KEEPS, 201)),
            "a_listing_of_a_project",
        ),
        "POST api/v1/projects/<int:pk>/listings/<int:listing>/leave": (
            programs(of_project(KEEPS)),
            "a_leaving_of_a_list",
        ),
    },
    "audit": {
        "GET audit/": only("auditor administrator"),
        "GET audit/<int:pk>/": (only("auditor administrator", others=404), "an_entry"),
        "POST audit/<int:pk>/erase/": (
            only("administrator", 302, others=404) | refused("auditor"),
            "an_entry",
        ),
        "GET audit/roots/": only("auditor administrator"),
        "GET audit/roots/<audit-day:day>/": (only("auditor administrator"), "a_day_that_is_closed"),
    },
    "sign-in": {
        "GET accounts/login/": visitors(),
        "POST accounts/login/": visitors(),
        "GET accounts/logout/": accounts() | {"anonymous": 302},
        "POST accounts/logout/": everybody(302),
        "GET accounts/signup/": visitors(),
        "POST accounts/signup/": visitors(),
        "GET accounts/inactive/": everybody(),
        "GET accounts/password/reset/": everybody(),
        "GET accounts/password/reset/done/": everybody(),
        "GET accounts/password/reset/key/done/": everybody(),
        "GET accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
            everybody(),
            "a_link_nobody_sent",
        ),
        "GET accounts/confirm-email/": everybody(),
        r"GET accounts/^confirm-email/(?P<key>[-:\w]+)/$": (everybody(), "a_link_nobody_sent"),
        "GET accounts/login/code/confirm/": accounts(302),
        "GET accounts/2fa/authenticate/": accounts(302),
        "GET accounts/2fa/webauthn/login/": accounts(302),
        "GET accounts/3rdparty/login/cancelled/": everybody(),
        "GET accounts/3rdparty/login/error/": everybody(401),
        "GET accounts/3rdparty/signup/": everybody(IN),
        "GET accounts/oidc/^(?P<provider_id>[^/]+)/login/": (everybody(404), "a_link_nobody_sent"),
        "GET accounts/oidc/^(?P<provider_id>[^/]+)/login/callback/": (
            everybody(404),
            "a_link_nobody_sent",
        ),
    },
    "one's own account": {
        # Changes of what opens an account ask for the password again: 302.
        "GET accounts/reauthenticate/": accounts(),
        "GET accounts/email/": accounts(),
        "GET accounts/password/change/": accounts(),
        "POST accounts/password/change/": accounts(),
        "GET accounts/password/set/": accounts(302),
        "GET accounts/2fa/": accounts(),
        "GET accounts/2fa/reauthenticate/": accounts(302),
        "GET accounts/2fa/totp/activate/": accounts(302),
        "POST accounts/2fa/totp/activate/": accounts(302),
        "GET accounts/2fa/totp/deactivate/": accounts(404),
        "GET accounts/2fa/recovery-codes/": accounts(404),
        "GET accounts/2fa/recovery-codes/generate/": accounts(302),
        "GET accounts/2fa/recovery-codes/download/": accounts(404),
        "GET accounts/2fa/webauthn/": accounts(),
        "GET accounts/2fa/webauthn/add/": accounts(302),
        "GET accounts/2fa/webauthn/reauthenticate/": accounts(302),
        "GET accounts/2fa/webauthn/keys/<int:pk>/remove/": (accounts(302), "nothing_of_ones_own"),
        "GET accounts/2fa/webauthn/keys/<int:pk>/edit/": (accounts(302), "nothing_of_ones_own"),
        "GET accounts/3rdparty/": accounts(),
        "GET accounts/sessions/": accounts(),
    },
    "accounts": {
        "GET me/": accounts(),
        "POST persona/": everybody(404),
        "GET people/": only("auditor coordinator administrator"),
        "GET people/invite/": only("administrator"),
        "POST people/invite/": only("administrator"),
        "POST people/cards/": (only("coordinator administrator"), "a_card_for_somebody"),
        "GET people/<int:pk>/": (only("auditor coordinator administrator", others=404), "somebody"),
        "POST people/<int:pk>/link/": (
            only("administrator", others=404) | refused("auditor coordinator"),
            "somebody",
        ),
        "POST people/<int:pk>/<slug:verb>/": (
            only("administrator", 302, others=404) | refused("auditor coordinator"),
            "somebody_to_close",
        ),
        "GET card/<str:code>/": (everybody(), "a_card"),
        "POST card/<str:code>/": (everybody(), "a_card"),
        "GET helpers/": accounts(),
        "POST helpers/": accounts(),
        "POST helpers/stop/": accounts(302),
        "POST helpers/<int:pk>/revoke/": (
            only("grower", 302, others=404),
            "a_grant_of_the_growers",
        ),
        "POST helpers/<int:pk>/act/": (insiders(404) | {"stranger": 302}, "a_grant_of_the_growers"),
        "GET tokens/": insiders(),
        "POST tokens/": insiders(),
        "POST tokens/<int:pk>/revoke/": (
            only("city_officer", 302, others=404),
            "a_token_of_the_city_officers",
        ),
    },
    "files": {
        "GET files/<int:pk>/": (hidden(SEES), "a_paper"),
    },
    "registry": {
        "GET organisations/": insiders(),
        "GET organisations/new/": only(COUNTIES),
        "POST organisations/new/": only(COUNTIES),
        "GET persons/": only(
            "other_county_officer county_officer department_officer city_officer leader auditor coordinator administrator"
        ),
        "GET persons/new/": only(COUNTIES),
        "POST persons/new/": only(COUNTIES),
        "GET parties/<int:pk>/": (insiders(), "the_firm_of_the_owner"),
        "GET parties/<int:pk>/edit/": (only(KEEPS), "the_firm_of_the_owner"),
        "POST parties/<int:pk>/edit/": (only(KEEPS), "the_firm_of_the_owner"),
        "GET parties/<int:pk>/report/<slug:kind>/": (
            only(WORKS_ON),
            "the_firm_of_the_owner",
        ),
        "POST parties/<int:pk>/report/<slug:kind>/": (
            only(WORKS_ON),
            "the_firm_of_the_owner",
        ),
        "GET parties/<int:pk>/consent/": (
            only(WORKS_ON),
            "the_firm_of_the_owner",
        ),
        "POST parties/<int:pk>/consent/": (
            only(WORKS_ON),
            "the_firm_of_the_owner",
        ),
        "POST parties/<int:pk>/consent/<int:consent_pk>/revoke/": (
            only(WORKS_ON, 302),
            "a_consent",
        ),
        "GET divisions/": insiders(),
        "GET divisions/borders.geojson": everybody(),
        "GET posts/": insiders(),
        "GET posts/new/": only("administrator"),
        "POST posts/new/": only("administrator"),
        "GET posts/<int:pk>/end/": (
            only("administrator", others=404) | refused("auditor"),
            "a_post",
        ),
        "POST posts/<int:pk>/end/": (
            only("administrator", 302, others=404) | refused("auditor"),
            "a_post",
        ),
    },
    "notices": {
        "GET events/": everybody(400),
        "GET inbox/": insiders(),
        "POST inbox/read/": insiders(302),
        "GET inbox/settings/": insiders(),
        "POST inbox/settings/": insiders(),
        "GET inbox/<int:pk>/": (only("leader", 302, others=404), "a_notice_to_the_leader"),
        "GET robots/": only("auditor administrator"),
        "GET robots/new/": only("administrator"),
        "POST robots/new/": only("administrator"),
        "GET robots/<int:pk>/": (only("administrator"), "a_robot"),
        "POST robots/<int:pk>/": (only("administrator"), "a_robot"),
        "POST robots/<int:pk>/try/": (only("administrator", 302), "a_robot"),
        "POST robots/messages/<int:pk>/again/": (
            only("administrator", 302),
            "a_message_that_failed",
        ),
    },
    "life cycles": {
        "GET tracks/<int:pk>/": (of_project(SEES), "a_track"),
        "GET moves/<int:pk>/correct/": (of_project(CITY), "a_track"),
        "POST moves/<int:pk>/correct/": (of_project(CITY, 422), "a_track"),
        "GET moves/<int:pk>/<slug:code>/": (of_project(KEEPS), "a_track"),
        "POST moves/<int:pk>/<slug:code>/": (of_project(KEEPS, 422), "a_track"),
        "GET promises/": insiders(),
        "GET promises/<int:pk>/": (of_project(SEES), "a_promise_to_the_county"),
        "POST promises/<int:pk>/<slug:verb>/": (
            of_project("county_officer department_officer", 302),
            "a_promise_to_the_county",
        ),
        "GET promises/about/<label:label>/<int:key>/": (of_project(SEES), "about_a_project"),
        "POST promises/about/<label:label>/<int:key>/": (of_project(SEES, 422), "about_a_project"),
        "GET charges/about/<label:label>/<int:key>/": (of_project(SEES), "about_a_project"),
        "POST charges/about/<label:label>/<int:key>/": (of_project(KEEPS, 422), "about_a_project"),
        "GET charges/<int:pk>/hand-over/": (of_project(KEEPS), "a_charge_of_the_leaders"),
        "POST charges/<int:pk>/hand-over/": (of_project(KEEPS, 422), "a_charge_of_the_leaders"),
        "POST charges/<int:pk>/release/": (of_project(KEEPS, 302), "a_charge_of_the_leaders"),
        "GET clocks/": insiders(),
        "POST clocks/": insiders(),
        "GET clocks/rhythms/": insiders(),
        "GET clocks/rhythms/<slug:code>/": (only("administrator"), "the_usual_rhythm"),
        "POST clocks/rhythms/<slug:code>/": (only("administrator"), "the_usual_rhythm"),
        "GET clocks/<str:token>.ics": (everybody(), "a_calendar_of_the_leaders"),
        "GET clocks/<slug:code>/<str:token>.ics": (everybody(), "a_calendar_of_titles"),
        "GET late/": insiders(),
        "GET stuck/<slug:code>/": (insiders(), "a_life_cycle"),
        "GET lifecycles/<slug:code>/": (insiders(), "a_life_cycle"),
    },
    "spreadsheets": {
        "GET sheets/": only(
            "owner other_county_officer county_officer department_officer city_officer leader auditor administrator",
            others=404,
        ),
        "GET sheets/uploads/<int:pk>/": (of_office(READS), "a_spreadsheet_that_was_sent"),
        "GET sheets/uploads/<int:pk>/progress/": (of_office(READS), "a_spreadsheet_that_was_sent"),
        "GET sheets/uploads/<int:pk>/mapping/": (of_office(CITY), "a_spreadsheet_that_was_sent"),
        "POST sheets/uploads/<int:pk>/mapping/": (
            of_office(CITY, 302),
            "a_preview_to_decide_on",
        ),
        "POST sheets/uploads/<int:pk>/commit/": (of_office(CITY, 302), "a_preview_to_decide_on"),
        "POST sheets/uploads/<int:pk>/discard/": (
            of_office(CITY, 302),
            "a_spreadsheet_that_was_sent",
        ),
        "POST sheets/uploads/<int:pk>/resume/": (
            of_office(CITY, 302),
            "a_spreadsheet_that_stopped",
        ),
        "GET sheets/uploads/<int:pk>/faults.xlsx": (
            of_office(READS),
            "a_spreadsheet_that_was_sent",
        ),
        "GET sheets/<slug:code>/": (of_office(READS), "organisations_as_a_spreadsheet"),
        "POST sheets/<slug:code>/": (of_office(CITY, 422), "organisations_as_a_spreadsheet"),
        "GET sheets/<slug:code>/template.xlsx": (
            of_office(READS),
            "organisations_as_a_spreadsheet",
        ),
        "GET sheets/<slug:code>/export.<sheet_format:kind>": (
            of_office(READS),
            "organisations_as_a_spreadsheet",
        ),
    },
    "ledger": {
        "GET ledger/": insiders(),
        "GET ledger/accounts/": insiders(),
        "GET ledger/<int:pk>/": (only(KNOWS_QUOTAS, others=404), "a_quota_of_land"),
        "GET ledger/grant/": only(CITY),
        "POST ledger/grant/": only(CITY, 422),
    },
    "the API: ledger": {
        "GET api/v1/ledger/accounts": programs(insiders()),
        "GET api/v1/ledger/accounts/<int:pk>": (
            programs(only(KNOWS_QUOTAS, others=404)),
            "a_quota_of_land",
        ),
        "GET api/v1/ledger/accounts/<int:pk>/transfers": (
            programs(only(KNOWS_QUOTAS, others=404)),
            "a_quota_of_land",
        ),
        "POST api/v1/ledger/grants": (programs(only(CITY, 201)), "a_quota_to_grant"),
        "POST api/v1/ledger/transfers": (
            programs(insiders(404) | refused(KNOWS_QUOTAS) | dict.fromkeys(CITY.split(), 201)),
            "land_to_move",
        ),
    },
    "figures and boards": {
        "GET figures/": everybody(),
        "GET figures/snapshot/": only(CITY),
        "POST figures/snapshot/": only(CITY),
        "GET figures/<str:code>/": (everybody(), "a_figure"),
        "GET figures/<str:code>/rows.csv": (everybody(), "a_figure"),
        "GET figures/<str:code>/figure.json": (everybody(), "a_figure"),
        "POST figures/<str:code>/report/": (
            only("department_officer city_officer administrator", 422),
            "a_figure",
        ),
        "POST figures/<str:code>/declare/": (only(CITY, 422), "a_figure"),
        "GET press-check/": everybody(),
        "POST press-check/": everybody(),
        "GET boards/": everybody(),
        "GET boards/new/": only(CITY),
        "POST boards/new/": only(CITY),
        "POST boards/objections/<int:pk>/": (only(CITY, 302), "an_objection"),
        "GET boards/<slug:code>/": (everybody(), "a_board"),
        "GET boards/<slug:code>/rule/": (everybody(), "a_board"),
        "GET boards/<slug:code>/rule/new/": (only(CITY), "a_board"),
        "POST boards/<slug:code>/rule/new/": (only(CITY), "a_board"),
        "GET boards/<slug:code>/<str:period>/": (everybody(), "a_board"),
        "POST boards/<slug:code>/<str:period>/remind/": (only(CITY, 302), "a_board"),
        "GET boards/<slug:code>/<str:period>/<str:division>/": [
            (everybody(), "the_head_of_a_board"),
            (only(RANKS) | {"anonymous": 404}, "a_board"),
        ],
        "GET boards/<slug:code>/<str:period>/<str:division>/letter/": (only(RANKS), "a_board"),
        "POST boards/<slug:code>/<str:period>/<str:division>/object/": (
            only("county_officer", 422),
            "a_board",
        ),
        "GET boards/<slug:code>/<str:period>/<str:division>/rows/<str:measure>/": (
            only(RANKS),
            "a_board",
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
    "cooperation": {
        "GET cooperation/": everybody(),
        "GET cooperation/add/": only(f"{KEEPS_NEEDS} other_county_officer owner"),
        "POST cooperation/add/": only(f"{KEEPS_NEEDS} other_county_officer owner", 422),
        "GET cooperation/<int:pk>/": [
            (everybody(), "a_challenge_that_is_open"),
            (hidden(READS_NEEDS), "a_challenge_in_draft"),
            (hidden(f"{READS_NEEDS} owner"), "a_challenge_for_the_owner"),
        ],
        "GET cooperation/<int:pk>/edit/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 200),
            "a_challenge_in_draft",
        ),
        "POST cooperation/<int:pk>/edit/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 422),
            "a_challenge_in_draft",
        ),
        "GET cooperation/<int:pk>/offer/": (only(f"{OFFICES} owner"), "a_challenge_that_is_open"),
        "POST cooperation/<int:pk>/offer/": (
            only(f"{OFFICES} owner", 422),
            "a_challenge_that_is_open",
        ),
        "GET cooperation/<int:pk>/contract/": (only(READS_NEEDS), "a_contract_to_agree_on"),
        "GET cooperation/<int:pk>/contract/agree/": (only(KEEPS_NEEDS), "a_contract_to_agree_on"),
        "POST cooperation/<int:pk>/contract/agree/": (
            only(KEEPS_NEEDS, 422),
            "a_contract_to_agree_on",
        ),
        "GET cooperation/<int:pk>/contract/plan/": (only(KEEPS_NEEDS), "a_contract_to_agree_on"),
        "POST cooperation/<int:pk>/contract/plan/": (
            only(KEEPS_NEEDS, 422),
            "a_contract_to_agree_on",
        ),
        "GET cooperation/<int:pk>/output/": (only(KEEPS_NEEDS), "a_contract_that_is_signed"),
        "POST cooperation/<int:pk>/output/": (only(KEEPS_NEEDS, 422), "a_contract_that_is_signed"),
        "GET cooperation/offers/<int:pk>/": [
            (insiders(404) | dict.fromkeys(READS_NEEDS.split(), 200), "an_offer_for_a_challenge"),
            (
                insiders(404) | dict.fromkeys(f"{READS_NEEDS} owner".split(), 200),
                "an_offer_of_the_owner",
            ),
        ],
        "GET cooperation/milestones/<int:pk>/": (
            insiders(404) | dict.fromkeys(READS_NEEDS.split(), 200),
            "a_milestone_of_a_contract",
        ),
        "POST cooperation/milestones/<int:pk>/drop/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 302),
            "a_milestone_to_drop",
        ),
        "GET talent/": everybody(),
        "GET talent/add/": only(f"{KEEPS_NEEDS} other_county_officer owner"),
        "POST talent/add/": only(f"{KEEPS_NEEDS} other_county_officer owner", 422),
        "GET talent/<int:pk>/": [
            (everybody(), "a_talent_need"),
            (hidden(READS_NEEDS), "a_talent_need_in_draft"),
        ],
        "GET talent/<int:pk>/edit/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 200),
            "a_talent_need_in_draft",
        ),
        "POST talent/<int:pk>/edit/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 422),
            "a_talent_need_in_draft",
        ),
        "GET talent/<int:pk>/matches/": (only(READS_NEEDS), "a_talent_need"),
        "GET talent/<int:pk>/engage/<int:expert>/": (only(KEEPS_NEEDS), "an_expert_to_ask"),
        "POST talent/<int:pk>/engage/<int:expert>/": (only(KEEPS_NEEDS, 422), "an_expert_to_ask"),
        "GET talent/engagements/<int:pk>/": (
            insiders(404) | dict.fromkeys(READS_NEEDS.split(), 200),
            "an_engagement_that_runs",
        ),
        "GET talent/engagements/<int:pk>/output/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 200),
            "an_engagement_that_runs",
        ),
        "POST talent/engagements/<int:pk>/output/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 422),
            "an_engagement_that_runs",
        ),
        "GET experts/": only(FINDS),
        "GET experts/add/": only(OFFICES),
        "POST experts/add/": only(OFFICES, 422),
        "GET experts/<int:pk>/": (
            insiders(404) | dict.fromkeys(FINDS.split(), 200),
            "an_expert_who_consents",
        ),
        **{
            f"{method} experts/<int:pk>/{page}/": (
                insiders(404) | refused(FINDS) | dict.fromkeys(OFFICES.split(), status),
                "an_expert_who_consents",
            )
            for page in ("edit", "tie", "free")
            for method, status in (("GET", 200), ("POST", 422))
        },
    },
    "handbook": {
        "GET handbook/": everybody(),
        "GET handbook/booklet/": everybody(),
        "GET handbook/for/": everybody(),
        "POST handbook/for/take/": accounts(302),
        "GET handbook/clauses/<int:pk>/": [
            (everybody(), "a_clause_in_force"),
            (hidden(f"{EDITS} leader auditor"), "a_clause_of_a_draft"),
        ],
        "GET handbook/clauses/<int:pk>/edit/": (
            insiders(404) | refused("leader auditor") | dict.fromkeys(EDITS.split(), 200),
            "a_clause_of_a_draft",
        ),
        "POST handbook/clauses/<int:pk>/edit/": (
            insiders(404) | refused("leader auditor") | dict.fromkeys(EDITS.split(), 422),
            "a_clause_of_a_draft",
        ),
        "GET handbook/editions/": everybody(),
        "POST handbook/editions/": everybody(403) | dict.fromkeys(EDITS.split(), 422),
        "GET handbook/editions/<int:pk>/": [
            (everybody(), "an_edition_in_force"),
            (hidden(f"{EDITS} leader auditor"), "an_edition_in_draft"),
        ],
        "GET handbook/editions/<int:pk>/add/": (
            insiders(404) | refused("leader auditor") | dict.fromkeys(EDITS.split(), 200),
            "an_edition_in_draft",
        ),
        "POST handbook/editions/<int:pk>/add/": (
            insiders(404) | refused("leader auditor") | dict.fromkeys(EDITS.split(), 422),
            "an_edition_in_draft",
        ),
        "POST handbook/editions/<int:pk>/publish/": (
            insiders(404) | refused("leader auditor") | dict.fromkeys(EDITS.split(), 302),
            "an_edition_in_draft",
        ),
        "GET handbook/editions/<int:pk>/hand-out/": (only(EDITS), "an_edition_in_force"),
        "POST handbook/editions/<int:pk>/hand-out/": (only(EDITS, 422), "an_edition_in_force"),
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
    "plans": {
        "GET plans/": everybody(),
        "GET plans/add/": only(EDITS),
        "POST plans/add/": only(EDITS, 422),
        "GET plans/instruments/": everybody(),
        "GET plans/instruments/add/": only(EDITS),
        "POST plans/instruments/add/": only(EDITS, 422),
        "GET plans/instruments/<int:pk>/": (only(EDITS), "an_instrument_here"),
        "POST plans/instruments/<int:pk>/": (only(EDITS, 422), "an_instrument_here"),
        "GET plans/indicators/<int:pk>/report/": (only(EDITS), "an_indicator_of_a_plan"),
        "POST plans/indicators/<int:pk>/report/": (only(EDITS, 422), "an_indicator_of_a_plan"),
        "GET plans/tasks/<int:pk>/": (insiders(), "a_task_of_a_plan"),
        "GET plans/tasks/<int:pk>/finish/": (only(EDITS), "a_task_of_a_plan"),
        "POST plans/tasks/<int:pk>/finish/": (only(EDITS, 422), "a_task_of_a_plan"),
        "GET plans/<int:pk>/": [
            (everybody(), "a_published_plan"),
            (hidden(f"{EDITS} leader auditor"), "a_plan_in_draft"),
        ],
        "GET plans/<int:pk>/report/": (everybody(), "a_published_plan"),
        "GET plans/<int:pk>/changes/": (everybody(), "a_published_plan"),
        "GET plans/<int:pk>/matrix/": (everybody(), "a_published_plan"),
        "GET plans/<int:pk>/matrix/<int:number>/<slug:kind>/": (everybody(), "a_published_plan"),
        "POST plans/<int:pk>/publish/": (only(EDITS, 302), "a_published_plan"),
        "POST plans/<int:pk>/revise/": (only(EDITS, 302), "a_published_plan"),
        "GET plans/<int:pk>/parts/<slug:kind>/add/": (only(EDITS), "a_part_of_a_plan"),
        "POST plans/<int:pk>/parts/<slug:kind>/add/": (only(EDITS, 422), "a_part_of_a_plan"),
        "GET plans/<int:pk>/parts/<slug:kind>/<int:key>/": (only(EDITS), "a_part_of_a_plan"),
        "POST plans/<int:pk>/parts/<slug:kind>/<int:key>/": (
            only(EDITS, 422),
            "a_part_of_a_plan",
        ),
        "POST plans/<int:pk>/parts/<slug:kind>/<int:key>/drop/": (
            only(EDITS, 302),
            "a_part_of_a_plan",
        ),
    },
    "policies": {
        "GET policies/": everybody(),
        "GET policies/add/": only(OFFICES),
        "POST policies/add/": only(OFFICES, 422),
        "POST policies/estimate/": only(OFFICES),
        "GET policies/notices/": everybody(),
        "GET policies/cases/": insiders(),
        "GET policies/cases/<int:pk>/": [
            (insiders(404) | dict.fromkeys(DUE.split(), 200), "a_case_that_was_found"),
            (insiders(), "a_case_on_notice"),
        ],
        "GET policies/cases/<int:pk>/object/": (insiders(), "a_case_on_notice"),
        "POST policies/cases/<int:pk>/object/": (insiders(302), "an_objection_to_a_case"),
        "GET policies/mine/": insiders(),
        "GET policies/check/<int:pk>/": (
            insiders(404) | dict.fromkeys(DUE.split(), 200),
            "the_firm_of_the_owner",
        ),
        "GET policies/check/<int:pk>/<int:version>/": (
            insiders(404) | dict.fromkeys(DUE.split(), 200),
            "an_application",
        ),
        "POST policies/check/<int:pk>/<int:version>/apply/": (
            insiders(404) | refused(DUE) | {"owner": 302},
            "an_application",
        ),
        "GET policies/check/<int:pk>/<int:version>/judge/": (
            insiders(404) | refused(DUE) | dict.fromkeys(JUDGES.split(), 200),
            "a_condition_to_judge",
        ),
        "POST policies/check/<int:pk>/<int:version>/judge/": (
            insiders(404) | refused(DUE) | dict.fromkeys(JUDGES.split(), 302),
            "a_condition_to_judge",
        ),
        "POST policies/check/<int:pk>/consent/": (
            insiders(404) | refused(DUE) | {"owner": 302},
            "the_firm_of_the_owner",
        ),
        "POST policies/check/<int:pk>/consents/<int:consent>/revoke/": (
            insiders(404) | refused(DUE) | {"owner": 302},
            "a_consent_to_applications",
        ),
        "GET policies/asks/<int:pk>/": (
            insiders(404) | refused(READS_POLICIES) | dict.fromkeys(ANSWERS.split(), 200),
            "a_question_to_the_firm",
        ),
        "POST policies/asks/<int:pk>/": (
            insiders(404) | refused(READS_POLICIES) | dict.fromkeys(ANSWERS.split(), 422),
            "a_question_to_the_firm",
        ),
        "GET policies/calls/": everybody(),
        "GET policies/calls/<int:pk>/": (everybody(), "a_call"),
        "GET policies/<int:pk>/effect/": (only(READS_POLICIES), "a_policy_in_force"),
        "GET policies/<int:pk>/": (everybody(), "a_policy_in_force"),
        "POST policies/<int:pk>/revise/": (only(OFFICES, 302), "a_policy_in_force"),
        "GET policies/versions/<int:pk>/": [
            (everybody(), "a_version_in_force"),
            (hidden(READS_POLICIES), "a_draft_of_a_policy"),
        ],
        "GET policies/versions/<int:pk>/edit/": (
            insiders(404) | refused(READS_POLICIES) | dict.fromkeys(OFFICES.split(), 200),
            "a_draft_of_a_policy",
        ),
        "POST policies/versions/<int:pk>/edit/": (
            insiders(404) | refused(READS_POLICIES) | dict.fromkeys(OFFICES.split(), 422),
            "a_draft_of_a_policy",
        ),
        "POST policies/versions/<int:pk>/sweep/": (only(OFFICES, 302), "a_version_in_force"),
        "GET policies/sweeps/<int:pk>/": (only(READS_POLICIES, others=404), "a_sweep"),
        "POST policies/sweeps/<int:pk>/ask/": (
            only(OFFICES, 302, others=404) | refused("leader auditor"),
            "a_sweep",
        ),
        "GET policies/windows/<int:pk>/": (only(READS_POLICIES), "a_window"),
        "GET policies/windows/<int:pk>/call/": (only(OFFICES), "a_window"),
        "POST policies/windows/<int:pk>/call/": (only(OFFICES, 422), "a_window"),
        "POST policies/windows/<int:pk>/approve/": (only(OFFICES, 302), "a_window"),
        "POST policies/windows/<int:pk>/pay/": (only(OFFICES, 302), "a_window"),
    },
    "projects": {
        "GET projects/": everybody(),
        "GET projects/board/": everybody(),
        "GET projects/totals/": everybody(),
        "GET projects/counties/": everybody(),
        "GET projects/map/": everybody(),
        "GET projects/map/points.json": everybody(),
        "GET projects/map/divisions.json": everybody(),
        "GET projects/add/": only(COUNTIES),
        "POST projects/add/": only(COUNTIES),
        "GET projects/lists/": insiders(),
        "POST projects/lists/": only(CITY),
        "POST projects/lists/<int:pk>/publish/": (only(CITY, 302), "an_annual_list"),
        "GET projects/doubles/": only(COUNTIES),
        "POST projects/doubles/find/": only(COUNTIES, 302),
        "POST projects/doubles/<int:pk>/": (
            only(KEEPS, 302, others=404) | refused("department_officer leader auditor"),
            "a_likeness",
        ),
        "GET projects/<int:pk>/": [
            (everybody(), "a_published_project"),
            (hidden(SEES), "a_project_on_no_list"),
        ],
        "GET projects/<int:pk>/edit/": (of_project(KEEPS), "a_project_on_no_list"),
        "POST projects/<int:pk>/edit/": (of_project(KEEPS), "a_project_on_no_list"),
        "GET projects/<int:pk>/list/": (of_project(KEEPS), "a_project_on_no_list"),
        "POST projects/<int:pk>/list/": (of_project(KEEPS), "a_project_on_no_list"),
        "GET projects/<int:pk>/lists/<int:listing>/leave/": (
            of_project(KEEPS),
            "a_place_on_a_list",
        ),
        "POST projects/<int:pk>/lists/<int:listing>/leave/": (
            of_project(KEEPS),
            "a_place_on_a_list",
        ),
        "POST projects/<int:pk>/tracks/<str:cycle>/": (
            of_project("owner county_officer department_officer city_officer administrator", 302),
            "a_project_on_no_list",
        ),
    },
}

# Line, expectation and sample, one of each case.
LINES = [
    (line, *(case if isinstance(case, tuple) else (case, "")))
    for room in ACCESS.values()
    for line, cell in room.items()
    for case in (cell if isinstance(cell, list) else [cell])
]
