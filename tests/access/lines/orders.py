"""Who gets which status: orders, dockings, shares and offers of flowers.

The samples: an order of the owner's firm, a household of 青州. The grower stands for no
household, so sees nobody's shares.
"""

from tests.access.personas import CITY, Expected, Lines, insiders, only, programs

DOCKS = f"{CITY} department_officer coordinator"
READS = f"{DOCKS} leader auditor"
BUYS = f"{DOCKS} owner"
GREENHOUSES = f"{READS} county_officer other_county_officer"
DESK = f"{GREENHOUSES} owner"
# Who reads an order of the owner's of which nothing is promised; who reads a share of it, and
# an offer: the officers of the grower's county do.
ORDER = f"{READS} owner"
SHARE, OFFER = f"{ORDER} county_officer", f"{READS} county_officer"


def of(reads: str, names: str, then: int) -> Expected:
    """Of those who read it those named get `then`; the others see nothing."""
    return (
        only("", others=404)
        | dict.fromkeys(reads.split(), 403)
        | dict.fromkeys(names.split(), then)
    )


ACCESS: Lines = {
    "orders of flowers": {
        "GET orders/": insiders(),
        "GET orders/new/": only(BUYS),
        "POST orders/new/": only(BUYS, 422),
        "GET orders/<int:pk>/": (of(ORDER, ORDER, 200), "an_order_of_flowers"),
        "GET orders/<int:pk>/revise/": (of(ORDER, BUYS, 200), "a_draft_order"),
        "POST orders/<int:pk>/revise/": (of(ORDER, BUYS, 422), "a_draft_order"),
        "POST orders/<int:pk>/place/": (of(ORDER, BUYS, 302), "a_draft_order"),
        "POST orders/<int:pk>/claim/": (insiders(404), "an_order_of_flowers"),
        "GET orders/docking/": only(READS, others=404),
        "POST orders/docking/": only(DOCKS, 422, others=404)
        | dict.fromkeys(("leader", "auditor"), 403),
        "GET orders/docking/<int:pk>/": (of(READS, READS, 200), "a_docking"),
        "POST orders/docking/<int:pk>/publish/": (of(READS, DOCKS, 302), "a_docking"),
        "POST orders/docking/<int:pk>/undo/": (of(READS, DOCKS, 302), "a_docking"),
        "GET orders/docking/<int:pk>/papers/": (of(READS, READS, 200), "a_docking"),
        "GET orders/docking/<int:pk>/beside/<int:other>/": (
            of(READS, READS, 200),
            "two_dockings",
        ),
        "GET orders/waiting/": only(DESK, others=404),
        "GET orders/calendar/": only(GREENHOUSES, others=404),
        "GET orders/parties/": insiders(404),
        "GET orders/blanket/": insiders(),
        "GET orders/blanket/new/": only(BUYS),
        "POST orders/blanket/new/": only(BUYS, 422),
        "GET orders/blanket/<int:pk>/": (of(ORDER, ORDER, 200), "a_blanket_order"),
        "POST orders/blanket/<int:pk>/": (of(ORDER, BUYS, 422), "a_blanket_order"),
        "POST orders/blanket/<int:pk>/close/": (of(ORDER, BUYS, 302), "a_blanket_order"),
        "GET orders/lanes/": only(READS, others=404),
        "POST orders/lanes/": only(DOCKS, 422, others=404)
        | dict.fromkeys(("leader", "auditor"), 403),
        "GET orders/lanes/<int:pk>/": (of(READS, READS, 200), "a_lane_of_flowers"),
        "POST orders/lanes/<int:pk>/": (of(READS, DOCKS, 422), "a_lane_of_flowers"),
        "GET shares/": insiders(404),
        "GET shares/left/": insiders(404),
        "GET shares/season/": insiders(404),
        "POST shares/<int:pk>/step/": (of(SHARE, DOCKS, 302), "a_share_of_an_order"),
        "GET shares/<int:pk>/": (of(SHARE, SHARE, 200), "a_share_of_an_order"),
        "POST shares/<int:pk>/answer/": (of(SHARE, DOCKS, 302), "a_share_of_an_order"),
        "GET shares/<int:pk>/contract/": (of(SHARE, SHARE, 200), "a_share_of_an_order"),
        "GET api/v1/orders/": programs(insiders()),
        "POST api/v1/orders/": (
            programs(only(BUYS, 201, others=404)),
            "an_order_for_programs",
        ),
        "GET api/v1/orders/<int:pk>": (programs(of(ORDER, ORDER, 200)), "an_order_of_flowers"),
        "POST api/v1/orders/<int:pk>/place": (programs(of(ORDER, BUYS, 200)), "a_draft_order"),
        "GET api/v1/orders/offers": programs(insiders()),
        "POST api/v1/orders/offers": (
            programs(only(DOCKS, 201, others=404)),
            "an_offer_for_programs",
        ),
        "PUT api/v1/orders/offers/<int:pk>": (
            programs(of(OFFER, DOCKS, 200)),
            "a_change_of_an_offer",
        ),
        "GET api/v1/orders/shares": programs(insiders()),
        "POST api/v1/orders/shares/<int:pk>/answer": (
            programs(of(SHARE, DOCKS, 200)),
            "an_answer_for_programs",
        ),
        "GET api/v1/orders/dockings": programs(only(READS, others=404)),
        "POST api/v1/orders/dockings": (
            programs(only(DOCKS, 201, others=404) | dict.fromkeys(("leader", "auditor"), 403)),
            "a_rule_to_dock_by",
        ),
        "POST api/v1/orders/dockings/<int:pk>/publish": (
            programs(of(READS, DOCKS, 200)),
            "a_fresh_docking",
        ),
        "POST api/v1/orders/dockings/<int:pk>/undo": (
            programs(of(READS, DOCKS, 200)),
            "a_published_docking",
        ),
        "GET offers/": insiders(),
        "GET offers/new/": only(DOCKS),
        "POST offers/new/": only(DOCKS, 422),
        "GET offers/<int:pk>/": (of(OFFER, OFFER, 200), "an_offer_of_flowers"),
        "POST offers/<int:pk>/": (of(OFFER, DOCKS, 422), "an_offer_of_flowers"),
        "POST offers/<int:pk>/close/": (of(OFFER, DOCKS, 302), "an_offer_of_flowers"),
    },
}
