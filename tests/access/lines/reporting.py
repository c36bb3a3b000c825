"""Who gets which status: monthly reports."""

from tests.access.personas import (
    CITY,
    KEEPS,
    RANKS,
    SEES,
    WATCHES,
    Lines,
    insiders,
    of_project,
    only,
    programs,
)

# Who reads reports of whole divisions; of 青州's.
READS_ANY = WATCHES
READS_QINGZHOU = RANKS


def _city(status: int) -> dict[str, int | str]:
    """Return who keeps rounds; other readers are refused, the rest must not know."""
    return only(CITY, status, others=404) | dict.fromkeys(
        set(WATCHES.split()) - set(CITY.split()), 403
    )


def _fills(status: int) -> dict[str, int | str]:
    return only(KEEPS, status, others=404) | dict.fromkeys(
        set(RANKS.split()) - set(KEEPS.split()), 403
    )


def _returns(status: int) -> dict[str, int | str]:
    return only(CITY, status, others=404) | dict.fromkeys(
        set(RANKS.split()) - set(CITY.split()), 403
    )


ACCESS: Lines = {
    "monthly reports": {
        "GET reports/": (only(READS_ANY, 302, others=404), "a_month_of_reports"),
        "GET reports/rounds/": only(READS_ANY, others=404),
        "POST reports/rounds/": _city(422),
        "GET reports/rounds/<int:pk>/": (only(READS_ANY, others=404), "a_month_of_reports"),
        "POST reports/rounds/<int:pk>/remind/": (_city(302), "a_month_of_reports"),
        "POST reports/rounds/<int:pk>/lock/": (_city(302), "a_month_of_reports"),
        "GET reports/rounds/<int:pk>/doubts/": (only(READS_ANY, others=404), "a_month_of_reports"),
        "GET reports/rounds/<int:pk>/needs/": (only(READS_ANY, others=404), "a_month_of_reports"),
        "GET reports/rounds/<int:pk>/lights/": (only(READS_ANY, others=404), "a_month_of_reports"),
        "GET reports/rounds/<int:pk>/<slug:which>.<sheet_format:kind>": (
            only(READS_ANY, others=404),
            "a_months_list_as_a_workbook",
        ),
        "GET reports/lights/": (only(READS_ANY, 302, others=404), "a_month_that_is_locked"),
        "GET reports/needs/": (only(READS_ANY, 302, others=404), "a_month_that_is_locked"),
        "GET reports/filings/<int:pk>/": (only(READS_QINGZHOU, others=404), "a_countys_month"),
        "POST reports/filings/<int:pk>/": (_fills(302), "a_countys_month"),
        "POST reports/lines/<int:pk>/explain/": (_fills(302), "a_line_of_a_month"),
        "GET reports/projects/<int:pk>/": (of_project(SEES), "a_project_that_is_reported"),
        "GET reports/terms/": only(READS_ANY, others=404),
        "POST reports/terms/": _city(422),
    },
    "the API: monthly reports": {
        "GET api/v1/reporting/rounds": programs(insiders()),
        "POST api/v1/reporting/rounds": programs(insiders(400)),
        "GET api/v1/reporting/rounds/<int:pk>": (
            programs(only(READS_ANY, others=404)),
            "a_month_of_reports",
        ),
        "GET api/v1/reporting/rounds/<int:pk>/filings": (
            programs(only(READS_ANY, others=404)),
            "a_month_of_reports",
        ),
        "GET api/v1/reporting/rounds/<int:pk>/doubts": (
            programs(only(READS_ANY, others=404)),
            "a_month_of_reports",
        ),
        "GET api/v1/reporting/rounds/<int:pk>/lights": (
            programs(only(READS_ANY, others=404)),
            "a_month_of_reports",
        ),
        "GET api/v1/reporting/rounds/<int:pk>/needs": (
            programs(only(READS_ANY, others=404)),
            "a_month_of_reports",
        ),
        "POST api/v1/reporting/rounds/<int:pk>/remind": (
            programs(_city(200)),
            "a_month_of_reports",
        ),
        "POST api/v1/reporting/rounds/<int:pk>/lock": (
            programs(_city(200)),
            "a_month_to_lock",
        ),
        "GET api/v1/reporting/filings/<int:pk>": (
            programs(only(READS_QINGZHOU, others=404)),
            "a_countys_month",
        ),
        "GET api/v1/reporting/filings/<int:pk>/lines": (
            programs(only(READS_QINGZHOU, others=404)),
            "a_countys_month",
        ),
        "PUT api/v1/reporting/filings/<int:pk>/lines": (
            programs(_fills(200)),
            "lines_of_a_countys_month",
        ),
        "POST api/v1/reporting/filings/<int:pk>/sign": (
            programs(_fills(200)),
            "a_month_to_sign",
        ),
        "POST api/v1/reporting/filings/<int:pk>/return": (
            programs(_returns(200)),
            "a_month_to_return",
        ),
        "POST api/v1/reporting/lines/<int:pk>/explain": (
            programs(_fills(200)),
            "a_line_to_explain",
        ),
    },
}
