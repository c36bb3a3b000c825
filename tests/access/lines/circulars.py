"""Who gets which status: circulars. Counties read what is issued, and no draft."""

from tests.access.personas import CITY, WATCHES, Expected, Lines, only, programs

READS_DRAFTS = f"{CITY} department_officer leader auditor"


def _of_draft(then: int) -> Expected:
    """Of those who read drafts the city's officers get `then`; others see nothing."""
    seen = dict.fromkeys(READS_DRAFTS.split(), 403)
    return only("", others=404) | seen | dict.fromkeys(CITY.split(), then)


READ = only(READS_DRAFTS, others=404)
ISSUED = only(WATCHES, others=404)

ACCESS: Lines = {
    "circulars": {
        "GET circulars/": only(WATCHES, others=404),
        "POST circulars/": only(CITY, 422, others=404)
        | dict.fromkeys(set(WATCHES.split()) - set(CITY.split()), 403),
        "GET circulars/<int:pk>/": [(READ, "a_draft_circular"), (ISSUED, "an_issued_circular")],
        "GET circulars/<int:pk>/paragraphs/<int:place>/": (
            _of_draft(200),
            "a_paragraph_of_a_circular",
        ),
        "POST circulars/<int:pk>/paragraphs/<int:place>/": (
            _of_draft(422),
            "a_paragraph_of_a_circular",
        ),
        "GET circulars/<int:pk>/changes/": (READ, "a_draft_circular"),
        "GET circulars/<int:pk>/figures/<slug:code>/": (READ, "a_figure_of_a_circular"),
        "GET circulars/<int:pk>/pdf/": [
            (READ, "a_draft_circular"),
            (ISSUED, "an_issued_circular"),
        ],
        "GET circulars/<int:pk>/word/": (READ, "a_draft_circular"),
        "GET api/v1/circulars/": programs(only(WATCHES, others=404)),
        "POST api/v1/circulars/": (
            programs(
                only(CITY, 201, others=404)
                | dict.fromkeys(set(WATCHES.split()) - set(CITY.split()), 403)
            ),
            "a_month_to_write_of",
        ),
        "GET api/v1/circulars/<int:pk>": (programs(READ), "a_draft_circular"),
        "PUT api/v1/circulars/<int:pk>/paragraphs/<int:place>": (
            programs(_of_draft(200)),
            "a_paragraph_of_a_circular_for_programs",
        ),
    },
}
