"""Who gets which status: the policy handbook."""

from tests.access.personas import (
    EDITS,
    Lines,
    accounts,
    everybody,
    hidden,
    insiders,
    only,
    programs,
    refused,
)

ACCESS: Lines = {
    "the API: handbook": {
        "GET api/v1/handbook/clauses": programs(insiders()),
        "GET api/v1/handbook/clauses/<int:pk>": (programs(insiders()), "a_clause_in_force"),
        "GET api/v1/handbook/questions": programs(insiders()),
        "GET api/v1/handbook/for": programs(insiders()),
    },
    "handbook": {
        "GET handbook/": everybody(),
        "GET handbook/booklet/": everybody(),
        "GET handbook/for/": everybody(),
        "POST handbook/for/take/": accounts(302),
        "GET handbook/clauses/<int:pk>/": [
            (everybody(), "a_clause_in_force"),
            (hidden(f"{EDITS} leader auditor"), "a_clause_of_a_draft"),
        ],
        "GET handbook/clauses/<int:pk>/edit/": (
            insiders(404) | refused("leader auditor") | dict.fromkeys(EDITS.split(), 200),
            "a_clause_of_a_draft",
        ),
        "POST handbook/clauses/<int:pk>/edit/": (
            insiders(404) | refused("leader auditor") | dict.fromkeys(EDITS.split(), 422),
            "a_clause_of_a_draft",
        ),
        "GET handbook/editions/": everybody(),
        "POST handbook/editions/": everybody(403) | dict.fromkeys(EDITS.split(), 422),
        "GET handbook/editions/<int:pk>/": [
            (everybody(), "an_edition_in_force"),
            (hidden(f"{EDITS} leader auditor"), "an_edition_in_draft"),
        ],
        "GET handbook/editions/<int:pk>/add/": (
            insiders(404) | refused("leader auditor") | dict.fromkeys(EDITS.split(), 200),
            "an_edition_in_draft",
        ),
        "POST handbook/editions/<int:pk>/add/": (
            insiders(404) | refused("leader auditor") | dict.fromkeys(EDITS.split(), 422),
            "an_edition_in_draft",
        ),
        "POST handbook/editions/<int:pk>/publish/": (
            insiders(404) | refused("leader auditor") | dict.fromkeys(EDITS.split(), 302),
            "an_edition_in_draft",
        ),
        "GET handbook/editions/<int:pk>/hand-out/": (only(EDITS), "an_edition_in_force"),
        "POST handbook/editions/<int:pk>/hand-out/": (only(EDITS, 422), "an_edition_in_force"),
    },
}
