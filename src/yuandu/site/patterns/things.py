"""Samples of things and what happens to them: stages, steps, promises, problems."""

import datetime
from typing import Any

from yuandu.site.patterns.samples import (
    NOON,
    Case,
    Sample,
    days,
    files,
    say,
    stage_names,
    stages,
)


def _badges() -> list[Case]:
    words = {
        "calm": (say("储备", "reserve"), ""),
        "work": (say("省级", "provincial"), ""),
        "good": (say("已审核", "checked"), "good"),
        "warn": (say("待补正", "to be completed"), "warn"),
        "bad": (say("退回", "returned"), "bad"),
    }
    return [
        Case(tone, {"label": label, "tone": tone, "icon": icon}, size="small")
        for tone, (label, icon) in words.items()
    ]


def _stage() -> list[Case]:
    shown = [{"label": label, "place": place} for place, label in enumerate(stage_names(), 1)]
    shown.append({"label": stage_names()[2], "place": 3, "halted": say("停工", "suspended")})
    shown.append({"label": say("竣工交付", "Handed over"), "place": 0})
    return [Case("all", {"stages": shown}, "site/patterns/stages.html")]


def _tracks() -> list[Case]:
    land = say("用地", "Land")
    steps = say("受理|审查|批复", "Accepted|Reviewed|Approved").split("|")
    slim = [
        {
            "label": step,
            "place": 0,
            "state": ["done", "current", "ahead"][index],
            "on": days(-20) if not index else None,
        }
        for index, step in enumerate(steps)
    ]
    main = say("主线", "Main track")
    return [
        Case("under way", {"label": main, "stages": stages(3)}, size="wide"),
        Case("halted", {"label": main, "stages": stages(2, halted=True)}, size="wide"),
        Case("a parallel track", {"label": land, "stages": slim, "slim": True}, size="wide"),
    ]


def _timeline() -> list[Case]:
    names = stage_names()
    steps = [
        {
            "at": NOON,
            "title": say("开工并上传佐证材料", "Works started, with evidence"),
            "who": say("青州市发改局 王五", "W. Wu, Qingzhou"),
            "words": say("主体工程破土。", "Permanent works broke ground."),
            "from": names[0],
            "to": names[1],
            "place": 2,
            "files": files(),
        },
        {
            "at": NOON - datetime.timedelta(days=60),
            "title": say("列入年度名单", "Entered this year’s list"),
            "who": say("市重大项目办", "City projects office"),
            "place": 1,
        },
    ]
    nothing = say("尚无办理记录", "No step yet")
    return [Case("two steps", {"steps": steps}), Case("empty", {"steps": [], "empty": nothing})]


def _notice() -> list[Case]:
    texts = {
        "info": say("11月月报今日18时截止。", "November’s report closes at 18:00 today."),
        "success": say("已保存。", "Saved."),
        "warning": say(
            "累计完成投资比上月少了 1200 万元。",
            "Investment to date is 12 million yuan below last month’s.",
        ),
        "error": say(
            "项目已由王五于 11:58 推进到建设阶段，你的操作没有执行。刷新后再办。",
            "W. Wu moved this project to Building at 11:58, so your move was not made. Reload first.",
        ),
    }
    return [Case(tone, {"tone": tone, "text": text}) for tone, text in texts.items()]


def _empty() -> list[Case]:
    context = {
        "icon": "projects",
        "title": say("还没有项目", "No project yet"),
        "text": say(
            "从 Excel 台账导入，或逐个新建。", "Import your workbook, or add them one by one."
        ),
        "url": "#",
        "label": say("导入台账", "Import a workbook"),
    }
    return [Case("with a way on", context)]


def _error() -> list[Case]:
    context = {
        "title": say("读不出这个工作簿", "This workbook cannot be read"),
        "text": say(
            "“项目台账.xlsx”设有打开密码。去掉密码另存后再上传。",
            "“projects.xlsx” has a password. Save it without one and upload it again.",
        ),
        "code": "workbook-encrypted",
    }
    return [Case("a locked workbook", context)]


def _progress() -> list[Case]:
    label = say("正在导入 项目台账.xlsx", "Importing projects.xlsx")
    reading = say("正在读取表头", "Reading the columns")
    return [
        Case("counted", {"label": label, "done": 6200, "total": 10000}),
        Case("nobody knows how long", {"label": label, "text": reading}),
    ]


def _files() -> list[Case]:
    return [Case("two", {"files": files()}), Case("empty", {"files": []})]


