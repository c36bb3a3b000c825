"""Firms, institutes, challenges and experts for tests, with everything defaulted."""

import datetime
from decimal import Decimal
from itertools import count
from typing import Any

from tests.people import TODAY, a_division, an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Consent, Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.cooperation import actions, rules
from yuandu.services.cooperation.models import (
    Challenge,
    Engagement,
    Expert,
    Free,
    Milestone,
    Offer,
    TalentNeed,
    Tie,
)
from yuandu.services.cooperation.purposes import FOUND

_numbers = count(1)
NEXT_YEAR = (datetime.date(2027, 1, 1), datetime.date(2027, 12, 31))


def a_firm(workspace: Workspace, **fields: Any) -> Party:
    defaults = {"name": f"示例密封件{next(_numbers)}有限公司", "division": a_division(workspace)}
    return an_organisation(workspace, **defaults | fields)


def an_institute(workspace: Workspace, **fields: Any) -> Party:
    return an_organisation(workspace, **{"name": f"示例研究院{next(_numbers)}"} | fields)


def step(by: Actor, subject: Any, move: str, words: str = "", **evidence: object) -> None:
    """Move anything that has a track."""
    subject.track.refresh_from_db()
    lifecycle.move(
        by=by,
        track=subject.track,
        move=move,
        on=by.workspace.today(),
        expected_stage=subject.track.stage,
        words=words,
        evidence=evidence,
    )


def fields_of_a_challenge(**fields: Any) -> dict[str, Any]:
    return {
        "name": "耐高温密封材料开发",
        "field": "materials",
        "chain": "高端装备",
        "problem": "现有材料在300℃以上失效",
        "target": "350℃连续工作2000小时",
        "gives": "提供中试线",
        "budget": Decimal("1200000"),
        "deadline_on": TODAY + datetime.timedelta(days=30),
        "sharing": "shared",
        "firm_share": Decimal("0.6"),
        "is_public": True,
    } | fields


def a_challenge(firm: Party, *, stage: str = "open", **fields: Any) -> Challenge:
    """Return a challenge that is open for offers, or still a draft."""
    by = Actor.system(firm.workspace)
    challenge = actions.post_challenge(by=by, firm=firm, **fields_of_a_challenge(**fields))
    if stage == "open":
        step(by, challenge, "post")
    return challenge


def an_offer(challenge: Challenge, institute: Party | None = None, **fields: Any) -> Offer:
    workspace = challenge.workspace
    defaults = {"approach": "纳米复合改性", "amount": Decimal("1000000"), "months": 12}
    return actions.make_offer(
        by=Actor.system(workspace),
        challenge=challenge,
        institute=institute or an_institute(workspace),
        **defaults | fields,
    )


def a_chosen_offer(challenge: Challenge, institute: Party | None = None) -> Offer:
    offer = an_offer(challenge, institute)
    step(Actor.system(challenge.workspace), offer, "choose")
    return offer


def a_signed_contract(challenge: Challenge, institute: Party | None = None) -> list[Milestone]:
    """Choose an offer, plan two milestones, sign; return the milestones."""
    by = Actor.system(challenge.workspace)
    offer = a_chosen_offer(challenge, institute)
    for number, amount in ((1, "400000"), (2, "600000")):
        actions.plan_milestone(
            by=by,
            contract=offer.contract,
            number=number,
            title=f"第{number}阶段",
            due_on=TODAY + datetime.timedelta(days=90 * number),
            amount=Decimal(amount),
        )
    step(by, challenge, "sign")
    return list(Milestone.objects.filter(contract=offer.contract).select_related("track"))


def an_expert(workspace: Workspace, *, consents: bool = True, **fields: Any) -> Expert:
    """Return a consenting expert of materials with six days a month free next year."""
    number = next(_numbers)
    party = Party.objects.create(
        workspace=workspace,
        kind="person",
        name=f"样本专家{number}",
        code=fields.pop("code", f"ZJ{number:04}"),
        division=fields.pop("division", None) or a_division(workspace),
    )
    days = fields.pop("days_a_month", 6)
    defaults = {"level": "full", "fields": ["materials"], "title": "教授"}
    expert = Expert.objects.create(workspace=workspace, party=party, **defaults | fields)
    if days:
        Free.objects.create(
            workspace=workspace,
            expert=expert,
            from_on=NEXT_YEAR[0],
            to_on=NEXT_YEAR[1],
            days_a_month=days,
        )
    if consents:
        Consent.objects.create(
            workspace=workspace,
            party=party,
            purpose=FOUND,
            facts=["*"],
            from_on=TODAY,
            to_on=TODAY + datetime.timedelta(days=365),
        )
    return expert


def a_tie(expert: Expert, organisation: Party, kind: str = rules.EMPLOYED, **fields: Any) -> Tie:
    return Tie.objects.create(
        workspace=expert.workspace,
        expert=expert,
        organisation=organisation,
        kind=kind,
        **{"from_on": datetime.date(2020, 1, 1)} | fields,
    )


def fields_of_a_need(**fields: Any) -> dict[str, Any]:
    return {
        "name": "密封材料配方专家",
        "field": "materials",
        "level": "full",
        "niche": "高温密封件",
        "work": "指导配方优化和中试",
        "from_on": NEXT_YEAR[0],
        "to_on": NEXT_YEAR[1],
        "days_a_month": 4,
        "is_full_time": False,
        "pay": Decimal(2000),
        "is_public": True,
    } | fields


def a_need(firm: Party, *, stage: str = "open", **fields: Any) -> TalentNeed:
    by = Actor.system(firm.workspace)
    need = actions.post_need(by=by, firm=firm, **fields_of_a_need(**fields))
    if stage == "open":
        step(by, need, "post")
    return need


def an_engagement(need: TalentNeed, expert: Expert, **fields: Any) -> Engagement:
    defaults = {
        "from_on": need.from_on,
        "to_on": need.to_on,
        "days_a_month": need.days_a_month,
    }
    return actions.engage(
        by=Actor.system(need.workspace), need=need, expert=expert, **defaults | fields
    )
