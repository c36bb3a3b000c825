"""Who gets which status: ladders are open to the company's people, a career to oneself and HR."""

from tests.access.personas import (
    COMPANY_OUTSIDERS,
    Lines,
    listed,
    of_staff,
    programs,
    refused,
    staff,
)

KEEPS = "hr_officer"
READS = f"{KEEPS} auditor"
ITSELF = f"{READS} worker"  # the samples are the worker's of S01
MENTORS = "team_leader"  # who is the enterprise's mentor of the sample
JUDGES = "evaluator"  # who sits on the panel of the sample


def of_the_worker(names: str, then: int = 200):
    """Of those who read the worker's career those named get `then`; others see nothing."""
    return of_staff("", others=404) | refused(ITSELF) | dict.fromkeys(names.split(), then)


def of_the_application(names: str, then: int = 200):
    """The same of the worker's application, which the panel reads as well."""
    return of_the_worker("") | refused(JUDGES) | dict.fromkeys(names.split(), then)


def of_the_logbook(names: str, then: int = 200):
    """Of those who read the worker's logbook those named get `then`; others see nothing."""
    return of_the_worker("") | refused(MENTORS) | dict.fromkeys(names.split(), then)


def with_the_link(status: int = 200):
    """Anybody who has the link gets `status`, signed in or not."""
    return staff(status) | dict.fromkeys(COMPANY_OUTSIDERS, status)


