"""The sample city's project reserve: ideas on every rung, some of them declined.

Done by the real actions; none is promoted, so that the register stays as the paper has it.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from django.core.files.base import ContentFile

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.reserve import actions, queries, rules
from yuandu.mechanisms.reserve.drafts import Draft
from yuandu.mechanisms.reserve.models import Idea
from yuandu.mechanisms.reserve.rules import Terms
from yuandu.site.sample.projects import SEED, TODAY, YEAR

YI = Decimal(10) ** 8
CLIMB = ("study", "examine", "prepare", "complete")
PAPER = b"%PDF-1.4\n% sample\n%%EOF\n"
# Field, purpose, kind, what is built, in English, planned investment in 亿.
THOUGHTS = (
    ("upgrade", "strength", "industry", "动力装备智能工厂改造", "smart engine works", 12),
    ("upgrade", "weakness", "industry", "铸造行业绿色化改造", "greener foundries", 4),
    ("upgrade", "strength", "industry", "纺织印染数字化车间", "digital dye works", 3),
    ("infrastructure", "weakness", "infrastructure", "区域水网连通工程", "water grid", 18),
    ("infrastructure", "wellbeing", "infrastructure", "城区雨污分流改造", "sewers", 7),
    ("new_industry", "strength", "industry", "元宇宙终端光学产业园", "optics park", 15),
    ("new_industry", "strength", "platform", "磁技术中试平台", "magnetics pilot plant", 2),
    ("new_energy", "strength", "industry", "氢能装备产业园", "hydrogen equipment park", 20),
    ("new_energy", "weakness", "infrastructure", "集中式储能电站", "grid storage", 9),
    ("agriculture", "strength", "industry", "花卉智慧温室集群", "smart flower greenhouses", 5),
    ("agriculture", "weakness", "industry", "种业研发基地", "seed research base", 3),
    ("livelihood", "wellbeing", "social", "县域医疗中心扩建", "county hospital", 6),
    ("livelihood", "wellbeing", "social", "普通高中新建工程", "upper secondary school", 4),
)
WANTED = {
    "upgrade": 60,
    "infrastructure": 100,
    "new_industry": 80,
    "new_energy": 90,
    "agriculture": 40,
    "livelihood": 30,
}
ROUNDS = 4  # times that every thought is had, each in another county


def load(workspace: Workspace) -> None:
    """Let counties think of projects, and the city judge them."""
    house, rng = Actor.system(workspace), Random(SEED + 11)
    actions.publish_formula(
        by=house, from_on=TODAY, terms=Terms(), basis="示例〔2026〕储备项目评分办法"
    )
    wanted = {field: amount * YI for field, amount in WANTED.items()}
    actions.set_targets(by=house, year=YEAR, wanted=wanted)
    for number, draft in enumerate(_drafts(workspace, rng)):
        _one(house, number, draft, rng)


def _drafts(workspace: Workspace, rng: Random) -> Iterator[Draft]:
    places = list(Division.objects.filter(workspace=workspace, kind="county").order_by("pk"))
    for number in range(len(THOUGHTS) * ROUNDS):
        field, purpose, kind, what, what_en, size = THOUGHTS[number % len(THOUGHTS)]
        place = places[number % len(places)]
        start = TODAY + datetime.timedelta(days=rng.randint(60, 400))
        yield Draft(
            name=f"{place.short or place.name}示例{what}（{number + 1}）",
            name_en=f"{place.short_en or place.name_en} sample {what_en} ({number + 1})",
            field=field,
            purpose=purpose,
            kind=kind,
            division=place,
            lead="发展和改革局" if number % 2 else "工业和信息化局",
            summary="样本数据：谋划储备项目。",
            investment_total=round(size * Decimal(rng.uniform(0.6, 1.4)), 2) * YI,
            private_share=Decimal("0.6") if kind == "industry" else None,
            funding="企业自筹与银行贷款" if kind == "industry" else "财政资金与专项债券",
            funding_share=Decimal(rng.randint(0, 8)) / 10 if rng.random() < 0.7 else None,
            land_area_mu=Decimal(rng.choice((0, 80, 150, 260))) if rng.random() < 0.8 else None,
            planned_start_on=start,
            planned_end_on=start + datetime.timedelta(days=rng.randint(300, 900)),
        )


def _one(house: Actor, number: int, draft: Draft, rng: Random) -> None:
    """Propose, climb as far as the number says, grade; decline a few."""
    proposed_on = TODAY - datetime.timedelta(days=rng.randint(30, 300))
    idea = actions.propose(by=house, draft=draft, confirmed=True, on=proposed_on)
    rungs = min(len(CLIMB), number % (len(CLIMB) + 1))
    for move in CLIMB[:rungs]:
        _move(house, idea, move, papers=_papers(move))
    found = queries.idea(house, idea.pk, to="see")
    if number % 3:
        words = "样本：对照本市短板和优势产业逐项评议。"
        actions.grade(
            by=house, idea=found, version=found.version, grade=rng.randint(2, 5), words=words
        )
    if number % 13 == 6:
        _move(house, idea, rules.DECLINE, words="样本：与园区产业定位不符。")


def _papers(move: str) -> dict[str, object]:
    asked = cycles.get(rules.CYCLE).move(move).evidence
    return {
        each.code: ContentFile(PAPER, f"样本{each.code}.pdf") for each in asked if each.required
    }


def _move(
    house: Actor, idea: Idea, move: str, *, words: str = "", papers: dict[str, object] | None = None
) -> None:
    found = queries.idea(house, idea.pk, to="see")
    if found.track is not None:
        lifecycle.move(
            by=house,
            track=found.track,
            move=move,
            on=TODAY,
            expected_stage=found.stage,
            words=words,
            evidence=papers,
        )
