"""Who gets which status: reviews of partners. Everybody nominates; files are one's own."""

from tests.access.personas import Lines, of_staff, programs, staff

HOLDS = "chair hr_officer"
READS = f"{HOLDS} auditor director"
# The sample's partners, members of group G1, are the worker of S01 and the shareholder.
OWN = f"{READS} worker"


def known(names: str, then: int = 200, *, own: str = "worker"):
    """Of those who know of it, those named get `then`; for the others there is none."""
    knows = of_staff(f"{READS} {own}", 403, others=404)
    return knows | dict.fromkeys(names.split(), then)


COMPANY: Lines = {
    "reviews of partners": {
        "GET partnership/": staff(),
        "GET partnership/reviews/add/": of_staff(HOLDS),
        "POST partnership/reviews/add/": of_staff(HOLDS, 422),
        "GET partnership/reviews/<int:pk>/": [
            (staff(), "a_review_of_partners"),
            (of_staff(READS, others=404), "a_review_in_preparation"),
        ],
        "GET partnership/reviews/<int:pk>/rule/": (of_staff(HOLDS), "a_review_of_partners"),
        "POST partnership/reviews/<int:pk>/rule/": (
            of_staff(HOLDS, 422),
            "a_review_of_partners",
        ),
        "GET partnership/reviews/<int:pk>/days/": (of_staff(HOLDS), "a_review_of_partners"),
        "POST partnership/reviews/<int:pk>/days/": (
            of_staff(HOLDS, 422),
            "a_review_of_partners",
        ),
        "GET partnership/reviews/<int:pk>/nominate/": (staff(), "a_review_of_partners"),
        "POST partnership/reviews/<int:pk>/nominate/": (staff(422), "a_review_of_partners"),
        "GET partnership/reviews/<int:pk>/candidates/": (staff(), "a_review_of_partners"),
        "GET partnership/reviews/<int:pk>/resolution.pdf": (
            of_staff(READS),
            "a_decided_review",
        ),
        "GET partnership/reviews/<int:pk>/sign-in/<int:volume>.pdf": (
            of_staff(READS),
            "a_roll_of_a_meeting",
        ),
    },
    "candidates": {
        "GET partnership/candidates/<int:pk>/": (staff(), "a_candidate"),
        "GET partnership/candidates/<int:pk>/arrange/": (of_staff(HOLDS), "a_candidate"),
        "POST partnership/candidates/<int:pk>/arrange/": (of_staff(HOLDS, 422), "a_candidate"),
        "GET partnership/candidates/<int:pk>/conflict/": (staff(), "a_candidate"),
        "POST partnership/candidates/<int:pk>/conflict/": (staff(422), "a_candidate"),
        "GET partnership/candidates/<int:pk>/opinion/": (staff(), "a_candidate"),
        "POST partnership/candidates/<int:pk>/opinion/": (staff(422), "a_candidate"),
        "POST partnership/candidates/<int:pk>/decline/": (of_staff("worker", 302), "a_candidate"),
        "GET partnership/candidates/<int:pk>/appeal/": (of_staff("worker"), "a_candidate"),
        "POST partnership/candidates/<int:pk>/appeal/": (
            of_staff("worker", 422),
            "a_candidate",
        ),
        "GET partnership/candidates/<int:pk>/carry-out/": (of_staff(HOLDS), "a_candidate"),
        "POST partnership/candidates/<int:pk>/carry-out/": (of_staff(HOLDS, 422), "a_candidate"),
        "GET partnership/appeals/<int:pk>/answer/": (known("auditor director"), "an_appeal"),
        "POST partnership/appeals/<int:pk>/answer/": (
            known("auditor director", 422),
            "an_appeal",
        ),
        "GET partnership/appeals/<int:pk>/vote-again/": (known(HOLDS), "an_appeal"),
        "POST partnership/appeals/<int:pk>/vote-again/": (
            known(HOLDS, 422),
            "an_appeal",
        ),
        "GET partnership/ballots/<int:pk>/repeat/": (known(HOLDS, own=""), "a_ballot_of_a_step"),
        "POST partnership/ballots/<int:pk>/repeat/": (
            known(HOLDS, 422, own=""),
            "a_ballot_of_a_step",
        ),
    },
    "shareholder groups": {
        "GET partnership/groups/": staff(),
        "GET partnership/groups/add/": of_staff(HOLDS),
        "POST partnership/groups/add/": of_staff(HOLDS, 422),
        "GET partnership/groups/<int:pk>/": (
            of_staff(f"{OWN} shareholder", others=404),
            "a_shareholder_group",
        ),
        "GET partnership/groups/<int:pk>/join/": (
            known(HOLDS, own="worker shareholder"),
            "a_shareholder_group",
        ),
        "POST partnership/groups/<int:pk>/join/": (
            known(HOLDS, 422, own="worker shareholder"),
            "a_shareholder_group",
        ),
        "GET partnership/groups/<int:pk>/lead/": (
            known(HOLDS, own="worker shareholder"),
            "a_shareholder_group",
        ),
        "POST partnership/groups/<int:pk>/lead/": (
            known(HOLDS, 422, own="worker shareholder"),
            "a_shareholder_group",
        ),
    },
    "reviews of partners for programs": {
        "GET api/v1/partnership/reviews": programs(staff()),
        "GET api/v1/partnership/reviews/<int:pk>": (programs(staff()), "a_review_of_partners"),
        "GET api/v1/partnership/reviews/<int:pk>/candidates": (
            programs(staff()),
            "a_review_of_partners",
        ),
        "GET api/v1/partnership/candidates/<int:pk>/results": (
            programs(of_staff(OWN)),
            "a_candidate",
        ),
        "POST api/v1/partnership/reviews/<int:pk>/nominations": (
            programs(staff(422)),
            "a_nomination_by_a_program",
        ),
    },
}