COMPANY: Lines = {
    "ladders": {
        "GET careers/ladders/": staff(),
        "POST careers/ladders/begin/": of_staff(KEEPS, 302),
        "GET careers/ladders/equate/": of_staff(KEEPS),
        "POST careers/ladders/equate/": of_staff(KEEPS, 422),
        "GET careers/rungs/<int:pk>/": (staff(), "a_rung"),
        "GET careers/rungs/<int:pk>/band/": (of_staff(KEEPS), "a_rung"),
        "POST careers/rungs/<int:pk>/band/": (of_staff(KEEPS, 302), "a_rung"),
        "GET careers/rungs/<int:pk>/book/": (of_staff(KEEPS), "a_rung"),
        "POST careers/rungs/<int:pk>/book/": (of_staff(KEEPS, 422), "a_rung"),
    },
    "careers": {
        "GET careers/": staff(),
        "GET careers/relatives/": staff(),
        "POST careers/relatives/": staff(422),
        "GET careers/workers/<int:pk>/": (of_the_worker(ITSELF), "the_worker"),
        "GET careers/workers/<int:pk>/record/": (of_the_worker(KEEPS), "the_worker"),
        "POST careers/workers/<int:pk>/record/": (of_the_worker(KEEPS, 422), "the_worker"),
        "GET careers/workers/<int:pk>/place/": (of_the_worker(KEEPS), "the_worker"),
        "POST careers/workers/<int:pk>/place/": (of_the_worker(KEEPS, 422), "the_worker"),
        "GET careers/records/": staff(),
        "GET careers/records/<int:pk>/strike/": (of_the_worker(KEEPS), "a_worker_record"),
        "POST careers/records/<int:pk>/strike/": (of_the_worker(KEEPS, 422), "a_worker_record"),
        "GET careers/prospects/": of_staff(READS),
        "POST careers/prospects/count/": of_staff(KEEPS, 302),
    },
    "applications for a rung": {
        "GET careers/rungs/<int:pk>/apply/": (listed(), "a_rung"),
        "POST careers/rungs/<int:pk>/apply/": (listed(409), "a_rung"),
        "GET careers/applications/": staff(),
        "GET careers/applications/<int:pk>/": (
            of_the_application(f"{ITSELF} {JUDGES}"),
            "a_rung_application",
        ),
        "GET careers/applications/<int:pk>/panel/": (
            of_the_application(KEEPS),
            "a_rung_application",
        ),
        "POST careers/applications/<int:pk>/panel/": (
            of_the_application(KEEPS, 422),
            "a_rung_application",
        ),
        "GET careers/applications/<int:pk>/opinion/": (
            of_the_application(JUDGES),
            "a_rung_application",
        ),
        "POST careers/applications/<int:pk>/opinion/": (
            of_the_application(JUDGES, 422),
            "a_rung_application",
        ),
    },
    "training": {
        "GET careers/classes/": staff(),
        "GET careers/classes/add/": of_staff(KEEPS),
        "POST careers/classes/add/": of_staff(KEEPS, 422),
        "GET careers/bases/add/": of_staff(KEEPS),
        "POST careers/bases/add/": of_staff(KEEPS, 422),
        "GET careers/classes/<int:pk>/": (
            of_the_logbook(f"{ITSELF} {MENTORS}"),
            "a_training_class",
        ),
        "GET careers/classes/<int:pk>/rotate/": (of_the_logbook(KEEPS), "a_training_class"),
        "POST careers/classes/<int:pk>/rotate/": (of_the_logbook(KEEPS, 422), "a_training_class"),
        "GET careers/classes/<int:pk>/enrol/": (of_the_logbook(KEEPS), "a_training_class"),
        "POST careers/classes/<int:pk>/enrol/": (of_the_logbook(KEEPS, 422), "a_training_class"),
        "GET careers/logbooks/<int:pk>/": (of_the_logbook(f"{ITSELF} {MENTORS}"), "a_logbook"),
        "GET careers/logbooks/<int:pk>/log/": (of_the_logbook("worker"), "a_logbook"),
        "POST careers/logbooks/<int:pk>/log/": (of_the_logbook("worker", 422), "a_logbook"),
        "GET careers/logbooks/<int:pk>/examine/": (of_the_logbook(KEEPS), "a_logbook"),
        "POST careers/logbooks/<int:pk>/examine/": (of_the_logbook(KEEPS, 422), "a_logbook"),
        "GET careers/logbooks/<int:pk>/conclude/": (of_the_logbook(KEEPS), "a_logbook"),
        "POST careers/logbooks/<int:pk>/conclude/": (of_the_logbook(KEEPS, 422), "a_logbook"),
        "GET careers/logbooks/<int:pk>/place/": (of_the_logbook(KEEPS), "a_logbook"),
        "POST careers/logbooks/<int:pk>/place/": (of_the_logbook(KEEPS, 422), "a_logbook"),
        "POST careers/entries/<int:pk>/sign/": (of_the_logbook(MENTORS, 302), "a_log_entry"),
    },
    "badges": {
        "GET careers/badges/": staff(),
        "GET careers/logbooks/<int:pk>/badge/": (of_the_logbook("worker"), "a_logbook"),
        "POST careers/logbooks/<int:pk>/badge/": (of_the_logbook("worker", 422), "a_logbook"),
        "GET careers/positions/<int:pk>/badge/": (of_the_worker("worker"), "a_worker_position"),
        "POST careers/positions/<int:pk>/badge/": (
            of_the_worker("worker", 422),
            "a_worker_position",
        ),
        "GET careers/badges/issuer/": (with_the_link(), "a_badge"),
        "GET careers/badges/keys/": of_staff(KEEPS),
        "POST careers/badges/keys/": of_staff(KEEPS, 302),
        "GET careers/badges/keys/<uuid:token>/": (with_the_link(), "a_badge_key"),
        "GET careers/badges/<uuid:token>/": (with_the_link(), "a_badge"),
        "POST careers/badges/<uuid:token>/": (with_the_link(), "a_badge"),
        "GET careers/badges/<uuid:token>/credential/": (with_the_link(), "a_badge"),
        "GET careers/badges/<uuid:token>/status/": (with_the_link(), "a_badge"),
        "GET careers/badges/<uuid:token>/revoke/": (
            of_the_worker(f"{KEEPS} worker"),
            "a_badge",
        ),
        "POST careers/badges/<uuid:token>/revoke/": (
            of_the_worker(f"{KEEPS} worker", 422),
            "a_badge",
        ),
    },
    "careers for programs": {
        "GET api/v1/careers/ladders": programs(staff()),
        "GET api/v1/careers/me": programs(listed(others=404)),
        "GET api/v1/careers/workers/<int:pk>": (programs(of_the_worker(ITSELF)), "the_worker"),
        "GET api/v1/careers/records": programs(staff()),
        "POST api/v1/careers/records": (
            programs(of_staff(KEEPS, 201)),
            "a_worker_record_to_send",
        ),
        "GET api/v1/careers/classes": programs(staff()),
        "GET api/v1/careers/trainees": programs(staff()),
        "GET api/v1/careers/badges": programs(staff()),
        "GET api/v1/careers/applications": programs(staff()),
        "GET api/v1/careers/applications/<int:pk>/panel": (
            programs(of_the_application(f"{ITSELF} {JUDGES}")),
            "a_rung_application",
        ),
        "POST api/v1/careers/applications": (
            programs(listed(409)),
            "a_rung_application_to_send",
        ),
    },
}
