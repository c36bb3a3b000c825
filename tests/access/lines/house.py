"""Who gets which status: the log, files, notices and spreadsheets."""

from tests.access.personas import (
    CITY,
    READS,
    SEES,
    Lines,
    accounts,
    everybody,
    hidden,
    insiders,
    of_office,
    only,
    programs,
    refused,
)

ACCESS: Lines = {
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
    "files": {
        "GET files/<int:pk>/": (hidden(SEES), "a_paper"),
    },
    "the API: notices": {
        "GET api/v1/notices/": programs(insiders()),
        "POST api/v1/notices/<pk>/read/": (
            programs(only("leader", others=404)),
            "a_notice_to_the_leader",
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
    "saved filters": {
        "GET filters/<slug:code>/": (insiders(), "a_list_that_is_filtered"),
        "POST filters/<slug:code>/": (insiders(422), "a_list_that_is_filtered"),
        "POST filters/<int:pk>/rename/": (
            only("leader", 302, others=404),
            "a_filter_of_the_leader",
        ),
        "POST filters/<int:pk>/delete/": (
            only("leader", 302, others=404),
            "a_filter_of_the_leader",
        ),
    },
    "the API: saved filters": {
        "GET api/v1/filters/": (programs(insiders()), "filters_of_a_list"),
        "GET api/v1/filters/offices": programs(insiders()),
        "POST api/v1/filters/": (programs(insiders(201)), "a_filter_to_save"),
        "POST api/v1/filters/<int:pk>/rename": (
            programs(only("leader", others=404)),
            "a_filter_to_rename",
        ),
        "POST api/v1/filters/<int:pk>/delete": (
            programs(only("leader", others=404)),
            "a_filter_of_the_leader",
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
    "spreadsheets": {
        "GET sheets/": only(
            "owner other_county_officer county_officer department_officer city_officer leader auditor coordinator grower administrator",
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
}
