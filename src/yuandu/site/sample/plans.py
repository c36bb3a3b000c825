"""A sample plan of the flower industry with 16 aspects, what was reached, and instruments.

Titles and numbers are samples and say so; the aspects are what such plans deal with.
"""

import datetime
from decimal import Decimal
from typing import NamedTuple

from yuandu.kernel.accounts.actors import Actor
from yuandu.services.plans import actions
from yuandu.services.plans.models import Aspect, Goal, Indicator, Plan, Task

SOURCE = "示例年报"
YEARS = (2020, 2022, 2024, 2025)


class Row(NamedTuple):
    """An aspect with its goal, its one indicator and its one task.

    Attributes:
        pace: How far the sample city has come, against the straight line; 0: not reported.
    """

    name: str
    name_en: str
    goal: str
    code: str
    indicator: str
    unit: str
    baseline: str
    target: str
    pace: str
    task: str
    unit_responsible: str


CENTRE, FARM, SCIENCE, TRADE = "花卉产业服务中心", "农业农村局", "科学技术局", "商务局"
ROWS = (
    Row("产业规模", "Scale", "稳步扩大种植规模", "area", "花卉种植面积", "万亩", "10", "16", "1.0",
        "改造提升老旧花卉园区", FARM),
    Row("科技研发", "Research", "提高自主研发能力", "rd-centres", "花卉研发平台", "个", "3", "20", "0.9",
        "组建花卉产业技术研究院", SCIENCE),
    Row("种质资源", "Germplasm", "保护利用种质资源", "germplasm", "保存种质资源", "份", "1200", "6000",
        "0.6", "建设种质资源圃", SCIENCE),
    Row("种苗繁育", "Seedlings", "提升优质种苗自给水平", "seedlings", "组培种苗年产能", "万株", "2000",
        "20000", "1.1", "扩建组培中心", CENTRE),
    Row("设施装备", "Greenhouses", "推广智能温室", "smart-houses", "智能温室面积", "万平方米", "80",
        "500", "0.97", "编制温室建设标准图集", FARM),
    Row("标准化生产", "Standards", "健全标准体系", "standards", "花卉生产技术标准", "项", "8", "60", "1.0",
        "发布主栽品种分级标准", CENTRE),
    Row("品牌建设", "Brands", "提升区域品牌价值", "brand", "区域品牌价值", "亿元", "120", "500", "1.2",
        "统一品牌标识使用管理", CENTRE),
    Row("市场流通", "Trade", "建设区域交易中心", "trade", "花卉年交易额", "亿元", "60", "300", "0.95",
        "改造花卉交易市场", TRADE),
    Row("冷链物流", "Cold chain", "降低流通损耗", "loss", "流通损耗率", "%", "18", "6", "0.7",
        "布设田头预冷设施", TRADE),
    Row("电子商务", "E-commerce", "壮大直播电商", "online", "线上交易额", "亿元", "5", "80", "1.3",
        "建设花卉直播电商园", TRADE),
    Row("花文旅融合", "Tourism", "发展花卉旅游", "visitors", "花卉旅游年接待量", "万人次", "150", "800",
        "1.0", "打造花卉主题线路", "文化和旅游局"),
    Row("人才引育", "Talent", "壮大专业人才队伍", "talent", "持证花卉技术人员", "人", "400", "3000",
        "0.85", "设立花卉职业学院实训基地", "人力资源和社会保障局"),
    Row("金融支持", "Finance", "扩大信贷投放", "loans", "花卉贷款余额", "亿元", "4", "60", "1.1",
        "推广花卉活体抵押贷款", "地方金融管理局"),
    Row("绿色生产", "Green production", "减少化肥农药用量", "fertiliser", "亩均化肥用量", "公斤", "45",
        "25", "0.9", "推广水肥一体化", FARM),
    Row("主体培育", "Firms", "培育龙头企业", "leaders", "市级以上龙头企业", "家", "12", "80", "0.99",
        "实行重点企业“一对一”包靠", CENTRE),
    Row("开放合作", "Openness", "扩大花卉出口", "exports", "花卉出口额", "亿元", "1", "15", "0",
        "建设出口花卉检疫处理场", TRADE),
)  # fmt: skip
# Code, name, kind, owner, budget in 万元, numbers of the aspects it serves.
INSTRUMENTS = (
    ("plan-main", "花卉产业高端规划实施方案（示例）", "plan", CENTRE, 0, range(1, 12)),
    ("plan-seed", "种苗产业专项规划（示例）", "plan", FARM, 0, (3, 4)),
    ("plan-brand", "区域品牌建设行动方案（示例）", "plan", CENTRE, 0, (7, 8, 10)),
    ("service-sponsor", "重点花卉企业“一对一”包靠（示例）", "service", CENTRE, 0, (1, 4, 8, 12, 15)),
    ("service-lab", "花卉检验检测公共服务（示例）", "service", SCIENCE, 300, (2, 6)),
    ("service-school", "花农技术夜校（示例）", "service", FARM, 80, (6, 12)),
    ("service-live", "直播基地运营服务（示例）", "service", TRADE, 150, (10,)),
    ("factor-house", "智能温室建设补贴（示例）", "factor", FARM, 2000, (1, 5)),
    ("factor-seed", "新品种研发后补助（示例）", "factor", SCIENCE, 600, (2, 3, 4)),
    ("factor-cold", "冷链设施补贴（示例）", "factor", TRADE, 500, (9,)),
    ("factor-loan", "花卉贷款贴息（示例）", "factor", "地方金融管理局", 900, (13, 15)),
    ("factor-land", "设施农业用地保障（示例）", "factor", "自然资源和规划局", 0, (1, 5)),
)  # fmt: skip