def _board() -> list[Case]:
    titles = say(
        "示例动力产业基地一期|示例新材料产业园",
        "Sample Engine Works, phase 1|Sample New Materials Park",
    ).split("|")
    cards: list[dict[str, Any]] = [
        {
            "title": titles[0],
            "url": "#",
            "meta": say("高新区 · 产业", "High-tech Zone · industry"),
            "amount": say("32.8亿元", "3.28 billion yuan"),
            "due": {"state": "overdue", "days": 3, "on": days(-4)},
        },
        {
            "title": titles[1],
            "url": "#",
            "meta": say("寿光市 · 产业", "Shouguang · industry"),
            "amount": say("8.6亿元", "860 million yuan"),
            "badges": [{"label": say("省级", "provincial"), "tone": "work"}],
        },
    ]
    columns = [
        {
            "label": label,
            "place": place,
            "count": 0 if place == 5 else 240 - 30 * place,  # noqa: PLR2004
            "sum": say("1420亿元", "142 billion yuan"),
            "url": "#",
            "cards": [] if place == 5 else cards[: 2 - place % 2],  # noqa: PLR2004
        }
        for place, label in enumerate(stage_names(), 1)
    ]
    label = say("按阶段的看板", "Board by stage")
    return [Case("six stages, one empty", {"columns": columns, "label": label}, size="wide")]


def _sheet() -> list[Case]:
    pairs = [
        {"label": say("项目代码", "Project code"), "value": "2412-370781-04-01-123456"},
        {
            "label": say("建设单位", "Owner"),
            "value": say("示例重工有限公司", "Sample Heavy Works"),
            "url": "#",
        },
        {
            "label": say("总投资", "Planned investment"),
            "value": say("32.8", "3,280"),
            "unit": say("亿元", "million yuan"),
            "note": say("其中民间投资 20 亿元", "of which private: 2,000"),
        },
        {"label": say("竣工日期", "Completed"), "value": None},
        {
            "label": say("建设内容", "Works"),
            "value": say("新建厂房 12 万平方米，装配线 4 条。", "120,000 m² of halls, four lines."),
            "wide": True,
        },
    ]
    return [Case("five facts", {"pairs": pairs, "caption": say("基本情况", "Facts")}, size="wide")]


def _print_head() -> list[Case]:
    context = {
        "title": say("示例动力产业基地一期", "Sample Engine Works, phase 1"),
        "subtitle": say("重点项目一页纸", "A key project on one page"),
        "issuer": say("潍坊市重大项目办", "Weifang projects office"),
        "on": NOON.date(),
    }
    return [Case("one page", context)]


def _problems() -> list[Case]:
    rows = [
        {
            "cell": "F17",
            "column": say("总投资", "Total"),
            "value": say("三点二亿多", "3-ish"),
            "message": say("不是数。", "This is not a number."),
            "hint": say(
                "写成 32000（万元）或 3.2亿元。", "Write 320000 (thousand) or 320 million."
            ),
        },
        {
            "cell": "C42",
            "column": say("县市区", "County"),
            "value": "",
            "message": say(
                "空着，沿用上一行的“寿光市”。", "Empty: taken from the row above, Shouguang."
            ),
            "level": "warning",
        },
    ]
    return [
        Case("two", {"problems": rows, "more": 31, "download_url": "#"}, size="wide"),
        Case("none", {"problems": []}),
    ]


def _inbox() -> list[Case]:
    items = [
        {
            "title": say(
                "寿光市答复：用地手续本周报件", "Shouguang answers: land papers this week"
            ),
            "url": "#",
            "at": NOON,
            "from": say("寿光市发改局", "Shouguang"),
            "unread": True,
            "due": {"state": "soon", "days": 2, "on": days(2)},
        },
        {
            "title": say("月报已锁定", "The month’s report is locked"),
            "url": "#",
            "at": NOON,
            "kind": say("调度", "Reporting"),
        },
    ]
    return [Case("two", {"items": items}), Case("empty", {"items": []})]


def _due() -> list[Case]:
    states = [
        {"state": "due", "on": days(20)},
        {"state": "soon", "days": 2, "on": days(2)},
        {"state": "overdue", "days": 3, "on": days(-4)},
        {"state": "silent", "days": 7},
        {"state": "kept", "on": days(-1)},
    ]
    return [Case(str(due["state"]), {"due": due}, size="small") for due in states]


def _sample() -> list[Case]:
    return [Case("always", {"today": NOON.date()})]


SAMPLES: dict[str, Sample] = {
    "sample_banner": _sample,
    "badge": _badges,
    "stage": _stage,
    "stage_track": _tracks,
    "timeline": _timeline,
    "due": _due,
    "inbox": _inbox,
    "board": _board,
    "sheet": _sheet,
    "files": _files,
    "problems": _problems,
    "notice": _notice,
    "empty": _empty,
    "error_state": _error,
    "progress": _progress,
    "print_head": _print_head,
}
