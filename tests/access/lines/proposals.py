"""Who gets which status: improvement proposals of section S01, whose worker wrote them."""

from tests.access.personas import Lines, listed, of_staff, programs, staff

JUDGES = "team_leader evaluator improvement_officer"
# Of an office of judges, also those of another section: they have a desk of their own.
DESKS = f"{JUDGES} other_team_leader"
KNOWS_SEALED = "worker evaluator improvement_officer"
OFFICE = "improvement_officer"

COMPANY: Lines = {
    "ideas": {
        "GET ideas/": staff(),
        "GET ideas/new/": staff(),
        "POST ideas/new/": staff(422),
        "GET ideas/similar/": staff(),
        "GET ideas/session/": staff(),
        "GET ideas/at/<slug:token>/": (staff(), "an_ideas_board"),
        "POST ideas/at/<slug:token>/": (staff(422), "an_ideas_board"),
    },
    "proposals": {
        "GET proposals/": staff(),
        "GET proposals/<int:pk>/": [
            (staff(), "a_collected_idea"),
            (of_staff(KNOWS_SEALED, others=404), "a_sealed_idea"),
        ],
        "GET proposals/<int:pk>/authors/": (
            of_staff("worker improvement_officer"),
            "a_collected_idea",
        ),
        "POST proposals/<int:pk>/authors/": (
            of_staff("worker improvement_officer", 422),
            "a_collected_idea",
        ),
        "GET proposals/<int:pk>/files/": (of_staff(f"worker {JUDGES}"), "a_collected_idea"),
        "POST proposals/<int:pk>/files/": (of_staff(f"worker {JUDGES}", 422), "a_collected_idea"),
        "POST proposals/<int:pk>/seal/": (
            of_staff("worker improvement_officer", 302),
            "a_collected_idea",
        ),
        "POST proposals/<int:pk>/lane/": (of_staff(JUDGES, 302), "a_collected_idea"),
    },
    "judging proposals": {
        "GET proposals/desk/": of_staff(DESKS),
        "GET proposals/finance/": of_staff("finance_officer"),
        "GET proposals/twins/": of_staff(DESKS),
        "POST proposals/twins/<int:pk>/dismiss/": (of_staff(JUDGES, 302), "a_twin"),
        "POST proposals/<int:pk>/grade/": (
            of_staff("team_leader improvement_officer", 302),
            "a_collected_idea",
        ),
        "GET proposals/<int:pk>/evaluate/": (of_staff(JUDGES), "an_idea_in_evaluation"),
        "POST proposals/<int:pk>/evaluate/": (of_staff(JUDGES, 422), "an_idea_in_evaluation"),
        "GET proposals/<int:pk>/ask/": (of_staff(JUDGES), "an_idea_in_evaluation"),
        "POST proposals/<int:pk>/ask/": (of_staff(JUDGES, 422), "an_idea_in_evaluation"),
        "GET proposals/evaluations/<int:pk>/relieve/": (of_staff(JUDGES), "an_asked_opinion"),
        "POST proposals/evaluations/<int:pk>/relieve/": (
            of_staff(JUDGES, 422),
            "an_asked_opinion",
        ),
        "GET proposals/<int:pk>/claim/": (
            of_staff(f"worker {JUDGES}"),
            "an_idea_in_verification",
        ),
        "POST proposals/<int:pk>/claim/": (
            of_staff(f"worker {JUDGES}", 422),
            "an_idea_in_verification",
        ),
        "POST proposals/benefits/<int:pk>/verify/": (
            of_staff(f"{JUDGES} finance_officer", 302),
            "a_claimed_benefit",
        ),
        "GET proposals/<int:pk>/again/": (of_staff(OFFICE), "a_sampled_idea"),
        "POST proposals/<int:pk>/again/": (of_staff(OFFICE, 422), "a_sampled_idea"),
        "GET proposals/<int:pk>/merge/": (of_staff(JUDGES), "a_collected_idea"),
        "POST proposals/<int:pk>/merge/": (of_staff(JUDGES, 422), "a_collected_idea"),
        "GET proposals/<int:pk>/part/": (of_staff(JUDGES), "a_merged_idea"),
        "POST proposals/<int:pk>/part/": (of_staff(JUDGES, 422), "a_merged_idea"),
    },
    "boards of proposals": {
        "GET proposals/boards/": staff(),
        "GET proposals/boards/<int:pk>/": (staff(), "a_section_with_a_board"),
        "GET proposals/boards/<int:pk>/code/": (
            of_staff("team_leader improvement_officer"),
            "a_section_with_a_board",
        ),
        "POST proposals/boards/<int:pk>/put-up/": (
            of_staff("team_leader improvement_officer", 302),
            "a_section_with_a_board",
        ),
        "GET proposals/scheme/": staff(),
        "GET proposals/scheme/new/": of_staff(OFFICE),
        "POST proposals/scheme/new/": of_staff(OFFICE, 422),
    },
    "proposals for programs": {
        "GET api/v1/proposals/proposals": programs(staff()),
        "POST api/v1/proposals/proposals": (
            programs(listed(201, others=422)),
            "an_idea_by_a_program",
        ),
        "GET api/v1/proposals/similar": (programs(staff()), "a_text_by_a_program"),
        "GET api/v1/proposals/proposals/<int:pk>": [
            (programs(staff()), "a_collected_idea"),
            (programs(of_staff(KNOWS_SEALED, others=404)), "a_sealed_idea"),
        ],
        "GET api/v1/proposals/proposals/<int:pk>/credit": (programs(staff()), "a_collected_idea"),
        "POST api/v1/proposals/proposals/<int:pk>/grade": (
            programs(of_staff("team_leader improvement_officer")),
            "a_grade_by_a_program",
        ),
        "POST api/v1/proposals/proposals/<int:pk>/opinion": (
            programs(of_staff(JUDGES)),
            "an_opinion_by_a_program",
        ),
    },
}
