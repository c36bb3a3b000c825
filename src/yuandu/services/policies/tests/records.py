"""Policies, firms and their facts for tests."""

import datetime
from decimal import Decimal
from typing import Any

from tests.people import TODAY, a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Fact, Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import actions
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.models import Call, Case, PolicyVersion, Window

LAST_YEAR = TODAY.year - 1


def a_book(**changes: Any) -> dict[str, Any]:
    """Return a subsidy of a tenth of research spending for firms that spend on research."""
    return {
        "code": "rd-2026",
        "series": "rd_subsidy",
        "title": "研发投入补助",
        "title_en": "Research subsidy",
        "kind": "subsidy",
        "to_whom": "organisation",
        "document": "示例文件〔2026〕1号",
        "is_sample": True,
        "effective_from": datetime.date(2026, 1, 1),
        "criteria": [
            {
                "id": "c1",
                "title": "上年度研发费用不低于100万元",
                "clause": "第三条",
                "value": {"fact": "rd_expense"},
                "operator": "at_least",
                "threshold": 100,
                "unit": "万元",
            },
            {
                "id": "c2",
                "title": "从业人员不超过1000人",
                "clause": "第四条",
                "value": {"fact": "staff"},
                "operator": "at_most",
                "threshold": 1000,
                "unit": "人",
            },
        ],
        "requires": {"all": ["c1", "c2"]},
        "benefits": [
            {
                "id": "b1",
                "title": "补助",
                "rate": 10,
                "base": {"fact": "rd_expense"},
                "unit": "万元",
                "cap": 50,
            }
        ],
        "budget": {
            "amount": 60,
            "unit": "万元",
            "order": [{"fact": "rd_expense", "first": "highest"}],
        },
    } | changes


# Of `a_book`: what a person has to judge besides.
JUDGED: dict[str, Any] = {
    "criteria": [
        *a_book()["criteria"],
        {
            "id": "c3",
            "title": "主导产品在细分市场具有一定知名度",
            "title_en": "Some reputation in its niche",
            "clause": "第五条",
            "operator": "person",
        },
    ],
    "requires": {"all": ["c1", "c2", "c3"]},
}


def a_fact(party: Party, kind: str, value: Any, year: int | None = LAST_YEAR) -> Fact:
    """Report a number of a year, or what is so today where `year` is none."""
    since = datetime.date(year, 1, 1) if year else TODAY
    until = datetime.date(year, 12, 31) if year else TODAY
    said = {"text": value} if isinstance(value, str) else {"value": Decimal(value)}
    return Fact.objects.create(
        workspace=party.workspace,
        party=party,
        kind=kind,
        from_on=since,
        to_on=until,
        reported_on=TODAY,
        **said,
    )


def a_firm(
    workspace: Workspace, name: str, *, research: int | None, staff: int | None = 50
) -> Party:
    """Return a firm of 青州 with what it spends on research, in 万元."""
    firm = an_organisation(workspace, name, division=a_division(workspace))
    if research is not None:
        a_fact(firm, "rd_expense", research * 10_000)
    if staff is not None:
        a_fact(firm, "staff", staff)
    return firm


def an_approved_policy(drafter: Actor, approver: Actor, **changes: Any) -> PolicyVersion:
    """Draft a policy, have it reviewed and approved."""
    version = actions.create(by=drafter, draft=Draft(a_book(**changes)))
    step(drafter, version, "submit")
    step(approver, version, "approve")
    return PolicyVersion.objects.select_related("policy", "track").get(pk=version.pk)


def step(by: Actor, subject: PolicyVersion | Case, move: str, words: str = "") -> None:
    """Move a version or a case."""
    subject.track.refresh_from_db()
    lifecycle.move(
        by=by,
        track=subject.track,
        move=move,
        on=by.workspace.today(),
        expected_stage=subject.track.stage,
        words=words,
    )
    subject.refresh_from_db()


def the_window(version: PolicyVersion) -> Window:
    return version.windows.select_related("budget", "paid", "version__policy").get()


def through_notice(by: Actor, case: Case) -> None:
    """Verify a case, put it on notice, and let the notice have ended yesterday."""
    step(by, case, "verify")
    step(by, case, "publish")
    yesterday = TODAY - datetime.timedelta(days=1)
    Case.objects.filter(pk=case.pk).update(notice_from=yesterday, notice_until=yesterday)
    case.refresh_from_db()


def a_fund(drafter: Actor, approver: Actor, **changes: Any) -> PolicyVersion:
    """Return a fund that pays 10 万元 each to firms that spend on research, most spending first.

    A firm scores 30 from 500 万元, 20 from 200 万元, else 10.
    """
    bands = [
        {"from": 500, "points": 30},
        {"from": 200, "to": 500, "points": 20},
        {"to": 200, "points": 10},
    ]
    item = {
        "id": "research",
        "title": "研发费用",
        "most": 30,
        "better_of": [{"value": {"fact": "rd_expense"}, "unit": "万元", "bands": bands}],
    }
    book = {
        "code": "fund-2026",
        "series": "fund_2026",
        "title": "示例专项资金",
        "kind": "fund",
        "scores": [{"id": "merit", "title": "评审得分", "most": 30, "items": [item]}],
        "benefits": [{"id": "b1", "title": "奖补", "amount": 10, "unit": "万元"}],
        "budget": {"amount": 100, "unit": "万元", "order": [{"fact": "staff", "first": "lowest"}]},
    }
    return an_approved_policy(drafter, approver, **book | changes)


def a_call(by: Actor, version: PolicyVersion, **fields: Any) -> Call:
    """Open a call on a version's window that closed yesterday."""
    defaults = {
        "name": "示例征集",
        "score": "merit",
        "closes_on": TODAY - datetime.timedelta(days=1),
    }
    return actions.open_call(by=by, window=the_window(version), **defaults | fields)
