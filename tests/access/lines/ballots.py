"""Who gets which status: ballots. A company's alone; the worker of S01 and the shareholder vote."""

from tests.access.personas import Lines, of_staff, programs, staff

MANAGES = "hr_officer chair"
ELECTS = "worker shareholder"
KNOWS = f"{MANAGES} auditor"
EVERY = f"{KNOWS} {ELECTS}"


def known(names: str, then: int, *, others: int = 403):
    """Of those who know of the ballot those named get `then`; for the rest there is none."""
    return of_staff(EVERY, others, others=404) | dict.fromkeys(names.split(), then)


def office(names: str, then: int):
    """Of those who see drafts those named get `then`."""
    return of_staff(KNOWS, 403, others=404) | dict.fromkeys(names.split(), then)


COMPANY: Lines = {
    "the API: ballots": {
        "GET api/v1/ballots/": programs(staff()),
        "GET api/v1/ballots/<int:pk>": [
            (programs(known(EVERY, 200)), "an_open_ballot"),
            (programs(office(KNOWS, 200)), "a_ballot_in_preparation"),
        ],
        "POST api/v1/ballots/<int:pk>/take": (programs(known(ELECTS, 200)), "a_paper_to_take"),
        # The ticket is the right: whoever knows of the ballot and has it casts it.
        "POST api/v1/ballots/<int:pk>/cast": (programs(known(EVERY, 200)), "a_paper_to_cast"),
        "POST api/v1/ballots/<int:pk>/vote": (
            programs(known(ELECTS, 200)),
            "a_named_vote_to_cast",
        ),
        "POST api/v1/ballots/<int:pk>/proxy": (
            programs(known("worker", 200) | {"shareholder": 422}),
            "a_proxy_to_give_by_a_program",
        ),
        "POST api/v1/ballots/<int:pk>/proxy/revoke": (
            programs(known("worker", 200) | {"shareholder": 422}),
            "a_proxy_that_was_given",
        ),
    },
    "ballots": {
        "GET ballots/": staff(),
        "GET ballots/add/": of_staff(MANAGES),
        "POST ballots/add/": of_staff(MANAGES, 422),
        "GET ballots/<int:pk>/": [
            (known(EVERY, 200), "an_open_ballot"),
            (known(EVERY, 200), "a_counted_ballot"),
            (office(KNOWS, 200), "a_ballot_in_preparation"),
        ],
        "GET ballots/<int:pk>/recount/": [
            (known(EVERY, 200), "a_counted_ballot"),
            (known("", 200), "an_open_ballot"),
        ],
        "GET ballots/<int:pk>/bulletin.json": [
            (known(EVERY, 200), "a_counted_ballot"),
            (known("", 200), "an_open_ballot"),
        ],
        "GET ballots/<int:pk>/result.pdf": [
            (known(EVERY, 200), "a_counted_ballot"),
            (known("", 200), "an_open_ballot"),
        ],
        "GET ballots/<int:pk>/roll/": (known(KNOWS, 200), "an_open_ballot"),
        "GET ballots/<int:pk>/roll/<int:volume>.pdf": (known(KNOWS, 200), "a_roll_to_print"),
        "GET ballots/<int:pk>/exclude/": (office(MANAGES, 200), "a_ballot_in_preparation"),
        "POST ballots/<int:pk>/exclude/": (office(MANAGES, 302), "a_ballot_in_preparation"),
        "GET ballots/<int:pk>/open/": (office(MANAGES, 200), "a_ballot_in_preparation"),
        "POST ballots/<int:pk>/open/": (office(MANAGES, 422), "a_ballot_in_preparation"),
        "POST ballots/<int:pk>/close/": (known(MANAGES, 302), "an_open_ballot"),
        "GET ballots/<int:pk>/cancel/": (known(MANAGES, 200), "an_open_ballot"),
        "POST ballots/<int:pk>/cancel/": (known(MANAGES, 422), "an_open_ballot"),
        "POST ballots/<int:pk>/take/": (known(ELECTS, 302, others=404), "an_open_ballot"),
        "GET ballots/<int:pk>/vote/": (known(ELECTS, 200, others=404), "an_open_ballot"),
        "POST ballots/<int:pk>/vote/": (known(ELECTS, 200, others=404), "a_named_vote"),
        "GET ballots/<int:pk>/proxy/": (known(ELECTS, 200, others=404), "an_open_ballot"),
        "POST ballots/<int:pk>/proxy/": (
            known("worker", 302, others=404) | {"shareholder": 422},
            "a_proxy_to_give",
        ),
        "POST ballots/<int:pk>/proxy/revoke/": (
            known(ELECTS, 302, others=404),
            "a_proxy_that_was_given",
        ),
    },
}
