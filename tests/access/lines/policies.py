"""Who gets which status: policies."""

from tests.access.personas import (
    ANSWERS,
    DUE,
    JUDGES,
    OFFICES,
    READS_POLICIES,
    Lines,
    everybody,
    hidden,
    insiders,
    of_draft,
    only,
    programs,
    refused,
)

ACCESS: Lines = {
    "the API: policies": {
        "GET api/v1/policies/": programs(insiders()),
        "GET api/v1/policies/<int:pk>": (programs(insiders()), "a_policy_in_force"),
        "GET api/v1/policies/<int:pk>/versions": (programs(insiders()), "a_policy_in_force"),
        "GET api/v1/policies/versions/<int:pk>": [
            (programs(insiders()), "a_version_in_force"),
            (programs(only(READS_POLICIES, others=404)), "a_draft_of_a_policy"),
        ],
        "GET api/v1/policies/calls": programs(insiders()),
        "GET api/v1/policies/calls/<int:pk>": (programs(insiders()), "a_call"),
        "GET api/v1/policies/calls/<int:pk>/ranking": (programs(only(READS_POLICIES)), "a_call"),
        "GET api/v1/policies/asks": programs(insiders()),
        "GET api/v1/policies/asks/<int:pk>": (
            programs(insiders(404) | refused(READS_POLICIES) | dict.fromkeys(ANSWERS.split(), 200)),
            "a_question_to_the_firm",
        ),
        "POST api/v1/policies/asks/<int:pk>/answer": (
            programs(insiders(404) | refused(READS_POLICIES) | dict.fromkeys(ANSWERS.split(), 200)),
            "a_fact_said_by_a_program",
        ),
        "GET api/v1/policies/cases": programs(insiders()),
        "GET api/v1/policies/cases/<int:pk>": (
            programs(
                insiders(403) | dict.fromkeys(f"{READS_POLICIES} county_officer".split(), 200)
            ),
            "a_case_on_notice",
        ),
        "POST api/v1/policies/cases/<int:pk>/objections": (
            programs(insiders(201)),
            "an_objection_by_a_program",
        ),
        "GET api/v1/policies/check/<int:party>": (
            programs(insiders(404) | dict.fromkeys(DUE.split(), 200)),
            "the_firm_to_check",
        ),
        "POST api/v1/policies/check/<int:party>/applications": (
            programs(insiders(404) | refused(DUE) | {"owner": 201}),
            "an_application_by_a_program",
        ),
        "GET api/v1/policies/check/<int:party>/consents": (
            programs(insiders(404) | dict.fromkeys(DUE.split(), 200)),
            "the_firm_to_check",
        ),
        "POST api/v1/policies/check/<int:party>/consents": (
            programs(insiders(404) | refused(DUE) | {"owner": 200}),
            "the_firm_to_check",
        ),
        "POST api/v1/policies/check/<int:party>/consents/<int:pk>/revoke": (
            programs(insiders(404) | refused(DUE) | {"owner": 200}),
            "a_consent_by_a_program",
        ),
    },
    "policies": {
        "GET policies/": everybody(),
        "GET policies/add/": only(OFFICES),
        "POST policies/add/": only(OFFICES, 422),
        "POST policies/estimate/": only(OFFICES),
        "GET policies/notices/": everybody(),
        "GET policies/notices.<sheet_format:kind>": (everybody(), "a_list_as_a_workbook"),
        "GET policies/cases/": insiders(),
        "GET policies/cases/<int:pk>/": [
            (insiders(404) | dict.fromkeys(DUE.split(), 200), "a_case_that_was_found"),
            (insiders(), "a_case_on_notice"),
        ],
        "GET policies/cases/<int:pk>/object/": (insiders(), "a_case_on_notice"),
        "POST policies/cases/<int:pk>/object/": (insiders(302), "an_objection_to_a_case"),
        "GET policies/mine/": insiders(),
        "GET policies/check/<int:pk>/": (
            insiders(404) | dict.fromkeys(DUE.split(), 200),
            "the_firm_of_the_owner",
        ),
        "GET policies/check/<int:pk>/<int:version>/": (
            insiders(404) | dict.fromkeys(DUE.split(), 200),
            "an_application",
        ),
        "POST policies/check/<int:pk>/<int:version>/apply/": (
            insiders(404) | refused(DUE) | {"owner": 302},
            "an_application",
        ),
        "GET policies/check/<int:pk>/<int:version>/judge/": (
            insiders(404) | refused(DUE) | dict.fromkeys(JUDGES.split(), 200),
            "a_condition_to_judge",
        ),
        "POST policies/check/<int:pk>/<int:version>/judge/": (
            insiders(404) | refused(DUE) | dict.fromkeys(JUDGES.split(), 302),
            "a_condition_to_judge",
        ),
        "POST policies/check/<int:pk>/consent/": (
            insiders(404) | refused(DUE) | {"owner": 302},
            "the_firm_of_the_owner",
        ),
        "POST policies/check/<int:pk>/consents/<int:consent>/revoke/": (
            insiders(404) | refused(DUE) | {"owner": 302},
            "a_consent_to_applications",
        ),
        "GET policies/asks/<int:pk>/": (
            insiders(404) | refused(READS_POLICIES) | dict.fromkeys(ANSWERS.split(), 200),
            "a_question_to_the_firm",
        ),
        "POST policies/asks/<int:pk>/": (
            insiders(404) | refused(READS_POLICIES) | dict.fromkeys(ANSWERS.split(), 422),
            "a_question_to_the_firm",
        ),
        "GET policies/calls/": everybody(),
        "GET policies/calls/<int:pk>/": (everybody(), "a_call"),
        "GET policies/<int:pk>/effect/": (only(READS_POLICIES), "a_policy_in_force"),
        "GET policies/<int:pk>/": (everybody(), "a_policy_in_force"),
        "POST policies/<int:pk>/revise/": (only(OFFICES, 302), "a_policy_in_force"),
        "GET policies/versions/<int:pk>/": [
            (everybody(), "a_version_in_force"),
            (hidden(READS_POLICIES), "a_draft_of_a_policy"),
        ],
        "GET policies/versions/<int:pk>/edit/": [
            (of_draft(200), "a_short_draft"),
            (of_draft(302), "a_draft_of_a_policy"),
        ],
        "POST policies/versions/<int:pk>/edit/": (of_draft(422), "a_short_draft"),
        "GET policies/versions/<int:pk>/edit/parts/": (of_draft(200), "a_draft_of_a_policy"),
        "GET policies/versions/<int:pk>/edit/examples/": (of_draft(200), "a_draft_of_a_policy"),
        "POST policies/versions/<int:pk>/edit/examples/": (of_draft(422), "a_draft_of_a_policy"),
        "GET policies/versions/<int:pk>/edit/<str:name>/": (of_draft(200), "a_part_of_a_draft"),
        "POST policies/versions/<int:pk>/edit/<str:name>/": (of_draft(422), "a_part_of_a_draft"),
        "POST policies/versions/<int:pk>/sweep/": (only(OFFICES, 302), "a_version_in_force"),
        "GET policies/sweeps/<int:pk>/": (only(READS_POLICIES, others=404), "a_sweep"),
        "POST policies/sweeps/<int:pk>/ask/": (
            only(OFFICES, 302, others=404) | refused("leader auditor"),
            "a_sweep",
        ),
        "GET policies/windows/<int:pk>/": (only(READS_POLICIES), "a_window"),
        "GET policies/windows/<int:pk>/call/": (only(OFFICES), "a_window"),
        "POST policies/windows/<int:pk>/call/": (only(OFFICES, 422), "a_window"),
        "POST policies/windows/<int:pk>/approve/": (only(OFFICES, 302), "a_window"),
        "POST policies/windows/<int:pk>/pay/": (only(OFFICES, 302), "a_window"),
    },
}
