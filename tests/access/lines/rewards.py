"""Who gets which status: the reward fund and its rule, awards, payroll, adoptions."""

from tests.access.personas import Expected, Lines, of_staff, programs, staff

DECIDES, FUNDS = "improvement_officer", "finance_officer"
PAYS = "finance_officer hr_officer"
READS_AWARDS = f"{DECIDES} {PAYS}"
SUGGESTS = "team_leader evaluator improvement_officer"


def of_award(names: str, then: int = 200) -> Expected:
    """Of those who know of an award, its author among them, those named get `then`."""
    known = dict.fromkeys(f"{READS_AWARDS} worker".split(), 403)
    return staff(404) | known | dict.fromkeys(names.split(), then)


COMPANY: Lines = {
    "reward fund": {
        "GET rewards/": staff(),
        "GET rewards/<int:year>/": (staff(), "a_reward_fund"),
        "GET rewards/<int:year>/close/": (of_staff(FUNDS), "a_reward_fund"),
        "POST rewards/<int:year>/close/": (of_staff(FUNDS, 422), "a_reward_fund"),
        "GET rewards/grant/": of_staff(FUNDS),
        "POST rewards/grant/": of_staff(FUNDS, 422),
        "GET rewards/rule/": staff(),
        "GET rewards/rule/publish/": of_staff(DECIDES),
        "POST rewards/rule/publish/": of_staff(DECIDES, 422),
        "GET rewards/rule/recompute/": staff(),
    },
    "awards": {
        "GET rewards/mine/": staff(),
        "GET rewards/mine/<int:pk>/": (of_staff("worker", others=404), "an_award_of_an_idea"),
        "GET rewards/mine/<int:pk>/paper/": (
            of_staff("worker", others=404),
            "an_award_of_an_idea",
        ),
        "GET rewards/section/": of_staff("team_leader other_team_leader"),
        "GET rewards/awards/": of_staff(READS_AWARDS),
        "POST rewards/awards/": of_staff(DECIDES, 422),
        "GET rewards/awards/<int:pk>/": (
            of_award(READS_AWARDS) | {"worker": 302},
            "an_award_of_an_idea",
        ),
        "POST rewards/awards/<int:pk>/approve/": (of_award(DECIDES, 302), "an_award_of_an_idea"),
        "GET rewards/awards/<int:pk>/void/": (of_award(DECIDES), "an_award_of_an_idea"),
        "POST rewards/awards/<int:pk>/void/": (of_award(DECIDES, 422), "an_award_of_an_idea"),
    },
    "payroll of awards": {
        "GET rewards/payroll/": of_staff(PAYS),
        "POST rewards/payroll/<int:year>/export/": (of_staff(PAYS, 302), "a_reward_fund"),
        "GET rewards/payrolls/<int:pk>/": (of_staff(PAYS), "a_payroll_list"),
        "GET rewards/payrolls/<int:pk>.<sheet_format:kind>": (of_staff(PAYS), "a_payroll_sheet"),
        "GET rewards/payrolls/<int:pk>/paid/": (of_staff(PAYS), "a_payroll_list"),
        "POST rewards/payrolls/<int:pk>/paid/": (of_staff(PAYS, 422), "a_payroll_list"),
        "POST rewards/payrolls/<int:pk>/take-back/": (of_staff(PAYS, 302), "a_payroll_list"),
    },
    "spreading": {
        "GET spreading/": staff(),
        "GET spreading/<int:pk>/": (staff(), "an_adoption_of_an_idea"),
        "GET spreading/suggest/<int:pk>/": (of_staff(SUGGESTS), "a_verified_idea"),
        "POST spreading/suggest/<int:pk>/": (of_staff(SUGGESTS, 422), "a_verified_idea"),
    },
    "the API: rewards": {
        "GET api/v1/rewards/funds": programs(staff()),
        "GET api/v1/rewards/rule": programs(staff()),
        "POST api/v1/rewards/sums": (programs(staff()), "a_sum_of_an_award"),
        "GET api/v1/rewards/mine": programs(staff()),
        "GET api/v1/rewards/awards": programs(of_staff(READS_AWARDS)),
        "POST api/v1/rewards/awards/<int:pk>/approve": (
            programs(of_award(DECIDES)),
            "an_award_of_an_idea",
        ),
        "POST api/v1/rewards/awards/<int:pk>/void": (
            programs(of_award(DECIDES)),
            "an_award_to_be_void",
        ),
        "GET api/v1/rewards/adoptions": programs(staff()),
        "POST api/v1/rewards/adoptions": (
            programs(of_staff(SUGGESTS, 201)),
            "an_adoption_to_suggest",
        ),
    },
}
