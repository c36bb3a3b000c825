"""Who gets which status: the registry, quotas, figures and boards."""

from tests.access.personas import (
    CITY,
    COUNTIES,
    KEEPS,
    KNOWS_QUOTAS,
    RANKS,
    WORKS_ON,
    Lines,
    everybody,
    insiders,
    only,
    programs,
    refused,
)

ACCESS: Lines = {
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
        "GET posts/<int:pk>/phone/": (
            only("administrator", others=404) | refused("auditor"),
            "a_post",
        ),
        "POST posts/<int:pk>/phone/": (
            only("administrator", 302, others=404) | refused("auditor"),
            "a_post",
        ),
        "GET posts/<int:pk>/end/": (
            only("administrator", others=404) | refused("auditor"),
            "a_post",
        ),
        "POST posts/<int:pk>/end/": (
            only("administrator", 302, others=404) | refused("auditor"),
            "a_post",
        ),
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
    "ledger": {
        "GET ledger/": insiders(),
        "GET ledger/accounts/": insiders(),
        "GET ledger/<int:pk>/": (only(KNOWS_QUOTAS, others=404), "a_quota_of_land"),
        "GET ledger/grant/": only(CITY),
        "POST ledger/grant/": only(CITY, 422),
    },
    "the API: indicators": {
        "GET api/v1/indicators/figures": everybody(),
        "GET api/v1/indicators/figures/<code>": (everybody(), "a_figure"),
        "GET api/v1/indicators/figures/<code>/rows": (everybody(), "a_figure"),
        "GET api/v1/indicators/checks": everybody(),
        "POST api/v1/indicators/press-check": (everybody(), "a_text"),
        "GET api/v1/indicators/boards": everybody(),
        "GET api/v1/indicators/boards/<code>": (everybody(), "a_board"),
        "GET api/v1/indicators/boards/<code>/<period>/objections": (everybody(), "a_board"),
        "POST api/v1/indicators/boards/<code>/<period>/<participant>/objections": (
            programs(only("county_officer", 201)),
            "an_objection_to_make",
        ),
        "POST api/v1/indicators/boards/objections/<int:pk>/answer": (
            programs(only(CITY)),
            "an_answer_to_an_objection",
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
        "GET boards/<slug:code>/members/": (only(CITY), "a_board_of_departments"),
        "POST boards/<slug:code>/members/": (only(CITY, 302), "a_board_of_departments"),
        "GET boards/<slug:code>/rule/": (everybody(), "a_board"),
        "GET boards/<slug:code>/rule/new/": (only(CITY), "a_board"),
        "POST boards/<slug:code>/rule/new/": (only(CITY), "a_board"),
        "GET boards/<slug:code>/<str:period>/": (everybody(), "a_board"),
        "GET boards/<slug:code>/<str:period>/board.xlsx": (everybody(), "a_board"),
        "POST boards/<slug:code>/<str:period>/publish/": (only(CITY, 302), "a_board"),
        "POST boards/<slug:code>/<str:period>/remind/": (only(CITY, 302), "a_board"),
        "GET boards/<slug:code>/<str:period>/<str:participant>/": [
            (everybody(), "the_head_of_a_board"),
            (only(RANKS) | {"anonymous": 404}, "a_board"),
        ],
        "GET boards/<slug:code>/<str:period>/<str:participant>/letter/": (only(RANKS), "a_board"),
        "POST boards/<slug:code>/<str:period>/<str:participant>/object/": (
            only("county_officer", 422),
            "a_board",
        ),
        "GET boards/<slug:code>/<str:period>/<str:participant>/rows/<str:measure>/": (
            only(RANKS),
            "a_board",
        ),
    },
}
