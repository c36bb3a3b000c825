"""The sample city's technical challenges, experts and talent needs, and what platforms open.

Institutes and experts are made up and say so; no real person is named.
"""

import datetime
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Consent, Division, Party
from yuandu.mechanisms.enterprises import actions as enterprises
from yuandu.mechanisms.enterprises.models import Equipment, Platform, PlatformReport
from yuandu.services.cooperation import actions, queries
from yuandu.services.cooperation.models import (
    Challenge,
    Contract,
    Engagement,
    Expert,
    Field,
    Free,
    Level,
    Offer,
    TalentNeed,
    Tie,
)
from yuandu.services.cooperation.purposes import FOUND
from yuandu.site.sample.projects import TODAY

SEED = 20260905
WAN = 10_000  # yuan
EXPERTS, PLATFORMS = 48, 24
NEXT_YEAR = (datetime.date(2027, 1, 1), datetime.date(2027, 12, 31))
INSTITUTES = (
    ("渤湾新材料研究院（样本）", "Bowan Institute of New Materials (sample)"),
    ("齐鲁智能装备研究所（样本）", "Qilu Institute of Smart Equipment (sample)"),
    ("海岱生物技术研究院（样本）", "Haidai Institute of Biotechnology (sample)"),
    ("鸢都工业软件研究院（样本）", "Yuandu Institute of Industrial Software (sample)"),
)


class Row(NamedTuple):
    """A challenge; `stage` is how far it has come, `sharing` a template or the firm's share."""

    field: str
    name: str
    name_en: str
    chain: str
    target: str
    budget: int  # 万元
    sharing: str
    stage: str
    is_public: bool = True


CHALLENGES = (
    Row("materials", "耐高温密封材料长寿命化", "Seals that last at high temperature", "高端装备",
        "350℃连续工作2000小时不失效", 120, "0.6", "running"),
    Row("equipment", "大马力拖拉机无级变速箱壳体轻量化", "Lighter gearbox housings", "高端装备",
        "减重15%，疲劳寿命不降低", 260, "firm", "open"),
    Row("biomedicine", "赤藓糖醇结晶收率提升", "Higher yield of erythritol crystals", "生物医药",
        "结晶收率由82%提高到90%", 180, "contribution", "done"),
    Row("electronics", "声学传感器低噪声封装", "Low-noise packages for acoustic sensors", "电子信息",
        "信噪比不低于70分贝", 150, "0.5", "open"),
    Row("chemistry", "溴系阻燃剂连续化合成", "Continuous synthesis of flame retardants", "高端化工",
        "三废排放减少40%", 320, "0.7", "chosen"),
    Row("food", "预制菜常温保鲜", "Ready meals that keep at room temperature", "食品加工",
        "常温保质期达到6个月", 60, "institute", "open"),
    Row("agriculture", "设施花卉种苗脱毒快繁", "Virus-free flower seedlings", "现代农业",
        "脱毒率不低于98%", 45, "contribution", "draft"),
    Row("energy", "储能变流器宽温域运行", "Storage converters for wide temperatures", "新能源",
        "-40℃至55℃满功率运行", 210, "0.6", "open", False),
    Row("vehicles", "商用车发动机热效率提升", "More efficient truck engines", "动力装备",
        "本体热效率提高1个百分点", 500, "0.5", "open"),
    Row("software", "机加工刀具剩余寿命预测", "Predicting how long a tool lasts", "智能制造",
        "预测误差不超过10%", 80, "firm", "withdrawn"),
)  # fmt: skip
NEEDS = (
    ("materials", "密封材料配方专家", "Expert in seal compounds", "高温密封件", "full", 4),
    ("equipment", "齿轮传动设计专家", "Expert in gear design", "农机变速箱", "associate", 6),
    ("biomedicine", "发酵工艺专家", "Expert in fermentation", "赤藓糖醇", "full", 5),
    ("electronics", "传感器封装工程师", "Sensor packaging engineer", "声学传感器", "engineer", 8),
    ("food", "食品保鲜专家", "Expert in food keeping", "预制菜", "associate", 3),
    ("software", "工业算法专家", "Expert in industrial algorithms", "刀具管理", "full", 4),
)
PIECES = (
    ("场发射扫描电子显微镜", "Scanning electron microscope", "微观形貌与成分分析", 600),
    ("三坐标测量机", "Coordinate measuring machine", "精密尺寸检测", 180),
    ("气相色谱质谱联用仪", "Gas chromatograph with mass spectrometer", "有机物定性定量分析", 320),
    ("环境试验箱", "Climate chamber", "高低温湿热老化试验", 90),
    ("疲劳试验机", "Fatigue tester", "零部件疲劳寿命试验", 260),
)


