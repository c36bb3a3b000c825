"""Who gets which status: the register of shares, whose lines are their holders' alone."""

from tests.access.personas import Lines, of_staff, programs, staff

KEEPS = "chair hr_officer"
READS = f"{KEEPS} auditor"
# The sample's shareholder is the worker of S01.
OWN = f"{READS} worker"
DECIDES = of_staff("auditor worker", 403, others=404)

COMPANY: Lines = {
    "shares": {
        "GET equity/": staff(),
        "GET equity/terms/": staff(),
        "GET equity/register/": of_staff(READS),
        "GET equity/register.pdf": (of_staff(READS), "the_charter"),
        "GET equity/holders/": of_staff(READS),
        "GET equity/transactions/": of_staff(READS),
        "GET equity/certificates/": of_staff(READS),
        "GET equity/holders/<int:pk>/": (of_staff(OWN, others=404), "a_shareholder"),
        "GET equity/holders/<int:pk>/certificates/<int:number>.pdf": (
            of_staff(OWN, others=404),
            "a_share_certificate",
        ),
        "GET equity/transactions/<int:pk>/": (of_staff(OWN, others=404), "a_share_transaction"),
        "POST equity/transactions/<int:pk>/post/": (
            DECIDES | dict.fromkeys(KEEPS.split(), 302),
            "a_share_transaction",
        ),
        "POST equity/transactions/<int:pk>/void/": (
            DECIDES | dict.fromkeys(KEEPS.split(), 302),
            "a_share_transaction",
        ),
    },
    "keeping of shares": {
        "POST equity/certificates/": of_staff(KEEPS, 422),
        "GET equity/holders/add/": of_staff(KEEPS),
        "POST equity/holders/add/": of_staff(KEEPS, 422),
        "GET equity/enter/<share_transaction:kind>/": (of_staff(KEEPS), "a_kind_of_transaction"),
        "POST equity/enter/<share_transaction:kind>/": (
            of_staff(KEEPS, 422),
            "a_kind_of_transaction",
        ),
    }
    | {
        f"{method} equity/terms/{part}/": of_staff(KEEPS, status)
        for part in ("rule", "year", "charter", "classes")
        for method, status in (("GET", 200), ("POST", 422))
    },
    "shares for programs": {
        "GET api/v1/equity/own": programs(staff()),
        "GET api/v1/equity/limits": programs(staff()),
        "GET api/v1/equity/holders": programs(of_staff(READS)),
        "GET api/v1/equity/transactions": programs(staff()),
        "POST api/v1/equity/transactions": (
            programs(of_staff(KEEPS, 201)),
            "shares_by_a_program",
        ),
        "POST api/v1/equity/transactions/<int:pk>/post": (
            programs(DECIDES | dict.fromkeys(KEEPS.split(), 200)),
            "a_share_transaction",
        ),
        "POST api/v1/equity/transactions/<int:pk>/void": (
            programs(DECIDES | dict.fromkeys(KEEPS.split(), 200)),
            "a_share_transaction",
        ),
        "GET api/v1/equity/certificates": programs(staff()),
        "POST api/v1/equity/certificates/<int:pk>/hand-out": (
            programs(DECIDES | dict.fromkeys(KEEPS.split(), 200)),
            "a_share_certificate_alone",
        ),
    },
}
