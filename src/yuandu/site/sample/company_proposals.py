"""The sample company's improvement proposals: 553,800 by 18,896 people, as the paper printed.

Composed of word lists and loaded with COPY; a few dozen more go the way of the house itself, so
that every desk, board and stage has something to show. Nothing in them is of a real company.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise, product, starmap
from operator import add
from random import Random

from django.db import connection

from yuandu.engines.retrieval.texts import shingles
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle import loading
from yuandu.kernel.lifecycle.loading import NewTrack, refresh_statistics, reserve_keys
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.proposals import actions, queries, rules
from yuandu.mechanisms.proposals.actions import NewProposal
from yuandu.mechanisms.proposals.models import Author, Benefit, Contributor, Proposal, Words
from yuandu.mechanisms.proposals.queries import track_of
from yuandu.mechanisms.proposals.queries.searching import lexemes
from yuandu.mechanisms.workforce.models import Worker
from yuandu.site.sample.projects import TODAY

SEED = 5538
PROPOSALS, AUTHORS = 553_800, 18_896
BENEFIT = Decimal(180_000_000)  # yuan, verified, of the first years
OPEN = 48  # that go the way of the house
PROJECTS = 40_000  # of the others, with verified money each
REJECTED = 0.116
LATE = 0.06
SINCE = datetime.date(2012, 3, 1)
BLOCK = 20_000  # lines of a COPY at once
BY = "样本·财务专员"

PLACES = (
    "电火花机床旁", "数控车间三号线", "装配线末端", "焊接工位", "热处理炉前", "喷砂房里",
    "成品库门口", "刀具库", "物流通道", "化验室", "涂装线上", "叉车充电区", "检验平台", "模具架旁",
    "空压站", "下料区", "硫化机旁", "五轴机床旁", "铸造造型线", "返修区", "工具间", "包装台",
    "探伤室", "冷却塔下", "食堂后厨", "备件库", "主轴装配间", "贴片机旁", "打磨间", "夜班交接处",
)  # fmt: skip
THINGS = (
    "吸塑盒边角料", "气枪软管", "工装定位销", "冷却液回收槽", "废刀片", "吊具卡扣", "物料周转车",
    "防护罩观察窗", "电缆拖链", "标签打印机", "扭矩扳手", "测量夹具", "砂轮片", "除尘风口",
    "工位照明灯", "图纸夹板", "油品加注桶", "模具垫块", "铁屑收集箱", "焊丝盘支架", "点检表",
    "气动夹头", "导轨防尘毛刷", "料架隔板", "抹布回收桶", "安全光栅支架", "温控仪表", "行车遥控器",
    "量块盒", "划线平台", "螺栓分拣盒", "真空吸盘", "切削油过滤网", "叉车货叉套", "转运托盘",
    "压力表铭牌", "电极存放架", "清洗篮", "砝码推车", "接地线夹",
)  # fmt: skip
TROUBLES = (
    "每班要弯腰十几次才能取到", "经常混放导致找错型号", "漏油后地面打滑", "拆装一次要二十分钟",
    "磨损后没有提示", "线缆拖在地上容易绊倒", "靠人工记录常常漏填", "两个人才抬得动",
    "粉尘四处飞扬", "对不准基准要反复调", "夜班看不清刻度", "空转时仍在耗电", "切换品种时等料太久",
    "靠喊话交接容易出错", "返工多半出在这一步", "用完就扔很可惜", "挡住了消防通道", "开机预热白等半小时",
    "余料尺寸不统一", "高处取放不安全", "声音太响说话听不见", "同一数据要抄三遍", "备件型号记不住",
    "温度忽高忽低", "卡扣三个月就断",
)  # fmt: skip
CHANGES = (
    "改成斜面滑道自动落料", "按颜色和形影分区定置", "加装一个快换接头", "用废钢管焊一个带轮支架",
    "贴上二维码扫码登记", "换成感应开关人走即停", "做一个防错定位块", "把手柄加长十五公分",
    "加一层可拆洗的滤网", "改用磁吸固定", "增加一块透明挡板", "装上计数器到次数就提醒",
    "把两道工序并到一个工位", "换成可回收的硅胶套", "用旧皮带做一道缓冲", "加装行程限位",
    "列成看板每天更新", "改为循环水冷却", "把阀门移到腰部高度", "用激光划线代替手划",
    "改成整箱周转不再倒料", "加一只平衡吊", "设定定时预热程序", "编一张快速换型卡",
    "用三维打印做一个支架", "并联一路备用气源", "把参数存成模板一键调用", "改成双层料架先进先出",
)  # fmt: skip
GAINS = (
    "每班能省两公斤料", "换型缩短十二分钟", "一年少用三百片刀片", "不良率降了一半", "一个人就能干完",
    "地面再没有油污", "一个月省电四百度", "取放不用再弯腰", "找料从五分钟变成十秒", "少跑八十米路",
    "半年没有再绊倒过人", "废料可以卖回去", "尺寸一次合格", "噪声降了六分贝", "夜班也看得清",
    "少买一台设备", "数据不再抄错", "备件库存减三成", "新人一天就会", "停机少两次", "外协费用省下来",
    "返修少了七件", "油品用量减半", "检验时间省一刻钟",
)  # fmt: skip
ENDS = (
    "", "，已在本班试了一周", "，材料都是现成的", "，其他科室也用得上", "，请设备科帮忙看看",
    "，图已经画好", "，两天就能做完", "，先做一台看效果", "，成本不到一百元", "，班里都说好用",
)  # fmt: skip
SIGNS = ("的", "", "，", "，", "", "")  # after each part


@dataclass(frozen=True, slots=True)
class _Past:
    """A proposal of the past, as it ended."""

    key: int
    author: int
    mate: int  # 0: alone
    section: int
    text: tuple[str, ...]
    posted_on: datetime.date
    days: int  # to the answer
    is_project: bool
    stage: str
    benefit: Decimal

    @property
    def is_done(self) -> bool:
        return self.stage in {rules.SPREAD, rules.REWARD}

    @property
    def pieces(self) -> list[str]:
        """The parts of the text, each with the sign that follows it."""
        return list(map(add, self.text, SIGNS))


def load(by: Actor) -> None:
    """Load the scheme, the past, and what is open today."""
    _scheme(by)
    sections = dict(
        Division.objects.filter(workspace=by.workspace, kind="section").values_list("pk", "code")
    )
    rows = list(_past(by, sorted(sections)))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    _copy(Proposal, PROPOSAL_COLUMNS, _proposals(by, rows))
    _copy(Author, ("workspace_id", "proposal_id", "worker_id", "share"), _authors(by, rows))
    _copy(Words, ("proposal_id", "workspace_id", "lexemes", "shingles"), _words(by, rows))
    _copy(Benefit, BENEFIT_COLUMNS, _benefits(by, rows))
    loading.copy_tracks(by=by, rows=[_track(row) for row in rows])
    refresh_statistics(Proposal, Author, Words, Benefit, Track, Contributor)
    _today(by)
    actions.fold(by=by)


def _scheme(by: Actor) -> None:
    terms = rules.STANDARD
    actions.publish_scheme(
        by=by,
        version="2012-1",
        from_on=SINCE,
        instant_days=terms.answer_days[rules.INSTANT],
        project_days=terms.answer_days[rules.PROJECT],
        finance_from=terms.finance_from,
        benefit_most=terms.benefit_most,
        sample_share=terms.sample_share,
        minimum_group=terms.minimum_group,
        grades=terms.grades,
    )


# --- The past -----------------------------------------------------------------------------------


def _past(by: Actor, sections: Sequence[int]) -> Iterator[_Past]:
    rng = Random(SEED)
    number = PROPOSALS - OPEN
    staff = _contributors(by)
    authors = _spread(rng, len(staff), number)
    texts = composed(rng)
    amounts = _amounts(rng)
    keys = reserve_keys(Proposal, number)
    every = number // PROJECTS
    days = (TODAY - SINCE).days - 40
    for at, key in enumerate(keys):
        worker, section, since = staff[authors[at]]
        first = max(0, (since - SINCE).days)
        when = first + int((days - first) * (rng.random() ** 0.6)) if first < days else days
        is_project = at % every == 0 and bool(amounts)
        is_rejected = not is_project and rng.random() < REJECTED
        stage = rules.REWARD if is_project or rng.random() < 0.8 else rules.SPREAD
        yield _Past(
            key=key,
            author=worker,
            mate=staff[(authors[at] + 1) % len(staff)][0] if rng.random() < 0.05 else 0,
            section=section,
            text=next(texts),
            posted_on=SINCE + datetime.timedelta(days=when),
            days=rng.randint(4, 20) if rng.random() < LATE else rng.randint(0, 2),
            is_project=is_project,
            stage=rules.REJECTED if is_rejected else stage,
            benefit=amounts.pop() if is_project else Decimal(0),
        )


def _contributors(by: Actor) -> list[tuple[int, int, datetime.date]]:
    """Return who has ever posted, leavers among them: the accounts, then every so many."""
    workers = Worker.objects.filter(workspace=by.workspace).order_by("pk")
    found = list(workers.values_list("pk", "section", "joined_on", "user"))
    own = [row for row in found if row[3] is not None]
    others = [row for row in found if row[3] is None]
    wanted = AUTHORS - len(own)
    step = len(others) / wanted
    chosen = own + [others[int(at * step)] for at in range(wanted)]
    return [row[:3] for row in chosen]


def _spread(rng: Random, people: int, number: int) -> list[int]:
    """Return whose each proposal is: everybody has one at least, a few have hundreds."""
    return [at if at < people else int(people * rng.random() ** 1.6) for at in range(number)]


def _amounts(rng: Random) -> list[Decimal]:
    """Return the yuan of every project; they add up to the printed total."""
    raw = [rng.paretovariate(1.6) for _ in range(PROJECTS)]
    scale = BENEFIT / Decimal(sum(min(each, 400) for each in raw))
    amounts = [(Decimal(min(each, 400)) * scale).quantize(rules.CENT) for each in raw]
    amounts[0] += BENEFIT - sum(amounts)
    return amounts


def composed(rng: Random) -> Iterator[tuple[str, ...]]:
    """Yield texts that all differ."""
    middle = list(product(PLACES, THINGS, TROUBLES))
    seen = set()
    while True:
        text = (*rng.choice(middle), rng.choice(CHANGES), rng.choice(GAINS), rng.choice(ENDS))
        if text not in seen:
            seen.add(text)
            yield text


PROPOSAL_COLUMNS = (
    *("id", "workspace_id", "number", "section_id", "lane", "stage", "problem", "idea"),
    *("is_sealed", "posted_on", "posted_at", "promised_on", "answered_on", "evaluated_on"),
    *("implemented_on", "grade", "award", "is_sampled", "sampled_on", "first_year"),
)
BENEFIT_COLUMNS = (
    *("workspace_id", "proposal_id", "kind", "recurrence", "amount", "decay_share", "first_year"),
    *("words", "claimed_on", "verified_label", "verified_on"),
)
NONE = "\\N"


def _proposals(by: Actor, rows: Iterable[_Past]) -> Iterator[str]:
    awards = {grade.code: grade.award for grade in rules.STANDARD.grades}
    codes = ("4", "4", "4", "3", "3", "2", "1")
    for row in rows:
        day = row.posted_on.isoformat()
        answered = (row.posted_on + datetime.timedelta(days=row.days)).isoformat()
        promised = (
            row.posted_on + datetime.timedelta(days=14 if row.is_project else 3)
        ).isoformat()
        grade = codes[row.key % len(codes)] if row.is_done and not row.is_project else ""
        yield (
            f"{row.key}\t{by.workspace_id}\t{row.posted_on.year}-{row.key:06d}\t{row.section}\t"
            f"{rules.PROJECT if row.is_project else rules.INSTANT}\t{row.stage}\t\t"
            f"{''.join(row.pieces)}\tf\t{day}\t{day} 08:00+08\t"
            f"{promised}\t{answered}\t{answered}\t{answered if row.is_done else NONE}\t{grade}\t"
            f"{awards[grade] if grade else NONE}\tf\t{NONE}\t{row.benefit}\n"
        )


def _authors(by: Actor, rows: Iterable[_Past]) -> Iterator[str]:
    for row in rows:
        if row.mate and row.mate != row.author:
            yield f"{by.workspace_id}\t{row.key}\t{row.author}\t0.5\n"
            yield f"{by.workspace_id}\t{row.key}\t{row.mate}\t0.5\n"
        else:
            yield f"{by.workspace_id}\t{row.key}\t{row.author}\t1\n"


@cache
def _cut(part: str) -> str:
    return _quoted(lexemes(part))


@cache
def _paired(part: str, other: str) -> str:
    return _quoted(shingles(part + other))


def _quoted(terms: Iterable[str]) -> str:
    return " ".join(f"'{term}'" for term in terms)


def _words(by: Actor, rows: Iterable[_Past]) -> Iterator[str]:
    """Write what of a text is searched for; cut part by part, each two parts once."""
    for row in rows:
        yield (
            f"{row.key}\t{by.workspace_id}\t{' '.join(map(_cut, row.text))}\t"
            f"{' '.join(starmap(_paired, pairwise(row.pieces)))}\n"
        )


def _benefits(by: Actor, rows: Iterable[_Past]) -> Iterator[str]:
    for row in rows:
        if row.benefit:
            day = (row.posted_on + datetime.timedelta(days=row.days)).isoformat()
            yield (
                f"{by.workspace_id}\t{row.key}\t{rules.MONEY}\t{rules.ONCE}\t{row.benefit}\t0\t"
                f"{row.benefit}\t{row.text[4]}，按首年用量测算\t{day}\t{BY}\t{day}\n"
            )


def _track(row: _Past) -> NewTrack:
    day = row.posted_on + datetime.timedelta(days=row.days)
    return NewTrack(rules.CYCLE, row.stage, day, Proposal._meta.label_lower, row.key)


def _copy(model: type, columns: Sequence[str], lines: Iterable[str]) -> None:
    """Add lines as they are, in blocks: a million rows in seconds."""
    table = connection.ops.quote_name(model._meta.db_table)  # type: ignore[attr-defined]
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        block: list[str] = []
        for line in lines:
            block.append(line)
            if len(block) == BLOCK:
                copy.write("".join(block))
                block.clear()
        copy.write("".join(block))


# --- Today --------------------------------------------------------------------------------------


def _today(by: Actor) -> None:
    """Post what is open, in the first two sections, and take it to every open stage."""
    users = {user.username: user for user in User.objects.filter(home=by.workspace).order_by("pk")}
    actors = {name: actor_for(user, by.workspace) for name, user in users.items()}
    sections = list(Division.objects.filter(workspace=by.workspace, kind="section")[:6])
    texts, posted = composed(Random(SEED + 1)), list[int]()
    for at in range(OPEN):
        own = ("worker", "mate")[at % 2]
        place, thing, trouble, change, gain, end = next(texts)
        made = actions.post(
            by=actors[own],
            section=sections[0 if at % 2 == 0 else 5],
            new=NewProposal(
                idea=f"{place}的{thing}{change}，{gain}{end}",
                problem=f"{thing}{trouble}",
                lane=rules.PROJECT if at % 3 == 2 else rules.INSTANT,
                is_sealed=at == 11,
            ),
        )
        _along(by, made, at)
        posted.append(made.pk)
    # Every sixth was posted a while ago and is still silent: who owes the answer is shown.
    silent = Proposal.objects.filter(pk__in=posted[::6], stage__in=rules.UNANSWERED)
    silent.update(
        posted_on=TODAY - datetime.timedelta(days=9), promised_on=TODAY - datetime.timedelta(days=4)
    )


def _along(by: Actor, made: Proposal, at: int) -> None:
    """Move an open idea as far as its turn says."""
    if made.lane == rules.INSTANT:
        if at % 4 == 1:
            _move(by, made, "grade", grade="2")
        elif at % 8 == 3:
            _move(by, made, "reject", words="现场空间不够，等搬线后再议。")
        return
    if at % 4 == 0:
        return
    _move(by, made, "forward")
    if at % 4 == 1:
        return
    _move(by, made, "accept", words="方案可行，先在一条线上试一个月。")
    found = queries.get(by, made.pk, to="claim")
    actions.claim(
        by=by,
        proposal=found,
        kind=rules.MONEY,
        recurrence=rules.MONTHLY,
        amount=Decimal(500 + 100 * at),
        decay_share=Decimal("0.02"),
        words="按月度用量和单价测算",
    )


def _move(by: Actor, made: Proposal, move: str, words: str = "做得好", **evidence: str) -> None:
    track = track_of(made)
    lifecycle.move(
        by=by,
        track=track,
        move=move,
        on=by.workspace.today(),
        expected_stage=track.stage,
        words=words,
        evidence=evidence,
    )