def load(by: Actor) -> None:
    """Enter challenges, experts, needs and equipment, some on each step of their way."""
    rng = Random(SEED)
    firms = _firms(by)
    institutes = [
        Party.objects.create(
            workspace=by.workspace, kind="organisation", name=name, name_en=name_en
        )
        for name, name_en in INSTITUTES
    ]
    for number, row in enumerate(CHALLENGES):
        _challenge(by, row, firms[number % len(firms)], institutes, number)
    _experts(by, rng, institutes, firms)
    _needs(by, firms)
    _equipment(by, rng, firms)


def _firms(by: Actor) -> list[Party]:
    """Return the first firms of the ladder, the strongest ones."""
    found = Party.objects.filter(workspace=by.workspace, firm__isnull=False)
    return list(found.select_related("division", "industry").order_by("firm__pk")[:8])


def _step(by: Actor, subject: Any, move: str, words: str = "", **evidence: object) -> None:
    subject.track.refresh_from_db()
    lifecycle.move(
        by=by,
        track=subject.track,
        move=move,
        on=TODAY,
        expected_stage=subject.track.stage,
        words=words,
        evidence=evidence,
    )


def _challenge(by: Actor, row: Row, firm: Party, institutes: list[Party], number: int) -> None:
    is_shared = row.sharing[0].isdigit()
    challenge = actions.post_challenge(
        by=by,
        firm=firm,
        institutes=institutes[:2] if not row.is_public else (),
        name=f"{row.name}（样本）",
        name_en=f"{row.name_en} (sample)",
        field=row.field,
        chain=row.chain,
        problem=f"现有工艺达不到要求：{row.target}，企业自主攻关未果。",
        target=row.target,
        gives="提供中试线、样品和工程技术人员",
        budget=Decimal(row.budget * WAN),
        deadline_on=TODAY + datetime.timedelta(days=20 + 5 * number),
        sharing="shared" if is_shared else row.sharing,
        firm_share=Decimal(row.sharing) if is_shared else None,
        is_public=row.is_public,
    )
    if row.stage == "withdrawn":
        _step(by, challenge, "withdraw", words="企业已自行解决")
    if row.stage in {"draft", "withdrawn"}:
        return
    _step(by, challenge, "post")
    offers = [_offer(by, challenge, each) for each in institutes[:2]]
    if row.stage != "open":
        _agree(by, challenge, offers[0], row)


def _offer(by: Actor, challenge: Challenge, institute: Party) -> Offer:
    return actions.make_offer(
        by=by,
        challenge=challenge,
        institute=institute,
        approach="组建联合攻关小组，分小试、中试两个阶段推进。",
        amount=challenge.budget * Decimal("0.9"),
        months=12,
    )


def _agree(by: Actor, challenge: Challenge, offer: Offer, row: Row) -> None:
    """Choose an offer; go on to the contract, and to the end, as far as the row has come."""
    _step(by, offer, "choose")
    half = offer.amount / 2
    milestones = [
        actions.plan_milestone(
            by=by,
            contract=offer.contract,
            number=number,
            title=title,
            due_on=TODAY + datetime.timedelta(days=150 * number),
            amount=half,
        )
        for number, title in ((1, "小试达标"), (2, "中试验收"))
    ]
    if row.stage == "chosen":
        return
    _step(by, challenge, "sign")
    delivered = milestones if row.stage == "done" else milestones[:1]
    for milestone in delivered:
        milestone.refresh_from_db()
        _step(by, milestone, "deliver", words="指标达到，检测报告已附")
    if row.stage != "done":
        return
    for milestone in milestones:
        _step(by, milestone, "accept")
    _step(by, challenge, "complete")
    contract = Contract.objects.select_related("challenge__track", "challenge__firm").get(
        offer=offer
    )
    for year, quantity in ((2025, "10.5"), (2026, "12")):
        actions.report_output(
            by=by,
            of=contract,
            product="赤藓糖醇（样本）",
            quantity=Decimal(quantity),
            unit="万吨",
            year=year,
        )