def load(by: Actor) -> None:
    """Enter the plan with all its parts, report the years, register instruments, publish."""
    plan = actions.enter(
        by=by,
        code="flowers-2018",
        name="花卉产业高端规划（2018—2035）（示例）",
        name_en="Plan of the flower industry 2018–2035 (sample)",
        level="county",
        issuer="示例市花卉产业发展领导小组",
        from_year=2018,
        to_year=2035,
        tolerance_share=Decimal("0.05"),
    )
    for number, row in enumerate(ROWS, start=1):
        _enter(by, plan, number, row)
    aspects = {aspect.number: aspect for aspect in plan.aspects.all()}
    for code, name, kind, owner, budget, served in INSTRUMENTS:
        actions.register_instrument(
            by=by,
            code=code,
            name=name,
            kind=kind,
            owner=owner,
            budget=Decimal(budget * 10_000) or None,
            from_on=datetime.date(2024, 1, 1),
            aspects=[aspects[each] for each in served],
        )
    actions.publish(by=by, plan=plan)
    _revise(by, plan)


def _enter(by: Actor, plan: Plan, number: int, row: Row) -> None:
    aspect = actions.keep(
        by=by, plan=plan, kind=Aspect, number=number, name=row.name, name_en=row.name_en
    )
    goal = actions.keep(by=by, plan=plan, kind=Goal, aspect=aspect, number=1, text=row.goal)
    indicator = actions.keep(
        by=by,
        plan=plan,
        kind=Indicator,
        goal=goal,
        code=row.code,
        name=row.indicator,
        unit=row.unit,
        baseline=Decimal(row.baseline),
        baseline_year=2018,
        target=Decimal(row.target),
        target_year=2035,
        responsible=row.unit_responsible,
    )
    actions.keep(
        by=by,
        plan=plan,
        kind=Task,
        goal=goal,
        number=1,
        title_zh=row.task,
        responsible=row.unit_responsible,
        due_on=datetime.date(2027, 12, 31),
    )
    pace = Decimal(row.pace)
    for year in YEARS if pace else ():
        way = (indicator.target - indicator.baseline) * (year - 2018) / 17 * pace
        value = round(indicator.baseline + way, 1)
        actions.report(by=by, indicator=indicator, year=year, value=value, source=SOURCE)


def _revise(by: Actor, plan: Plan) -> None:
    """Leave a revision in draft that raises one target, so that versions can be compared."""
    revised = actions.revise(by=by, plan=plan)
    online = revised.indicators.get(code="online")
    actions.keep(by=by, plan=revised, kind=Indicator, part=online, target=Decimal(100))
