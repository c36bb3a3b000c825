"""Who gets which status: cooperation."""

from tests.access.personas import (
    FINDS,
    KEEPS_NEEDS,
    OFFICES,
    READS_NEEDS,
    Lines,
    everybody,
    hidden,
    insiders,
    only,
    programs,
    refused,
)

ACCESS: Lines = {
    "the API: cooperation": {
        "GET api/v1/cooperation/challenges": programs(insiders()),
        "GET api/v1/cooperation/challenges/<int:pk>": [
            (programs(insiders()), "a_challenge_that_is_open"),
            (
                programs(insiders(404) | dict.fromkeys(READS_NEEDS.split(), 200)),
                "a_challenge_in_draft",
            ),
        ],
        "GET api/v1/cooperation/talent": programs(insiders()),
        "GET api/v1/cooperation/talent/<int:pk>": (programs(insiders()), "a_talent_need"),
        "GET api/v1/cooperation/talent/<int:pk>/matches": (
            programs(only(READS_NEEDS)),
            "a_talent_need",
        ),
        "GET api/v1/cooperation/experts": programs(only(FINDS)),
    },
    "cooperation": {
        "GET cooperation/": everybody(),
        "GET cooperation/add/": only(f"{KEEPS_NEEDS} other_county_officer owner"),
        "POST cooperation/add/": only(f"{KEEPS_NEEDS} other_county_officer owner", 422),
        "GET cooperation/<int:pk>/": [
            (everybody(), "a_challenge_that_is_open"),
            (hidden(READS_NEEDS), "a_challenge_in_draft"),
            (hidden(f"{READS_NEEDS} owner"), "a_challenge_for_the_owner"),
        ],
        "GET cooperation/<int:pk>/edit/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 200),
            "a_challenge_in_draft",
        ),
        "POST cooperation/<int:pk>/edit/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 422),
            "a_challenge_in_draft",
        ),
        "GET cooperation/<int:pk>/offer/": (only(f"{OFFICES} owner"), "a_challenge_that_is_open"),
        "POST cooperation/<int:pk>/offer/": (
            only(f"{OFFICES} owner", 422),
            "a_challenge_that_is_open",
        ),
        "GET cooperation/<int:pk>/contract/": (only(READS_NEEDS), "a_contract_to_agree_on"),
        "GET cooperation/<int:pk>/contract/agree/": (only(KEEPS_NEEDS), "a_contract_to_agree_on"),
        "POST cooperation/<int:pk>/contract/agree/": (
            only(KEEPS_NEEDS, 422),
            "a_contract_to_agree_on",
        ),
        "GET cooperation/<int:pk>/contract/plan/": (only(KEEPS_NEEDS), "a_contract_to_agree_on"),
        "POST cooperation/<int:pk>/contract/plan/": (
            only(KEEPS_NEEDS, 422),
            "a_contract_to_agree_on",
        ),
        "GET cooperation/<int:pk>/output/": (only(KEEPS_NEEDS), "a_contract_that_is_signed"),
        "POST cooperation/<int:pk>/output/": (only(KEEPS_NEEDS, 422), "a_contract_that_is_signed"),
        "GET cooperation/offers/<int:pk>/": [
            (insiders(404) | dict.fromkeys(READS_NEEDS.split(), 200), "an_offer_for_a_challenge"),
            (
                insiders(404) | dict.fromkeys(f"{READS_NEEDS} owner".split(), 200),
                "an_offer_of_the_owner",
            ),
        ],
        "GET cooperation/milestones/<int:pk>/": (
            insiders(404) | dict.fromkeys(READS_NEEDS.split(), 200),
            "a_milestone_of_a_contract",
        ),
        "POST cooperation/milestones/<int:pk>/drop/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 302),
            "a_milestone_to_drop",
        ),
        "GET talent/": everybody(),
        "GET talent/add/": only(f"{KEEPS_NEEDS} other_county_officer owner"),
        "POST talent/add/": only(f"{KEEPS_NEEDS} other_county_officer owner", 422),
        "GET talent/<int:pk>/": [
            (everybody(), "a_talent_need"),
            (hidden(READS_NEEDS), "a_talent_need_in_draft"),
        ],
        "GET talent/<int:pk>/edit/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 200),
            "a_talent_need_in_draft",
        ),
        "POST talent/<int:pk>/edit/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 422),
            "a_talent_need_in_draft",
        ),
        "GET talent/<int:pk>/matches/": (only(READS_NEEDS), "a_talent_need"),
        "GET talent/<int:pk>/engage/<int:expert>/": (only(KEEPS_NEEDS), "an_expert_to_ask"),
        "POST talent/<int:pk>/engage/<int:expert>/": (only(KEEPS_NEEDS, 422), "an_expert_to_ask"),
        "GET talent/engagements/<int:pk>/": (
            insiders(404) | dict.fromkeys(READS_NEEDS.split(), 200),
            "an_engagement_that_runs",
        ),
        "GET talent/engagements/<int:pk>/output/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 200),
            "an_engagement_that_runs",
        ),
        "POST talent/engagements/<int:pk>/output/": (
            insiders(404) | refused(READS_NEEDS) | dict.fromkeys(KEEPS_NEEDS.split(), 422),
            "an_engagement_that_runs",
        ),
        "GET experts/": only(FINDS),
        "GET experts/add/": only(OFFICES),
        "POST experts/add/": only(OFFICES, 422),
        "GET experts/<int:pk>/": (
            insiders(404) | dict.fromkeys(FINDS.split(), 200),
            "an_expert_who_consents",
        ),
        **{
            f"{method} experts/<int:pk>/{page}/": (
                insiders(404) | refused(FINDS) | dict.fromkeys(OFFICES.split(), status),
                "an_expert_who_consents",
            )
            for page in ("edit", "tie", "free")
            for method, status in (("GET", 200), ("POST", 422))
        },
    },
}
