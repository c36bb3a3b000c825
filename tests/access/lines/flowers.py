"""Who gets which status: kinds of flowers and their prices."""

from tests.access.personas import Lines, everybody, insiders, programs

ACCESS: Lines = {
    "market data of flowers": {
        "GET flowers/": everybody(),
        "GET flowers/markets/": everybody(),
        "GET flowers/kinds/<int:pk>/": (everybody(), "a_kind_of_flower"),
        "GET api/v1/flowers/kinds/": programs(insiders()),
        "GET api/v1/flowers/kinds/<int:pk>/forecasts/": (
            programs(insiders()),
            "a_kind_and_a_grade",
        ),
        "GET api/v1/flowers/kinds/<int:pk>/quotes/": (programs(insiders()), "a_kind_of_flower"),
    },
}