def _experts(by: Actor, rng: Random, institutes: list[Party], firms: list[Party]) -> None:
    divisions = list(Division.objects.filter(workspace=by.workspace, level=3).defer("geometry"))
    people = Party.objects.bulk_create(
        Party(
            workspace=by.workspace,
            kind="person",
            name=f"样本专家{number:02}",
            name_en=f"Sample expert {number:02}",
            code=f"ZJ{number:04}",
            division=rng.choice(divisions) if divisions else None,
        )
        for number in range(1, EXPERTS + 1)
    )
    fields = list(Field.values)
    experts = Expert.objects.bulk_create(
        Expert(
            workspace=by.workspace,
            party=person,
            level=rng.choice(Level.values),
            # A third know a second field, unless the draw is their first again.
            fields=list(dict.fromkeys((fields[number % len(fields)], rng.choice(fields[:-1]))))
            if number % 3 == 0
            else [fields[number % len(fields)]],
            title=("教授", "研究员", "高级工程师", "首席技师")[number % 4],
            summary="样本记录：长期从事本领域技术开发。",
        )
        for number, person in enumerate(people)
    )
    niches = {firm.pk: NEEDS[number % len(NEEDS)][3] for number, firm in enumerate(firms)}
    Tie.objects.bulk_create(_ties(by, rng, experts, institutes, firms, niches))
    Free.objects.bulk_create(
        Free(
            workspace=by.workspace,
            expert=expert,
            from_on=NEXT_YEAR[0],
            to_on=NEXT_YEAR[1],
            days_a_month=rng.randint(2, 10),
        )
        for expert in experts
    )
    Consent.objects.bulk_create(
        Consent(
            workspace=by.workspace,
            party=person,
            purpose=FOUND,
            facts=["*"],
            from_on=datetime.date(2026, 3, 1),
            to_on=datetime.date(2028, 2, 28),
        )
        for number, person in enumerate(people)
        if number % 8  # every eighth has not consented
    )


def _ties(
    by: Actor,
    rng: Random,
    experts: list[Expert],
    institutes: list[Party],
    firms: list[Party],
    niches: dict[int, str],
) -> list[Tie]:
    since = datetime.date(2021, 7, 1)
    made = [
        Tie(
            workspace=by.workspace,
            expert=expert,
            organisation=rng.choice(institutes),
            kind="employed",
            from_on=since,
        )
        for expert in experts
    ]
    for number, expert in enumerate(experts[::5]):
        firm = firms[number % len(firms)]
        made.append(
            Tie(
                workspace=by.workspace,
                expert=expert,
                organisation=firm,
                kind=("advises", "owns", "directs")[number % 3],
                niche=niches[firm.pk],
                from_on=since,
            )
        )
    return made


def _needs(by: Actor, firms: list[Party]) -> None:
    for number, (field, name, name_en, niche, level, days) in enumerate(NEEDS):
        need = actions.post_need(
            by=by,
            firm=firms[number % len(firms)],
            name=f"{name}（样本）",
            name_en=f"{name_en} (sample)",
            field=field,
            level=level,
            niche=niche,
            work="指导工艺优化，解决试制问题，培养企业技术骨干。",
            from_on=NEXT_YEAR[0],
            to_on=NEXT_YEAR[1],
            days_a_month=days,
            is_full_time=False,
            pay=Decimal(2000),
            is_public=True,
        )
        if number == len(NEEDS) - 1:
            continue  # one stays a draft
        _step(by, need, "post")
        if number % 2 == 0:
            _engage(by, need)


def _engage(by: Actor, need: TalentNeed) -> None:
    """Ask whoever fits best; the expert says yes."""
    found = _best(need)
    if found is None:
        return
    engagement: Engagement = actions.engage(
        by=by,
        need=need,
        expert=found,
        from_on=need.from_on,
        to_on=need.to_on,
        days_a_month=min(2, need.days_a_month),
    )
    _step(by, engagement, "accept")


def _best(need: TalentNeed) -> Expert | None:
    matching, experts = queries.matching(need, TODAY)
    return experts[matching.proposed[0].expert] if matching.proposed else None


def _equipment(by: Actor, rng: Random, firms: list[Party]) -> None:
    platforms = list(
        Platform.objects.filter(workspace=by.workspace, closed_on=None, upgraded_to=None)
        .select_related("host")
        .order_by("pk")[:PLATFORMS]
    )
    PlatformReport.objects.bulk_create(
        PlatformReport(
            workspace=by.workspace,
            platform=platform,
            year=TODAY.year - 1,
            rd_staff=rng.randint(12, 90),
            rd_spending=Decimal(rng.randint(200, 5000) * WAN),
            equipment_value=Decimal(rng.randint(200, 4000) * WAN),
            joint_projects=rng.randint(0, 10),
            reported_on=datetime.date(2026, 3, 20),
        )
        for platform in platforms
    )
    pieces = Equipment.objects.bulk_create(
        Equipment(
            workspace=by.workspace,
            platform=platform,
            name=PIECES[number % len(PIECES)][0],
            name_en=PIECES[number % len(PIECES)][1],
            use=PIECES[number % len(PIECES)][2],
            price=Decimal(PIECES[number % len(PIECES)][3]),
        )
        for number, platform in enumerate(platforms)
    )
    for number, piece in enumerate(pieces[:6]):
        enterprises.book(
            by=by,
            equipment=piece,
            firm=firms[(number + 1) % len(firms)],
            day=TODAY + datetime.timedelta(days=1 + number % 3),
            first=9 + number % 3,
            last=12 + number % 3,
            purpose="样品检测（样本）",
        )
