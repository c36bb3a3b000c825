"""Who gets which status: deliveries and money. The grower lives in 青州, the owner's firm buys."""

from tests.access.personas import Expected, Lines, insiders, only, programs, refused

DO = "city_officer administrator department_officer coordinator"
READ = f"{DO} leader auditor"
SUM = f"{READ} county_officer other_county_officer"
HELP = "coordinator"


def _of_batch(names: str, then: int = 200) -> Expected:
    """Of those who see a batch, its buyer among them, those named get `then`."""
    return insiders(404) | refused(f"{READ} owner") | dict.fromkeys(names.split(), then)


def _of_slip(names: str, then: int = 200) -> Expected:
    """Of those who see a grower's slip those named get `then`; its buyer sees none."""
    return insiders(404) | refused(READ) | dict.fromkeys(names.split(), then)


SEEN_BATCH = _of_batch(f"{READ} owner")
SEEN_SLIP = _of_slip(READ)

ACCESS: Lines = {
    "deliveries": {
        "GET settlements/": only(f"{READ} owner", 302, others=404),
        "GET settlements/desk/": only(READ, others=404),
        "GET settlements/mine/": insiders(404),
        "GET settlements/bought/": only("owner", others=404),
        "GET settlements/bought.<sheet_format:kind>": (
            only("owner", others=404),
            "a_list_as_a_workbook",
        ),
        "GET settlements/promises/<int:pk>/": (SEEN_BATCH, "a_promise_to_deliver"),
        **{
            f"{method} settlements/promises/<int:pk>/{verb}/": (
                _of_batch(DO, status),
                "a_promise_to_deliver",
            )
            for verb in ("announce", "write-off", "abandon", "advance")
            for method, status in (("GET", 200), ("POST", 422))
        },
        "POST settlements/promises/<int:pk>/repay/": (_of_batch(DO, 302), "a_promise_given_up"),
        "GET settlements/shortages/<int:pk>/substitute/": (_of_batch(DO), "a_shortage"),
        "POST settlements/shortages/<int:pk>/substitute/": (_of_batch(DO, 422), "a_shortage"),
        "GET settlements/orders/<int:pk>/": (SEEN_BATCH, "an_order_to_deliver"),
        **{
            f"{method} settlements/orders/<int:pk>/{verb}/": (
                _of_batch(DO, status),
                "an_order_to_deliver",
            )
            for verb in ("terms", "deposit")
            for method, status in (("GET", 200), ("POST", 422))
        },
        "GET settlements/batches/<int:pk>/": (SEEN_BATCH, "a_graded_batch"),
        "GET settlements/batches/<int:pk>/label/": (_of_batch(DO), "a_graded_batch"),
        **{
            f"{method} settlements/batches/<int:pk>/{verb}/": (
                _of_batch(DO, status),
                "a_graded_batch",
            )
            for verb in ("receive", "grade", "miss", "call-off", "dispute")
            for method, status in (("GET", 200), ("POST", 422))
        },
        "POST settlements/batches/<int:pk>/settle/": (_of_batch(DO, 302), "a_graded_batch"),
    },
    "slips, disputes and losses": {
        "GET settlements/slips/": only(READ, others=404),
        "GET settlements/slips.<sheet_format:kind>": (
            only(READ, others=404),
            "a_list_as_a_workbook",
        ),
        "GET settlements/invoices.<sheet_format:kind>": (
            only(READ, others=404),
            "a_list_as_a_workbook",
        ),
        "GET settlements/slips/<int:pk>/": (SEEN_SLIP, "a_settlement_slip"),
        "GET settlements/slips/<int:pk>/paper/": (SEEN_SLIP, "a_settlement_slip"),
        "GET settlements/slips/<int:pk>/refused/<slug:verb>/": (
            _of_slip(DO),
            "a_settlement_slip",
        ),
        "POST settlements/slips/<int:pk>/refused/<slug:verb>/": (
            _of_slip(DO, 422),
            "a_settlement_slip",
        ),
        "POST settlements/slips/<int:pk>/<slug:verb>/": (_of_slip(DO, 302), "a_slip_to_fund"),
        "GET settlements/disputes/<int:pk>/": (SEEN_SLIP, "a_disputed_grading"),
        "GET settlements/disputes/<int:pk>/answer/": (_of_slip(DO), "a_disputed_grading"),
        "POST settlements/disputes/<int:pk>/answer/": (_of_slip(DO, 422), "a_disputed_grading"),
        "GET settlements/disputes/<int:pk>/insist/": (_of_slip(DO), "a_disputed_grading"),
        "POST settlements/disputes/<int:pk>/insist/": (_of_slip(DO, 422), "a_disputed_grading"),
        "POST settlements/disputes/<int:pk>/<slug:verb>/": (
            _of_slip(DO, 302),
            "a_disputed_grading",
        ),
        "GET settlements/losses/": only(SUM, others=404),
        "GET settlements/losses/<int:pk>/": (only(HELP, others=404), "a_household_with_losses"),
        **{
            f"{method} settlements/losses/<int:pk>/{verb}/": (
                only(HELP, status, others=404),
                "a_household_with_losses",
            )
            for verb in ("quarter", "add")
            for method, status in (("GET", 200), ("POST", 422))
        },
    },
    "the API: deliveries and slips": {
        "GET api/v1/settlements/batches": programs(insiders()),
        "POST api/v1/settlements/batches": (programs(_of_batch(DO, 201)), "a_batch_to_announce"),
        "GET api/v1/settlements/batches/<int:pk>": (programs(SEEN_BATCH), "a_graded_batch"),
        "POST api/v1/settlements/batches/<int:pk>/arrival": (
            programs(_of_batch(DO)),
            "a_batch_to_receive",
        ),
        "PUT api/v1/settlements/batches/<int:pk>/grading": (
            programs(_of_batch(DO)),
            "a_batch_to_grade",
        ),
        "POST api/v1/settlements/batches/<int:pk>/slip": (
            programs(_of_batch(DO, 201)),
            "a_graded_batch",
        ),
        "GET api/v1/settlements/slips": programs(insiders()),
        "GET api/v1/settlements/slips/<int:pk>": (programs(SEEN_SLIP), "a_settlement_slip"),
        "POST api/v1/settlements/slips/<int:pk>/bank": (
            programs(_of_slip(DO)),
            "a_slip_and_its_bank",
        ),
        "GET api/v1/settlements/losses": programs(insiders()),
        "POST api/v1/settlements/batches/<int:pk>/missing": (
            programs(_of_batch(DO)),
            "a_batch_that_never_came",
        ),
    },
    "the API: disputes, shortages, deposits and books": {
        "GET api/v1/settlements/disputes": programs(insiders()),
        "GET api/v1/settlements/disputes/<int:pk>": (programs(SEEN_SLIP), "a_disputed_grading"),
        "POST api/v1/settlements/batches/<int:pk>/disputes": (
            programs(_of_batch(DO, 201)),
            "a_grading_to_dispute",
        ),
        "POST api/v1/settlements/disputes/<int:pk>/photos": (
            programs(_of_slip(DO, 201)),
            "a_photo_of_a_dispute",
        ),
        "POST api/v1/settlements/disputes/<int:pk>/answer": (
            programs(_of_slip(DO)),
            "a_dispute_to_answer",
        ),
        "POST api/v1/settlements/disputes/<int:pk>/decision": (
            programs(_of_slip(DO)),
            "a_dispute_to_take_back",
        ),
        "GET api/v1/settlements/shortages": programs(insiders()),
        "POST api/v1/settlements/promises/<int:pk>/shortages": (
            programs(_of_batch(DO, 201)),
            "pots_that_will_not_come",
        ),
        "POST api/v1/settlements/shortages/<int:pk>/substitute": (
            programs(_of_batch(DO, 201)),
            "a_shortage_and_an_offer",
        ),
        "GET api/v1/settlements/orders/<int:pk>/deposits": (
            programs(SEEN_BATCH),
            "an_order_to_deliver",
        ),
        "POST api/v1/settlements/orders/<int:pk>/deposits": (
            programs(_of_batch(DO, 201)),
            "a_deposit_to_enter",
        ),
        "POST api/v1/settlements/promises/<int:pk>/advances": (
            programs(_of_batch(DO, 201)),
            "material_to_advance",
        ),
        "POST api/v1/settlements/promises/<int:pk>/abandonment": (
            programs(_of_batch(DO, 201)),
            "a_promise_to_give_up",
        ),
        "POST api/v1/settlements/promises/<int:pk>/repayment": (
            programs(_of_batch(DO)),
            "a_promise_given_up",
        ),
        "GET api/v1/settlements/households/<int:pk>/book": (
            programs(only(HELP, others=404)),
            "a_household_with_losses",
        ),
        "PUT api/v1/settlements/households/<int:pk>/book": (
            programs(only(HELP, others=404)),
            "a_quarter_of_a_household",
        ),
        "GET api/v1/settlements/households/<int:pk>/losses": (
            programs(only(HELP, others=404)),
            "a_household_with_losses",
        ),
        "POST api/v1/settlements/households/<int:pk>/losses": (
            programs(only(HELP, 201, others=404)),
            "a_loss_of_a_household",
        ),
    },
}
