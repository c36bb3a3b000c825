"""Who gets which status: kinds of flowers and their prices."""

from tests.access.personas import EDITS, Lines, everybody, insiders, only, programs

ACCESS: Lines = {
    "market data of flowers": {
        "GET flowers/": everybody(),
        "GET flowers/markets/": everybody(),
        "GET flowers/bulletins/": everybody(),
        "GET flowers/bulletins/<str:week>/": (everybody(), "a_bulletin_of_flowers"),
        "GET flowers/bulletins/<str:week>/pdf/": (everybody(), "a_bulletin_of_flowers"),
        "GET flowers/bulletins/<str:week>/word/": (everybody(), "a_bulletin_of_flowers"),
        "GET flowers/bulletins/<str:week>/quotes.<sheet_format:form>": (
            everybody(),
            "quotes_behind_a_bulletin",
        ),
        "GET flowers/kinds/<int:pk>/supply/": (everybody(), "a_kind_of_flower"),
        "GET flowers/markets/<int:pk>/day/": (only(EDITS), "a_market_of_flowers"),
        "POST flowers/markets/<int:pk>/day/": (only(EDITS, 302), "a_day_of_quotes"),
        "POST api/v1/flowers/markets/<int:pk>/days/": (
            programs(only(EDITS)),
            "a_day_of_quotes_by_program",
        ),
        "GET flowers/kinds/<int:pk>/": (everybody(), "a_kind_of_flower"),
        "GET flowers/kinds/<int:pk>/quotes.<sheet_format:form>": (
            everybody(),
            "quotes_of_a_kind_as_a_workbook",
        ),
        "GET api/v1/flowers/kinds/": programs(insiders()),
        "GET api/v1/flowers/kinds/<int:pk>/forecasts/": (
            programs(insiders()),
            "a_kind_and_a_grade",
        ),
        "GET api/v1/flowers/kinds/<int:pk>/quotes/": (programs(insiders()), "a_kind_of_flower"),
    },
}
