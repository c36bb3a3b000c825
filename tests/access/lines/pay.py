"""Who gets which status of pay: oneself and payroll, nobody else; distributions to overseers."""

from tests.access.personas import Lines, of_staff, programs, staff

PAYROLL = "hr_officer finance_officer"
OVERSEES = f"{PAYROLL} chair auditor"


def of_draft(names: str, then: int = 302):
    """Of those who read drafts those named get `then`; the others see nothing."""
    return of_staff(OVERSEES, 403, others=404) | dict.fromkeys(names.split(), then)


ACCESS: Lines = {}
COMPANY: Lines = {
    "pay": {
        "GET pay/": staff(),
        "GET pay/slips/": of_staff(PAYROLL),
        # Not another worker, not the team leader, not the chair, not the administrator.
        "GET pay/slips/<int:pk>/": (of_staff(f"{PAYROLL} worker", others=404), "the_slip"),
        "GET pay/slips/<int:pk>/paper/": (of_staff(f"{PAYROLL} worker", others=404), "the_slip"),
        "GET pay/distribution/": of_staff(OVERSEES),
        "GET pay/promise/": staff(),
        "GET pay/promise/peers/": of_staff("hr_officer"),
        "POST pay/promise/peers/": of_staff("hr_officer", 422),
        "GET pay/promise/benchmark/": of_staff("hr_officer"),
        "POST pay/promise/benchmark/": of_staff("hr_officer", 422),
    },
    "adjustment rules": {
        "GET pay/rules/": staff(),
        "GET pay/rules/add/": of_staff("hr_officer"),
        "POST pay/rules/add/": of_staff("hr_officer", 422),
        "GET pay/rules/<int:pk>/": [
            (of_staff(OVERSEES, others=404), "a_pay_rule"),
            (staff(), "a_pay_rule_in_force"),
        ],
        "POST pay/rules/<int:pk>/<slug:verb>/": [
            (of_draft("hr_officer"), "a_pay_rule"),
            (of_draft("hr_officer"), "a_pay_rule_to_discard"),
            # Who drafts a rule does not put it in force.
            (of_draft("chair"), "a_simulated_pay_rule"),
        ],
    },
    "pay for programs": {
        "GET api/v1/pay/slips": programs(staff()),
        "GET api/v1/pay/slips/<int:pk>": (
            programs(of_staff(f"{PAYROLL} worker", others=404)),
            "the_slip",
        ),
        "GET api/v1/pay/promise": programs(staff()),
        "GET api/v1/pay/distribution": programs(of_staff(OVERSEES)),
        "GET api/v1/pay/rules": programs(staff()),
        "GET api/v1/pay/rules/<int:pk>": [
            (programs(of_staff(OVERSEES, others=404)), "a_pay_rule"),
            (programs(staff()), "a_pay_rule_in_force"),
        ],
    },
}
