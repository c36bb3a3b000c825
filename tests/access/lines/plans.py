"""Who gets which status: the plan register."""

from tests.access.personas import EDITS, Lines, everybody, hidden, insiders, only, programs

ACCESS: Lines = {
    "the API: plans": {
        "GET api/v1/plans/": programs(insiders()),
        "GET api/v1/plans/<int:pk>": (programs(insiders()), "a_published_plan"),
        "GET api/v1/plans/<int:pk>/matrix": (programs(insiders()), "a_published_plan"),
        "POST api/v1/plans/indicators/<int:pk>/actuals": (
            programs(only(EDITS, 201)),
            "an_actual_to_report",
        ),
    },
    "plans": {
        "GET plans/": everybody(),
        "GET plans/add/": only(EDITS),
        "POST plans/add/": only(EDITS, 422),
        "GET plans/instruments/": everybody(),
        "GET plans/instruments/add/": only(EDITS),
        "POST plans/instruments/add/": only(EDITS, 422),
        "GET plans/instruments/<int:pk>/": (only(EDITS), "an_instrument_here"),
        "POST plans/instruments/<int:pk>/": (only(EDITS, 422), "an_instrument_here"),
        "GET plans/indicators/<int:pk>/report/": (only(EDITS), "an_indicator_of_a_plan"),
        "POST plans/indicators/<int:pk>/report/": (only(EDITS, 422), "an_indicator_of_a_plan"),
        "GET plans/tasks/<int:pk>/": (insiders(), "a_task_of_a_plan"),
        "GET plans/tasks/<int:pk>/finish/": (only(EDITS), "a_task_of_a_plan"),
        "POST plans/tasks/<int:pk>/finish/": (only(EDITS, 422), "a_task_of_a_plan"),
        "GET plans/<int:pk>/": [
            (everybody(), "a_published_plan"),
            (hidden(f"{EDITS} leader auditor"), "a_plan_in_draft"),
        ],
        "GET plans/<int:pk>/report/": (everybody(), "a_published_plan"),
        "GET plans/<int:pk>/changes/": (everybody(), "a_published_plan"),
        "GET plans/<int:pk>/matrix/": (everybody(), "a_published_plan"),
        "GET plans/<int:pk>/matrix/<int:number>/<slug:kind>/": (everybody(), "a_published_plan"),
        "POST plans/<int:pk>/publish/": (only(EDITS, 302), "a_published_plan"),
        "POST plans/<int:pk>/revise/": (only(EDITS, 302), "a_published_plan"),
        "GET plans/<int:pk>/parts/<slug:kind>/add/": (only(EDITS), "a_part_of_a_plan"),
        "POST plans/<int:pk>/parts/<slug:kind>/add/": (only(EDITS, 422), "a_part_of_a_plan"),
        "GET plans/<int:pk>/parts/<slug:kind>/<int:key>/": (only(EDITS), "a_part_of_a_plan"),
        "POST plans/<int:pk>/parts/<slug:kind>/<int:key>/": (
            only(EDITS, 422),
            "a_part_of_a_plan",
        ),
        "POST plans/<int:pk>/parts/<slug:kind>/<int:key>/drop/": (
            only(EDITS, 302),
            "a_part_of_a_plan",
        ),
    },
}
